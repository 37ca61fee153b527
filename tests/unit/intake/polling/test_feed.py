"""Polling one feed: what is asked, what is kept, and what a refusal means."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.channels.jobs import Fetched, Job, Lease
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door
from depesche.intake.fetchers.polling import feed
from depesche.intake.fetchers.websub.subscribing import Subscriber
from depesche.kit.web.asking import Answer, Web

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
URL = "https://quelle.example/feed"
BODY = b"<rss/>"
SHA = hashlib.sha256(BODY).hexdigest()


@dataclass
class FakeWeb:
    answer: Answer
    hub_error: Trouble | None = None
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    posted: list[tuple[str, bytes]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.posted.append((url, body))
        if self.hub_error:
            raise self.hub_error
        return Answer(202, {}, b"", url)

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.asked.append((url, headers))
        return self.answer


@dataclass
class FakeDoor:
    error: OSError | None = None
    taken: list[tuple[bytes, Circumstances]] = field(default_factory=list)

    def accept(self, raw: bytes, how: Circumstances) -> None:
        if self.error:
            raise self.error
        self.taken.append((raw, how))


def answer(status: int = 200, body: bytes = BODY, moved_to: str = "", **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body, URL, moved_to)


def poll(
    given: Answer,
    door: FakeDoor | None = None,
    *,
    lease: Lease | None = None,
    hub_error: Trouble | None = None,
    **bookmark: Any,
) -> tuple[Fetched, FakeWeb, FakeDoor]:
    fake, door = FakeWeb(given, hub_error), door or FakeDoor()
    web = cast(Web, fake)
    job = Job(id=1, kind="feed", name="Quelle", address=URL, interval=900, bookmark=bookmark, lease=lease)
    subscriber = Subscriber(web, "https://zeitung.example/")
    return feed.poll(job, web=web, door=cast(Door, door), subscriber=subscriber, clock=lambda: NOW), fake, door


def test_the_first_answer_is_taken_in_and_its_validators_are_kept() -> None:
    fetched, web, door = poll(answer(etag='W/"x"', last_modified="Tue, 03 Mar 2026 00:00:00 GMT"))
    assert fetched.arrivals == 1
    assert fetched.bookmark == {"sha256": SHA, "etag": 'W/"x"', "last_modified": "Tue, 03 Mar 2026 00:00:00 GMT"}
    assert door.taken == [(BODY, Circumstances(fetcher="feed", source="Quelle", file_name=URL))]
    assert "If-None-Match" not in web.asked[0][1]


def test_the_next_question_carries_them_and_304_brings_nothing() -> None:
    kept = {"sha256": SHA, "etag": '"x"', "last_modified": "Tue, 03 Mar 2026 00:00:00 GMT"}
    fetched, web, door = poll(answer(304, b""), **kept)
    assert fetched == Fetched(bookmark=kept)
    assert door.taken == []
    asked = web.asked[0][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"x"', "Tue, 03 Mar 2026 00:00:00 GMT")


def test_the_same_bytes_bring_nothing_but_new_validators() -> None:
    fetched, _web, door = poll(answer(etag='"y"'), sha256=SHA, etag='"x"')
    assert (fetched.arrivals, door.taken) == (0, [])
    assert fetched.bookmark == {"sha256": SHA, "etag": '"y"'}


def test_a_permanent_move_is_passed_on() -> None:
    assert poll(answer(moved_to="https://neu.example/"))[0].moved_to == "https://neu.example/"
    assert poll(answer(304, b"", moved_to="https://neu.example/"))[0].moved_to == "https://neu.example/"


@pytest.mark.parametrize("value", ['"x"\r\nX-Evil: 1', '"\u00e4"', "x" * 5000])
def test_a_validator_that_could_not_be_sent_back_is_not_kept(value: str) -> None:
    assert poll(answer(etag=value))[0].bookmark == {"sha256": SHA}


@pytest.mark.parametrize(
    ("given", "code", "final", "wish"),
    [
        (answer(410), Code.GONE, True, None),
        (answer(404), Code.STATUS, False, None),
        (answer(500, retry_after="60"), Code.STATUS, False, 60.0),
        (answer(429, retry_after="Wed, 04 Mar 2026 05:08:07 GMT"), Code.BUSY, False, 120.0),
        (answer(503), Code.BUSY, False, None),
        (answer(302), Code.STATUS, False, None),
        (answer(200, b" \n"), Code.EMPTY, False, None),
    ],
)
def test_refusals(given: Answer, code: Code, final: bool, wish: float | None) -> None:
    with pytest.raises(Trouble) as refused:
        poll(given)
    assert (refused.value.code, refused.value.final, refused.value.retry_after) == (code, final, wish)


def test_a_full_disk_is_said_and_the_bookmark_does_not_move() -> None:
    with pytest.raises(Trouble) as refused:
        poll(answer(etag='"x"'), FakeDoor(error=OSError(errno.ENOSPC, "No space left on device")))
    assert refused.value.code == Code.STORAGE
    assert refused.value.detail == "No space left on device"


def test_the_hub_is_passed_on_and_asked_when_it_is_time() -> None:
    value = '<https://hub.example/>; rel="hub", <https://quelle.example/a>;rel=self'
    fetched, web, _door = poll(answer(link=value))
    assert fetched.hub == ("https://hub.example/", "https://quelle.example/a")
    assert not fetched.asked_hub
    assert web.posted == []
    lease = Lease(hub="https://hub.example/", topic="https://quelle.example/a", key="KEY", secret="S")
    for given in (answer(304, b""), answer(link=value)):
        fetched, web, _door = poll(given, lease=lease)
        assert fetched.asked_hub
        assert web.posted[0][0] == "https://hub.example/"
        assert dict(parse_qsl(web.posted[0][1].decode())) == {
            "hub.mode": "subscribe",
            "hub.topic": "https://quelle.example/a",
            "hub.callback": "https://zeitung.example/intake/websub/KEY",
            "hub.secret": "S",
            "hub.lease_seconds": "864000",
        }
    told = replace(lease, until=NOW + timedelta(days=5))
    assert not poll(answer(), lease=told)[0].asked_hub
    assert poll(answer(), lease=replace(told, until=NOW + timedelta(hours=23)))[0].asked_hub
    assert not poll(answer(), lease=replace(lease, asked_at=NOW - timedelta(minutes=59)))[0].asked_hub


def test_a_hub_that_cannot_be_asked_is_no_trouble() -> None:
    lease = Lease(hub="https://hub.example/", topic=URL, key="KEY", secret="S")
    fetched, _web, _door = poll(answer(), lease=lease, hub_error=Trouble(Code.REFUSED))
    assert (fetched.arrivals, fetched.asked_hub) == (1, True)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><title>Anmelden</title><form action='/login'></form></html>",
        b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- Portal --><HTML lang='de'><body>Anmelden</body></HTML>",
    ],
)
def test_a_web_page_is_no_success_and_is_not_taken_in(page: bytes) -> None:
    door = FakeDoor()
    with pytest.raises(Trouble) as trouble:
        poll(answer(body=page), door)
    assert (trouble.value.code, door.taken) == (Code.WEB_PAGE, [])


def test_a_feed_that_shows_html_is_taken_in() -> None:
    body = b"<?xml version='1.0'?><rss><channel><item><title>&lt;html&gt; wird 35</title></item></channel></rss>"
    assert poll(answer(body=body))[2].taken[0][0] == body
