"""What a text still needs before it may go out: a person's check where AI had a hand in it, and a second pair of eyes.

`publishing` asks here on every road. A word given holds for the text it was given on, whatever else is saved later;
as soon as one letter of that text changes, it is void.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision, TaskState

from depesche.stories.approvals import Approval
from depesche.stories.publication import PublicationSettings

if TYPE_CHECKING:
    from depesche.accounts.models import User
    from depesche.stories.pages import ArticlePage

MADE_WITH_AI = frozenset(["compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"])
"""IPTC digital source types that the EU AI Act, article 50 (4), speaks of."""
MOST_REVISIONS = 50
"""So many of the newest revisions are looked through for who wrote the text first."""
_READ = ("title", "kicker", "lead", "dateline", "teaser_headline", "push_headline", "seo_title", "search_description")
_BYLINE = ("author_id",)
_SOURCE = ("kind", "name", "url", "note")


def wanted(page: ArticlePage, *, publisher: User | None = None) -> list[str]:
    """The kinds of approval that this very text lacks; empty when it may go out.

    `publisher` is who publishes; without one it is who saved the revision.
    """
    checks, two = needs_check(page), _two_person_rule()
    if not (checks or two):
        return []
    text = digest(page)
    given = list(Approval.objects.filter(article=page.pk, text=text)) if page.pk else []
    lacking = []
    if checks and not any(one.kind == Approval.Kind.CHECKED for one in given):
        lacking.append(str(Approval.Kind.CHECKED))
    if two and not _second_person(page, text, given, publisher):
        lacking.append(str(Approval.Kind.RELEASED))
    return lacking


def needs_check(page: ArticlePage) -> bool:
    """Whether AI had a hand in the text and readers are not told."""
    return page.digital_source_type in MADE_WITH_AI and not page.ai_label


def approve(page: ArticlePage, kind: str, *, revision: Revision | None, user: User, at: datetime) -> Approval:
    """Keep a person's word on the text of `page`, which is that revision as it stands."""
    return Approval.objects.create(
        article_id=page.pk,
        kind=kind,
        revision=revision,
        text=digest(page),
        made_at=at,
        made_by=user,
        name=str(user)[:200],
    )


def standing(page: ArticlePage) -> list[Approval]:
    """The approvals that hold for this text, the newest first."""
    return list(Approval.objects.filter(article=page.pk, text=digest(page)))


@dataclass(frozen=True, slots=True)
class _Hands:
    """Keys of the accounts that first and last saved one text."""

    author: int | None = None
    saver: int | None = None


def author_of(page: ArticlePage) -> int | None:
    """Key of the account that first saved this very text."""
    return _hands(page, digest(page)).author


def digest(page: ArticlePage) -> str:
    """Names a text by what a person reads when checking it (SHA-256): words, pictures, authors and sources."""
    read: dict[str, Any] = {name: getattr(page, name) for name in _READ}
    read["body"] = _without_ids(json.loads(page.serializable_data()["body"]))
    read["picture"] = page.picture_id
    read["origin"] = page.digital_source_type
    read["bylines"] = _rows(page.bylines.all(), _BYLINE)
    read["sources"] = _rows(page.sources.all(), _SOURCE)
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rows(rows: Iterable[Any], names: tuple[str, ...]) -> list[list[Any]]:
    return [[getattr(row, name) for name in names] for row in rows]


def _without_ids(value: Any) -> Any:
    """Blocks get their ids when they are saved: they are no part of the text."""
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if not isinstance(value, dict):
        return value
    is_block = {"type", "value"} <= value.keys()
    return {key: _without_ids(one) for key, one in value.items() if not (is_block and key == "id")}


def _two_person_rule() -> bool:
    own: PublicationSettings = PublicationSettings.load()
    return own.two_person_rule


def _second_person(page: ArticlePage, text: str, given: list[Approval], publisher: User | None) -> bool:
    """Whether somebody other than the text's author stands behind it: who published, released or moderated it."""
    hands = _hands(page, text, unsaved=publisher.pk if publisher else None)
    behind = {one.made_by_id for one in given if one.kind == Approval.Kind.RELEASED}
    behind |= {publisher.pk if publisher else hands.saver, *_moderators(page)}
    return bool(behind - {hands.author, None})


def _hands(page: ArticlePage, text: str, *, unsaved: int | None = None) -> _Hands:
    """Who saved this text, by the revisions from the one that is being published (else the newest) back.

    A text that was never saved is `unsaved`'s own.
    """
    keys: list[int | None] = []
    for revision in Revision.objects.for_instance(page).order_by("-pk")[:MOST_REVISIONS]:
        if digest(revision.as_object()) == text:
            if revision.pk == page.live_revision_id:
                keys.clear()  # Who saved the same words later has no part in this publication.
            keys.append(revision.user_id)
        elif keys:
            break
    return _Hands(author=keys[-1], saver=keys[0]) if keys else _Hands(unsaved, unsaved)


def _moderators(page: ArticlePage) -> set[int | None]:
    """Who approved the revision in a workflow."""
    done = TaskState.objects.filter(revision_id=page.live_revision_id, status=TaskState.STATUS_APPROVED)
    return set(done.values_list("finished_by_id", flat=True)) if page.live_revision_id else set()
