"""Writing: the copy desk's answer to the form as it stands, and the tools laid out beside it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem, photograph
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from depesche.accounts.models import User
from depesche.desk import drafts
from depesche.desk.models import Item
from depesche.media.models import Picture
from depesche.stories import documents
from depesche.stories.models import ArticlePage, SectionPage, Topic

pytestmark = pytest.mark.django_db
Sections = dict[str, SectionPage]
QUOTED = "<p>„Die Brücke trägt ewig“, sagte Bürgermeisterin Ida Falk.</p>"


@pytest.fixture
def page(make_item: MakeItem, sections: Sections, anna: User) -> ArticlePage:
    item: Item = make_item(body="„Die Brücke trägt nicht ewig“, sagte Bürgermeisterin Ida Falk.")
    return drafts.article_from(item.pk, sections["politik"], anna, at=timezone.now())[0]


def typed(*blocks: tuple[str, Any], **fields: str) -> dict[str, str]:
    """What the desk's script sends: the fields with words, whatever state they are in."""
    data: dict[str, str] = nested_form_data({**fields, "body": streamfield(list(blocks))})
    return data


def proof(desk: Client, page_id: int, data: dict[str, str]) -> str:
    answer = desk.post(f"/desk/writing/{page_id}/", data)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_remarks_name_field_words_and_suggestion(page: ArticlePage, desk: Client) -> None:
    html = proof(desk, page.pk, typed(("text", rich_text("<p>Gut.</p>")), title="Streit um waffenlieferungen", lead=""))
    assert 'data-place="title"' in html
    assert 'data-found="waffenlieferungen"' in html
    assert 'data-suggestion="Waffenlieferungen"' in html
    assert "Übernehmen: Waffenlieferungen" in html


def test_an_altered_quotation_is_flagged_with_the_words_of_both(page: ArticlePage, desk: Client) -> None:
    html = proof(desk, page.pk, typed(("text", rich_text(QUOTED)), title="Brücke", lead=""))
    assert 'data-rule="quote.shortened_unmarked"' in html
    assert "<ins>nicht</ins>" in html
    assert 'data-suggestion="Die Brücke trägt nicht ewig"' in html
    right = QUOTED.replace("trägt ewig", "trägt nicht ewig")
    assert "1 Zitat steht so in der Meldung" in proof(
        desk, page.pk, typed(("text", rich_text(right)), title="", lead="")
    )


def test_words_and_minutes_are_those_readers_are_told(page: ArticlePage, desk: Client) -> None:
    words = " ".join(["Wort"] * 500)
    html = proof(desk, page.pk, typed(("text", rich_text(f"<p>{words}</p>")), title="Lang", lead="Drei Wörter mehr"))
    page.body, page.lead = [("text", f"<p>{words}</p>")], "Drei Wörter mehr"
    document = documents.article(page)
    assert f"{document.word_count} Wörter · {document.reading_minutes} Minuten" in html


def test_nothing_is_saved_and_nothing_need_be_valid(page: ArticlePage, desk: Client) -> None:
    before = (page.latest_revision_id, ArticlePage.objects.get(pk=page.pk).title)
    proof(
        desk,
        page.pk,
        {
            "title": "",
            "body-count": "1",
            "body-0-type": "embed",
            "body-0-value-url": "kein",
            "body-0-order": "0",
            "body-0-deleted": "",
        },
    )
    after = ArticlePage.objects.get(pk=page.pk)
    assert (after.latest_revision_id, after.title) == before


def test_a_new_article_is_read_in_its_section(sections: Sections, desk: Client) -> None:
    section = sections["politik"]
    html = desk.get(f"/desk/pages/add/stories/articlepage/{section.pk}/").content.decode()
    assert f'data-url="/desk/writing/{section.pk}/"' in html
    assert "Nichts fällt auf." in proof(desk, section.pk, typed(title="Neu", lead=""))


def test_who_may_not_edit_may_not_ask(page: ArticlePage, sections: Sections, client: Client) -> None:
    reader = User.objects.create_user("leser", password="geheim")
    client.force_login(reader)
    assert client.post(f"/desk/writing/{page.pk}/", {}).status_code == 302
    assert client.post(f"/desk/writing/{sections['politik'].pk}/", {}).status_code == 302


def test_the_guides_are_those_of_the_copy_desk(page: ArticlePage, desk: Client) -> None:
    from depesche.language.copydesk import lengths

    html = desk.get(f"/desk/pages/{page.pk}/edit/").content.decode()
    found = re.search(r'<script id="desk-lengths" type="application/json">(.*?)</script>', html)
    assert found is not None
    guides = json.loads(found[1])
    assert {name: place["most"] for name, place in guides["surfaces"].items()} == {
        guide.surface: guide.most for guide in lengths.ALL
    }
    assert set(guides["own"].values()) <= set(guides["fields"])


def test_a_headline_is_one_line_whatever_is_pasted(page: ArticlePage) -> None:
    form = ArticlePage.get_edit_handler().get_form_class()
    widget = form.base_fields["title"].widget
    assert widget.value_from_datadict({"title": "Erste\r\nZeile"}, {}, "title") == "Erste Zeile"


def test_a_pasted_picture_comes_with_a_credit_line_or_not_at_all(desk: Client, plant_folders: Path) -> None:
    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("bad.jpg", photograph(), "image/jpeg")

    refused = desk.post("/desk/writing/picture/", {"file": file(), "credit": " "})
    assert refused.status_code == 400
    assert "Wessen Bild" in refused.json()["error"]
    assert not Picture.objects.exists()

    said = {"credit": "Foto: Ida Falk", "caption": "Das Bad"}
    block = desk.post("/desk/writing/picture/", {"file": file(), **said}).json()["picture"]
    made = Picture.objects.get()
    assert (block["id"], made.credit, made.caption, made.title) == (made.pk, "Foto: Ida Falk", "Das Bad", "Das Bad")
    assert block["preview"]["url"]


def test_what_is_no_picture_is_not_taken_in(desk: Client, plant_folders: Path) -> None:
    bad = SimpleUploadedFile("bad.jpg", b"<script>", "image/jpeg")
    assert desk.post("/desk/writing/picture/", {"file": bad, "credit": "Ida"}).status_code == 400
    assert not Picture.objects.exists()


def test_topics_are_suggested_that_are_not_ticked_yet(page: ArticlePage, desk: Client) -> None:
    topic = Topic.objects.create(name="Merlebrücke", slug="merlebruecke")
    words = typed(title="Merlebrücke bleibt zu", lead="Die Stadt lässt die Lager der Brücke noch einmal prüfen.")
    html = proof(desk, page.pk, words)
    assert f'data-topic="{topic.pk}"' in html
    assert "Hinzufügen: Merlebrücke" in html
    assert "data-topic" not in proof(desk, page.pk, {**words, "topics": str(topic.pk)})
