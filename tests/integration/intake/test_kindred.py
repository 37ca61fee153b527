"""One story, one family: what belongs together is found, what does not is left alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.integration.intake.house import NOW, REWRITE, STORY, House

from depesche.desk import inbox
from depesche.desk.models import Alert
from depesche.intake import kindred, sources
from depesche.intake.models import Trace

pytestmark = pytest.mark.django_db
OTHER = (
    "Der Turnverein sucht für sein Sommerfest noch Helferinnen und Helfer, die an zwei Wochenenden Zelte aufbauen,"
    " Kuchen backen und Kinder schminken. Wer Zeit hat, meldet sich bis Freitag in der Geschäftsstelle am Markt."
)
FOOTER = (
    "\r\n\r\nDie Stadtwerke Lindenau versorgen seit 1898 rund 40.000 Haushalte mit Strom, Gas, Wasser und Wärme und"
    " betreiben zwei Bäder, eine Eishalle und das Busnetz der Stadt mit zusammen mehr als dreihundert Beschäftigten."
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_one_release_from_three_addresses_and_a_rewrite_are_one_family(house: House) -> None:
    first = house.take(STORY)
    others = [house.take(STORY, sender=f"x@{name}.example", hours=1) for name in ("zwei", "drei")]
    rewrite = house.take(REWRITE, sender="red@agentur.example", subject="Gerbergasse gesperrt", hours=2)
    assert first.family == first.pk
    assert {one.family for one in (*others, rewrite)} == {first.pk}


def test_a_copy_from_an_address_made_to_be_mistaken_stands_alone(house: House) -> None:
    """Its warning must be seen, and who rejects it must not reject the release it copies."""
    sources.take_in({"known": [{"domain": "musterau.example", "organisation": "Stadt"}]})
    real = house.take(STORY, sender="a@musterau.example")
    forged = house.take(STORY + " Spenden bitte sofort.", sender="a@rnusterau.example", hours=1)
    later = house.take(STORY + " Das meldet die Agentur.", sender="b@agentur.example", hours=2)
    assert forged.lookalike_of == "musterau.example"
    assert forged.family in ("", forged.pk)
    assert later.family == real.pk


def test_another_story_is_a_family_of_its_own(house: House) -> None:
    house.take(STORY)
    other = house.take(OTHER)
    assert other.family == other.pk


def test_an_offices_footer_makes_no_family(house: House) -> None:
    house.take(OTHER + FOOTER, subject="Sommerfest")
    house.take("Am Samstag ist das Freibad wegen eines Schwimmfests geschlossen." + FOOTER, subject="Freibad zu")
    short = house.take(
        "Der Bus 12 fährt am Montag nicht über die Brücke, sondern über den Ring." + FOOTER, subject="Bus 12"
    )
    assert short.family == short.pk


def test_the_same_notice_a_week_later_is_a_new_story(house: House) -> None:
    first = house.take(STORY)
    again = house.take(STORY, hours=24 * 8)
    assert again.family != first.family


def test_what_is_kept_is_small_and_goes_when_it_is_old(house: House) -> None:
    house.take(STORY * 20)
    assert 0 < Trace.objects.count() <= 32
    kindred.forget(now=NOW + timedelta(days=13))
    assert Trace.objects.exists()
    kindred.forget(now=NOW + timedelta(days=15))
    assert not Trace.objects.exists()


def test_a_short_notice_is_found_in_a_long_text_and_the_other_way_round(house: House) -> None:
    long = "\r\n\r\n".join([OTHER.replace("Turnverein", f"Verein {number}") for number in range(30)])
    first = house.take(f"{STORY}\r\n\r\n{long}", sender="lang@agentur.example", subject="Meldungen")
    short = house.take(STORY, sender="a@kurz.example", subject="Gerbergasse", hours=1)
    assert short.family == first.family


def test_a_correction_with_another_headline_attaches_to_its_original(house: House) -> None:
    first = house.take(STORY, subject="Wasserleitung Gerbergasse")
    text = "KORREKTUR: Bitte nur diese Fassung verwenden!\r\n\r\n" + STORY.replace("Ende August", "Mitte September")
    second = house.take(text, subject="KORREKTUR: Sperrung dauert länger", hours=1)
    assert second.kind == "correction_of_earlier_release"
    assert second.corrects_id == first.pk
    assert second.family == first.family


def test_a_wires_later_version_corrects_and_an_overtaken_one_does_not(house: House) -> None:
    first = house.wire(2, STORY)
    second = house.wire(3, STORY.replace("Montag", "Dienstag"))
    late = house.wire(1, "Ein ganz anderer, kurzer Text der ersten Fassung.")
    assert (second.corrects_id, second.family) == (first.pk, first.pk)
    assert (late.corrects_id, late.family) == (None, first.pk)


def test_a_withdrawn_wire_alerts_whoever_made_an_article_of_it(house: House) -> None:
    from wagtail.models import Page

    first = house.wire(1, STORY)
    article = Page.get_first_root_node()
    assert article is not None
    inbox.mark_used(first.pk, None, article=article, at=NOW)
    withdrawn = house.wire(2, STORY, pubstatus="canceled")
    alert = Alert.objects.get()
    assert (alert.item_id, alert.article_id, alert.done_at) == (withdrawn.pk, article.pk, None)


def test_somebody_elses_rewrite_alerts_nobody(house: House) -> None:
    from wagtail.models import Page

    first = house.take(STORY)
    article = Page.get_first_root_node()
    assert article is not None
    inbox.mark_used(first.pk, None, article=article, at=NOW)
    assert house.take(REWRITE, sender="x@agentur.example", hours=1).family == first.pk
    assert not Alert.objects.exists()
    house.take(STORY.replace("Ende August", "Mitte September"), hours=1)
    assert Alert.objects.count() == 1, "its own sender's new version does"


REPORT = (
    "Am {day}, {date}, kam es gegen {time} Uhr in der {street} in {town} zu einem Verkehrsunfall. Ein {age}-jähriger"
    " Autofahrer übersah beim Abbiegen ein anderes Fahrzeug. Der Schaden beträgt rund {damage} Euro. Die Polizei bittet"
    " Zeugen, die den Hergang beobachtet haben, sich auf der Wache zu melden."
)
ONE = {"day": "Montag", "date": "12. Mai", "time": "14", "street": "Lindenstraße", "town": "Musterau", "age": "45"}


def test_two_reports_after_one_model_are_two_stories(house: House) -> None:
    first = house.take(REPORT.format(**ONE, damage="9000"), subject="Unfall mit Sachschaden")
    elsewhere = ONE | {"day": "Dienstag", "date": "13. Mai", "street": "Hauptstraße", "town": "Neudorf", "age": "23"}
    other = house.take(REPORT.format(**elsewhere, damage="3000"), subject="Unfall mit Sachschaden", hours=2)
    again = house.take(REPORT.format(**ONE, damage="12000"), subject="Unfall mit Sachschaden", hours=3)
    assert other.family == other.pk
    assert again.family == first.family
