"""The event log of a scaled-out newsroom: a stream in Valkey or Redis (7 or later), shared by all machines.

How durable an append is depends on that server: run it with `appendonly yes` and `appendfsync always`.
Entries have the id `<our id>-0`. All keys share a hash tag, so that the log lives on one node of a cluster.
An entry of a stream cannot be changed: one that is redacted is deleted, and a sorted set keeps its id, time and topic.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from depesche.delivery.live.events import (
    KEPT,
    NEUTRAL_DATA,
    NEUTRAL_EVENT,
    NEUTRAL_PATH,
    PRIVATE_PREFIX,
    RESERVED,
    Event,
    LogError,
    NewEvent,
    Reservation,
)
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import ConfigError

STREAM = "{depesche:live}:events"
HEAD = "{depesche:live}:head"
TRIMMED = "{depesche:live}:trimmed"
REDACTED = "{depesche:live}:redacted"

_BEGIN = """
local now = tonumber(ARGV[1])
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('SET', KEYS[2], ARGV[1])
  redis.call('HSET', KEYS[3], '', ARGV[1])
end
"""
_LAST = """
local function newest()
  local top = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
  local last = 0
  if top[1] then last = tonumber(string.match(top[1][1], '^%d+')) end
  local redacted = redis.call('ZREVRANGE', KEYS[4], 0, 0, 'WITHSCORES')
  if redacted[2] then last = math.max(last, tonumber(redacted[2])) end
  if last > 0 then return last end
  for _, id in ipairs(redis.call('HVALS', KEYS[3])) do last = math.max(last, tonumber(id)) end
  return last
end
"""
_APPEND = (
    _BEGIN
    + _LAST
    + """
local base, mark, count = tonumber(ARGV[2]), tonumber(ARGV[3]), (#ARGV - 3) / 4
local head, last = tonumber(redis.call('GET', KEYS[2])), newest()
local id = math.max(head + 1, now)
if last + count <= mark then id = math.max(last, base) + 1 end
local ids = {}
for i = 4, #ARGV, 4 do
  local text = string.format('%.0f', id)
  redis.call('XADD', KEYS[1], text .. '-0', 'at', ARGV[1], 'topic', ARGV[i], 'event', ARGV[i + 1],
             'path', ARGV[i + 2], 'data', ARGV[i + 3])
  ids[#ids + 1] = text
  id = id + 1
end
redis.call('SET', KEYS[2], string.format('%.0f', math.max(head, id - 1)))
return ids
"""
)
_RESERVE = (
    _BEGIN
    + """
local base = math.max(tonumber(redis.call('GET', KEYS[2])), now)
redis.call('SET', KEYS[2], string.format('%.0f', base + tonumber(ARGV[2])))
return string.format('%.0f', base)
"""
)
_NEWEST = _BEGIN + _LAST + "return string.format('%.0f', newest())"
_HEAD = _BEGIN + "return redis.call('GET', KEYS[2])"
_REDACT = """
for i = 1, #ARGV, 2 do
  redis.call('XDEL', KEYS[1], ARGV[i] .. '-0')
  redis.call('ZADD', KEYS[4], ARGV[i], ARGV[i + 1])
end
"""
_PAGE = 500


class ValkeyLog:
    """An `EventLog` in a stream. Safe to use from several threads."""

    def __init__(self, url: str, *, clock: Clock = utc_now) -> None:
        """Raises `ConfigError` when the extra `valkey` is missing, and `LogError` when nobody answers."""
        try:
            import valkey
        except ImportError:
            raise ConfigError("DEPESCHE_VALKEY_URL: install the extra first: pip install 'depesche[valkey]'") from None
        self._error: type[Exception] = valkey.ValkeyError
        self._clock = clock
        self._client: Any = valkey.Valkey.from_url(
            url, decode_responses=True, socket_connect_timeout=5, socket_timeout=10
        )
        self._append = self._client.register_script(_APPEND)
        self._head = self._client.register_script(_HEAD)
        self._last = self._client.register_script(_NEWEST)
        self._reserve = self._client.register_script(_RESERVE)
        self._redact = self._client.register_script(_REDACT)
        self.head()

    def append(self, events: Iterable[NewEvent], reservation: Reservation | None = None) -> list[int]:
        arguments: list[str] = []
        for event in events:
            data = json.dumps(dict(event.data), ensure_ascii=False, allow_nan=False)
            arguments += [event.topic, event.event, event.path, data]
        if not arguments:
            return []
        base, mark = (reservation.base, reservation.mark) if reservation else (0, 0)
        with self._translated():
            ids = self._append(keys=_KEYS, args=[self._now(), base, mark, *arguments])
        return [int(event_id) for event_id in ids]

    def reserve(self) -> Reservation:
        with self._translated():
            base = int(self._reserve(keys=_KEYS, args=[self._now(), RESERVED]))
        return Reservation(base, base + RESERVED)

    def head(self) -> int:
        with self._translated():
            return int(self._head(keys=_KEYS, args=[self._now()]))

    def last(self) -> int:
        with self._translated():
            return int(self._last(keys=_KEYS, args=[self._now()]))

    def since(self, after: int, topics: Collection[str] | None = None, limit: int = 1000) -> list[Event]:
        found: list[Event] = []
        for event in self._entries(after):
            if topics is None or event.topic in topics:
                found.append(event)
            if len(found) >= limit:
                break
        return found

    def is_gap(self, after: int, topics: Collection[str] | None = None) -> bool:
        head = self.head()
        with self._translated():
            if topics is None:
                trimmed = self._client.hgetall(TRIMMED)
                newest = [event_id for topic, event_id in trimmed.items() if not topic.startswith(PRIVATE_PREFIX)]
            else:
                newest = self._client.hmget(TRIMMED, ["", *topics])
        return after > head or any(event_id is not None and after < int(event_id) for event_id in newest)

    def trim(self, older_than: datetime) -> int:
        limit, newest, count = _milliseconds(older_than), dict[str, int](), 0
        for event in self._entries(0):
            if _milliseconds(event.at) >= limit:
                break
            newest[event.topic] = event.id
            count += 1
        if newest:
            with self._translated():
                # First what was forgotten, then forgetting: a crash in between costs a needless reset, not a gap.
                self._client.hset(TRIMMED, mapping=newest)
                self._client.xtrim(STREAM, minid=f"{max(newest.values()) + 1}-0", approximate=False)
                self._client.zremrangebyscore(REDACTED, "-inf", max(newest.values()))
        return count

    def redact(self, paths: Collection[str]) -> int:
        found = [event for event in self._entries(0) if event.path in paths and event.event not in KEPT]
        for start in range(0, len(found), _PAGE):
            redacted = found[start : start + _PAGE]
            arguments = [part for event in redacted for part in (event.id, _blank(event))]
            with self._translated():
                self._redact(keys=_KEYS, args=arguments)
        return len(found)

    def wait(self, after: int, seconds: float) -> None:
        with self._translated():
            self._client.xread({STREAM: f"{after}-0"}, count=1, block=max(1, int(seconds * 1000)))

    def wake(self) -> None:
        """A blocking read cannot be ended from outside; it ends by itself."""

    def close(self) -> None:
        self._client.close()

    def _entries(self, after: int) -> Iterator[Event]:
        while True:
            with self._translated():
                entries = self._client.xrange(STREAM, min=f"({max(after, 0)}-0", max="+", count=_PAGE)
                upto = "+inf" if len(entries) < _PAGE else int(entries[-1][0].partition("-")[0])
                blanks = self._client.zrangebyscore(REDACTED, f"({after}", upto)
            # What was redacted between the two is in both.
            events = {event.id: event for event in (*(_event(*entry) for entry in entries), *map(_neutral, blanks))}
            for event_id in sorted(events):
                yield events[event_id]
            if len(entries) < _PAGE:
                return
            after = int(upto)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise LogError(f"the live log in Valkey cannot be used: {error}") from error

    def _now(self) -> int:
        return _milliseconds(self._clock())


_KEYS = [STREAM, HEAD, TRIMMED, REDACTED]


def _event(entry_id: str, fields: dict[str, str]) -> Event:
    return Event(
        id=int(entry_id.partition("-")[0]),
        at=datetime.fromtimestamp(int(fields["at"]) / 1000, UTC),
        topic=fields["topic"],
        event=fields["event"],
        path=fields["path"],
        data=json.loads(fields["data"]),
    )


def _blank(event: Event) -> str:
    """What is kept of a redacted event."""
    return f"{event.id} {_milliseconds(event.at)} {event.topic}"


def _neutral(blank: str) -> Event:
    event_id, at, topic = blank.split(" ", 2)
    moment = datetime.fromtimestamp(int(at) / 1000, UTC)
    return Event(id=int(event_id), at=moment, topic=topic, event=NEUTRAL_EVENT, path=NEUTRAL_PATH, data=NEUTRAL_DATA)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
