"""A breaking line: set, changed, taken down, over; told at once, baked into fronts, on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import breaking, plant, press, selectors, services
from depesche.stories.models import ArticlePage, BreakingStep, Change, SectionPage
from depesche.stories.record import AppendOnly

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"


def soon(minutes: float = 30) -> Any:
    return timezone.now() + timedelta(minutes=minutes)


def told() -> list[dict[str, Any]]:
    return [{**event.data, "path": event.path} for event in plant.log().since(0, {"breaking"})]


def baked(path: str) -> str:
    return (plant.store().get(f"{path.lstrip('/')}index.html") or b"").decode()


def test_a_line_is_told_whole_and_stands_on_front_and_sections(article: ArticlePage) -> None:
    services.publish(article)
    breaking.send("Der  Damm\nhält.", until=soon(), link=PATH)
    (event,) = told()
    assert (event["text"], event["href"], event["path"]) == ("Der Damm hält.", PATH, PATH)
    for path in ("/", "/politik/", "/nachrichten/"):
        assert event["html"] in baked(path)
    assert "breaking__" not in baked(PATH), "an article is not baked for it"
    assert plant.store().get(event["script"].lstrip("/"))
    change = Change.objects.get(kind="breaking")
    assert change.done_at
    assert set(selectors.affected_by(change)) == {"/", "/politik/", "/nachrichten/"}


def test_it_is_told_while_the_press_is_busy(politik: SectionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "run_now", lambda upto: None)
    breaking.send("Der Damm hält.", until=soon())
    assert [event["text"] for event in told()] == ["Der Damm hält."]
    press.run_open()
    assert len(told()) == 1, "the press need not tell it again"
    assert "Der Damm hält." in baked("/")
    monkeypatch.setattr(breaking, "_tell_at_once", lambda: None)
    breaking.send("Der Damm bricht.", until=soon())
    assert len(told()) == 1
    press.run_open()
    assert [event["text"] for event in told()][1:] == ["Der Damm bricht."], "what could not be told is not forgotten"


def test_changed_replaced_and_taken_down(politik: SectionPage) -> None:
    first = breaking.send("Damm gebrochen", until=soon())
    breaking.change("Damm beschädigt", until=soon(60))
    breaking.send("Damm hält", until=soon())
    keys = [event["line"] for event in told()]
    assert keys[0] == keys[1] == first.key != keys[2]
    assert "Damm hält" in baked("/")
    assert "beschädigt" not in baked("/")
    assert breaking.end()
    assert not breaking.end()
    assert (told()[-1]["text"], "until" in told()[-1]) == ("", False)
    assert told()[-1]["script"], "the page needs it to take the line down"
    assert "Damm" not in baked("/") + baked("/politik/")
    assert breaking.current(at=timezone.now()) is None


def test_when_its_time_is_up_the_pages_lose_it_once(politik: SectionPage) -> None:
    step = breaking.send("Der Damm hält.", until=soon())
    assert breaking.expire(now=timezone.now()) == 0
    BreakingStep.objects.filter(pk=step.pk).update(until=timezone.now())
    assert breaking.expire(now=timezone.now()) == 1
    assert breaking.expire(now=timezone.now()) == 0
    assert "Damm" not in baked("/")
    assert BreakingStep.objects.first().deed == "expired"  # type: ignore[union-attr]


def test_who_did_what_stays_on_record(politik: SectionPage) -> None:
    chief = User.objects.create_user("chefin")
    chief.groups.add(Group.objects.get(name="Chefredaktion"))
    breaking.send("Eins", until=soon(), user=chief)
    breaking.change("Zwei", until=soon(), user=chief)
    breaking.end(user=chief)
    steps = [(step.deed, step.text, step.made_by) for step in BreakingStep.objects.order_by("pk")]
    assert steps == [("sent", "Eins", chief), ("changed", "Zwei", chief), ("ended", "Zwei", chief)]
    with pytest.raises(AppendOnly):
        BreakingStep.objects.first().save()  # type: ignore[union-attr]


REFUSED = (
    ("  ", 30, "", "text"),
    ("x" * 201, 30, "", "text"),
    ("Eins", -1, "", "until"),
    ("Eins", 721, "", "until"),
    ("Eins\0", 30, "", "text"),
    ("Eins \ud83d", 30, "", "text"),
    ("Eins", 30, "/politik/\ud83d/", "link"),
    ("\u200b", 30, "", "text"),
    ("Eins", 30, "javascript:alert(1)", "link"),
    ("Eins", 30, "//evil.example/", "link"),
    ("Eins", 30, "/politik/gibt-es-nicht/", "link"),
    ("Eins", 30, PATH, "link"),
)


def test_what_cannot_go_out(article: ArticlePage) -> None:
    for text, minutes, link, field in REFUSED:
        with pytest.raises(ValidationError) as refusal:
            breaking.send(text, until=soon(minutes), link=link)
        assert list(refusal.value.message_dict) == [field]
    with pytest.raises(ValidationError, match="Zeitzone"):
        breaking.send("Eins", until=soon().replace(tzinfo=None))
    anna = User.objects.create_user("anna")
    anna.groups.add(Group.objects.get(name="Redaktion"))
    for deed in (lambda: breaking.send("Eins", until=soon(), user=anna), lambda: breaking.end(user=anna)):
        with pytest.raises(PermissionDenied):
            deed()
    assert (BreakingStep.objects.count(), told()) == (0, [])


def test_links(article: ArticlePage) -> None:
    services.publish(article)
    origin = plant.config().origin
    assert breaking.send("Eins", until=soon(), link=f"{origin}{PATH}").article == article
    assert breaking.send("Zwei", until=soon(), link="/politik/").url == "/politik/"
    assert breaking.send("Drei", until=soon(), link="https://stadt.example/lage").url == "https://stadt.example/lage"
    breaking.send("Vier", until=soon(), link=PATH)
    services.unpublish(article)
    press.bake(["/"])
    assert f'href="{PATH}"' not in baked("/"), "a withdrawn article is no place to lead to"
