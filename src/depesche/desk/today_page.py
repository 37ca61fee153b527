"""“Heute”, the first page of the desk: a panel on Wagtail's home, and the fragment it asks for to stay true."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from depesche.desk import access, today


class TodayPanel(Component):
    """The newsroom at a glance."""

    name = "today"
    template_name = "desk/today.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"request": self.request, **fragment_context(self.request)}


def fragment_context(request: HttpRequest) -> dict[str, Any]:
    """What the panel shows. The cursor is taken first, so that a change in between is shown at the next asking."""
    now = timezone.now()
    return {
        "cursor": cursor(),
        "today": today.gather(now=now),
        "may_read": access.may_read(request.user),
        "sections": access.sections_for(request.user),
    }


def cursor() -> str:
    return f"{get_language()}|{today.state(now=timezone.now())}"


@require_safe
def fragment(request: HttpRequest) -> HttpResponse:
    """The panel alone, or 204 when nothing changed since `cursor`."""
    if request.GET.get("cursor") == cursor():
        return HttpResponse(status=204)
    return render(request, "desk/today_fragment.html", fragment_context(request))
