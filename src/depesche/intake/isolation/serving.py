"""The process that has the readers loaded and forks a fresh, bound one for each file (`python -m ...serving`).

It never looks at a file itself: it passes the bytes on and watches the clock. Questions come on standard input,
answers go to standard output, both as frames; when its parent is gone, or has asked nothing for a while, it ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import sys
import time
from typing import Any

from depesche.intake.isolation import frames, limits
from depesche.intake.isolation.troubles import Cause, Unreadable

IDLE_SECONDS = 120
LARGEST_RESULT = 8 * 1024 * 1024
_CHUNK = 1 << 16


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's, meant for our parent, who tells us by hanging up
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    gc.disable()  # less memory to copy in the children, which live too short to need it
    while select.select([0], [], [], IDLE_SECONDS)[0]:
        try:
            question, content = frames.read(_read_exactly)
        except EOFError:
            return
        _write_all(answers, _answer(question, content))


def _read_exactly(count: int) -> bytes:
    pieces = []
    while count > 0:
        piece = os.read(0, min(count, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _answer(question: dict[str, Any], content: bytes) -> bytes:
    """The child's frame, or one that says what became of the child."""
    seconds = question["seconds"]
    importlib.import_module(question["module"])  # once, so that the children need not
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(question, content, writing)
    os.close(writing)
    try:
        answer, cause = _collect(reading, deadline=time.monotonic() + seconds)
    finally:
        os.close(reading)
        _kill(child)
    status = os.waitpid(child, 0)[1]
    if cause is None and not answer:
        by_clock = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM)
        cause = Cause.TIME if by_clock else Cause.CRASH
    return answer if cause is None else frames.pack({"cause": cause})


def _collect(reading: int, *, deadline: float) -> tuple[bytes, Cause | None]:
    pieces: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return b"", Cause.TIME
        piece = os.read(reading, _CHUNK)
        if not piece:
            return b"".join(pieces), None
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_RESULT:
            return b"", Cause.RESULT


def _kill(child: int) -> None:
    """The child and all it may have started; before it had a group of its own, the child alone."""
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _let_go(*, but: int) -> None:
    """Nothing of ours stays open but the way back."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    for descriptor in range(3, limits.MOST_FILES):
        if descriptor != but:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _work(question: dict[str, Any], content: bytes, writing: int) -> None:
    """In the child: bind it, read the file, write the answer, end. Never returns."""
    try:
        _let_go(but=writing)
        limits.apply(memory=question["memory"], seconds=question["seconds"])
        function = getattr(sys.modules[question["module"]], question["function"])
        try:
            answer = frames.pack({"value": function(content, **question["options"])})
        except MemoryError:
            answer = frames.pack({"cause": Cause.MEMORY})
        except Unreadable as verdict:
            answer = frames.pack({"cause": Cause.UNREADABLE, "reason": str(verdict)})
        except BaseException:  # a reader's way of saying that the file is broken: any exception at all
            answer = frames.pack({"cause": Cause.CRASH})
        _write_all(writing, answer)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
