"""“Quellen”: how each source fares, and what an editor can do about it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from depesche.intake.channels import wording
from depesche.intake.channels.trouble import Code
from depesche.intake.models import Channel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sections")]
PAGE, FRAGMENT = "/desk/sources/", "/desk/sources/fragment/"


def make(name: str, **facts: Any) -> Channel:
    usual = {"kind": "feed", "address": f"https://{name.lower()}.example/feed"}
    return Channel.objects.create(name=name, **{**usual, **facts})


def text(client: Client, address: str = PAGE) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def test_an_empty_list_says_how_to_begin(desk: Client) -> None:
    assert "depesche sources add" in text(desk)


def test_what_ails_stands_first_and_in_plain_words(desk: Client) -> None:
    now = timezone.now()
    make("Amt", last_success=now, next_try=now + timedelta(hours=1))
    make("Bund", failures=3, trouble={"code": "status", "detail": "404"}, last_success=now - timedelta(days=2))
    make("Chor", state="paused", trouble={"code": "gone", "detail": ""})
    make("Dorf", state="paused", trouble={"code": "by_hand", "detail": ""})
    html = text(desk)
    assert [html.index(f"<strong>{name}") for name in ("Bund", "Chor", "Amt", "Dorf")] == sorted(
        html.index(f"<strong>{name}") for name in ("Amt", "Bund", "Chor", "Dorf")
    )
    assert "3 Fehlversuche in Folge" in html
    assert "Der Server antwortet mit einem Fehler (HTTP 404)." in html
    assert "Die Quelle wurde aufgegeben" in html
    assert re.search(r'data-desk-count="2"|"data-desk-count": "2"|data-desk-count&quot;: &quot;2', html)


def test_a_source_can_be_tried_at_once_paused_and_resumed(desk: Client) -> None:
    channel = make("Amt", next_try=timezone.now() + timedelta(hours=1))
    assert "Jetzt versuchen" in text(desk)
    answer = desk.post(f"{PAGE}{channel.pk}/try/", follow=True)
    assert "„Amt“ wird jetzt versucht." in answer.content.decode()
    channel.refresh_from_db()
    assert channel.next_try is not None
    assert channel.next_try <= timezone.now()
    assert "jetzt …" in text(desk)
    desk.post(f"{PAGE}{channel.pk}/pause/")
    channel.refresh_from_db()
    assert (channel.state, channel.next_try) == ("paused", None)
    assert "Wieder aufnehmen" in text(desk)
    desk.post(f"{PAGE}{channel.pk}/try/")
    channel.refresh_from_db()
    assert (channel.state, channel.trouble) == ("active", {})


def test_what_is_handed_in_is_not_tried(desk: Client) -> None:
    make("Agentur", kind="push", address="")
    html = text(desk, FRAGMENT)
    assert "Jetzt versuchen" not in html
    assert "Anhalten" in html


def test_deeds_are_posted_and_need_a_source(desk: Client) -> None:
    channel = make("Amt")
    assert desk.get(f"{PAGE}{channel.pk}/try/").status_code == 405
    assert desk.post(f"{PAGE}99999/try/").status_code == 404
    assert desk.post(f"{PAGE}99999/pause/").status_code == 404


def test_strangers_see_nothing() -> None:
    assert Client().get(PAGE).status_code == 302
    assert Client().post(f"{PAGE}1/try/").status_code == 302


def test_the_list_stays_true_by_itself(desk: Client) -> None:
    channel = make("Amt", next_try=timezone.now() + timedelta(hours=1))
    match = re.search(r'data-cursor="([^"]*)"', text(desk, FRAGMENT))
    assert match is not None
    assert desk.get(FRAGMENT, {"cursor": match[1]}).status_code == 204
    Channel.objects.filter(pk=channel.pk).update(failures=1, trouble={"code": "too_slow", "detail": ""})
    assert desk.get(FRAGMENT, {"cursor": match[1]}).status_code == 200


def test_ten_thousand_sources_come_in_pages(desk: Client) -> None:
    Channel.objects.bulk_create(
        Channel(kind="feed", name=f"Quelle {number:05}", address=f"https://q.example/{number}")
        for number in range(10_000)
    )
    html = text(desk)
    assert html.count("data-key=") == 50
    assert "?p=2" in html
    assert "Quelle 09999" in text(desk, f"{PAGE}?p=200")
    assert "Quelle 09999" in text(desk, f"{PAGE}?p=999999")
    assert "Quelle 00000" in text(desk, f"{PAGE}?p=x")


def test_names_from_elsewhere_are_shown_and_not_run(desk: Client) -> None:
    make("<script>alert(1)</script>", trouble={"code": "protocol", "detail": "<b>x</b>"}, failures=1)
    html = desk.get(FRAGMENT).content.decode()
    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("code", list(Code))
def test_every_trouble_has_a_sentence_in_both_languages(code: Code) -> None:
    with translation.override("de"):
        german = wording.sentence({"code": code.value, "detail": "100 %"})
    with translation.override("en"):
        english = wording.sentence({"code": code.value, "detail": "100 %"})
    assert german != english
    assert german.endswith(".")


def test_a_code_of_a_later_version_has_a_sentence_too() -> None:
    assert wording.sentence({"code": "unheard of"})
    assert wording.sentence({}) == ""
