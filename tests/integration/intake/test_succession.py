"""Which version of a story stands on top of its row, and who is told, when copies come after corrections."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.integration.intake.house import NOW, STORY, House

from depesche.desk import badges, inbox, versions
from depesche.desk.inbox import Authenticity
from depesche.desk.models import OPEN, Alert, Item
from depesche.desk.shelves import Wish
from depesche.intake import sources

pytestmark = pytest.mark.django_db
TOWN = "presse@musterau.example"
CORRECTED = STORY.replace("Ende August", "Mitte September")
NOTE = "KORREKTUR: Bitte nur diese Fassung verwenden.\r\n\r\nWasserleitung Gerbergasse\r\n\r\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    sources.take_in({"known": [{"domain": "musterau.example", "organisation": "Stadt Musterau"}]})
    return House(tmp_path)


def listed(**wish: str) -> list[str]:
    """The keys of the rows of the open inbox."""
    return [item.pk for item in Wish(**wish).items(AnonymousUser(), now=NOW + timedelta(hours=9))]  # type: ignore[arg-type]


def corrected_story(house: House) -> tuple[Item, Item]:
    first = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse")
    second = house.take(NOTE + CORRECTED, sender=TOWN, subject="KORREKTUR: Wasserleitung Gerbergasse", hours=1)
    assert second.corrects_id == first.pk
    return first, second


def article() -> object:
    from wagtail.models import Page

    return Page.get_first_root_node()


@pytest.mark.parametrize("sender", [TOWN, "x@irgendwer.example", "b@agentur.example"])
def test_a_later_copy_of_the_uncorrected_text_stays_below_its_correction(house: House, sender: str) -> None:
    first, second = corrected_story(house)
    copy = house.take(f"Zur Kenntnis.\r\n\r\n{STORY}", sender=sender, subject="Wasserleitung Gerbergasse", hours=3)
    assert (copy.family, copy.repeats_id) == (first.family, first.pk)
    assert listed() == [second.pk]
    assert listed(mark="correction") == [second.pk]
    family = versions.families([copy])[copy.family]
    said = [badge.text for badge in badges.of(copy, now=NOW, family=family)]
    assert {"Entspricht der unkorrigierten Fassung", "Inzwischen korrigiert"} <= set(said)


def test_an_article_of_the_copy_leaves_the_correction_open_and_tells_its_editor(house: House) -> None:
    _, second = corrected_story(house)
    copy = house.take(STORY, sender="x@irgendwer.example", subject="Wasserleitung", hours=3)
    inbox.mark_used(copy.pk, None, article=article(), at=NOW)  # type: ignore[arg-type]
    second.refresh_from_db()
    assert second.status == "new"
    assert [alert.item_id for alert in Alert.objects.all()] == [second.pk]


def test_a_copy_of_what_was_corrected_alarms_nobody(house: House) -> None:
    _, second = corrected_story(house)
    inbox.mark_used(second.pk, None, article=article(), at=NOW)  # type: ignore[arg-type]
    house.take(f"Zur Kenntnis.\r\n\r\n{STORY}", sender=TOWN, subject="Wasserleitung Gerbergasse", hours=3)
    assert not Alert.objects.exists()


def test_the_senders_own_next_version_stands_on_top_again(house: House) -> None:
    corrected_story(house)
    text = CORRECTED.replace("Busse halten am Kornmarkt", "Busse halten bis zum Advent am Bahnhof")
    third = house.take(text, sender=TOWN, subject="Wasserleitung Gerbergasse", hours=4)
    assert third.repeats_id is None
    assert listed() == [third.pk]
    assert listed(mark="correction") == [third.pk], "the correction behind it is found by its row"


def test_a_correction_that_came_first_stands_above_its_original(house: House) -> None:
    second = house.take(NOTE + CORRECTED, sender=TOWN, subject="KORREKTUR: Wasserleitung Gerbergasse")
    first = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse", hours=1)
    assert first.family == second.pk
    assert listed() == [second.pk]


def test_somebody_elses_correction_stands_alone_with_a_warning(house: House) -> None:
    first = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse")
    reply = {"In-Reply-To": f"<{first.message_id}>"}
    forged = house.take(
        NOTE + CORRECTED, sender="x@irgendwer.example", subject="KORREKTUR: Wasserleitung", hours=1, **reply
    )
    assert (forged.corrects_id, forged.disputes_id, forged.family) == (None, first.pk, forged.pk)
    assert set(listed()) == {first.pk, forged.pk}
    assert "Korrektur von fremder Stelle" in [badge.text for badge in badges.of(forged, now=NOW)]
    again = house.take(STORY + " Das Rathaus bittet um Geduld.", sender=TOWN, subject="Wasserleitung", hours=2)
    assert again.family == first.family


def test_who_first_sends_a_copy_corrects_no_more_than_others(house: House) -> None:
    first = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse")
    copy = house.take(STORY, sender="x@irgendwer.example", subject="Wasserleitung Gerbergasse", hours=1)
    forged = house.take(NOTE + CORRECTED, sender="x@irgendwer.example", subject="KORREKTUR: Wasserleitung", hours=2)
    assert copy.family == first.family
    assert (forged.family, forged.corrects_id, forged.disputes_id) == (forged.pk, None, copy.pk)
    assert set(listed()) == {copy.pk, forged.pk}


def test_a_genuine_release_does_not_lie_behind_a_correction_that_was_there_before_it(house: House) -> None:
    forged = house.take(NOTE + CORRECTED, sender="x@irgendwer.example", subject="KORREKTUR: Wasserleitung")
    real = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse", hours=1)
    assert real.family == real.pk
    assert set(listed()) == {forged.pk, real.pk}


def test_a_correction_that_its_domain_denies_is_taken_out_of_the_story(house: House) -> None:
    first, second = corrected_story(house)
    failed = Authenticity(results={"dkim": "none", "spf": "fail", "dmarc": "fail", "aligned": False}, evidence={})
    inbox.authenticate({second.pk: failed}, at=NOW)
    second.refresh_from_db()
    assert (second.family, second.corrects_id, second.disputes_id) == (second.pk, None, first.pk)
    assert set(listed()) == {first.pk, second.pk}


def test_a_denied_mail_that_came_first_leaves_the_story_to_the_others(house: House) -> None:
    denied = house.take(STORY, sender=TOWN, subject="Wasserleitung Gerbergasse")
    others = [house.take(STORY, sender=f"x@{name}.example", hours=1) for name in ("zwei", "drei")]
    failed = Authenticity(results={"dkim": "fail", "spf": "fail", "dmarc": "fail", "aligned": False}, evidence={})
    inbox.authenticate({denied.pk: failed}, at=NOW)
    families = dict(Item.objects.values_list("pk", "family"))
    assert families == {denied.pk: denied.pk, others[0].pk: others[0].pk, others[1].pk: others[0].pk}


def test_version_numbers_win_over_the_time_of_arrival(house: House) -> None:
    second = house.wire(2, CORRECTED)
    first = house.wire(1, STORY)
    assert first.corrects_id is None
    assert listed() == [second.pk]
    fourth = house.wire(4, STORY.replace("Montag", "Dienstag"))
    house.wire(3, STORY.replace("Montag", "Mittwoch"))
    assert listed() == [fourth.pk]
    assert fourth.corrects_id == second.pk
    ranked = Item.objects.filter(status__in=OPEN).order_by("rank").values_list("version", flat=True)
    assert next(iter(ranked)) == "1"


def test_a_withdrawn_wire_stands_on_top_and_says_so(house: House) -> None:
    house.wire(1, STORY)
    withdrawn = house.wire(2, STORY, pubstatus="canceled")
    house.take(STORY, sender="x@irgendwer.example", hours=2)
    assert withdrawn.withdraws
    assert listed() == [withdrawn.pk]
    assert badges.of(withdrawn, now=NOW)[0].text == "Zurückgezogen"


SHORT = "Das Hallenbad öffnet am Samstag um 9 Uhr. Der Eintritt ist am ersten Tag frei, sagt das Rathaus."


@pytest.mark.parametrize(
    ("subject", "before"),
    [
        ("Bitte nur diese Fassung verwenden", "Hallenbad öffnet am Samstag\r\n\r\n"),
        ("Bitte nur diese Fassung verwenden!", ""),
        ("ACHTUNG: geänderte Fassung: Hallenbad öffnet am Samstag", ""),
        ("Hallenbad öffnet am Samstag (wiederholt mit Korrektur im 2. Absatz)", ""),
        ("Neufassung", "Hallenbad öffnet am Samstag\r\n\r\n"),
        ("Please use this version only: Hallenbad öffnet am Samstag", ""),
    ],
)
def test_a_short_correction_attaches_and_keeps_its_headline(house: House, subject: str, before: str) -> None:
    first = house.take(SHORT, sender=TOWN, subject="Hallenbad öffnet am Samstag")
    second = house.take(before + SHORT.replace("9 Uhr", "10 Uhr"), sender=TOWN, subject=subject, hours=1)
    assert (second.corrects_id, second.family) == (first.pk, first.pk)
    assert second.headline.startswith(("Hallenbad öffnet", "Das Hallenbad öffnet"))
    assert listed() == [second.pk]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("ZURÜCKGEZOGEN: Hallenbad öffnet am Samstag", "Die Meldung von heute ist falsch."),
        ("Hallenbad öffnet am Samstag – ANNULLIERT", SHORT),
        ("Bitte nicht verwenden: Hallenbad öffnet am Samstag", "Näheres folgt."),
        ("Eilt", "Unsere Meldung „Hallenbad öffnet am Samstag“ wird zurückgezogen. Wir bitten um Entschuldigung."),
        ("KILL: Hallenbad öffnet am Samstag", "Do not use. The pool is still closed."),
    ],
)
def test_a_withdrawal_by_mail_attaches_and_alarms_who_used_it(house: House, subject: str, text: str) -> None:
    first = house.take(SHORT, sender=TOWN, subject="Hallenbad öffnet am Samstag")
    inbox.mark_used(first.pk, None, article=article(), at=NOW)  # type: ignore[arg-type]
    second = house.take(text, sender=TOWN, subject=subject, hours=1)
    assert (second.withdraws, second.corrects_id, second.family) == (True, first.pk, first.pk)
    assert [alert.item_id for alert in Alert.objects.all()] == [second.pk]
    assert listed(mark="article") == [second.pk]


def test_somebody_elses_withdrawal_withdraws_nothing(house: House) -> None:
    first = house.take(SHORT, sender=TOWN, subject="Hallenbad öffnet am Samstag")
    forged = house.take(SHORT, sender="x@irgendwer.example", subject="ZURÜCKGEZOGEN: Hallenbad öffnet", hours=1)
    assert (forged.corrects_id, forged.disputes_id, forged.family) == (None, first.pk, forged.pk)
    assert not Alert.objects.exists()
