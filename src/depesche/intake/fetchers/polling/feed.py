"""Polling a feed: a conditional GET (RFC 9110, 13.1), and what changed goes through the door as it came."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from depesche.intake.arrivals import Circumstances
from depesche.intake.channels import schedule
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door
from depesche.intake.fetchers.websub.discovery import discover
from depesche.intake.fetchers.websub.subscribing import Subscriber
from depesche.intake.web_pages import is_web_page
from depesche.kit.clock import Clock, utc_now
from depesche.kit.web.asking import Answer, Web

FETCHER = "feed"
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, application/json;q=0.8, */*;q=0.5"
)
_LONGEST_VALIDATOR = 1000


def poll(job: Job, *, web: Web, door: Door, subscriber: Subscriber, clock: Clock = utc_now) -> Fetched:
    """Ask once. An answer with the same bytes as the last one brings nothing. Raises Trouble."""
    answer = web.get(job.address, _conditions(job))
    if answer.status != 304:
        fetched = _take_in(job, answer, door=door, now=clock())
    else:
        fetched = Fetched(bookmark=job.bookmark, moved_to=answer.moved_to)
    if job.lease is not None and subscriber.is_due(job.lease, now=clock()):
        subscriber.ask(job.lease)
        return replace(fetched, asked_hub=True)
    return fetched


def _take_in(job: Job, answer: Answer, *, door: Door, now: datetime) -> Fetched:
    if not 200 <= answer.status < 300:
        raise refusal(answer, now=now)
    if not answer.body.strip():
        raise Trouble(Code.EMPTY)
    if is_web_page(answer.body):
        raise Trouble(Code.WEB_PAGE)
    digest = hashlib.sha256(answer.body).hexdigest()
    fresh = digest != job.bookmark.get("sha256")
    if fresh:
        take(door, answer.body, name=job.name, address=job.address)
    hub = discover(answer.headers, answer.body, url=answer.url)
    return Fetched(
        arrivals=int(fresh),
        bookmark=_bookmark(answer, digest),
        moved_to=answer.moved_to,
        hub=(hub.hub, hub.topic) if hub else None,
    )


def take(door: Door, body: bytes, *, name: str, address: str) -> None:
    """A feed's document through the door. Raises Trouble (STORAGE) when it cannot be kept."""
    try:
        door.accept(body, Circumstances(fetcher=FETCHER, source=name, file_name=address))
    except OSError as error:
        raise Trouble(Code.STORAGE, error.strerror or "") from error


def refusal(answer: Answer, *, now: datetime) -> Trouble:
    """What a status that is no success means."""
    if answer.status == 410:
        return Trouble(Code.GONE, final=True)
    wish = schedule.retry_after(answer.headers.get("retry-after", ""), now=now)
    code = Code.BUSY if answer.status in (429, 503) else Code.STATUS
    return Trouble(code, str(answer.status), retry_after=wish)


def _conditions(job: Job) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    for header, kept in (("If-None-Match", "etag"), ("If-Modified-Since", "last_modified")):
        if value := job.bookmark.get(kept):
            headers[header] = str(value)
    return headers


def _bookmark(answer: Answer, digest: str) -> dict[str, str]:
    """What to ask with the next time; a validator that could not be sent back as it came is left out."""
    kept = {"sha256": digest}
    for header, name in (("etag", "etag"), ("last-modified", "last_modified")):
        value = answer.headers.get(header, "")
        if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable():
            kept[name] = value
    return kept
