"""Adding, changing and removing a source on the desk. What may be fetched is for those who keep the register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from depesche.desk import access, source_board
from depesche.desk.source_board import BadSource, SourceFacts, UnknownSource
from depesche.desk.source_form import FEED, KINDS, form_for


def may_change(user: Any) -> bool:
    """May say what is fetched, as whoever may say who is known."""
    return bool(user.has_perm("desk.add_knownsender"))


@require_http_methods(["GET", "POST"])
@access.reading
def add(request: HttpRequest) -> HttpResponse:
    """`/desk/sources/add/?kind=feed`."""
    kind = request.GET.get("kind", FEED)
    if kind not in KINDS:
        raise Http404
    return _edit(request, None, kind, None)


@require_http_methods(["GET", "POST"])
@access.reading
def edit(request: HttpRequest, source_id: int) -> HttpResponse:
    """`/desk/sources/<number>/edit/`."""
    try:
        facts = source_board.board().read(source_id)
        return _edit(request, source_id, facts.kind, facts)
    except UnknownSource as missing:
        raise Http404 from missing


@require_POST
@access.reading
def remove(request: HttpRequest, source_id: int) -> HttpResponse:
    _allow(request)
    try:
        name = source_board.board().remove(source_id)
    except UnknownSource as missing:
        raise Http404 from missing
    messages.success(request, _("“%(source)s” is fetched no more.") % {"source": name})
    return HttpResponseRedirect(reverse("desk:sources"))


def _edit(request: HttpRequest, source_id: int | None, kind: str, facts: SourceFacts | None) -> HttpResponse:
    _allow(request)
    form = form_for(kind, request.POST if request.method == "POST" else None, facts=facts)
    if request.method == "POST" and form.is_valid():
        try:
            name = source_board.board().save(source_id, form.facts(), at=timezone.now())
        except BadSource as bad:
            form.add_error(bad.field if bad.field in form.fields else None, str(bad))
        else:
            messages.success(request, _("“%(source)s” is kept and tried now.") % {"source": name})
            return HttpResponseRedirect(reverse("desk:sources"))
    title = (facts.name if facts else "") or (_("Add a feed") if kind == FEED else _("Add a mailbox"))
    context = {
        "form": form,
        "source_id": source_id,
        "page_title": title,
        "header_title": title,
        "header_icon": "site",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("desk:sources"), "label": _("Sources")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "desk/source_form.html", context, status=400 if form.errors else 200)


def _allow(request: HttpRequest) -> None:
    if not may_change(request.user):
        raise PermissionDenied
