"""No text that AI had a hand in, and none that one person wrote alone, gets past the one door; whatever the road."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from wagtail.models import Revision

from depesche.accounts.models import User
from depesche.cli import group
from depesche.stories import plant, publishing, schedule, services
from depesche.stories.models import AppendOnly, Approval, ArticlePage, PublicationSettings

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "politik/stadtrat-beschliesst-den-haushalt/"


@pytest.fixture
def mara() -> User:
    return User.objects.create_superuser("mara", first_name="Mara", last_name="Nadolny")


@pytest.fixture
def jonte() -> User:
    return User.objects.create_superuser("jonte", first_name="Jonte", last_name="Kripp")


@pytest.fixture
def unlabelled(article: ArticlePage, mara: User) -> ArticlePage:
    """A draft that AI had a hand in, of which readers are not told."""
    return changed(article, mara, digital_source_type="trainedAlgorithmicMedia", ai_label=False)


def changed(page: ArticlePage, user: User | None, **words: object) -> ArticlePage:
    latest = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(latest, name, value)
    latest.save_revision(user=user, clean=False)
    found: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return found


def is_public(page: ArticlePage) -> bool:
    page.refresh_from_db()
    assert page.live == (plant.store().get(f"{PATH}index.html") is not None)
    return bool(page.live)


def test_no_road_leads_past_the_check(unlabelled: ArticlePage, mara: User) -> None:
    with pytest.raises(publishing.Unapproved):
        services.publish(unlabelled, user=mara)
    with pytest.raises(publishing.Unapproved):
        services.schedule(unlabelled, at=timezone.now() + timedelta(hours=1), user=mara)
    with pytest.raises(publishing.Unapproved):
        unlabelled.get_latest_revision().publish()
    page = unlabelled.get_latest_revision_as_object()
    page.live = True
    with pytest.raises(publishing.Unapproved):
        page.save()
    said = CliRunner().invoke(group, ["publish", str(unlabelled.pk)])
    assert said.exit_code == 1
    assert "AI" in said.output or "KI" in said.output
    Revision.objects.filter(pk=unlabelled.latest_revision_id).update(approved_go_live_at=timezone.now())
    assert schedule.fire(now=timezone.now() + timedelta(seconds=1)) == 0
    assert not is_public(unlabelled)


def test_a_persons_word_holds_for_that_text_alone(unlabelled: ArticlePage, mara: User) -> None:
    word = services.approve(unlabelled, "checked", user=mara)
    assert (word.name, word.made_by, word.revision_id) == ("Mara Nadolny", mara, unlabelled.latest_revision_id)
    with pytest.raises(AppendOnly):
        word.save()
    services.publish(changed(unlabelled, mara, urgency=3), user=mara)  # not a word of the text
    assert is_public(unlabelled)
    with pytest.raises(publishing.Unapproved):
        services.publish(changed(unlabelled, mara, lead="Nach langer Sitzung stimmte keiner zu."), user=mara)
    with pytest.raises(publishing.Unapproved):
        services.correct(unlabelled, text="Das Gegenteil ist richtig.", user=mara)
    assert "stimmte keiner zu" not in (plant.store().get(f"{PATH}index.html") or b"").decode()


def test_the_label_says_it_to_readers_and_machines_and_the_check_to_machines_alone(
    unlabelled: ArticlePage, mara: User
) -> None:
    services.publish(changed(unlabelled, mara, ai_label=True), user=mara)
    page = (plant.store().get(f"{PATH}index.html") or b"").decode()
    assert "Mit künstlicher Intelligenz erzeugt" in page
    assert "https://schema.org/TrainedAlgorithmicMediaDigitalSource" in page
    again = changed(unlabelled, mara, ai_label=False)
    services.approve(again, "checked", user=mara)
    services.publish(again, user=mara)
    page = (plant.store().get(f"{PATH}index.html") or b"").decode()
    assert "Mit künstlicher Intelligenz erzeugt" not in page
    assert "https://schema.org/TrainedAlgorithmicMediaDigitalSource" in page
    machine = json.loads(plant.store().get(f"{PATH}index.json") or b"{}")
    assert machine["digitalSourceType"]["uri"].endswith("/trainedAlgorithmicMedia")


def test_two_persons_stand_behind_every_text_when_that_is_wanted(article: ArticlePage, mara: User, jonte: User) -> None:
    own = PublicationSettings.load()
    own.two_person_rule = True
    own.save()
    by_mara = changed(article, mara, lead="Nach kurzer Sitzung stimmte die Mehrheit zu.")
    with pytest.raises(publishing.Unapproved):
        services.publish(by_mara, user=mara)
    services.approve(by_mara, "released", user=mara)  # her own word is not a second person's
    with pytest.raises(publishing.Unapproved):
        services.publish(by_mara, user=mara)
    services.publish(by_mara, user=jonte)
    assert is_public(article)

    by_jonte = changed(article, jonte, lead="Nach sehr kurzer Sitzung stimmte die Mehrheit zu.")
    with pytest.raises(publishing.Unapproved):
        services.publish(by_jonte, user=jonte)
    services.approve(by_jonte, "released", user=mara)
    services.publish(by_jonte, user=jonte)
    assert "sehr kurzer Sitzung" in (plant.store().get(f"{PATH}index.html") or b"").decode()
    assert Approval.objects.filter(article=article).count() == 2
