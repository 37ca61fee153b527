"""What hubs say, over a made-up network and database."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.door import Door
from depesche.intake.fetchers.push.exchange import Exchange, Message
from depesche.intake.fetchers.websub.reception import LONGEST_LEASE, HubReception, Subscribed

TOPIC = "https://quelle.example/feed"
OURS = Subscribed(7, "Quelle", TOPIC, TOPIC, "secret")


@dataclass
class FakeDoor:
    error: OSError | None = None
    taken: list[tuple[bytes, Circumstances]] = field(default_factory=list)

    def accept(self, raw: bytes, how: Circumstances) -> None:
        if self.error:
            raise self.error
        self.taken.append((raw, how))


@dataclass
class FakeSubscriptions:
    said: list[tuple[str, Any]] = field(default_factory=list)

    def find(self, key: str) -> Subscribed | None:
        return OURS if key == "KEY" else None

    def confirm(self, subscribed: Subscribed, *, seconds: int) -> None:
        self.said.append(("confirmed", seconds))

    def refuse(self, subscribed: Subscribed, *, reason: str) -> None:
        self.said.append(("refused", reason))

    def received(self, subscribed: Subscribed) -> None:
        self.said.append(("received", subscribed.channel_id))


@dataclass
class House:
    door: FakeDoor = field(default_factory=FakeDoor)
    subscriptions: FakeSubscriptions = field(default_factory=FakeSubscriptions)

    def ask(
        self, method: str = "GET", *, key: str = "KEY", body: bytes = b"", signature: str = "", **query: str
    ) -> tuple[int, bytes]:
        return asyncio.run(self._ask(method, key, body, signature, query))

    async def _ask(self, method: str, key: str, body: bytes, signature: str, query: dict[str, str]) -> Any:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "method": method,
            "path": f"/intake/websub/{key}",
            "query_string": urlencode({f"hub.{name}": value for name, value in query.items()}).encode(),
            "headers": [(b"x-hub-signature", signature.encode())],
        }
        await HubReception(cast(Door, self.door), self.subscriptions, limit=1000)(Exchange(scope, receive, send), key)
        return sent[0]["status"], sent[1]["body"]


@pytest.fixture
def house() -> House:
    return House()


def sign(body: bytes, method: str = "sha256") -> str:
    return f"{method}={hmac.new(b'secret', body, getattr(hashlib, method)).hexdigest()}"


def test_what_we_asked_for_is_confirmed(house: House) -> None:
    answer = house.ask(mode="subscribe", topic=TOPIC, challenge="c\u00e4<b>", lease_seconds="864000")
    assert answer == (200, "c\u00e4<b>".encode())
    assert house.subscriptions.said == [("confirmed", 864_000)]


@pytest.mark.parametrize(("said", "seconds"), [("9" * 30, LONGEST_LEASE), ("", 0), ("-5", 0), ("soon", 0)])
def test_leases_are_bounded(house: House, said: str, seconds: int) -> None:
    house.ask(mode="subscribe", topic=TOPIC, challenge="c", lease_seconds=said)
    assert house.subscriptions.said == [("confirmed", seconds)]


@pytest.mark.parametrize(
    "query",
    [
        {"mode": "subscribe", "topic": "https://other.example/", "challenge": "c"},
        {"mode": "unsubscribe", "topic": TOPIC, "challenge": "c"},
        {"mode": "subscribe", "topic": TOPIC},
        {},
    ],
)
def test_what_we_did_not_ask_for_is_not(house: House, query: dict[str, str]) -> None:
    assert house.ask(**query)[0] == 404
    assert house.subscriptions.said == []


def test_a_refusal_is_noted(house: House) -> None:
    assert house.ask(mode="denied", topic=TOPIC, reason="private")[0] == 200
    assert house.subscriptions.said == [("refused", "private")]


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_signed_news_comes_in(house: House, method: str) -> None:
    assert house.ask("POST", body=b"<rss/>", signature=sign(b"<rss/>", method)) == (202, b"")
    assert house.door.taken == [(b"<rss/>", Circumstances(fetcher="websub", source="Quelle", file_name=TOPIC))]
    assert house.subscriptions.said == [("received", 7)]


@pytest.mark.parametrize("signature", ["", "sha256=00", "md5=x"])
def test_news_that_is_not_signed_is_passed_over_without_saying_so(house: House, signature: str) -> None:
    assert house.ask("POST", body=b"<rss/>", signature=signature) == (202, b"")
    assert house.door.taken == []


def test_nobody_lives_at_other_callbacks(house: House) -> None:
    assert house.ask("POST", key="OTHER", body=b"<rss/>", signature=sign(b"<rss/>"))[0] == 410
    assert house.ask(key="", mode="subscribe", topic=TOPIC, challenge="c")[0] == 410
    assert house.ask("DELETE")[0] == 405


def test_what_is_not_durable_is_not_accepted(house: House) -> None:
    house.door.error = OSError(28, "No space left on device")
    assert house.ask("POST", body=b"<rss/>", signature=sign(b"<rss/>"))[0] == 503


def test_too_much_is_refused(house: House) -> None:
    assert house.ask("POST", body=b"x" * 1001, signature=sign(b"x" * 1001))[0] == 413
