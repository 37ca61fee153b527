"""Many readers of the live stream in one thread: they lose connections, come back, and remember what they heard."""

from __future__ import annotations

import json
import random
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_TICK = 0.05
_BACK_AFTER = (0.1, 1.5)
"""Bounds of the seconds after which somebody comes back. Browsers wait longer; a test has not the time."""


@dataclass(slots=True)
class Reader:
    """One open page: what it follows, and the ids of all events it was told of, in the order they came."""

    topics: tuple[str, ...]
    heard: list[int] = field(default_factory=list)
    resets: list[tuple[int, int]] = field(default_factory=list)
    """How many events had been heard when a reset came, and the id it named."""
    began: int | None = None
    last_id: int | None = None
    connections: int = 0
    refusals: int = 0
    on_event: Callable[[str, dict[str, Any]], None] | None = None
    _rest: bytes = b""
    _is_open: bool = False

    def request(self) -> bytes:
        resume = b"Last-Event-ID: %d\r\n" % self.last_id if self.last_id is not None else b""
        topics = ",".join(self.topics).encode()
        # HTTP/1.0, so that no server in front cuts the stream into chunks.
        return b"GET /live/events?topics=%b HTTP/1.0\r\nHost: leser.example\r\n%b\r\n" % (topics, resume)

    def forget_connection(self) -> None:
        self._rest, self._is_open = b"", False

    def take(self, data: bytes) -> bool:
        """Read on; False when the answer was a refusal."""
        self._rest += data
        if not self._is_open:
            head, mark, rest = self._rest.partition(b"\r\n\r\n")
            if not mark:
                return True
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                self.refusals += 1
                return False
            self._is_open, self._rest = True, rest
        *blocks, self._rest = self._rest.split(b"\n\n")
        for block in blocks:
            self._dispatch(block)
        return True

    def _dispatch(self, block: bytes) -> None:
        fields = dict(
            line.split(b": ", 1) for line in block.splitlines() if b": " in line and not line.startswith(b":")
        )
        if b"id" not in fields:
            return
        number = int(fields[b"id"])
        if b"event" not in fields:  # the opening, or a step over what is not followed
            self.began = number if self.began is None else self.began
        elif fields[b"event"] == b"reset":
            self.resets.append((len(self.heard), number))
        else:
            self.heard.append(number)
        self.last_id = number
        if self.on_event is not None and b"event" in fields:
            self.on_event(fields[b"event"].decode(), json.loads(fields[b"data"]))

    def complaint(self, all_ids: Sequence[int]) -> str:
        """What is wrong with what this reader heard, against the ids the log has of its topics; empty: nothing."""
        if self.began is None:
            return "never got in"
        if any(later <= earlier for earlier, later in zip(self.heard, self.heard[1:], strict=False)):
            return "ids do not rise strictly"
        since, position = self.began, 0
        for count, named in [*self.resets, (len(self.heard), 0)]:
            piece = self.heard[position:count]
            upto = (piece[-1] if piece else since) if named else all_ids[-1] if all_ids else since
            due = [number for number in all_ids if since < number <= upto]
            if piece != due:
                return f"gap: {len(due)} events were due after {since}, {len(piece)} came ({len(self.resets)} resets)"
            since, position = named, count
        return ""


class Crowd:
    """`with Crowd(port, readers):` keeps them all connected. `drop` cuts some off; `settle` waits for all."""

    def __init__(self, port: int, readers: Sequence[Reader], *, addresses: int = 1, seed: int = 7) -> None:
        self.readers = readers
        self._port = port
        self._rng = random.Random(seed)
        self._addresses = addresses
        self._poll = select.epoll()
        self._open: dict[int, tuple[socket.socket, Reader]] = {}
        self._returning: list[tuple[float, Reader]] = [(0.0, reader) for reader in readers]
        self._to_drop = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="crowd", daemon=True)
        self.failure: BaseException | None = None

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(30)
        for reader, _owner in self._open.values():
            reader.close()
        self._poll.close()

    def drop(self, share: float) -> None:
        """Cut that share of the connections, without a word to the server."""
        self._to_drop = share

    @property
    def connected(self) -> int:
        return sum(reader._is_open for _socket, reader in tuple(self._open.values()))

    def wait_for(self, is_so: Callable[[], bool], *, seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            if self.failure is not None:
                raise self.failure
            assert time.monotonic() < deadline, f"{what}: not within {seconds} s; {self.connected} are connected"
            time.sleep(0.1)

    def settle(self, last: dict[tuple[str, ...], int], *, seconds: float) -> None:
        """Wait until everybody has the last event of what they follow. `last` tells its id, 0 for none."""

        def is_even() -> bool:
            return all((reader.last_id or 0) >= last[reader.topics] for reader in self.readers)

        self.wait_for(is_even, seconds=seconds, what="all have the last event")

    def _run(self) -> None:
        try:
            while not self._over.is_set():
                self._cut_off()
                self._let_back()
                for descriptor, _events in self._poll.poll(_TICK, 4096):
                    self._read(descriptor)
        except BaseException as error:
            self.failure = error

    def _read(self, descriptor: int) -> None:
        connection, reader = self._open[descriptor]
        try:
            data = connection.recv(262_144)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data or not reader.take(data):
            self._lose(descriptor)

    def _lose(self, descriptor: int) -> None:
        connection, reader = self._open.pop(descriptor)
        self._poll.unregister(descriptor)
        connection.close()
        reader.forget_connection()
        self._returning.append((time.monotonic() + self._rng.uniform(*_BACK_AFTER), reader))

    def _cut_off(self) -> None:
        share, self._to_drop = self._to_drop, 0.0
        if share:
            for descriptor in self._rng.sample(list(self._open), int(len(self._open) * share)):
                self._lose(descriptor)

    def _let_back(self) -> None:
        now = time.monotonic()
        due = [reader for moment, reader in self._returning if moment <= now][:500]
        if not due:
            return
        coming = {id(reader) for reader in due}
        self._returning = [item for item in self._returning if id(item[1]) not in coming]
        for reader in due:
            self._connect(reader)

    def _connect(self, reader: Reader) -> None:
        connection = socket.socket()
        try:
            if self._addresses > 1:  # one address has no more than 28,000 ports
                connection.bind((f"127.0.1.{self._rng.randrange(1, self._addresses + 1)}", 0))
            connection.settimeout(5)
            connection.connect(("127.0.0.1", self._port))
            connection.sendall(reader.request())
        except OSError:
            connection.close()
            self._returning.append((time.monotonic() + self._rng.uniform(*_BACK_AFTER), reader))
            return
        connection.setblocking(False)
        reader.connections += 1
        self._open[connection.fileno()] = (connection, reader)
        self._poll.register(connection.fileno(), select.EPOLLIN)


def complaints(readers: Iterable[Reader], ids_of: Callable[[tuple[str, ...]], Sequence[int]]) -> list[str]:
    """Every complaint. `ids_of` tells the ids that the log has of some topics."""
    found: dict[tuple[str, ...], Sequence[int]] = {}
    said = []
    for reader in readers:
        if reader.topics not in found:
            found[reader.topics] = ids_of(reader.topics)
        if complaint := reader.complaint(found[reader.topics]):
            said.append(f"{','.join(reader.topics)}: {complaint}")
    return said
