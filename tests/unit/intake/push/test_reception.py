"""`POST /intake/` as an ASGI application, its senders and its door made up."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import Door
from depesche.intake.fetchers.push import signatures
from depesche.intake.fetchers.push.exchange import Exchange, Message
from depesche.intake.fetchers.push.reception import PushReception, Sender

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
BODY = b'{"uri": "x"}'


@dataclass
class FakeDoor:
    error: OSError | None = None
    taken: list[tuple[bytes, Circumstances]] = field(default_factory=list)

    def next_id(self) -> str:
        return "01ID"

    def accept_under(self, id: str, raw: bytes, how: Circumstances) -> Arrival:
        if self.error:
            raise self.error
        self.taken.append((raw, how))
        return Arrival(id=id, accepted_at=NOW, sha256="ab", size=len(raw), how=how)


@dataclass
class FakeSenders:
    away: bool = False
    before: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)

    def find(self, token: str) -> Sender | None:
        if self.away:
            raise OSError
        return {"plain": Sender(1, "Agentur"), "signing": Sender(2, "Amt", key="k")}.get(token)

    def earlier(self, sender: Sender, sha256: str) -> str:
        return self.before.get(sha256, "")

    def promised(self, sender: Sender, sha256: str, arrival_id: str) -> str:
        return self.given.setdefault(sha256, arrival_id)

    def received(self, sender: Sender) -> None:
        self.noted.append(sender.name)


@dataclass
class Newsroom:
    door: FakeDoor = field(default_factory=FakeDoor)
    senders: FakeSenders = field(default_factory=FakeSenders)

    def post(
        self, *pieces: bytes, token: str = "plain", method: str = "POST", cut: bool = False, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        fields = {"authorization": f"Bearer {token}", **{name.replace("_", "-"): v for name, v in headers.items()}}
        return asyncio.run(self._ask(pieces or (BODY,), method, fields, cut))

    async def _ask(self, pieces: Sequence[bytes], method: str, headers: dict[str, str], cut: bool) -> Any:
        sent: list[Message] = []
        waiting: list[Message] = [
            {"type": "http.request", "body": piece, "more_body": cut or number < len(pieces)}
            for number, piece in enumerate(pieces, 1)
        ]

        async def receive() -> Message:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "method": method,
            "path": "/intake/",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        reception = PushReception(cast(Door, self.door), self.senders, limit=1000, clock=lambda: NOW)
        await reception(Exchange(scope, receive, send))
        if not sent:
            return 0, {}, b""
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], found, sent[1]["body"]


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def test_what_is_handed_in_is_kept_and_named(newsroom: Newsroom) -> None:
    status, _headers, body = newsroom.post(b'{"uri"', b': "x"}', content_type="application/json")
    assert status == 202
    assert json.loads(body) == {"id": "01ID", "sha256": hashlib.sha256(BODY).hexdigest()}
    assert newsroom.door.taken == [
        (BODY, Circumstances(fetcher="push", source="Agentur", received_at=NOW, file_name="push"))
    ]
    assert newsroom.senders.noted == ["Agentur"]


@pytest.mark.parametrize("token", ["", "wrong", "plain x"])
def test_strangers_learn_nothing(newsroom: Newsroom, token: str) -> None:
    status, headers, body = newsroom.post(token=token)
    assert (status, headers["www-authenticate"], body) == (401, "Bearer", b"")
    assert newsroom.door.taken == []


def test_without_any_authorization(newsroom: Newsroom) -> None:
    assert newsroom.post(authorization="Basic cGxhaW4=")[0] == 401


def test_who_must_sign_and_does_not_is_a_stranger(newsroom: Newsroom) -> None:
    good = signatures.sign(BODY, key="k", at=NOW.timestamp())
    assert newsroom.post(token="signing")[0] == 401
    assert newsroom.post(BODY + b" ", token="signing", x_depesche_signature=good)[0] == 401
    stale = signatures.sign(BODY, key="k", at=NOW.timestamp() - 400)
    assert newsroom.post(token="signing", x_depesche_signature=stale)[0] == 401
    assert newsroom.door.taken == []
    assert newsroom.post(token="signing", x_depesche_signature=good)[0] == 202


def test_bodies_over_the_limit_are_refused(newsroom: Newsroom) -> None:
    assert newsroom.post(b"x", content_length="1001")[0] == 413
    assert newsroom.post(b"x" * 600, b"x" * 600, b"more")[0] == 413
    assert newsroom.post(b"x" * 1000)[0] == 202
    assert len(newsroom.door.taken) == 1


def test_what_is_not_durable_is_not_accepted(newsroom: Newsroom) -> None:
    newsroom.door.error = OSError(errno.ENOSPC, "No space left on device")
    status, headers, _body = newsroom.post()
    assert (status, headers["retry-after"]) == (503, "30")
    assert newsroom.senders.noted == []


def test_with_the_database_away_the_sender_is_asked_to_come_again(newsroom: Newsroom) -> None:
    newsroom.senders.away = True
    assert newsroom.post()[0] == 503


def test_the_same_bytes_again_are_the_same_arrival(newsroom: Newsroom) -> None:
    newsroom.senders.before[hashlib.sha256(BODY).hexdigest()] = "01OLD"
    status, _headers, body = newsroom.post()
    assert (status, json.loads(body)["id"]) == (202, "01OLD")
    assert newsroom.door.taken == []


def test_bytes_that_are_on_their_way_get_the_id_that_was_given_out(newsroom: Newsroom) -> None:
    newsroom.senders.given[hashlib.sha256(BODY).hexdigest()] = "01FIRST"
    status, _headers, body = newsroom.post()
    assert (status, json.loads(body)["id"]) == (202, "01FIRST")
    assert len(newsroom.door.taken) == 1


def test_a_body_that_breaks_off_is_not_kept(newsroom: Newsroom) -> None:
    assert newsroom.post(BODY, cut=True) == (0, {}, b"")
    assert newsroom.door.taken == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_only_post(newsroom: Newsroom, method: str) -> None:
    status, headers, _body = newsroom.post(method=method)
    assert (status, headers["allow"]) == (405, "POST")


def test_an_empty_body_is_no_news(newsroom: Newsroom) -> None:
    assert newsroom.post(b"")[0] == 400


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"content_disposition": 'attachment; filename="wire.xml"'}, "wire.xml"),
        ({"content_disposition": 'attachment; filename="../../etc/passwd"'}, "passwd"),
        ({"content_disposition": "attachment; filename*=UTF-8''%C3%BCber.json"}, "über.json"),
        ({"content_type": "message/rfc822"}, "push.eml"),
        ({"content_type": "rubbish"}, "push"),
    ],
)
def test_the_name_is_a_hint_and_nothing_more(newsroom: Newsroom, headers: dict[str, str], name: str) -> None:
    newsroom.post(**headers)
    assert newsroom.door.taken[0][1].file_name == name
