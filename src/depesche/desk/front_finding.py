"""What may be placed: stories and pictures, found while one types; without words the newest, also from the inbox."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from depesche.desk import moments
from depesche.desk.front_page import front_for
from depesche.media.models import Picture
from depesche.stories import fronts_arrangement, pictures, plant, selectors
from depesche.stories.models import ArticlePage

OFFERED = 12
FROM_INBOX = 5


@require_safe
def stories(request: HttpRequest, front_id: int) -> JsonResponse:
    """Stories with these words; `place` names the one to put first."""
    front = front_for(request, front_id)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = _matching(words) if words else _newest()
    wanted = request.GET.get("place", "")
    if not words and wanted.isdecimal() and len(wanted) < 19:
        found = [*_listed(ArticlePage.objects.filter(pk=int(wanted))), *found]
    placed = {card.article for _container, card in fronts_arrangement.from_json(front.draft).placements()}
    rows = {page.pk: _row(page, page.pk in placed) for page in found}
    return JsonResponse({"stories": list(rows.values())[:OFFERED]})


@require_safe
def pictures_found(request: HttpRequest, front_id: int) -> JsonResponse:
    """Pictures with these words in their title or description, newest first."""
    front_for(request, front_id)
    words = request.GET.get("q", "").replace("\x00", "").split()[:6]
    found = Picture.objects.order_by("-created_at")
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(description__icontains=word))
    made = ((picture, pictures.document(picture)) for picture in found.prefetch_related("renditions")[:OFFERED])
    shown = [(picture, document) for picture, document in made if document is not None]
    rows = [{"key": one.pk, "title": one.title, "thumbnail": made.renditions[0].path} for one, made in shown]
    return JsonResponse({"pictures": rows})


def _matching(words: str) -> list[ArticlePage]:
    """By headline first, drafts too; then what the archive finds in the text."""
    found = ArticlePage.objects.all()
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(draft_title__icontains=word))
    pages = _listed(found.order_by("-latest_revision_created_at")[:OFFERED])
    if len(pages) < OFFERED:
        try:
            hits, _total = plant.archive().search(words, limit=OFFERED)
        except OSError:
            return pages
        standing = [page.pk for page in selectors.standing_at([hit.path for hit in hits])]
        pages += _listed(ArticlePage.objects.filter(pk__in=standing))
    return pages


def _newest() -> list[ArticlePage]:
    """What was made from the inbox last, whether it is out or not; then the newest that are out."""
    from_inbox = ArticlePage.objects.exclude(sources__item="").filter(sources__isnull=False).distinct()
    first = _listed(from_inbox.order_by("-latest_revision_created_at")[:FROM_INBOX])
    return [*first, *_listed(selectors.published()[:OFFERED])]


def _listed(pages: QuerySet[ArticlePage]) -> list[ArticlePage]:
    return list(pages.select_related("section").defer("body"))


def _row(page: ArticlePage, is_placed: bool) -> dict[str, Any]:
    when = page.updated_at or page.latest_revision_created_at
    section = page.section.title if page.section is not None else ""
    time = moments.short(when, now=timezone.now()) if when else ""
    return {
        "key": page.pk,
        "headline": page.teaser_headline or page.draft_title or page.title,
        "note": " · ".join(part for part in (section, time) if part),
        "live": page.live,
        "placed": is_placed,
    }
