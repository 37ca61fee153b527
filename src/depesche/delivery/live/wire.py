"""Server-Sent Events as bytes, after the HTML standard, section 9.2; and what readers send when they connect."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from depesche.delivery.live.events import Event, is_public, is_topic

HEARTBEAT = b":\n\n"
"""A comment: keeps middle boxes from closing a quiet connection, and tells us of dead ones."""

MOST_TOPICS = 50
UNKNOWN_POSITION = -1
"""Stands for a resume point that cannot be read: surely a gap."""

_LARGEST_ID = 2**63 - 1
_ID = re.compile(r"[0-9]{1,20}")


class BadQuery(ValueError):
    """The address of the live stream cannot be understood; the message is for whoever wrote the client."""


def encode(event: Event, *, with_id: bool = True) -> bytes:
    """One event. JSON holds no raw line break, so `data` is one line. Without its id it leaves the browser's last
    event id as it is."""
    data = {**event.data, "topic": event.topic, "path": event.path}
    position = f"id: {event.id}\n" if with_id else ""
    return f"{position}event: {event.event}\ndata: {_json(data)}\n\n".encode()


def opening(*, head: int, position: int, retry_ms: int) -> bytes:
    """What a reader is told first: how long to wait before coming again, and the current id.

    The `id` field sets the browser's last event id and dispatches nothing. For a reader who resumes it is where
    they left off, so that a connection that breaks in the middle of the catching-up loses nothing.
    """
    return b"retry: %d\n: current %d\nid: %d\n\n" % (retry_ms, head, position)


def position(event_id: int) -> bytes:
    """Moves the browser's last event id without dispatching anything."""
    return b"id: %d\n\n" % event_id


def reset(head: int) -> bytes:
    """Tells the page to fetch itself again: what it missed is no longer known."""
    return f"id: {head}\nevent: reset\ndata: {_json({'topic': '', 'path': ''})}\n\n".encode()


def parse_query(query: bytes, last_event_id: bytes | None) -> tuple[frozenset[str] | None, int | None]:
    """Topics (None: all public ones) and resume point (None: from now) of a connecting reader.

    The header wins over `last_event_id=` in the address, which stays the same when a browser reconnects. Private
    topics are dropped. Raises `BadQuery`.
    """
    try:
        fields = dict(parse_qsl(query.decode("utf-8"), keep_blank_values=True, max_num_fields=20, errors="strict"))
    except (UnicodeDecodeError, ValueError) as error:
        raise BadQuery("the query cannot be read") from error
    asked = (last_event_id or b"").decode("latin-1").strip() or fields.get("last_event_id", "").strip()
    return _topics(fields.get("topics", "")), _resume_point(asked)


def _topics(text: str) -> frozenset[str] | None:
    asked = {topic.strip() for topic in text.split(",")} - {""}
    if not asked:
        return None
    if len(asked) > MOST_TOPICS:
        raise BadQuery(f"at most {MOST_TOPICS} topics")
    if any(not is_topic(topic) for topic in asked):
        raise BadQuery("topics are separated by commas and hold no blanks")
    public = frozenset(topic for topic in asked if is_public(topic))
    if not public:
        raise BadQuery("none of these topics is public")
    return public


def _resume_point(text: str) -> int | None:
    if not text:
        return None
    return min(int(text), _LARGEST_ID) if _ID.fullmatch(text) else UNKNOWN_POSITION


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
