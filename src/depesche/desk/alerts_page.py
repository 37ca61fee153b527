"""The line above the article editor that tells at once of a correction of what the article was made from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from depesche.desk import access, alerts


def context(page_id: int, user: Any) -> dict[str, Any]:
    """What the line shows; nothing to those who may not see the inbox."""
    found = alerts.waiting_for(page_id) if access.may_read(user) else []
    cursor = f"{get_language()}." + ".".join(str(alert.pk) for alert in found)
    return {"alerts": found, "alerts_cursor": cursor, "alerts_page": page_id}


@require_safe
@access.reading
def fragment(request: HttpRequest, page_id: int) -> HttpResponse:
    """The line alone, or 204 when nothing changed since `cursor`."""
    found = context(page_id, request.user)
    if request.GET.get("cursor") == found["alerts_cursor"]:
        return HttpResponse(status=204)
    return render(request, "desk/alerts_fragment.html", found)
