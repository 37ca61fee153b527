"""The inbox as a list that keeps itself up to date: the page, and the fragment it asks for every two seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access, badges, changes, moments, seen, shelves, versions
from depesche.desk.badges import Badge
from depesche.desk.marks import Mark, Order
from depesche.desk.models import Item, Kind
from depesche.desk.shelves import PAGE, Shelf, Wish
from depesche.desk.versions import Family
from depesche.stories.models import SectionPage


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the list; `day` is named on the first row of each day before today."""

    item: Item
    day: str
    clock: str
    badges: list[Badge]
    url: str
    is_unread: bool


def rows(items: Page[Item], wish: Wish, user: Any, *, now: datetime) -> list[Row]:
    """The rows of one page of items."""
    found, today = [], moments.day_name(now, now=now)
    last, query = today, wish.parameters()
    families = versions.families(items)
    behind = {item.pk: _behind(item, families, wish) for item in items}
    opened = seen.of([*items, *(one for others in behind.values() for one in others)], user)
    for item in items:
        day = moments.day_name(item.received_at, now=now)
        url = reverse("desk:item", args=[item.pk]) + (f"?{query}" if query else "")
        clock = timezone.localtime(item.received_at).strftime("%H:%M")
        shown = badges.of(item, now=now, family=families.get(item.family), contacts=False)
        unread = any(one.pk not in opened for one in (item, *behind[item.pk]))
        found.append(Row(item, day if day != last else "", clock, shown, url, unread))
        last = day
    return found


def _behind(item: Item, families: Mapping[str, Family], wish: Wish) -> list[Item]:
    """The open versions for which an item's row stands."""
    return families[item.family].beside(item) if wish.has_stories and item.family in families else []


def cursor(wish: Wish, user: Any, *, now: datetime) -> str:
    """Changes whenever the list might look different: with the inbox, what its reader has opened, the day, the
    language and the wish."""
    return f"{changes.head()}.{seen.head(user)}.{timezone.localtime(now).date()}.{get_language()}.{wish.parameters()}"


def fragment_context(request: HttpRequest) -> dict[str, Any]:
    """What the fragment shows. The cursor is taken first: a change in between is shown twice rather than never."""
    now, wish = timezone.now(), Wish.read(request.GET)
    mark = cursor(wish, request.user, now=now)
    page = Paginator(wish.items(request.user, now=now), PAGE).get_page(wish.page)
    counts = wish.counts(request.user)
    marked = wish.mark_counts(request.user, now=now)
    return {
        "wish": wish,
        "cursor": mark,
        "page": page,
        "rows": rows(page, wish, request.user, now=now),
        "shelves": [
            {
                "label": Shelf(shelf).label,
                "count": counts[shelf],
                "query": wish.parameters(shelf=shelf, page=1),
                "current": shelf == wish.shelf,
                "key": shelf,
            }
            for shelf in Shelf.values
        ],
        "marks": [
            {
                "label": Mark(mark).label,
                "count": marked[mark],
                "query": wish.parameters(mark="" if mark == wish.mark else mark, page=1),
                "current": mark == wish.mark,
                "key": mark,
            }
            for mark in Mark.values
            if marked[mark] or mark == wish.mark
        ],
        "newer": wish.parameters(page=page.previous_page_number()) if page.has_previous() else None,
        "older": wish.parameters(page=page.next_page_number()) if page.has_next() else None,
        "may_work": access.may_work(request.user),
        "open_count": shelves.open_count(),
    }


@method_decorator(access.reading, name="dispatch")
class InboxView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/inbox/`."""

    template_name = "desk/inbox.html"
    page_title = _("Inbox")
    header_icon = "desk-inbox"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            **fragment_context(self.request),
            "kinds": Kind.choices,
            "orders": Order.choices,
            "sections": SectionPage.objects.filter(live=True).order_by("path"),
        }


@require_safe
@access.reading
def fragment(request: HttpRequest) -> HttpResponse:
    """The list alone, or 204 when nothing changed since `cursor`."""
    wish, now = Wish.read(request.GET), timezone.now()
    if request.GET.get("cursor") == cursor(wish, request.user, now=now):
        return HttpResponse(status=204)
    return render(request, "desk/inbox_fragment.html", fragment_context(request))
