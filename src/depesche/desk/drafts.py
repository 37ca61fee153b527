"""From item to article: a draft with everything the release brings, and the item marked as used, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from depesche.desk import inbox, pictures
from depesche.desk.models import EmbargoKind, Item
from depesche.media.models import Picture
from depesche.stories import html_blocks, services
from depesche.stories.models import ArticlePage, Author, SectionPage


@transaction.atomic
def article_from(item_id: str, section: SectionPage, user: Any, *, at: datetime) -> tuple[ArticlePage, bool]:
    """The article made from an item, and whether it was made just now. A second call leads to the first's draft.

    Raises `Item.DoesNotExist`.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item_id)
    existing = ArticlePage.objects.filter(pk=item.article_id).first() if item.article_id else None
    if existing is not None:
        return existing, False
    draft = draft_of(item, at=at, pictures=pictures.take_in(item, user=user), author=_author(user))
    page = services.create_article(section, draft, user=user)
    inbox.mark_used(item.pk, user, article=page, at=at)
    return page, True


def draft_of(
    item: Item, *, at: datetime, pictures: Sequence[Picture] = (), author: Author | None = None
) -> services.ArticleDraft:
    """What an article made of this item begins with. Nothing is saved."""
    return services.ArticleDraft(
        headline=(item.headline or item.subject).strip() or _("Untitled"),
        lead=item.lead.strip(),
        body=[*_body(item), *_further(pictures[1:])],
        picture=pictures[0] if pictures else None,
        authors=[author] if author else [],
        sources=[source_of(item)],
        fields=_fields(item, at=at),
    )


def source_of(item: Item) -> services.SourceDraft:
    """The release as the article's source."""
    name = item.organisation or item.sender_name or item.sender_address or item.source
    return services.SourceDraft(
        kind="release",
        name=name or str(item),
        url=item.link if item.link.startswith(("http://", "https://")) else "",
        item=item.pk,
        received_at=item.received_at,
    )


def section_for(item: Item, sections: Sequence[SectionPage]) -> SectionPage | None:
    """The section an editor would most likely choose: the sender's own, else the first."""
    return next((section for section in sections if section.slug == item.section), sections[0] if sections else None)


def _body(item: Item) -> list[html_blocks.RawBlock]:
    return html_blocks.from_html(item.html) or html_blocks.from_text(item.body)


def _further(pictures: Sequence[Picture]) -> list[html_blocks.RawBlock]:
    """Pictures beyond the first close the text: one by itself, more as a gallery."""
    if not pictures:
        return []
    if len(pictures) == 1:
        return [("image", pictures[0])]
    return [("gallery", {"title": "", "pictures": list(pictures)})]


def _fields(item: Item, *, at: datetime) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "dateline": item.dateline[:120],
        "language": item.lang[:2] if item.lang[:2] in ("de", "en") else "",
        "usage_terms": item.usage_terms[:300],
        "embargo": ArticlePage.Embargo.NONE,
    }
    if item.urgency is not None and 1 <= item.urgency <= 9:
        fields["urgency"] = item.urgency
    if item.embargo_kind == EmbargoKind.UNTIL and item.embargo_until is not None:
        fields |= {"embargo": ArticlePage.Embargo.UNTIL, "embargo_until": item.embargo_until}
        if item.embargo_until > at:
            fields["go_live_at"] = item.embargo_until
    elif item.embargo_kind == EmbargoKind.ASK:
        fields["embargo"] = ArticlePage.Embargo.ASK
    if fields["embargo"] != ArticlePage.Embargo.NONE:
        fields["embargo_evidence"] = item.embargo_evidence[:400]
    return fields


def _author(user: Any) -> Author | None:
    found: Author | None = Author.objects.filter(account=user).first() if user is not None else None
    return found
