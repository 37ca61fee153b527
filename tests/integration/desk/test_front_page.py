"""The board of a front: who may do what, what a colleague is told, and what is said of cards readers do not see."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import fronts, services
from depesche.stories.models import ArticlePage, Front, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SignIn = Callable[[str], Client]


@pytest.fixture
def story(sections: dict[str, SectionPage]) -> ArticlePage:
    return services.publish(
        services.create_article(sections["politik"], services.ArticleDraft(headline="Der Rat tagt"))
    )


@pytest.fixture
def front(story: ArticlePage) -> Front:
    return fronts.of_page(services.home())


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def as_one_of(group: str) -> Client:
        user = User.objects.create_user(f"jemand-{User.objects.count()}")
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return as_one_of


def post(client: Client, front: Front, deed: str, **sent: Any) -> HttpResponse:
    answer: Any = client.post(f"/desk/front/{front.pk}/{deed}/", json.dumps(sent), content_type="application/json")
    found: HttpResponse = answer
    return found


def add(story: ArticlePage, container: str = "lead") -> dict[str, Any]:
    return {"op": "add", "card": {"key": f"k{story.pk}", "article": story.pk}, "container": container, "after": None}


def board(client: Client, front: Front) -> str:
    return client.get(f"/desk/front/{front.pk}/fragment/").content.decode()


def test_writers_arrange_and_do_not_publish(front: Front, story: ArticlePage, sign_in: SignIn) -> None:
    writer, chief = sign_in("Redaktion"), sign_in("Chefredaktion")
    answer = post(writer, front, "arrange", revision=0, operations=[add(story)])
    assert answer.status_code == 200
    assert post(writer, front, "publish", revision=1).status_code == 403
    assert "data-front-publish" not in writer.get(f"/desk/front/{front.pk}/").content.decode()
    assert post(chief, front, "publish", revision=1).status_code == 200
    assert "Leserinnen und Leser sehen genau dies" in board(chief, front)


def test_a_colleague_is_told_in_words(front: Front, story: ArticlePage, sign_in: SignIn) -> None:
    first, second = sign_in("Redaktion"), sign_in("Redaktion")
    post(first, front, "arrange", revision=0, operations=[add(story)])
    edit = {"op": "edit", "card": f"k{story.pk}", "fields": {"headline": "Eins"}}
    post(first, front, "arrange", revision=1, operations=[edit])
    answer = post(second, front, "arrange", revision=1, operations=[edit | {"fields": {"headline": "Zwei"}}])
    assert answer.status_code == 409
    (line,) = json.loads(answer.content)["lines"]
    assert "Überschrift: jemand-" in line
    assert "„Eins“" in line
    assert "„Zwei“" in line
    answer = post(second, front, "discard", revision=1)
    assert answer.status_code == 409
    assert "umformuliert" in json.loads(answer.content)["lines"][0]
    history = board(second, front)
    assert "„Der Rat tagt“ in Aufmacher gesetzt" in history


@pytest.mark.parametrize(
    ("operations", "status"),
    [([{"op": "burn"}], 400), ("x", 400), ([{"op": "move", "card": "nobody", "container": "lead"}], 422), (7, 400)],
)
def test_nonsense_is_refused_and_nothing_done(front: Front, sign_in: SignIn, operations: Any, status: int) -> None:
    answer = post(sign_in("Redaktion"), front, "arrange", revision=0, operations=operations)
    assert answer.status_code == status
    front.refresh_from_db()
    assert front.revision == 0


def test_the_board_says_why_readers_do_not_see_a_card(
    front: Front, story: ArticlePage, sections: dict[str, SectionPage], sign_in: SignIn
) -> None:
    embargoed = services.create_article(
        sections["politik"],
        services.ArticleDraft(
            headline="Die neuen Preise",
            fields={"embargo": "until", "embargo_until": timezone.now() + timedelta(days=1)},
        ),
    )
    post(sign_in("Redaktion"), front, "arrange", revision=0, operations=[add(story), add(embargoed, "seconds")])
    services.unpublish(story)
    said = board(sign_in("Redaktion"), front)
    assert "Die Meldung wurde zurückgezogen" in said
    assert "Gesperrt oder geplant" in said
    story.delete()
    assert "Die Meldung wurde gelöscht" in board(sign_in("Redaktion"), front)


def test_stories_are_found_by_their_words_drafts_too(
    front: Front, story: ArticlePage, sections: dict[str, SectionPage], sign_in: SignIn
) -> None:
    draft = services.create_article(sections["politik"], services.ArticleDraft(headline="Der Rat vertagt sich"))
    client = sign_in("Redaktion")
    found = json.loads(client.get(f"/desk/front/{front.pk}/stories/?q=rat").content)["stories"]
    assert {row["key"]: row["live"] for row in found} == {story.pk: True, draft.pk: False}
    first = json.loads(client.get(f"/desk/front/{front.pk}/stories/?place={draft.pk}").content)["stories"][0]
    assert first["key"] == draft.pk


def test_the_preview_is_the_draft_and_is_kept_nowhere(front: Front, story: ArticlePage, sign_in: SignIn) -> None:
    client = sign_in("Redaktion")
    card = {"key": "k1", "article": story.pk, "headline": "Nur im Entwurf"}
    post(client, front, "arrange", revision=0, operations=[{"op": "add", "card": card, "container": "lead"}])
    answer = client.get(f"/desk/front/{front.pk}/preview/")
    assert "Nur im Entwurf" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "Nur im Entwurf" not in client.get("/").content.decode()
