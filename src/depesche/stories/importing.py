"""Articles from ninjs documents: a new `uri` makes an article; a higher version updates, corrects or withdraws it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from depesche.stories import html_blocks, publishing, selectors, services
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Author, SectionPage, Topic
from depesche.stories.ninjs_reading import Described, NotNinjs, read

LONGEST_HEADLINE = 255
"""Characters that the field takes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document. `outcome`: created, updated, corrected, withdrawn or unchanged.

    `note` says what was changed on the way; empty when nothing was.
    """

    id: str
    uri: str
    path: str
    outcome: str
    note: str = ""


@transaction.atomic
def take(document: Any, *, publish: bool = False, section: str = "") -> Imported:
    """Take one ninjs document. Raises `NotNinjs` or `publishing.Refused`; then nothing of it was kept."""
    described, note = _fitted(read(document))
    page = ArticlePage.objects.filter(uri=described.uri).first()
    if page is None:
        return replace(_create(described, publish=publish, section=section), note=note)
    if not _is_newer(described.version, page.imported_version):
        return _answer(page, "unchanged")
    return replace(_update(page, described, publish=publish), note=note)


def _fitted(described: Described) -> tuple[Described, str]:
    """A headline that is too long ends at a word, and its whole opens the text; and a note that says so."""
    if len(described.headline) <= LONGEST_HEADLINE:
        return described, ""
    short = described.headline[: LONGEST_HEADLINE - 1]
    short = (short[: short.rfind(" ")] if " " in short[LONGEST_HEADLINE // 2 :] else short[:-1]).rstrip(" ,;:–-")
    blocks = (*html_blocks.from_text(described.headline), *described.blocks)
    note = f"headline of {len(described.headline)} characters shortened; the whole is the first paragraph"
    return replace(described, headline=f"{short} …", blocks=blocks), note


def _create(described: Described, *, publish: bool, section: str) -> Imported:
    if described.pubstatus == "canceled":
        raise NotNinjs(f"{described.uri} is canceled, and there is no article to withdraw")
    page = services.create_article(_section(given=section, described=described.section), _draft(described))
    if publish and described.pubstatus == "usable":
        page = _publish(page)
    return _answer(page, "created")


def _update(page: ArticlePage, described: Described, *, publish: bool) -> Imported:
    if described.pubstatus in ("canceled", "withheld"):
        ArticlePage.objects.filter(pk=page.pk).update(imported_version=described.version)
        if page.live:
            page = services.unpublish(page)
        return _answer(page, "withdrawn")
    with publishing.dated(_past(described.version_created)):
        outcome, page = _apply(page, described, publish=publish)
    ArticlePage.objects.filter(pk=page.pk).update(imported_version=described.version)
    page.refresh_from_db()
    return _answer(page, outcome)


def _apply(page: ArticlePage, described: Described, *, publish: bool) -> tuple[str, ArticlePage]:
    services.revise(page, _draft(described, former=page))
    page.refresh_from_db()
    if described.correction and page.live and publish and not _is_noted(page, described.correction):
        services.correct(page, text=described.correction, made_at=described.version_created)
        return "corrected", page
    return "updated", _publish(page) if publish else page


def _is_noted(page: ArticlePage, note: str) -> bool:
    """Agencies repeat the note of a correction on later versions; readers are told once."""
    return bool(page.corrections.filter(text=note).exists())


def _publish(page: ArticlePage) -> ArticlePage:
    """Publish, or schedule for the end of the embargo."""
    if page.embargo == page.Embargo.UNTIL and page.embargo_until and page.embargo_until > timezone.now():
        return services.schedule(page, at=page.embargo_until)
    return services.publish(page)


def _draft(described: Described, *, former: ArticlePage | None = None) -> services.ArticleDraft:
    fields: dict[str, Any] = {
        "uri": described.uri,
        "imported_version": described.version,
        "language": described.language if described.language in ("de", "en") else "",
        "urgency": described.urgency,
        "dateline": described.dateline[:120],
        "usage_terms": described.usage_terms,
        "digital_source_type": described.digital_source_type[:80],
        "embargo": ArticlePage.Embargo.UNTIL if described.embargoed else ArticlePage.Embargo.NONE,
        "embargo_until": described.embargoed,
    }
    if former is None or former.first_published_at is None:
        fields["first_published_at"] = _past(described.first_created or described.version_created)
    return services.ArticleDraft(
        headline=described.headline,
        lead=described.lead,
        slug=described.slugline,
        body=described.blocks,
        authors=[_author(name) for name in described.bylines],
        topics=[_topic(name) for name in described.subjects[:8]],
        picture=former.picture if former else None,
        fields=fields,
    )


def _past(moment: datetime | None) -> datetime | None:
    """A time the document gives, unless it is yet to come."""
    return moment if moment and moment <= timezone.now() else None


def _section(*, given: str, described: str) -> SectionPage:
    """The section an editor gave, made if need be; else the one the document names, if there is one; else the first."""
    if given:
        return services.section(services.slug_of(given), name=given if given != given.lower() else "")
    found = SectionPage.objects.filter(slug=services.slug_of(described)).first() if described else None
    first: SectionPage | None = found or SectionPage.objects.order_by("path").first()
    return first or services.section("nachrichten", name="Nachrichten")


def _author(name: str) -> Author:
    slug = services.slug_of(name)[:120]
    return Author.objects.get_or_create(slug=slug, defaults={"name": name[:160], "kind": Author.Kind.GUEST})[0]


def _topic(name: str) -> Topic:
    """By its name or address, now or formerly; made if need be."""
    slug = services.slug_of(name)[:120]
    found = selectors.topic_called(name) or selectors.topic_at(slug)
    return found or Topic.objects.create(slug=slug, name=name[:160])


def _is_newer(version: str, than: str) -> bool:
    if version.isdecimal() and than.isdecimal():
        return int(version) > int(than)
    return version > than


def _answer(page: ArticlePage, outcome: str) -> Imported:
    return Imported(str(page.pk), page.uri, path_of(page), outcome)
