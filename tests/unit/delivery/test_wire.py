"""Server-Sent Events on the wire, and what readers may ask for."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery.live import wire
from depesche.delivery.live.events import Event, NewEvent


def event(**changes: object) -> Event:
    fields = {"id": 7, "at": datetime(2026, 1, 2, tzinfo=UTC), "topic": "front", "event": "publish", "path": "/a/"}
    return Event(**{**fields, "data": {}, **changes})  # type: ignore[arg-type]


def test_an_event_is_one_block_of_four_lines() -> None:
    encoded = wire.encode(event(data={"headline": "Öl\nund Wasser"}))
    assert encoded.endswith(b"\n\n")
    first, second, third = encoded.decode().strip("\n").split("\n")
    assert (first, second) == ("id: 7", "event: publish")
    assert json.loads(third.removeprefix("data: ")) == {"headline": "Öl\nund Wasser", "topic": "front", "path": "/a/"}


@given(st.text())
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    encoded = wire.encode(event(data={"text": text}, path=text)).decode("utf-8", "strict")
    assert len(encoded.replace("\r", "\n").split("\n")) == 5


def test_data_cannot_claim_another_topic() -> None:
    encoded = wire.encode(event(data={"topic": "desk/inbox", "path": "/x/"}))
    assert b'"topic":"front"' in encoded


def test_a_reset_is_an_event_with_the_current_id() -> None:
    assert wire.reset(9).startswith(b"id: 9\nevent: reset\ndata: {")


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        (b"", None),
        (b"topics=", None),
        (b"topics=,", None),
        (b"topics=front", {"front"}),
        (b"topics=front,article/politik/x", {"front", "article/politik/x"}),
        (b"topics=front%2Csection%2Fpolitik", {"front", "section/politik"}),
        (b"topics=front,desk/inbox", {"front"}),
        (b"topics=topic/%C3%B6l", {"topic/öl"}),
    ],
)
def test_topics(query: bytes, topics: set[str] | None) -> None:
    assert wire.parse_query(query, None)[0] == topics


@pytest.mark.parametrize(
    "query",
    [
        b"topics=desk/inbox",
        b"topics=a%20b",
        b"topics=a%0Ab",
        b"topics=" + b"x" * 400,
        b"topics=%ff",
        b"topics=" + ",".join(str(number) for number in range(60)).encode(),
        b"&".join(b"a=b" for _ in range(30)),
    ],
)
def test_what_cannot_be_followed_is_refused(query: bytes) -> None:
    with pytest.raises(wire.BadQuery):
        wire.parse_query(query, None)


@pytest.mark.parametrize(
    ("query", "header", "after"),
    [
        (b"", None, None),
        (b"", b"", None),
        (b"last_event_id=", None, None),
        (b"last_event_id=12", None, 12),
        (b"last_event_id=12", b"15", 15),
        (b"last_event_id=12", b"", 12),
        (b"", b"0", 0),
        (b"", b" 15 ", 15),
        (b"", b"abc", wire.UNKNOWN_POSITION),
        (b"", b"-5", wire.UNKNOWN_POSITION),
        (b"", b"1.5", wire.UNKNOWN_POSITION),
        (b"", b"\xff\xfe", wire.UNKNOWN_POSITION),
        (b"", "٣".encode(), wire.UNKNOWN_POSITION),
        (b"", b"9" * 20, 2**63 - 1),
        (b"", b"9" * 21, wire.UNKNOWN_POSITION),
    ],
)
def test_the_resume_point(query: bytes, header: bytes | None, after: int | None) -> None:
    assert wire.parse_query(query, header)[1] == after


@given(st.binary(max_size=60), st.binary(max_size=30) | st.none())
def test_any_query_is_understood_or_refused(query: bytes, header: bytes | None) -> None:
    with contextlib.suppress(wire.BadQuery):
        wire.parse_query(query, header)


@pytest.mark.parametrize("topic", ["", "a b", "a,b", "a\nb", "x" * 301])
def test_an_event_without_a_proper_topic_cannot_be_made(topic: str) -> None:
    with pytest.raises(ValueError, match="no topic"):
        NewEvent(topic=topic, event="publish", path="/")


@pytest.mark.parametrize("name", ["", "Publish", "a b", "a\nid: 5", "reset"])
def test_an_event_without_a_proper_name_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match="no event"):
        NewEvent(topic="front", event=name, path="/")
