"""The one door of publishing: every save of an article passes here, whoever makes it.

Wagtail's editor, its scheduler, our commands and imports all end in `ArticlePage.save()`. What that save means for
readers is worked out from the row before and after it, and recorded in the outbox in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.stories import approving, footprints, history, significance
from depesche.stories.addresses import path_of
from depesche.stories.footprints import Footprint
from depesche.stories.markup import text_of_body
from depesche.stories.outbox import Change, change_committed
from depesche.stories.publication import PublicationSettings

if TYPE_CHECKING:
    from depesche.stories.entries import Entry
    from depesche.stories.pages import ArticlePage


class Refused(ValidationError):
    """This version may not be published now; the message says why."""


class Unapproved(Refused):
    """Somebody must answer for this very text first; `kinds` says in what way (`Approval.Kind`)."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = tuple(kinds)
        super().__init__([_SAID[kind]() for kind in kinds])


_SAID: dict[str, Callable[[], str]] = {
    "checked": lambda: _(
        "AI had a hand in this text. Either readers are told, or a named person confirms on this very version that "
        "facts, plausibility and sources were checked."
    ),
    "released": lambda: _("Two-person rule: somebody other than the author of this version must release it."),
}


@dataclass(frozen=True, slots=True)
class _Before:
    live: bool
    revision: int | None
    footprint: Footprint | None
    content: dict[str, Any]
    text: str
    version: int
    updated_at: Any
    month: str
    ticker: str
    versions_shown: int
    words: list[str]


_NOTHING = _Before(False, None, None, {}, "", 0, None, "", "", 0, [])
_VOLATILE = frozenset(
    [
        "content_type",
        "draft_title",
        "expired",
        "go_live_at",
        "expire_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "path",
        "depth",
        "significance",
        "ticker",
        "url_path",
        "version",
        "versions_shown",
        "updated_at",
        "comments",
        "wagtail_admin_comments",
        "translation_key",
        "alias_of",
        "imported_version",
    ]
)


_moment: ContextVar[datetime | None] = ContextVar("publishing_moment", default=None)
_correcting: ContextVar[bool] = ContextVar("publishing_correction", default=False)
_person: ContextVar[User | None] = ContextVar("publishing_person", default=None)


@contextmanager
def dated(moment: datetime | None) -> Iterator[None]:
    """What is published inside counts as published at `moment` (for imports of what appeared elsewhere before)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


@contextmanager
def by(user: User | None) -> Iterator[None]:
    """What is published inside is published by that person, whoever saved the revision."""
    token = _person.set(user)
    try:
        yield
    finally:
        _person.reset(token)


@contextmanager
def correcting() -> Iterator[None]:
    """What is published inside is a correction: never just a mended typing error."""
    token = _correcting.set(True)
    try:
        yield
    finally:
        _correcting.reset(token)


def instant() -> datetime:
    """Now, or when what is published counts as published."""
    return _moment.get() or timezone.now()


@contextmanager
def recording(page: ArticlePage, *, update_fields: Any = None) -> Iterator[None]:
    """Wrap a save: note the public state before, prepare the row, and record the change after it."""
    if update_fields is not None:  # Locks, drafts and revision pointers: nothing a reader sees.
        yield
        return
    with transaction.atomic():
        before = _stored(page)
        changed = _prepare(page, before)
        yield
        if changed or (before.live and not page.live):
            _record(page, before)
            _keep_history(page, before)


def footprint(page: ArticlePage) -> Footprint:
    """Where a published article stands, as far as readers can see."""
    zone = PublicationSettings.load().time_zone
    return Footprint(
        path=path_of(page),
        section=page.get_parent().slug,
        month=footprints.month_of(page.first_published_at or timezone.now(), time_zone=zone),
        day=footprints.day_of(page.first_published_at or timezone.now(), time_zone=zone),
        topics=tuple(sorted(topic.slug for topic in page.topics.all())),
        people=tuple(byline.author.slug for byline in page.bylines.all() if byline.author.path),
        headline=page.title,
    )


def _stored(page: ArticlePage) -> _Before:
    """The published state in the database, which the save is about to replace."""
    old = type(page).objects.filter(pk=page.pk).first() if page.pk else None
    if old is None:
        return _NOTHING
    return _Before(
        old.live,
        old.live_revision_id,
        footprint(old) if old.live else None,
        _content(old) if old.live else {},
        plain_text(old) if old.live else "",
        old.version,
        old.updated_at,
        old.month,
        old.ticker,
        old.versions_shown,
        history.words_of(old) if old.live else [],
    )


def _content(page: ArticlePage) -> dict[str, Any]:
    content = {key: value for key, value in page.serializable_data().items() if key not in _VOLATILE}
    content["body"] = json.loads(content["body"])  # PostgreSQL keeps the same block with its keys in another order.
    return content


def plain_text(page: ArticlePage) -> str:
    """All words of an article, for comparing two versions."""
    return "\n".join([page.kicker, page.title, page.lead, page.dateline, text_of_body(page.body)])


def _prepare(page: ArticlePage, before: _Before) -> bool:
    """Refuse what may not be public; set section, version and times. True when readers will see a difference."""
    page.version, page.updated_at, page.month = before.version, before.updated_at, before.month
    page.versions_shown = before.versions_shown  # A revision carries old values of these.
    if before is not _NOTHING:
        page.ticker = before.ticker
    parent = page.get_parent() if page.pk or page.path else None
    page.section_id = parent.pk if parent else page.section_id
    if not page.live:
        return False
    refuse_embargoed(page, at=timezone.now())
    if before.live and before.content == _content(page) and before.footprint == footprint(page):
        return False
    refuse_unapproved(page)
    now = instant()
    if before.updated_at is None and _moment.get():
        page.first_published_at = now  # Wagtail has already set the present.
    page.first_published_at = page.first_published_at or now
    page.version = before.version + 1
    page.month = footprint(page).month
    if before.updated_at is None:
        page.updated_at = page.first_published_at
    elif before.live and _is_meaningful(page, before):
        page.updated_at = now
    page.versions_shown = _versions_to_show(page, before)
    page.significance = page.Significance.AUTO
    return True


def _versions_to_show(page: ArticlePage, before: _Before) -> int:
    """How many versions readers may compare once this one is out; one more when it means something else."""
    if not before.live:
        return 1
    shown = max(before.versions_shown, 1)
    meaningful = page.updated_at != before.updated_at or _correcting.get()
    return shown + 1 if meaningful and before.words != history.words_of(page) else shown


def _keep_history(page: ArticlePage, before: _Before) -> None:
    if before.live and not page.live:
        history.forget_all(page.pk)
        return
    if before.live and before.versions_shown == 0:  # It was published before histories were kept.
        history.keep(page, before.words, at=before.updated_at or instant(), revision_id=before.revision)
    if not before.live or page.versions_shown > max(before.versions_shown, 1):
        history.keep(page, history.words_of(page), at=instant(), revision_id=page.live_revision_id)


def refuse_embargoed(page: ArticlePage, *, at: datetime) -> None:
    """Raise `Refused` when this version may not be public at that time."""
    if page.embargo == page.Embargo.ASK:
        raise Refused(_("The embargo is unclear. Decide it under “News” before publishing."))
    if page.embargo == page.Embargo.UNTIL and page.embargo_until and page.embargo_until > at:
        moment = timezone.localtime(page.embargo_until).strftime("%d.%m.%Y %H:%M")
        raise Refused(_("Embargoed until %(moment)s. Schedule it for then.") % {"moment": moment})


def refuse_unapproved(page: ArticlePage) -> None:
    """Raise `Unapproved` when this text lacks a person's word (see `stories.approving`)."""
    if lacking := approving.wanted(page, publisher=_person.get()):
        raise Unapproved(lacking)


def _is_meaningful(page: ArticlePage, before: _Before) -> bool:
    if page.significance != page.Significance.AUTO:
        return bool(page.significance == page.Significance.MEANINGFUL)
    return significance.is_meaningful(before.text, plain_text(page))


def _record(page: ArticlePage, before: _Before) -> None:
    after = footprint(page) if page.live else None
    if after is None:
        kind = Change.Kind.WITHDRAW
    elif before.live or before.version:
        kind = Change.Kind.UPDATE
    else:
        kind = Change.Kind.PUBLISH
    record(
        kind,
        article=page,
        before=before.footprint,
        after=after,
        meaningful=not before.live or page.updated_at != before.updated_at,
    )


def record(
    kind: Change.Kind,
    *,
    article: ArticlePage | None = None,
    before: Footprint | None = None,
    after: Footprint | None = None,
    meaningful: bool = True,
    touched: list[str] | None = None,
    entry: Entry | None = None,
) -> Change:
    """Put a change into the outbox, and carry it out once the transaction is committed."""
    change = Change.objects.create(
        kind=kind,
        article=article,
        before=before.as_json() if before else {},
        after=after.as_json() if after else {},
        meaningful=meaningful,
        touched=touched or [],
        entry=entry,
    )
    transaction.on_commit(lambda: change_committed.send(Change, change=change), robust=True)
    return change
