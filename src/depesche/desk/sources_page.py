"""“Quellen”: what is fetched from where, how it fares, and a button to try now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access, source_board, source_edit
from depesche.desk.source_board import UnknownSource

PAGE = 50


class SourcesMenuItem(MenuItem):
    """“Quellen”, with the number of those in trouble beside it."""

    def is_shown(self, request: Any) -> bool:
        return access.may_read(request.user)

    def render_component(self, request: Any) -> Any:
        component = super().render_component(request)
        component.attrs = {**component.attrs, "data-desk-count": str(source_board.board().ailing() or "")}
        return component


def menu_item() -> MenuItem:
    return SourcesMenuItem(gettext_lazy("Sources"), reverse("desk:sources"), name="sources", icon_name="site", order=80)


def fragment_context(request: HttpRequest) -> dict[str, Any]:
    """One page of the list. The cursor is made of all that is shown, so that nothing shown can be stale."""
    now, board = timezone.now(), source_board.board()
    total = board.count()
    page = _page(request, total)
    rows = board.rows(start=(page - 1) * PAGE, count=PAGE, now=now)
    shown = f"{get_language()}|{page}|{total}|{timezone.localtime(now).date()}|{rows!r}"
    return {
        "rows": rows,
        "total": total,
        "page": page,
        "newer": page - 1 if page > 1 else None,
        "older": page + 1 if page * PAGE < total else None,
        "cursor": hashlib.sha256(shown.encode()).hexdigest()[:16],
        "may_work": access.may_work(request.user),
        "may_change": source_edit.may_change(request.user),
    }


@method_decorator(access.reading, name="dispatch")
class SourcesView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/sources/`."""

    template_name = "desk/sources.html"
    page_title = gettext_lazy("Sources")
    header_icon = "site"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **fragment_context(self.request)}


@require_safe
@access.reading
def fragment(request: HttpRequest) -> HttpResponse:
    """The list alone, or 204 when nothing changed since `cursor`."""
    context = fragment_context(request)
    if request.GET.get("cursor") == context["cursor"]:
        return HttpResponse(status=204)
    return render(request, "desk/sources_fragment.html", context)


@require_POST
@access.working
def try_now(request: HttpRequest, source_id: int) -> HttpResponse:
    return _do(
        request,
        lambda: (
            _("“%(source)s” is tried now.") % {"source": source_board.board().try_now(source_id, at=timezone.now())}
        ),
    )


@require_POST
@access.working
def pause(request: HttpRequest, source_id: int) -> HttpResponse:
    return _do(request, lambda: _("“%(source)s” is paused.") % {"source": source_board.board().pause(source_id)})


def _do(request: HttpRequest, deed: Callable[[], str]) -> HttpResponse:
    try:
        said = deed()
    except UnknownSource as missing:
        raise Http404 from missing
    messages.success(request, said)
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("desk:sources"))


def _page(request: HttpRequest, total: int) -> int:
    try:
        wanted = int(request.GET.get("p", "1"))
    except ValueError:
        wanted = 1
    return max(1, min(wanted, (total + PAGE - 1) // PAGE))
