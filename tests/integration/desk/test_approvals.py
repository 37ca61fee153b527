"""“Veröffentlichen” that lacks a person's word saves, asks for it, and publishes with it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.integration.desk.conftest import MakeItem
from tests.integration.desk.test_editing import Sections, draft, edit, form

from depesche.accounts.models import User
from depesche.stories.models import Approval, ArticlePage, PublicationSettings

pytestmark = pytest.mark.django_db
WITH_AI = {"digital_source_type": "trainedAlgorithmicMedia"}


@pytest.fixture
def article(make_item: MakeItem, sections: Sections, anna: User) -> ArticlePage:
    return draft(make_item(), sections["politik"], anna)


def test_publishing_leads_over_the_check(article: ArticlePage, chief_desk: Client, chefin: User) -> None:
    page = f"/desk/approvals/{article.pk}/"
    answer = chief_desk.post(edit(article), form(article, lead="Ganz neu.", **WITH_AI) | {"action-publish": "1"})
    assert answer.headers["Location"] == page
    article.refresh_from_db()
    assert not article.live
    revision = article.latest_revision_id
    shown = chief_desk.get(page).content.decode()
    assert "Ganz neu." in shown
    assert "Ich habe Fakten, Plausibilität und Quellen dieser Fassung geprüft" in shown

    chief_desk.post(page, {"revision": revision, "publish": "1"})  # without the tick
    assert not Approval.objects.exists()
    chief_desk.post(page, {"revision": revision - 1, "publish": "1", "checked": "on"})  # another version
    assert not Approval.objects.exists()
    chief_desk.post(page, {"revision": revision, "publish": "1", "checked": "on"})
    word = Approval.objects.get()
    article.refresh_from_db()
    assert (word.made_by, word.revision_id, article.live) == (chefin, revision, True)


def test_who_wrote_it_cannot_release_it(article: ArticlePage, desk: Client, anna: User, chief_desk: Client) -> None:
    own = PublicationSettings.load()
    own.two_person_rule = True
    own.save()
    page = f"/desk/approvals/{article.pk}/"
    shown = desk.get(page).content.decode()
    assert "Diese Fassung ist von Ihnen" in shown
    desk.post(page, {"revision": article.latest_revision_id, "released": "on"})
    assert not Approval.objects.exists()
    chief_desk.post(edit(article), form(article, lead="Von der Chefin geändert.") | {"action-publish": "1"})
    article.refresh_from_db()
    assert not article.live
    desk.post(page, {"revision": article.latest_revision_id, "released": "on"})
    assert Approval.objects.get().made_by == anna
    chief_desk.post(page, {"revision": article.latest_revision_id, "publish": "1"})
    article.refresh_from_db()
    assert article.live


def test_strangers_to_the_article_have_no_say(article: ArticlePage) -> None:
    nobody = User.objects.create_user("nobody", password="x")
    client = Client()
    client.force_login(nobody)
    assert client.get(f"/desk/approvals/{article.pk}/").status_code == 302
