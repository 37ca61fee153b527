"""The net under every other way to publish from the desk (bulk actions, workflows): a refusal is never a crash."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from depesche.desk import access
from depesche.stories.publishing import Refused


class RefusalMiddleware:
    """Says why publishing was refused, on the page the editor came from. What was saved before stays saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        home = reverse("wagtailadmin_home")
        if not isinstance(exception, Refused) or not request.path.startswith(home):
            return None
        said = " ".join(exception.messages)
        if access.is_script(request):
            return JsonResponse({"message": said}, status=409)
        messages.error(request, said)
        return HttpResponseRedirect(_came_from(request) or home)


def _came_from(request: HttpRequest) -> str:
    origin = request.headers.get("Referer", "")
    return origin if url_has_allowed_host_and_scheme(origin, allowed_hosts={request.get_host()}) else ""
