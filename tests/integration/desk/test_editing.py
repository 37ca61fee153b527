"""The article editor: the release beside it, refusals where they can be mended, corrections as an action."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from depesche.accounts.models import User
from depesche.desk import drafts
from depesche.desk.models import Item
from depesche.stories import services
from depesche.stories.models import ArticlePage, Change, Correction, SectionPage

pytestmark = pytest.mark.django_db
Sections = dict[str, SectionPage]


def form(page: ArticlePage, **changes: Any) -> dict[str, str]:
    """What the editor's browser would send."""
    usual: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "kicker": "",
        "dateline": "",
        "picture": "",
        "body": streamfield([("text", rich_text("<p>Zehn Minuten mehr Fahrzeit.</p>"))]),
        "bylines": inline_formset([]),
        "sources": inline_formset(
            [{"id": source.pk, "kind": source.kind, "name": source.name} for source in page.sources.all()],
            initial=page.sources.count(),
        ),
        "comments": inline_formset([]),
        "significance": "auto",
        "urgency": "5",
        "embargo": page.embargo,
        "embargo_until": "",
        "embargo_evidence": page.embargo_evidence,
        "teaser_headline": "",
        "seo_title": "",
        "push_headline": "",
        "search_description": "",
        "usage_terms": "",
        "digital_source_type": "",
        "language": "de",
        "go_live_at": "",
        "expire_at": "",
    }
    data: dict[str, str] = nested_form_data({**usual, **changes})
    return data


def draft(item: Item, section: SectionPage, user: User) -> ArticlePage:
    return drafts.article_from(item.pk, section, user, at=timezone.now())[0]


def edit(page: ArticlePage) -> str:
    return f"/desk/pages/{page.pk}/edit/"


def test_the_release_is_beside_the_editor(make_item: MakeItem, sections: Sections, desk: Client, anna: User) -> None:
    item = make_item(embargo_kind="ask")
    html = desk.get(edit(draft(item, sections["politik"], anna))).content.decode()
    assert 'data-side-panel="release"' in html
    assert "Die Stadt hat die Pläne vorgestellt." in html
    assert f"/desk/inbox/{item.pk}/" in html
    assert "Sperrfrist unklar" in html


def test_an_article_without_a_release_has_no_such_panel(sections: Sections, desk: Client) -> None:
    page = services.create_article(sections["politik"], services.ArticleDraft(headline="Eigene Recherche"))
    html = desk.get(edit(page)).content.decode()
    assert 'data-side-panel="release"' not in html
    assert 'data-side-panel="corrections"' not in html
    assert 'data-side-panel="preview"' in html
    assert 'data-side-panel="checks"' not in html


def test_saving_keeps_the_tie_to_the_item(make_item: MakeItem, sections: Sections, desk: Client, anna: User) -> None:
    item = make_item()
    page = draft(item, sections["politik"], anna)
    assert desk.post(edit(page), form(page, title="Neue Überschrift")).status_code == 302
    saved = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.title == "Neue Überschrift"
    assert [source.item for source in saved.sources.all()] == [item.pk]
    assert 'data-side-panel="release"' in desk.get(edit(page)).content.decode()


def test_an_unclear_embargo_refuses_in_the_form_and_keeps_every_word(
    make_item: MakeItem, sections: Sections, chief_desk: Client, chefin: User
) -> None:
    page = draft(make_item(embargo_kind="ask"), sections["politik"], chefin)
    answer = chief_desk.post(edit(page), form(page, title="Mein langer Abend", **{"action-publish": "1"}))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Die Sperrfrist ist unklar" in html
    assert "Nicht veröffentlicht. Ihr Text ist unverändert da." in html
    assert "Mein langer Abend" in html
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_an_unclear_embargo_refuses_a_date_too(
    make_item: MakeItem, sections: Sections, chief_desk: Client, chefin: User
) -> None:
    page = draft(make_item(embargo_kind="ask"), sections["politik"], chefin)
    later = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    answer = chief_desk.post(edit(page), form(page, go_live_at=later, **{"action-publish": "1"}))
    assert "Die Sperrfrist ist unklar" in answer.content.decode()
    assert ArticlePage.objects.get(pk=page.pk).scheduled_revision is None


def test_publishing_under_an_embargo_schedules_for_its_end(
    make_item: MakeItem, sections: Sections, chief_desk: Client, chefin: User
) -> None:
    until = (timezone.now() + timedelta(hours=3)).replace(second=0, microsecond=0)
    page = draft(make_item(embargo_kind="until", embargo_until=until), sections["politik"], chefin)
    local = timezone.localtime(until).strftime("%Y-%m-%d %H:%M")
    answer = chief_desk.post(edit(page), form(page, embargo_until=local, **{"action-publish": "1"}), follow=True)
    assert "zur Veröffentlichung" in answer.content.decode()
    page = ArticlePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == until
    today = chief_desk.get("/desk/").content.decode()
    assert "Geplant" in today
    assert f'datetime="{timezone.localtime(until).isoformat()}"' in today


def test_a_writer_cannot_publish(make_item: MakeItem, sections: Sections, desk: Client, anna: User) -> None:
    page = draft(make_item(), sections["politik"], anna)
    desk.post(edit(page), form(page, **{"action-publish": "1"}))
    assert not ArticlePage.objects.get(pk=page.pk).live
    assert "action-publish" not in desk.get(edit(page)).content.decode()


def _buttons(html: str) -> list[str]:
    """The form's submit buttons in their order; what saves a draft has no name."""
    [footer] = re.findall(r'<button type="submit" hidden.*?</footer>', html, re.DOTALL)
    buttons: list[str] = re.findall(r'<button\s[^>]*type="submit"[^>]*>', footer)
    names = [re.search(r'name="(.+?)"', button) for button in buttons]
    return [found[1] if found else "" for found in names]


def test_the_large_button_publishes_for_who_may(
    make_item: MakeItem, sections: Sections, desk: Client, chief_desk: Client, anna: User
) -> None:
    page = draft(make_item(), sections["politik"], anna)
    saved_by_enter = ""
    chief = _buttons(chief_desk.get(edit(page)).content.decode())
    assert chief[:3] == [saved_by_enter, "action-publish", ""]
    services.publish(page)
    chief = _buttons(chief_desk.get(edit(page)).content.decode())
    assert chief[:4] == [saved_by_enter, "action-publish", "", "action-correct"]
    writer = _buttons(desk.get(edit(page)).content.decode())
    assert writer[:2] == [saved_by_enter, ""]
    assert "action-publish" not in writer


def test_an_older_version_is_not_published_by_the_large_button(
    published: ArticlePage, sections: Sections, chief_desk: Client
) -> None:
    older = f"/desk/pages/{published.pk}/revisions/{published.live_revision_id}/revert/"
    footer = chief_desk.get(older).content.decode().split("<footer", 1)[1]
    assert footer.index("action-save") < footer.index("action-publish")


def test_other_ways_to_publish_are_refused_without_a_crash(
    make_item: MakeItem, sections: Sections, chief_desk: Client, chefin: User
) -> None:
    page = draft(make_item(embargo_kind="ask"), sections["politik"], chefin)
    bulk = f"/desk/bulk/wagtailcore/page/publish/?id={page.pk}"
    answer = chief_desk.post(bulk, headers={"referer": "http://testserver/desk/articles/"})
    assert answer.status_code == 302
    assert answer["Location"] == "http://testserver/desk/articles/"
    assert "Die Sperrfrist ist unklar" in chief_desk.get("/desk/articles/").content.decode()
    assert not ArticlePage.objects.get(pk=page.pk).live


@pytest.fixture
def published(make_item: MakeItem, sections: Sections, chefin: User) -> ArticlePage:
    page = draft(make_item(), sections["politik"], chefin)
    return services.publish(page, user=chefin)


def test_a_correction_publishes_the_draft_with_its_note(
    published: ArticlePage, chief_desk: Client, chefin: User
) -> None:
    address = f"/desk/corrections/{published.pk}/"
    answer = chief_desk.post(edit(published), form(published, lead="Richtig ist 17.", **{"action-correct": "1"}))
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "gespeicherte Entwurf" in chief_desk.get(address).content.decode()
    assert ArticlePage.objects.get(pk=published.pk).lead != "Richtig ist 17."

    note = {"text": "Hier stand 16.", "reason": "Übertragungsfehler", "weight": "major"}
    assert chief_desk.post(address, note)["Location"] == edit(published)

    assert ArticlePage.objects.get(pk=published.pk).lead == "Richtig ist 17."
    made = Correction.objects.get()
    assert (made.text, made.reason, made.weight, made.made_by) == (
        "Hier stand 16.",
        "Übertragungsfehler",
        "major",
        chefin,
    )
    assert made.revision_before_id != made.revision_after_id
    assert Change.objects.latest("pk").kind == Change.Kind.CORRECT
    html = chief_desk.get(edit(published)).content.decode()
    assert "Hier stand 16." in html
    assert "gewichtig: über dem Text" in html


def test_a_correction_needs_words(published: ArticlePage, chief_desk: Client) -> None:
    answer = chief_desk.post(f"/desk/corrections/{published.pk}/", {"text": "  ", "weight": "minor"})
    assert "Die Korrektur wurde nicht veröffentlicht." in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_correction_is_refused_as_publishing_is(published: ArticlePage, chief_desk: Client) -> None:
    latest = published.get_latest_revision_as_object()
    latest.embargo = ArticlePage.Embargo.ASK
    latest.save_revision(clean=False)
    answer = chief_desk.post(f"/desk/corrections/{published.pk}/", {"text": "Richtig ist 17.", "weight": "minor"})
    assert "Die Sperrfrist ist unklar" in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_draft_with_a_date_is_not_published_by_a_correction(published: ArticlePage, chief_desk: Client) -> None:
    latest = published.get_latest_revision_as_object()
    latest.go_live_at = timezone.now() + timedelta(days=1)
    latest.save_revision(clean=False)
    answer = chief_desk.post(f"/desk/corrections/{published.pk}/", {"text": "Richtig ist 17.", "weight": "minor"})
    assert "später veröffentlicht" in answer.content.decode()
    assert not Correction.objects.exists()


def test_who_may_not_publish_may_not_correct(published: ArticlePage, desk: Client, sections: Sections) -> None:
    address = f"/desk/corrections/{published.pk}/"
    assert desk.get(address)["Location"] == "/desk/"
    assert desk.post(address, {"text": "Richtig ist 17.", "weight": "minor"})["Location"] == "/desk/"
    assert "action-correct" not in desk.get(edit(published)).content.decode()
    desk.post(edit(published), form(published, **{"action-correct": "1"}))
    assert not Correction.objects.exists()


def test_a_draft_cannot_be_corrected(sections: Sections, chief_desk: Client) -> None:
    page = services.create_article(sections["politik"], services.ArticleDraft(headline="Entwurf"))
    assert chief_desk.get(f"/desk/corrections/{page.pk}/")["Location"] == "/desk/"
    assert chief_desk.get("/desk/corrections/999999/").status_code == 404
    assert "action-correct" not in chief_desk.get(edit(page)).content.decode()


def test_the_address_of_a_new_article_writes_itself(sections: Sections, desk: Client) -> None:
    html = desk.get(f"/desk/pages/add/stories/articlepage/{sections['politik'].pk}/").content.decode()
    title = re.search(r'<textarea[^>]*id="id_title"[^>]*>', html)
    slug = re.search(r'<input[^>]*id="id_slug"[^>]*>', html)
    assert title is not None
    assert slug is not None
    assert 'data-w-sync-target-value="#id_slug"' in title[0]
    assert "w-slug" in slug[0]
    assert "&quot;ae&quot;" in slug[0]


def test_the_headline_needs_no_explanation(sections: Sections, desk: Client) -> None:
    page = services.create_article(sections["politik"], services.ArticleDraft(headline="Ohne Umschweife"))
    html = desk.get(edit(page)).content.decode()
    assert re.search(r">\s*Ohne Umschweife</textarea>", html)
    assert "Der Seitentitel" not in html
