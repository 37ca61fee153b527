"""`/benachrichtigungen/`: the page for choosing, and what its script and the service worker say to the house.

What changes something is JSON from this site's own pages: another site's page cannot send that type without being
asked first (CORS), and its `Origin` would be another. No cookie is involved.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from depesche.bakery import schema
from depesche.outgoing import push, subscriptions
from depesche.outgoing.turnstile import Turnstile
from depesche.stories import plant, press, views

LONGEST_BODY = 8 * 1024
EACH_MINUTE = 20
"""What one address may send in a minute."""
View = Callable[[HttpRequest], HttpResponse]
turnstile = Turnstile(EACH_MINUTE, seconds=60.0, clock=time.monotonic)


def _when_on(view: View) -> View:
    """Where push is off, nothing stands at these addresses."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        return view(request) if push.is_on() else views.not_found(request)

    return guarded


@csrf_exempt
@require_safe
@_when_on
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker's script. It lies at the root, so that it is the whole site's."""
    del request
    response = HttpResponse(plant.oven().push_worker, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt
@require_safe
@_when_on
def page(request: HttpRequest) -> HttpResponse:
    """The page for choosing: never stored."""
    del request
    key = push.identity().public
    return _html(schema.NotificationsDocument(public_key=key, topics=subscriptions.offered()))


@csrf_exempt
@require_POST
@_when_on
def subscribe(request: HttpRequest) -> HttpResponse:
    """Keep a subscription with its topics."""
    facts = _facts(request)
    if isinstance(facts, HttpResponse):
        return facts
    try:
        subscriptions.keep(facts)
    except subscriptions.Refused as refusal:
        return _say(400, str(refusal))
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
@_when_on
def unsubscribe(request: HttpRequest) -> HttpResponse:
    """End the subscription of an endpoint; none is as well."""
    facts = _facts(request)
    if isinstance(facts, HttpResponse):
        return facts
    subscriptions.forget(facts.get("endpoint"))
    return HttpResponse(status=204)


@csrf_exempt
@_when_on
def end(request: HttpRequest) -> HttpResponse:
    """Ending without a script: a notification leads here, and a button does it. The token is the right to."""
    sent = request.POST if request.method == "POST" else request.GET
    token = sent.get("token", "")
    if not subscriptions.is_token(token):
        return views.not_found(request)
    ended = request.method == "POST" and subscriptions.end(token)
    return _html(schema.NotificationsDocument(token=token, ended=ended))


def _facts(request: HttpRequest) -> dict[str, Any] | HttpResponse:
    if not turnstile.lets_in(request.headers.get("X-Forwarded-For", "")):
        response = _say(429, "too many requests; come again in a minute")
        response["Retry-After"] = "60"
        return response
    origin = urlsplit(request.headers.get("Origin", "")).netloc
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.content_type != "application/json" or origin != request.get_host() or site != "same-origin":
        return _say(403, "only this site's own pages may ask")
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY:
        return _say(413, "too long")
    try:
        facts = json.loads(request.body)
    except (ValueError, RecursionError):
        return _say(400, "no JSON")
    return facts if isinstance(facts, dict) else _say(400, "an object is needed")


def _say(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")


def _html(document: schema.Document) -> HttpResponse:
    response = HttpResponse(press.page_bytes(document), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
