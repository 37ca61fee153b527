"""Pictures that an editor pastes or drops into the text: taken in with a credit line, without leaving the editor."""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.images.forms import get_image_form
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from depesche.media.models import Picture

LONGEST_TITLE = 120


@require_POST
def take_in(request: HttpRequest) -> JsonResponse:
    """Make a picture of the file that was sent. Answers what a picture block holds, or what is wrong, for people."""
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    said = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in ("credit", "caption", "alt_text")}
    if not said["credit"]:
        return JsonResponse({"error": _("Whose picture is it? Readers see the credit line.")}, status=400)
    name = getattr(request.FILES.get("file"), "name", "") or ""
    collections = policy.collections_user_has_permission_for(request.user, "add")
    data = {
        **said,
        "title": (said["caption"] or PurePath(name).stem or said["credit"])[:LONGEST_TITLE],
        "collection": (collections.first() or Collection.get_first_root_node()).pk,
    }
    picture = Picture(uploaded_by_user=request.user)
    form = get_image_form(Picture)(data, request.FILES, instance=picture, user=request.user)
    if not form.is_valid():
        errors = " ".join(error for field in form.errors.values() for error in field)
        return JsonResponse({"error": errors}, status=400)
    return JsonResponse({"picture": AdminImageChooser().get_value_data(form.save())})
