"""What an editor does to a front: operations as they are made, publishing, going back. Answers are JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from depesche.desk import access, front_words
from depesche.desk.front_page import front_for
from depesche.stories import fronts
from depesche.stories.fronts_arrangement import Broken
from depesche.stories.fronts_operations import Impossible
from depesche.stories.models import Front, FrontVersion

MOST_OPERATIONS = 50
Deed = Callable[[HttpRequest, Front, dict[str, Any]], Front]


def _answering(deed: Deed) -> Callable[..., HttpResponse]:
    """The new revision; 409 with what colleagues did, 422 with why not, 403, and 400 for what is no request of ours."""

    @require_POST
    @wraps(deed)
    def view(request: HttpRequest, front_id: int) -> HttpResponse:
        try:
            front = front_for(request, front_id)
            sent = json.loads(request.body or b"{}")
            after = deed(request, front, sent)
        except fronts.Conflict as conflict:
            lines = front_words.of_conflict(conflict)
            facts = {"lines": lines, "revision": conflict.front.revision, "both": bool(conflict.clashes)}
            return JsonResponse(facts, status=409)
        except PermissionDenied:  # Said here: Wagtail would lead to another page, which a script takes for a yes.
            return JsonResponse({"text": front_words.spoken()["refused"]}, status=403)
        except Impossible as refusal:
            return JsonResponse({"text": front_words.of_impossible(refusal.reason)}, status=422)
        except (Broken, KeyError, TypeError, ValueError):
            return JsonResponse({"text": _("That is not possible.")}, status=400)
        return JsonResponse({"revision": after.revision})

    return view


@_answering
def arrange(request: HttpRequest, front: Front, sent: dict[str, Any]) -> Front:
    """Operations that were made on a revision."""
    operations = list(sent["operations"])
    if len(operations) > MOST_OPERATIONS:
        raise Broken("too many operations")
    return fronts.arrange(front, operations, revision=int(sent["revision"]), user=access.person(request))


@_answering
def publish(request: HttpRequest, front: Front, sent: dict[str, Any]) -> Front:
    return fronts.publish(front, revision=int(sent["revision"]), user=access.person(request))


@_answering
def discard(request: HttpRequest, front: Front, sent: dict[str, Any]) -> Front:
    return fronts.discard(front, revision=int(sent["revision"]), user=access.person(request))


@_answering
def recover(request: HttpRequest, front: Front, sent: dict[str, Any]) -> Front:
    del sent
    fronts.recover(front, user=access.person(request))
    front.refresh_from_db()
    return front


@_answering
def restore(request: HttpRequest, front: Front, sent: dict[str, Any]) -> Front:
    version = get_object_or_404(FrontVersion, front=front, number=int(sent["version"]))
    return fronts.restore(front, version.number, user=access.person(request))


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Begin a container that stands on several fronts."""
    try:
        front = fronts.share(request.POST.get("title", ""), user=access.person(request))
    except ValueError:
        messages.error(request, _("A shared container needs a title."))
        return HttpResponseRedirect(reverse("desk:front"))
    return HttpResponseRedirect(reverse("desk:front_board", args=[front.pk]))
