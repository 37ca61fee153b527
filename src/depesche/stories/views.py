"""Readers' requests that no baked page answers: pages not baked yet, search, redirects, and what is not there."""

from __future__ import annotations

import logging
import re
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect

from depesche.bakery import schema
from depesche.delivery.server import notices
from depesche.stories import finding, lists, plant, press, profile_selectors, routes, selectors

_FAILED = (
    "<!doctype html><html lang=de><meta charset=utf-8><title>Störung</title>"
    "<h1>Störung</h1><p>Das hat gerade nicht geklappt. Bitte versuchen Sie es gleich noch einmal.</p>"
)
_PART = re.compile(r"(/.+/)(index\.json|feed\.(?:xml|atom|json)|ticker/[1-9][0-9]{0,8}/|versionen/)")
_log = logging.getLogger(__name__)
_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}


@csrf_exempt
@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """A public address: bake it now and answer, or say 301, 404 or 410."""
    wanted = "/" + path.lstrip("/")
    found = routes.document_at(wanted)
    if found is None and _lacks_its_slash(wanted):
        return HttpResponsePermanentRedirect(wanted + "/")
    if found is None or isinstance(found, routes.Gone):
        return _elsewhere(request, wanted) or _missing(request, found)
    with plant.lock():
        press.bake([wanted])
    return _stored(wanted)


@csrf_exempt
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/suche/?q=`: never stored, always fresh."""
    return _html(finding.results(request.GET.dict()), 200)


@csrf_exempt
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may have (RFC 9309): everything but the desk and endless search results."""
    del request  # the same for all
    text = f"User-agent: *\nDisallow: /desk/\nDisallow: /suche/\nSitemap: {plant.config().origin}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for what no address pattern matches."""
    del exception
    return _missing(request, None)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke: say so calmly, without asking the database for anything more. If it is away, come again."""
    _log.error("%s %s failed", request.method, request.path)
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        return _unavailable(request)
    return HttpResponse(_FAILED, status=500)


def _unavailable(request: HttpRequest) -> HttpResponse:
    headers, body = notices.unavailable(
        accept=request.headers.get("Accept", "").encode("utf-8"),
        accept_language=request.headers.get("Accept-Language", "").encode("utf-8"),
        home=plant.config().home,
    )
    fields = {name.decode("ascii"): value.decode("ascii") for name, value in headers}
    return HttpResponse(body, status=503, headers=fields)


def _lacks_its_slash(path: str) -> bool:
    if path.endswith("/") or "." in path.rsplit("/", 1)[-1]:
        return False
    return routes.document_at(path + "/") is not None


def _stored(path: str) -> HttpResponse:
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    content = plant.store().get(name)
    if content is None:  # Withdrawn between baking and reading.
        return HttpResponse(status=404)
    suffix = name[name.rfind(".") :]
    return HttpResponse(content, content_type=_TYPES.get(suffix, "text/html; charset=utf-8"))


def _elsewhere(request: HttpRequest, path: str) -> HttpResponse | None:
    """What stood here has another address by now, or had one when it was withdrawn; `None` when it never stood here.

    What lies under an article or section, its data and feeds, moved along with it.
    """
    part = _PART.fullmatch(path)
    base, rest = part.groups() if part else (path, "")
    rule = Redirect.objects.filter(old_path=Redirect.normalise_path(base)).select_related("redirect_page").first()
    if rule is None:
        return _topic_elsewhere(base, rest) or _profile_elsewhere(request, base, rest)
    if rule.redirect_page and not rule.redirect_page.live:
        moved = rule.redirect_page.specific
        return (
            _missing(request, routes.Gone(moved.title, lists.retraction(moved)))
            if getattr(moved, "version", 0)
            else None
        )
    target = rule.link
    if target is None or (rest and not rule.redirect_page):
        return None
    return (HttpResponsePermanentRedirect if rule.is_permanent else HttpResponseRedirect)(target + rest)


def _topic_elsewhere(base: str, rest: str) -> HttpResponse | None:
    """Where a topic went that had another name, or was merged into another; its feeds went along."""
    match base.strip("/").split("/"):
        case ["thema", slug] if topic := selectors.topic_at(slug):
            return HttpResponsePermanentRedirect(topic.path + rest)
    return None


def _profile_elsewhere(request: HttpRequest, base: str, rest: str) -> HttpResponse | None:
    """Where somebody's page went by a new address or a merge; nowhere, while it is off."""
    profile = profile_selectors.formerly_at(base)
    if profile is None:
        return None
    return HttpResponsePermanentRedirect(profile.path + rest) if profile.shown else _missing(request, routes.Gone(""))


def _missing(request: HttpRequest, found: routes.Gone | None) -> HttpResponse:
    status = 410 if found else 404
    if "text/html" not in request.headers.get("Accept", "text/html, */*") and "*/*" not in request.headers.get(
        "Accept", ""
    ):
        return HttpResponse(status=status)
    return _html(lists.notice(request.path, status, found.retraction if found else None), status)


def _html(document: schema.Document, status: int) -> HttpResponse:
    response = HttpResponse(press.page_bytes(document), status=status, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache" if status == 200 else "no-store"
    return response
