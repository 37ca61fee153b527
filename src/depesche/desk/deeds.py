"""What can be done with an item by one click: claim, release, spike, restore. POST only; each can be repeated."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from depesche.desk import access, alerts, dividing, inbox
from depesche.desk.models import Item


def _claim(request: HttpRequest, item_id: str) -> str:
    item = inbox.claim(item_id, access.person(request), at=timezone.now(), take_over="take_over" in request.POST)
    return _("“%(item)s” is in your hands.") % {"item": item}


def _release(request: HttpRequest, item_id: str) -> str:
    return _("“%(item)s” is open again.") % {"item": inbox.release(item_id, access.person(request), at=timezone.now())}


def _spike(request: HttpRequest, item_id: str) -> str:
    return _("“%(item)s” was spiked.") % {"item": inbox.spike(item_id, access.person(request), at=timezone.now())}


def _restore(request: HttpRequest, item_id: str) -> str:
    return _("“%(item)s” is back in the inbox.") % {
        "item": inbox.restore(item_id, access.person(request), at=timezone.now())
    }


_DEEDS: dict[str, tuple[Callable[[HttpRequest, str], str], str]] = {
    "claim": (_claim, "release"),
    "release": (_release, "claim"),
    "spike": (_spike, "restore"),
    "restore": (_restore, "spike"),
}
"""Each deed with the one that undoes it."""


@require_POST
@access.working
def do(request: HttpRequest, item_id: str, deed: str) -> HttpResponse:
    """Do it and say so: as JSON to our own script, else by Wagtail's messages and a redirect."""
    act, undo = _DEEDS[deed]
    try:
        said = act(request, item_id)
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    except inbox.Refused as refusal:
        return _answer(request, str(refusal), status=409)
    return _answer(request, said, undo=reverse(f"desk:{undo}", args=[item_id]))


@require_POST
@access.working
def divide(request: HttpRequest, item_id: str) -> HttpResponse:
    """Several items of a mail that holds several releases."""
    try:
        parts = dividing.divide(item_id, access.person(request), at=timezone.now())
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    except inbox.Refused as refusal:
        return _answer(request, str(refusal), status=409)
    return _answer(request, _("%(count)s releases are in the inbox now.") % {"count": len(parts)})


@require_POST
@access.working
def settle(request: HttpRequest, item_id: str) -> HttpResponse:
    """The correction has been dealt with in the articles it concerns."""
    alerts.settle(item_id, access.person(request), at=timezone.now())
    return _answer(request, _("Dealt with."))


def _answer(request: HttpRequest, said: str, *, status: int = 200, undo: str = "") -> HttpResponse:
    if access.is_script(request):
        return JsonResponse({"message": said, "undo": undo}, status=status)
    (messages.success if status == 200 else messages.error)(request, said)
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("desk:inbox"))
