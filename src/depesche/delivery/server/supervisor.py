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

    `delay` are seconds to the first start, for what shall not get in the way of others. `sockets` are inherited
    under the same descriptors. In the arguments, `{lifeline}` becomes the lifeline's descriptor, and `{gate}` that
    of a pipe whose end of file says that the preparation has ended well.
    """

    name: str
    command: Sequence[str]
    waits: bool = False
    delay: float = 0.0
    sockets: Sequence[socket.socket] = ()


@dataclass(slots=True)
class _Child:
    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float | None = None
    quick_deaths: int = 0


@dataclass(slots=True)
class _Pipe:
    """Its children hold the reading end; the writing end is ours alone, and closes at the latest when we die."""

    reading: int
    writing: int | None

    @classmethod
    def open(cls) -> _Pipe:
        return cls(*os.pipe())

    def close_writing(self) -> None:
        if self.writing is not None:
            os.close(self.writing)
            self.writing = None

    def close(self) -> None:
        self.close_writing()
        os.close(self.reading)


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
    _lifeline: _Pipe = field(default_factory=_Pipe.open)
    _gate: _Pipe = field(default_factory=_Pipe.open)

    def run(self) -> int:
        """Keep the parts running until a signal says stop. The exit code: 0, or 1 when the preparation failed."""
        with _wakeups() as (woken, signals):
            self._children = [self._planned(part) for part in self.parts if not part.waits]
            if self.preparation is None:
                self._let_others_start()
            else:
                self._preparing = self._planned(self.preparation)
            while not self._stopping:
                self._start_due()
                select.select([woken], [], [], self._seconds_to_next())
                with contextlib.suppress(BlockingIOError):
                    woken.recv(4096)
                self._look_after()
                self._stopping = self._stopping or bool(signals)
            if signals:
                _log.info("Ending, for %s was received.", signal.Signals(signals[0]).name)
            self._stop(woken, signals)
        self._lifeline.close()
        self._gate.close()
        return 1 if self._failed else 0

    def _planned(self, part: Part) -> _Child:
        return _Child(part, due_at=self.monotonic() + part.delay)

    def _let_others_start(self) -> None:
        """The preparation is done, or was not needed."""
        self._preparing = None
        self._gate.close_writing()
        self._children += [self._planned(part) for part in self.parts if part.waits]

    def _everyone(self) -> list[_Child]:
        return self._children if self._preparing is None else [*self._children, self._preparing]

    def _start_due(self) -> None:
        for child in self._everyone():
            if child.due_at is not None and child.due_at <= self.monotonic():
                child.due_at = None
                child.started_at = self.monotonic()
                child.process = self._start(child.part)

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
                self._let_others_start()
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

    def _start(self, part: Part) -> subprocess.Popen[bytes]:
        pipes = {"{lifeline}": str(self._lifeline.reading), "{gate}": str(self._gate.reading)}
        inherited = [self._lifeline.reading, self._gate.reading, *(listener.fileno() for listener in part.sockets)]
        return subprocess.Popen(  # noqa: S603 - the commands are ours
            [pipes.get(argument, argument) for argument in part.command],
            stdin=subprocess.DEVNULL,
            pass_fds=inherited,
            process_group=0,  # Ctrl-C is for the supervisor, which passes it on
        )

    def _stop(self, woken: socket.socket, signals: list[int]) -> None:
        """End everybody: SIGTERM, then SIGKILL for who takes too long, or at once at a second Ctrl-C."""
        for part in self.parts:
            for listener in part.sockets:
                listener.close()
        running = [(child.part.name, child.process) for child in self._everyone() if child.process is not None]
        for _, process in running:
            process.terminate()
        deadline = self.monotonic() + STOP_SECONDS
        signals.clear()
        while running := [(name, process) for name, process in running if process.poll() is None]:
            left = deadline - self.monotonic()
            if left <= 0 or signal.SIGINT in signals:
                break
            # Also looks by itself now and then, in case a child ended between the look and the sleep.
            select.select([woken], [], [], min(left, 0.2))
            with contextlib.suppress(BlockingIOError):
                woken.recv(4096)
        for name, process in running:
            _log.warning("%s did not end in time and is killed.", name)
            process.kill()
            process.wait()


@contextlib.contextmanager
def _wakeups() -> Iterator[tuple[socket.socket, list[int]]]:
    """A socket that becomes readable with every signal, and the list of stop signals that came."""
    woken, waker = socket.socketpair()
    woken.setblocking(False)
    waker.setblocking(False)
    signals: list[int] = []
    # `nohup` has SIGHUP ignored, and so it stays: a closed terminal ends nothing then. A shell ignores SIGINT for what
    # it starts with `&`; who sends it all the same means it.
    ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    meant = [number for number in _STOP_SIGNALS if number != signal.SIGHUP or not ignored]
    handled = {number: signal.signal(number, lambda number, _: signals.append(number)) for number in meant}
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
