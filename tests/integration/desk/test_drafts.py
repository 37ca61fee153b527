"""“Artikel anlegen”: everything the release brings, once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem, photograph

from depesche.accounts.models import User
from depesche.desk import drafts
from depesche.desk.models import Item, Status
from depesche.media.models import Picture
from depesche.stories.models import ArticlePage, Author, SectionPage

pytestmark = pytest.mark.django_db
Sections = dict[str, SectionPage]


def create(desk: Client, item: Item, section: SectionPage) -> ArticlePage:
    answer = desk.post(f"/desk/inbox/{item.pk}/article/", {"into": section.pk, "shelf": "mine"})
    assert answer.status_code == 302, answer.content
    address = urlsplit(answer["Location"])
    assert parse_qs(address.query) == {"panel": ["release"], "next": ["/desk/inbox/?shelf=mine"]}
    return ArticlePage.objects.get(pk=int(address.path.split("/")[-3])).get_latest_revision_as_object()


def test_the_draft_has_all_that_the_release_brings(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User
) -> None:
    author = Author.objects.create(name="Anna Brandt", slug="anna-brandt", account=anna)
    item = make_item(dateline="Merle", usage_terms="Frei", urgency=3, link="https://stadt.example/presse/1")
    page = create(desk, item, sections["politik"])

    assert page.title == item.headline
    assert page.lead == item.lead
    assert (page.dateline, page.usage_terms, page.urgency, page.language) == ("Merle", "Frei", 3, "de")
    assert page.slug == "umbau-der-merlebruecke-beginnt-im-september"
    assert not page.live
    assert page.get_parent().specific == sections["politik"]
    assert [byline.author for byline in page.bylines.all()] == [author]
    assert [block.block_type for block in page.body] == ["text", "subheading", "text", "quote", "text"]
    assert page.body[1].value == "Was das heißt"
    assert "<li>Einspurig ab September</li>" in page.body[2].value.source
    assert 'href="https://stadt.example/plan"' in page.body[4].value.source
    (source,) = page.sources.all()
    assert (source.kind, source.name, source.item) == ("release", "Stadt Merle", item.pk)
    assert source.received_at == item.received_at
    assert source.url == "https://stadt.example/presse/1"

    item.refresh_from_db()
    assert (item.status, item.article_id) == (Status.USED, page.pk)
    assert item.actions.last().user == anna


def test_a_second_click_leads_to_the_first_draft(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    item = make_item()
    first = create(desk, item, sections["politik"])
    again = create(desk, item, sections["nachrichten"])
    assert again.pk == first.pk
    assert ArticlePage.objects.count() == 1
    html = desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    assert "Weiter am Artikel" in html
    assert "Artikel anlegen" not in html


def test_when_the_draft_was_deleted_a_new_one_can_be_made(
    make_item: MakeItem, sections: Sections, desk: Client
) -> None:
    item = make_item()
    first = create(desk, item, sections["politik"])
    ArticlePage.objects.get(pk=first.pk).delete()
    assert create(desk, item, sections["politik"]).pk != first.pk


def test_an_embargo_goes_along(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    until = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    item = make_item(embargo_kind="until", embargo_until=until, embargo_evidence="Sperrfrist: 15 Uhr")
    page = create(desk, item, sections["politik"])
    assert (page.embargo, page.embargo_until, page.go_live_at) == ("until", until, until)
    assert page.embargo_evidence == "Sperrfrist: 15 Uhr"
    unclear = create(desk, make_item(embargo_kind="ask", embargo_evidence="nach der Sitzung"), sections["politik"])
    assert (unclear.embargo, unclear.embargo_until, unclear.go_live_at) == ("ask", None, None)
    over = timezone.now() - timedelta(hours=1)
    past = create(desk, make_item(embargo_kind="until", embargo_until=over), sections["politik"])
    assert (past.embargo, past.go_live_at) == ("until", None)


def test_pictures_come_with_caption_and_credit_and_without_logos(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User, attach: Callable[..., dict[str, Any]]
) -> None:
    bridge = attach("bruecke.jpg", photograph("navy"), "image/jpeg")
    plan = attach("plan.png", photograph("green"), "image/png")
    item = make_item(
        usage_terms="Nur redaktionell",
        attachments=[
            attach("logo.png", photograph("red", (90, 60)), "image/png"),
            bridge,
            attach("kaputt.jpg", b"\xff\xd8 torn", "image/jpeg"),
            attach("satzung.pdf", b"%PDF", "application/pdf"),
            plan,
        ],
        images=[
            {**bridge, "caption": "Die Brücke von Westen.", "credit": "Stadt Merle/Kortmann", "usable": True},
            {**plan, "caption": "", "credit": "", "usable": True},
        ],
    )
    page = create(desk, item, sections["politik"])
    assert page.picture.caption == "Die Brücke von Westen."
    assert page.picture.credit == "Stadt Merle/Kortmann"
    assert page.picture.usage_terms == "Nur redaktionell"
    assert page.picture.uploaded_by_user == anna
    assert page.picture.alt_text == ""
    assert page.body[-1].block_type == "image"
    assert page.body[-1].value.title == "plan"
    assert Picture.objects.count() == 2


def test_several_further_pictures_become_a_gallery(
    make_item: MakeItem, sections: Sections, desk: Client, attach: Callable[..., dict[str, Any]]
) -> None:
    files = [attach(f"{name}.jpg", photograph(name), "image/jpeg") for name in ("red", "green", "blue")]
    page = create(desk, make_item(attachments=files), sections["politik"])
    assert page.body[-1].block_type == "gallery"
    assert len(page.body[-1].value["pictures"]) == 2


def test_a_release_without_anything_still_makes_a_draft(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    item = make_item(headline="", subject="", lead="", body="", html="", organisation="", sender_name="", section="")
    page = create(desk, item, sections["nachrichten"])
    assert page.title == "Ohne Titel"
    assert len(page.body) == 0
    assert page.sources.first().name == "presse@stadt.example"


def test_hostile_words_end_as_words(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    evil = "<script>alert(1)</script>"
    item = make_item(
        headline=evil, lead=evil, html=f"<p>{evil}gut<img src=x onerror=alert(1)></p>", link="javascript:x"
    )
    page = create(desk, item, sections["politik"])
    assert page.title == evil
    assert page.body[0].value.source == "<p>gut</p>"
    assert page.sources.first().url == ""
    assert evil not in desk.get(f"/desk/pages/{page.pk}/edit/").content.decode()


def test_the_section_of_the_sender_is_suggested(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    html = desk.get(f"/desk/inbox/{make_item(section='politik').pk}/").content.decode()
    assert f'<option value="{sections["politik"].pk}" selected>' in html


def test_only_sections_one_may_write_in_are_accepted(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User
) -> None:
    item = make_item()
    home = sections["politik"].get_parent()
    for wanted in (home.pk, 999_999, "", "x"):
        answer = desk.post(f"/desk/inbox/{item.pk}/article/", {"into": wanted})
        assert answer.status_code == 302
        assert answer["Location"] == "/desk/"
    anna.groups.first().page_permissions.all().delete()
    desk.post(f"/desk/inbox/{item.pk}/article/", {"into": sections["politik"].pk})
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_clicks_at_the_same_moment_make_one_draft(make_item: MakeItem, sections: Sections, anna: User) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share a SQLite in memory without waiting for each other; PostgreSQL runs this")
    item = make_item()
    start = threading.Barrier(2)

    def click() -> int:
        start.wait()
        try:
            return drafts.article_from(item.pk, sections["politik"], anna, at=timezone.now())[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [future.result() for future in [pool.submit(click), pool.submit(click)]]
    assert made[0] == made[1]
    assert ArticlePage.objects.count() == 1
