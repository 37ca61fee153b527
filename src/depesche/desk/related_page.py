"""Related articles beside the article editor: what readers are offered, pinned or banned with one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.side_panels import BaseSidePanel

from depesche.desk import access
from depesche.stories import curating, documents, neighbourhood, plant, selectors
from depesche.stories.models import ArticlePage, Curation

FOUND = 8
LONGEST = 200
"""Characters of what is looked for."""
LONGEST_KEY = 18
"""Digits of a key that databases still take."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the panel: why it is offered, or who decided on it."""

    article: ArticlePage
    reason: str = ""
    decision: Curation | None = None


class RelatedSidePanel(BaseSidePanel):
    """Asks for its content when it is opened: most who write do not look at it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle related articles")
        icon_name = "link"

    name = "related"
    title = gettext_lazy("Related articles")
    template_name = "desk/side_panel_related.html"
    order = 140

    class Media:
        js = ["desk/related_panel.js"]


@require_safe
def fragment(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/desk/related/<article>/`: what stands beside an article; with `q`, what could be pinned there."""
    article = _article(request, page_id)
    if "q" in request.GET:
        found = _found(article, request.GET["q"].replace("\x00", "").strip()[:LONGEST])
        return render(request, "desk/related_found.html", {"found": found, "may_decide": _may_decide(article, request)})
    return render(request, "desk/related_fragment.html", _state(article, request))


@require_POST
def decide(request: HttpRequest, page_id: int) -> HttpResponse:
    """Pin, ban or free the article with the key `other`; the panel as it is then."""
    article = _article(request, page_id)
    if not _may_decide(article, request):
        raise PermissionDenied
    deed = {"pin": curating.pin, "ban": curating.ban, "free": curating.free}.get(request.POST.get("deed", ""))
    key = request.POST.get("other", "")
    if deed is None or not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        raise BadRequest("deed and other are needed")
    other = get_object_or_404(ArticlePage, pk=int(key))
    said = ""
    try:
        deed(article, other, user=access.person(request))
    except curating.NotPinned:
        said = _("Not pinned: it must be another public article, and %(most)d at most.") % {
            "most": curating.MOST_PINNED
        }
    return render(request, "desk/related_fragment.html", _state(article, request) | {"said": said})


def _article(request: HttpRequest, page_id: int) -> ArticlePage:
    article = get_object_or_404(ArticlePage, pk=page_id)
    if not article.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return article


def _may_decide(article: ArticlePage, request: HttpRequest) -> bool:
    """Readers of a public article see it at once: that needs the permission to publish."""
    allowed = article.permissions_for_user(request.user)
    return bool(allowed.can_publish() if article.live else allowed.can_edit())


def _state(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    curated = curating.of(article.pk)
    pinned = {one.other_id for one in curated.pinned}
    offered = [row for row in _offered(article) if row.article.pk not in pinned]
    return {
        "article": article,
        "pinned": _decided(curated.pinned),
        "offered": offered,
        "banned": _decided(curated.banned),
        "may_decide": _may_decide(article, request),
    }


def _offered(article: ArticlePage) -> list[Row]:
    """What readers see beside a public article; what they would see beside a draft."""
    if article.live:
        reasons = selectors.neighbours([article.pk])[article.pk]
    else:
        draft = article.get_latest_revision_as_object()
        try:
            reasons = {one.pk: why for one, why in neighbourhood.chosen(article, documents.article(draft)).items()}
        except OSError:  # The archive is away for a moment: what was decided shows all the same.
            reasons = {}
    return [Row(page, reason=reasons[page.pk]) for page in selectors.by_keys(list(reasons), whole=True)]


def _decided(decisions: Sequence[Curation]) -> list[Row]:
    pages = ArticlePage.objects.select_related("section").in_bulk([one.other_id for one in decisions])
    return [Row(pages[one.other_id], decision=one) for one in decisions if one.other_id in pages]


def _found(article: ArticlePage, words: str) -> list[Row]:
    """Public articles with these words; the last one may be unfinished."""
    if not words:
        return []
    try:
        answer = plant.archive().find(words, limit=FOUND + 1, is_unfinished=True)
    except OSError:
        return []
    keys = [page.pk for page in selectors.standing_at([hit.path for hit in answer.hits]) if page.pk != article.pk]
    return [Row(page) for page in selectors.by_keys(keys[:FOUND], whole=True)]
