"""Autosave: what is typed is kept, in one revision; nothing is published by it, and no version of record changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem
from tests.integration.desk.test_editing import draft, edit, form
from wagtail.models import Revision

from depesche.accounts.models import User
from depesche.stories import services
from depesche.stories.models import ArticlePage, Change, SectionPage

pytestmark = pytest.mark.django_db
Sections = dict[str, SectionPage]


def autosave(desk: Client, page: ArticlePage, lead: str, *, over: int | None = None, loaded: int | None = None) -> int:
    """What Wagtail's script sends after a pause in typing; the key of the revision that holds it."""
    told = {"overwrite_revision_id": str(over)} if over else {}
    if loaded:
        told |= {"loaded_revision_id": str(loaded)}
        made = Revision.objects.get(pk=loaded).created_at
        told["loaded_revision_created_at"] = made.isoformat()
    data = form(ArticlePage.objects.get(pk=page.pk), lead=lead, **told)
    answer = desk.post(edit(page), data, headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.content
    key: int = answer.json()["revision_id"]
    return key


def revisions(page: ArticlePage) -> int:
    return int(Revision.objects.for_instance(page).count())


@pytest.fixture
def published(make_item: MakeItem, sections: Sections, chefin: User) -> ArticlePage:
    return services.publish(draft(make_item(), sections["politik"], chefin), user=chefin)


def test_an_evening_of_typing_is_one_revision(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User
) -> None:
    page = draft(make_item(), sections["politik"], anna)
    before, changes = revisions(page), Change.objects.count()
    first = autosave(desk, page, "Eins", loaded=page.latest_revision_id)
    assert [autosave(desk, page, f"Fassung {n}", over=first) for n in range(5)] == [first] * 5
    assert revisions(page) == before + 1
    assert Revision.objects.get(pk=first).as_object().lead == "Fassung 4"
    assert Change.objects.count() == changes
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_nothing_typed_into_a_published_article_gets_out(published: ArticlePage, chief_desk: Client) -> None:
    changes, shown = Change.objects.count(), published.lead
    autosave(chief_desk, published, "Noch nicht geprüft", loaded=published.latest_revision_id)
    page = ArticlePage.objects.get(pk=published.pk)
    assert (page.lead, page.live_revision.as_object().lead) == (shown, shown)
    assert Change.objects.count() == changes


def test_typing_on_after_a_colleague_published_leaves_the_published_version_alone(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User, chefin: User
) -> None:
    page = draft(make_item(), sections["politik"], anna)
    mine = autosave(desk, page, "Geprüft", loaded=page.latest_revision_id)
    services.publish(ArticlePage.objects.get(pk=page.pk), user=chefin)
    after = autosave(desk, page, "Weitergetippt", over=mine)
    assert after != mine
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.live_revision_id == mine
    assert page.live_revision.as_object().lead == page.lead == "Geprüft"
    assert autosave(desk, page, "Und weiter", over=after) == after


def test_a_correction_keeps_the_versions_it_names(published: ArticlePage, chief_desk: Client, chefin: User) -> None:
    mine = autosave(chief_desk, published, "Richtig ist 17.", loaded=published.latest_revision_id)
    made = services.correct(ArticlePage.objects.get(pk=published.pk), text="Hier stand 16.", user=chefin)
    assert made.revision_after_id == mine
    services.unpublish(ArticlePage.objects.get(pk=published.pk))
    assert autosave(chief_desk, published, "Weiter", over=mine) != mine
    assert Revision.objects.get(pk=mine).as_object().lead == "Richtig ist 17."


def test_autosave_does_not_cancel_a_date(
    make_item: MakeItem, sections: Sections, chief_desk: Client, chefin: User
) -> None:
    page = draft(make_item(), sections["politik"], chefin)
    services.schedule(page, at=timezone.now() + timedelta(days=1), user=chefin)
    page = ArticlePage.objects.get(pk=page.pk)
    planned = page.scheduled_revision
    page.get_latest_revision_as_object().save_revision(user=chefin, overwrite_revision=planned, clean=False)
    planned.refresh_from_db()
    assert planned.approved_go_live_at is not None


def test_the_second_of_two_editors_is_told_instead_of_overwriting(
    make_item: MakeItem, sections: Sections, desk: Client, chief_desk: Client, anna: User
) -> None:
    page = draft(make_item(), sections["politik"], anna)
    loaded = page.latest_revision_id
    autosave(desk, page, "Annas", loaded=loaded)
    old = Revision.objects.get(pk=loaded)
    told = {"loaded_revision_id": str(loaded), "loaded_revision_created_at": old.created_at.isoformat()}
    data = form(page, lead="Die der Chefin", **told)
    answer = chief_desk.post(edit(page), data, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"


def test_dates_and_comments_are_at_hand(make_item: MakeItem, sections: Sections, desk: Client, anna: User) -> None:
    html = desk.get(edit(draft(make_item(), sections["politik"], anna))).content.decode()
    assert 'data-side-panel="comments"' in html
    assert 'name="go_live_at"' in html
    assert "w-autosave" in html
