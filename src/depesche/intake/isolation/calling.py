"""Running a function of ours on strange bytes in a process where they can do no harm."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import threading
import time
from typing import Any

from depesche.intake.isolation import frames
from depesche.intake.isolation.limits import MEMORY, SECONDS
from depesche.intake.isolation.troubles import CannotRead, Cause

_GRACE = 5.0
"""Seconds beyond the file's own, for starting the process and passing the bytes."""


class Reader:
    """A process that opens files, started when first needed. May be shared between threads; one file at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def call(
        self,
        function: str,
        content: bytes,
        *,
        seconds: int = SECONDS,
        memory: int = MEMORY,
        **options: Any,
    ) -> Any:
        """What `function(content, **options)` returns over there; options and result are JSON.

        `function` is named as entry points are, `package.module:name`, so that this process need not load what it
        uses. It may raise `Unreadable`. Raises CannotRead.
        """
        module, _, name = function.partition(":")
        question = {
            "module": module,
            "function": name,
            "options": options,
            "seconds": seconds,
            "memory": memory,
        }
        answer = self._ask(frames.pack(question, content), seconds=seconds + _GRACE)
        if "cause" in answer:
            raise CannotRead(Cause(answer["cause"]), str(answer.get("reason", "")))
        return answer["value"]

    def close(self) -> None:
        """End the process; it is started again when needed."""
        with self._turn:
            self._stop()

    def _ask(self, frame: bytes, *, seconds: float) -> dict[str, Any]:
        with self._turn:
            for last in (False, True):
                fresh = self._process is None or self._process.poll() is not None
                self._start()
                try:
                    return self._exchange(frame, deadline=time.monotonic() + seconds)
                except TimeoutError:
                    self._stop()
                    raise CannotRead(Cause.TIME) from None
                except (OSError, EOFError, ValueError):
                    self._stop()
                    if last or fresh:  # one that had idled may have gone just now; a fresh one has no excuse
                        raise CannotRead(Cause.CRASH) from None
        raise CannotRead(Cause.CRASH)

    def _exchange(self, frame: bytes, *, deadline: float) -> dict[str, Any]:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None  # noqa: PT018 - both are pipes
        into, out_of = process.stdin.fileno(), process.stdout.fileno()
        view = memoryview(frame)
        while view:
            _wait(deadline, writing=into)
            view = view[os.write(into, view) :]

        def exactly(count: int) -> bytes:
            pieces = []
            while count > 0:
                _wait(deadline, reading=out_of)
                piece = os.read(out_of, min(count, 1 << 20))
                if not piece:
                    raise EOFError
                pieces.append(piece)
                count -= len(piece)
            return b"".join(pieces)

        return frames.read(exactly)[0]

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "depesche.intake.isolation.serving"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ},
            )
        except OSError:
            raise CannotRead(Cause.START) from None
        assert self._process.stdin is not None
        os.set_blocking(self._process.stdin.fileno(), False)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.kill()
        process.wait()


def _wait(deadline: float, *, reading: int | None = None, writing: int | None = None) -> None:
    """Until the pipe is ready. `poll`, not `select`: a server's descriptors may be beyond what `select` can name."""
    poll = select.poll()
    if reading is not None:
        poll.register(reading, select.POLLIN)
    if writing is not None:
        poll.register(writing, select.POLLOUT)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


_SHARED = Reader()
atexit.register(_SHARED.close)
call = _SHARED.call
"""The process of this program's own."""
