"""Writing a live blog at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from depesche.stories import plant, services, ticker
from depesche.stories.models import ArticlePage, Entry, SectionPage

if TYPE_CHECKING:
    from django.test import Client

    from depesche.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def blog(sections: dict[str, SectionPage]) -> ArticlePage:
    page = services.publish(services.create_article(sections["politik"], services.ArticleDraft(headline="Wahlabend")))
    ticker.set_status(page, "live")
    page.refresh_from_db()
    return page


def address(blog: ArticlePage) -> str:
    return reverse("desk:ticker", args=[blog.pk])


def page_of(path: str = "politik/wahlabend/index.html") -> str:
    return (plant.store().get(path) or b"").decode()


def test_from_a_headline_to_a_public_live_blog(chief_desk: Client, sections: dict[str, SectionPage]) -> None:
    answer = chief_desk.post(reverse("desk:tickers"), {"headline": "Ratssitzung", "into": sections["politik"].pk})
    article = ArticlePage.objects.get(slug="ratssitzung")
    assert answer["Location"] == address(article)
    assert (article.ticker, article.live) == ("announced", False)
    assert "Noch nicht öffentlich" in chief_desk.get(address(article)).content.decode()
    chief_desk.post(address(article), {"text": "Wir sind im Saal."})
    chief_desk.post(reverse("desk:ticker_status", args=[article.pk]), {"status": "live"})
    assert "Wir sind im Saal." in page_of("politik/ratssitzung/index.html")


def test_one_box_and_it_is_out(chief_desk: Client, blog: ArticlePage) -> None:
    answer = chief_desk.post(address(blog), {"text": "Erste Hochrechnung."})
    assert answer.status_code == 302
    assert "Erste Hochrechnung." in page_of()
    assert "Erste Hochrechnung." in chief_desk.get(address(blog)).content.decode()


def test_what_cannot_go_out_stays_in_the_box(chief_desk: Client, blog: ArticlePage) -> None:
    answer = chief_desk.post(address(blog), {"text": "Hier lang", "embed_url": "keine Adresse"})
    assert answer.status_code == 422
    assert "Hier lang" in answer.content.decode()
    assert Entry.objects.count() == 0
    empty = chief_desk.post(address(blog), {"text": "  "})
    assert empty.status_code == 422


@pytest.mark.parametrize(
    "words",
    [
        {"score_home": "SV Merle"},
        {"text": "Tor!", "at": "1066-10-14T12:00"},
        {"text": "Tor!", "at": "0001-01-01T00:00"},
        {"text": "\u200b \u2060"},
    ],
)
def test_half_a_score_a_time_in_another_century_and_nothing_to_see_stay_in_the_box(
    chief_desk: Client, blog: ArticlePage, words: dict[str, str]
) -> None:
    assert chief_desk.post(address(blog), words).status_code == 422
    assert not Entry.objects.exists()


def test_a_draft_waits(chief_desk: Client, blog: ArticlePage) -> None:
    chief_desk.post(address(blog), {"text": "Unbestätigt.", "draft": "1"})
    entry = Entry.objects.get()
    assert "Unbestätigt." not in page_of()
    chief_desk.post(reverse("desk:ticker_deed", args=[blog.pk, entry.pk, "publish"]), {"version": entry.version})
    assert "Unbestätigt." in page_of()


def test_a_colleagues_change_is_shown_and_nothing_is_lost(chief_desk: Client, blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Es steht 1:0."})
    ticker.change(entry, {"text": "Es steht 2:0."}, version=1)
    where = reverse("desk:ticker_entry", args=[blog.pk, entry.pk])
    answer = chief_desk.post(where, {"text": "Es steht 1:1.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Es steht 2:0." in page
    assert "Es steht 1:1." in page
    assert "2:0" in page_of()
    again = chief_desk.post(where, {"text": "Es steht 1:1.", "version": "2"})
    assert again.status_code == 302
    assert "1:1" in page_of()


def test_remove_and_pin_by_one_click(chief_desk: Client, blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Wichtig."})
    chief_desk.post(reverse("desk:ticker_deed", args=[blog.pk, entry.pk, "pin"]), {"version": "1"})
    assert "ticker__pinned" in page_of()
    removing = reverse("desk:ticker_deed", args=[blog.pk, entry.pk, "remove"])
    stale = chief_desk.post(removing, {"version": "1"}, follow=True)
    assert "Bitte sehen Sie noch einmal nach" in stale.content.decode()
    chief_desk.post(removing, {"version": "2"})
    assert "Wichtig." not in page_of()


def test_an_entry_becomes_an_article(chief_desk: Client, blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"headline": "Rücktritt", "text": "Sofort.", "embed_url": "https://video.example/1"})
    answer = chief_desk.post(reverse("desk:ticker_deed", args=[blog.pk, entry.pk, "break-out"]), {"version": "1"})
    made = ArticlePage.objects.get(slug="ruecktritt")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert [block.block_type for block in made.body] == ["text", "embed", "related_box"]


def test_the_list_keeps_itself_up_to_date(chief_desk: Client, blog: ArticlePage) -> None:
    where = reverse("desk:ticker_fragment", args=[blog.pk])
    cursor = chief_desk.get(address(blog)).context["cursor"]
    assert chief_desk.get(where, {"cursor": cursor}).status_code == 204
    ticker.add(blog, {"text": "Von der Kollegin."})
    answer = chief_desk.get(where, {"cursor": cursor})
    assert answer.status_code == 200
    assert "Von der Kollegin." in answer.content.decode()


def test_the_pages_own_script_is_told_and_never_led_elsewhere(
    chief_desk: Client, desk: Client, client: Client, blog: ArticlePage
) -> None:
    script = {"X-Requested-With": "XMLHttpRequest"}
    assert chief_desk.post(address(blog), {"text": "Es steht 1:0."}, headers=script).status_code == 201
    assert "Es steht 1:0." in page_of()
    assert client.post(address(blog), {"text": "Abgemeldet."}, headers=script).status_code == 403
    assert desk.post(address(blog), {"text": "Darf nicht."}, headers=script).status_code == 403
    assert desk.post(address(blog), {"text": "Entwurf.", "draft": "1"}, headers=script).status_code == 201
    assert set(Entry.objects.values_list("text", flat=True)) == {"Es steht 1:0.", "Entwurf."}


def test_words_that_are_sent_again_are_the_same_entry(chief_desk: Client, blog: ArticlePage) -> None:
    for _attempt in range(2):
        answer = chief_desk.post(address(blog), {"text": "Es steht 1:0.", "token": "0123abcd"})
        assert answer.status_code == 302
    chief_desk.post(address(blog), {"text": "Es steht 1:0.", "token": "other"})
    chief_desk.post(address(blog), {"text": "Es steht 1:0.", "token": "<no token>"})
    assert Entry.objects.filter(article=blog, state="published").count() == 3


def test_writers_throw_their_own_drafts_away(desk: Client, blog: ArticlePage, chefin: User) -> None:
    desk.post(address(blog), {"text": "Unbestätigt.", "draft": "1"})
    theirs = ticker.add(blog, {"text": "Von der Chefin."}, user=chefin, publish=False)
    for entry in Entry.objects.all():
        desk.post(reverse("desk:ticker_deed", args=[blog.pk, entry.pk, "remove"]), {"version": entry.version})
    assert list(Entry.objects.all()) == [theirs]


def test_an_entry_is_seen_before_anybody_does(desk: Client, blog: ArticlePage) -> None:
    first = ticker.add(blog, {"text": "Es steht 1:0."})
    where = reverse("desk:ticker_preview", args=[blog.pk])
    page = desk.post(where, {"text": "Es steht 2:0."}).content.decode()
    assert page.index("Es steht 2:0.") < page.index("Es steht 1:0.")
    changed = desk.post(f"{where}?entry={first.pk}", {"text": "Es stand 1:0."}).content.decode()
    assert "Es stand 1:0." in changed
    assert "Es steht 1:0." not in changed
    assert desk.post(where, {"text": " "}).status_code == 422
    assert list(Entry.objects.values_list("text", flat=True)) == ["Es steht 1:0."]


def test_what_is_kept_while_the_article_is_withdrawn_is_not_called_out(chief_desk: Client, blog: ArticlePage) -> None:
    script = {"X-Requested-With": "XMLHttpRequest"}
    assert chief_desk.post(address(blog), {"text": "Eins."}, headers=script).content.decode() == "Es ist draußen."
    services.unpublish(ArticlePage.objects.get(pk=blog.pk))
    said = chief_desk.post(address(blog), {"text": "Zwei."}, headers=script).content.decode()
    assert said == "Behalten: noch nicht öffentlich."


def test_older_entries_are_on_further_pages(
    chief_desk: Client, blog: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depesche.desk.ticker.PAGE", 2)
    for number in range(1, 6):
        ticker.add(blog, {"text": f"Meldung Nummer {number}."})
    first = chief_desk.get(address(blog)).content.decode()
    assert "Nummer 5." in first
    assert "Nummer 3." not in first
    assert f"{address(blog)}?p=2" in first
    third = chief_desk.get(f"{address(blog)}?p=3").content.decode()
    assert "Nummer 1." in third
    assert f"{address(blog)}?p=4" not in third
    for odd in ("0", "-1", "x", "99999999999999999999", "²"):
        assert chief_desk.get(address(blog), {"p": odd}).status_code == 200


def test_words_written_into_an_entry_that_is_gone_are_kept(chief_desk: Client, blog: ArticlePage) -> None:
    for publish in (True, False):
        entry = ticker.add(blog, {"text": "Es steht 1:0."}, publish=publish)
        where = reverse("desk:ticker_entry", args=[blog.pk, entry.pk])
        ticker.remove(entry, version=1)
        assert chief_desk.get(where).status_code == 404
        answer = chief_desk.post(where, {"text": "Lange Geschichte.", "version": "1"})
        assert answer.status_code == 409
        assert "Lange Geschichte." in answer.content.decode()


def test_all_that_a_colleague_wrote_is_shown(chief_desk: Client, blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Es steht 1:0."})
    theirs = {"quote": "Das war knapp.", "quote_speaker": "Greta Quandt", "source_name": "Stadionsprecher"}
    ticker.change(entry, {"text": "Es steht 2:0.", **theirs}, version=1)
    where = reverse("desk:ticker_entry", args=[blog.pk, entry.pk])
    page = chief_desk.post(where, {"text": "Es steht 1:1.", "version": "1"}).content.decode()
    for words in theirs.values():
        assert words in page


def test_strangers_are_turned_away(client: Client, blog: ArticlePage) -> None:
    assert client.get(address(blog)).status_code == 302
    assert client.post(address(blog), {"text": "Unfug"}).status_code == 302
    assert Entry.objects.count() == 0
