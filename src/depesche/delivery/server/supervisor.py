"""The supervisor: starts the parts as child processes, starts again what dies, and ends them all together.

It does nothing else, imports nothing that can fail, and sleeps until a child or a signal wakes it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

STOP_SECONDS = 8.0
"""What parts have to end after SIGTERM, before they are killed."""

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 10.0
_SETTLED_AFTER = 30.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A program to keep running. `waits` parts start when the preparation has ended well.

    `sockets` are inherited under the same descriptors. The argument `{lifeline}` becomes the lifeline's descriptor.
    """

    name: str
    command: Sequence[str]
    waits: bool = False
    sockets: Sequence[socket.socket] = ()


@dataclass(slots=True)
class _Child:
    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float | None = None
    quick_deaths: int = 0


@dataclass(slots=True)
class Supervisor:
    """`preparation` runs once at the start, beside the parts that do not wait for it.

    When it fails it is tried again as long as `can_wait()`, that is: there are pages to serve meanwhile.
    """

    parts: Sequence[Part]
    preparation: Part | None = None
    can_wait: Callable[[], bool] = lambda: False
    monotonic: Callable[[], float] = time.monotonic
    _children: list[_Child] = field(default_factory=list)
    _preparing: _Child | None = None
    _stopping: bool = False
    _failed: bool = False

    def run(self) -> int:
        """Keep the parts running until a signal says stop. The exit code: 0, or 1 when the preparation failed."""
        with _wakeups() as (woken, signals), _lifeline() as lifeline:
            self._children = [_Child(part, due_at=0.0) for part in self.parts if not part.waits]
            if self.preparation is None:
                self._children += [_Child(part, due_at=0.0) for part in self.parts if part.waits]
            else:
                self._preparing = _Child(self.preparation, due_at=0.0)
            while not self._stopping:
                self._start_due(lifeline)
                select.select([woken], [], [], self._seconds_to_next())
                with contextlib.suppress(BlockingIOError):
                    woken.recv(4096)
                self._look_after()
                self._stopping = self._stopping or bool(signals)
            self._stop(woken, signals)
        return 1 if self._failed else 0

    def _everyone(self) -> list[_Child]:
        return self._children if self._preparing is None else [*self._children, self._preparing]

    def _start_due(self, lifeline: int) -> None:
        for child in self._everyone():
            if child.due_at is not None and child.due_at <= self.monotonic():
                child.due_at = None
                child.started_at = self.monotonic()
                child.process = _start(child.part, lifeline)

    def _seconds_to_next(self) -> float | None:
        due = [child.due_at for child in self._everyone() if child.due_at is not None]
        return max(0.0, min(due) - self.monotonic()) if due else None

    def _look_after(self) -> None:
        """Notice who has ended, and decide what follows."""
        for child in self._everyone():
            if child.process is None or (code := child.process.poll()) is None:
                continue
            child.process = None
            if child is not self._preparing:
                self._start_again(child, code)
            elif code == 0:
                self._preparing = None
                self._children += [_Child(part, due_at=0.0) for part in self.parts if part.waits]
            elif self.can_wait():
                self._start_again(child, code)
            else:
                _log.error("The preparation failed; nothing can be served yet.")
                self._failed = self._stopping = True

    def _start_again(self, child: _Child, code: int) -> None:
        lived = self.monotonic() - child.started_at
        child.quick_deaths = 0 if lived >= _SETTLED_AFTER else child.quick_deaths + 1
        pause = min(_FIRST_PAUSE * 2.0 ** max(child.quick_deaths - 1, 0), _LONGEST_PAUSE)
        child.due_at = self.monotonic() + pause
        _log.warning("%s ended (%s); it is started again in %.1f s.", child.part.name, _reason(code), pause)

    def _stop(self, woken: socket.socket, signals: list[int]) -> None:
        """End everybody: SIGTERM, then SIGKILL for who takes too long, or at once when asked to stop again."""
        for part in self.parts:
            for listener in part.sockets:
                listener.close()
        running = [(child.part.name, child.process) for child in self._everyone() if child.process is not None]
        for _, process in running:
            process.terminate()
        deadline = self.monotonic() + STOP_SECONDS
        asked = len(signals)
        while running := [(name, process) for name, process in running if process.poll() is None]:
            left = deadline - self.monotonic()
            if left <= 0 or len(signals) > asked:
                break
            # Also looks by itself now and then, in case a child ended between the look and the sleep.
            select.select([woken], [], [], min(left, 0.2))
            with contextlib.suppress(BlockingIOError):
                woken.recv(4096)
        for name, process in running:
            _log.warning("%s did not end in time and is killed.", name)
            process.kill()
            process.wait()


def _start(part: Part, lifeline: int) -> subprocess.Popen[bytes]:
    descriptors = [listener.fileno() for listener in part.sockets]
    return subprocess.Popen(  # noqa: S603 - the commands are ours
        [argument.replace("{lifeline}", str(lifeline)) for argument in part.command],
        stdin=subprocess.DEVNULL,
        pass_fds=[lifeline, *descriptors],
        process_group=0,  # Ctrl-C is for the supervisor, which passes it on
    )


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """The reading end for the children; the writing end is ours alone, and closes when we die."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


@contextlib.contextmanager
def _wakeups() -> Iterator[tuple[socket.socket, list[int]]]:
    """A socket that becomes readable with every signal, and the list of stop signals that came."""
    woken, waker = socket.socketpair()
    woken.setblocking(False)
    waker.setblocking(False)
    signals: list[int] = []
    handled = {number: signal.signal(number, lambda number, _: signals.append(number)) for number in _STOP_SIGNALS}
    handled[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
    previous = signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    try:
        yield woken, signals
    finally:
        signal.set_wakeup_fd(previous)
        for number, handler in handled.items():
            signal.signal(number, handler)
        woken.close()
        waker.close()


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
