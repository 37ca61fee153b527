"""The only writers of content. The desk, the commands and the imports all come through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Revision, Site

from depesche.accounts.models import User
from depesche.media.models import Picture
from depesche.stories import approving, history, publishing
from depesche.stories.addresses import RESERVED_SLUGS
from depesche.stories.models import (
    Approval,
    ArticleByline,
    ArticlePage,
    ArticleSource,
    Author,
    Change,
    Correction,
    HomePage,
    PublicVersion,
    Retraction,
    SectionPage,
    Topic,
)

LONGEST_SLUG = 80
LONGEST_NUMBER = 19
"""Digits of a key that databases still take."""
_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


class NotPublished(Exception):
    """Only a published article can be corrected or retracted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """One source of a draft; `item` is the key of the inbox item it came as."""

    name: str
    kind: str = "link"
    url: str = ""
    note: str = ""
    item: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """Everything a new article may be given at once. `body` is raw StreamField data: (block name, value) pairs."""

    headline: str
    lead: str = ""
    kicker: str = ""
    slug: str = ""
    body: Sequence[tuple[str, Any]] = ()
    picture: Picture | None = None
    authors: Sequence[Author] = ()
    topics: Sequence[Topic] = ()
    sources: Sequence[SourceDraft] = ()
    fields: dict[str, Any] = field(default_factory=dict)


def home() -> HomePage:
    """The front page; made, with Wagtail's site record, at the first call."""
    found: HomePage | None = HomePage.objects.first()
    return found or _make_home()


@transaction.atomic
def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    page: HomePage = root.add_child(instance=HomePage(title="Startseite", slug="startseite", live=True))
    for stock in root.get_children().exclude(pk=page.pk):  # Wagtail's own welcome page
        Site.objects.filter(root_page=stock).delete()
        stock.delete()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page}
    )
    return page


def section(slug: str, *, name: str = "", lead_in: str = "") -> SectionPage:
    """The section with that slug, made at the first call. Raises `ValueError` for an address that is taken."""
    found: SectionPage | None = SectionPage.objects.filter(slug=slug).first()
    if found is not None:
        return found
    if slug in RESERVED_SLUGS or slug != slugify(slug):
        raise ValueError(f"{slug!r} cannot be a section's address")
    made: SectionPage = home().add_child(
        instance=SectionPage(title=name or slug.capitalize(), slug=slug, lead_in=lead_in, live=True)
    )
    return made


@transaction.atomic
def create_article(parent: SectionPage, draft: ArticleDraft, *, user: User | None = None) -> ArticlePage:
    """A new article as a draft, with its first revision. Nothing of it is public."""
    slug = free_slug(parent, draft.slug or draft.headline)
    page = ArticlePage(title=draft.headline[:255], slug=slug, live=False, owner=user, section=parent)
    fill(page, draft)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return page


def fill(page: ArticlePage, draft: ArticleDraft) -> None:
    """Set what `draft` holds on a page in memory; nothing is saved."""
    page.title = draft.headline[:255]
    page.draft_title = page.title
    page.lead, page.kicker, page.picture = draft.lead, draft.kicker[:120], draft.picture
    page.body = list(draft.body)
    for name, value in draft.fields.items():
        setattr(page, name, value)
    page.bylines = [ArticleByline(author=author, sort_order=i) for i, author in enumerate(draft.authors)]
    page.topics = list(draft.topics)
    page.sources = [
        ArticleSource(
            kind=source.kind,
            name=source.name[:200],
            url=source.url[:500],
            note=source.note[:300],
            item=source.item,
            received_at=source.received_at,
            sort_order=i,
        )
        for i, source in enumerate(draft.sources)
    ]


def revise(page: ArticlePage, draft: ArticleDraft, *, user: User | None = None) -> Revision:
    """A new revision with the draft's content; what is published stays until `publish`."""
    latest = page.get_latest_revision_as_object()
    fill(latest, draft)
    return latest.save_revision(user=user, clean=False)


def free_slug(parent: Page, wanted: str, *, leaving: ArticlePage | None = None) -> str:
    """A slug from `wanted` that no sibling has: umlauts spelt out, a number at the end if need be."""
    stem = slug_of(wanted)[:LONGEST_SLUG].strip("-_")
    taken = parent.get_children().exclude(pk=leaving.pk if leaving else None)
    if not taken.filter(slug=stem).exists():  # by the index, where what begins alike is sought among all siblings
        return stem
    taken_slugs = set(taken.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken_slugs:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def publish(page: ArticlePage, *, user: User | None = None, revision: Revision | None = None) -> ArticlePage:
    """Publish the latest (or the given) revision, as an editor would. Raises `publishing.Refused`.

    With a future `go_live_at` the article is scheduled instead. What is returned is the article as this call left
    it: by the end of the baking somebody else may have withdrawn it again.
    """
    chosen = revision or page.get_latest_revision() or page.save_revision(user=user, clean=False)
    with transaction.atomic(), publishing.by(user):
        _refuse_ahead(chosen)
        chosen.publish(user=user, skip_permission_checks=user is None)
        page.refresh_from_db()
    return page


def _refuse_ahead(revision: Revision) -> None:
    """What is scheduled is refused now, not in the night when it is due."""
    if not revision.content.get("go_live_at"):
        return
    page = revision.as_object()
    if page.go_live_at and page.go_live_at > timezone.now():
        publishing.refuse_unapproved(page)


def approve(page: ArticlePage, kind: str, *, user: User, revision: Revision | None = None) -> Approval:
    """That person's word on the latest (or the given) revision: `checked` or `released` (`Approval.Kind`)."""
    chosen = revision or page.get_latest_revision() or page.save_revision(user=user, clean=False)
    return approving.approve(chosen.as_object(), kind, revision=chosen, user=user, at=timezone.now())


def unpublish(page: ArticlePage, *, user: User | None = None) -> ArticlePage:
    """Withdraw an article: its address answers 410, lists forget it, open pages are told. Returns it as `publish`."""
    with transaction.atomic():
        page.unpublish(user=user)
        page.refresh_from_db()
    return page


def retract(page: ArticlePage, *, reason: str, user: User | None = None) -> Retraction:
    """Withdraw a published article for good reason, and tell readers the reason. Raises `NotPublished`."""
    if not page.live:
        raise NotPublished("only a published article can be retracted")
    with transaction.atomic():
        made = Retraction.objects.create(article=page, made_at=timezone.now(), reason=reason, made_by=user)
        unpublish(page, user=user)
    return made


def correct(
    page: ArticlePage,
    *,
    text: str,
    reason: str = "",
    weight: str = "minor",
    user: User | None = None,
    made_at: datetime | None = None,
) -> Correction:
    """Publish the latest revision as a correction, with the note readers see. Raises `NotPublished`, `Refused`."""
    if not page.live or page.live_revision_id is None:
        raise NotPublished("only a published article can be corrected")
    with transaction.atomic(), publishing.by(user), publishing.correcting():
        before = page.live_revision
        latest = page.get_latest_revision()
        if latest.pk == before.pk:  # Nothing was edited: the note alone is the correction.
            latest = page.get_latest_revision_as_object().save_revision(user=user, clean=False)
        made = Correction.objects.create(
            article=page,
            made_at=made_at or timezone.now(),
            text=text,
            reason=reason,
            weight=weight,
            made_by=user,
            revision_before=before,
            revision_after=latest,
        )
        mark = publishing.footprint(page)
        latest.publish(user=user, skip_permission_checks=user is None)
        page.refresh_from_db()
        recorded = Change.objects.filter(article=page, done_at__isnull=True).order_by("-pk").first()
        if recorded is None:
            publishing.record(Change.Kind.CORRECT, article=page, before=mark, after=publishing.footprint(page))
        else:
            recorded.kind, recorded.meaningful = Change.Kind.CORRECT, True
            recorded.save(update_fields=["kind", "meaningful"])
    return made


def schedule(page: ArticlePage, *, at: datetime, user: User | None = None) -> ArticlePage:
    """Publish at a time to come; the worker fires it, also after a restart."""
    page = page.get_latest_revision_as_object()
    page.go_live_at = at
    return publish(page, user=user, revision=page.save_revision(user=user, clean=False))


def remove_version(version: PublicVersion, *, reason: str, user: User | None = None) -> None:
    """Take a public version out of what readers can compare; its words are kept nowhere but in the desk's revisions."""
    with transaction.atomic():
        page = version.article
        left = history.remove(version, user=user, reason=reason, at=timezone.now())
        ArticlePage.objects.filter(pk=page.pk).update(versions_shown=max(left, 1))
        if page.live:
            mark = publishing.footprint(page)
            touched = [history.path_under(mark.path)]
            publishing.record(
                Change.Kind.UPDATE, article=page, before=mark, after=mark, meaningful=False, touched=touched
            )


def article_of(key: str) -> ArticlePage | None:
    """The article a person means by a path (`/politik/haushalt/`), a number, a guid or a `uri`."""
    if key.isdecimal() and len(key) < LONGEST_NUMBER:
        return _first(pk=int(key))
    if "/" in key and not key.startswith(("http:", "https:", "urn:", "tag:")):
        parts = [part for part in key.split("/") if part]
        if len(parts) != 2:
            return None
        return _first(section__slug=parts[0], slug=parts[1])
    return _first(uri=key) or _by_guid(key)


def _by_guid(key: str) -> ArticlePage | None:
    try:
        return _first(guid=UUID(key.removeprefix("urn:uuid:")))
    except ValueError:
        return None


def _first(**facts: Any) -> ArticlePage | None:
    found: ArticlePage | None = ArticlePage.objects.filter(**facts).first()
    return found


def slug_of(text: str) -> str:
    """An address made of a name or headline: umlauts spelt out, never empty."""
    spelt_out = text.lower().translate(_UMLAUTS)
    return slugify(spelt_out).strip("-_") or "meldung"
