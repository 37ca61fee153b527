"""Readers that misbehave, for the tests of the process they are kept in."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from depesche.intake.isolation.troubles import Unreadable


def size(content: bytes, *, more: int = 0) -> dict[str, Any]:
    return {"size": len(content) + more, "surrogate": "\ud800"}


def refuse(content: bytes) -> None:
    raise Unreadable("Nein.")


def fail(content: bytes) -> None:
    raise RecursionError


def sleep(content: bytes) -> None:
    time.sleep(60)


def burn(content: bytes) -> None:
    while True:
        pass


def eat(content: bytes) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 24))


def fall(content: bytes) -> None:
    ctypes.string_at(0)


def talk(content: bytes) -> str:
    return "x" * 20_000_000


def print_things(content: bytes) -> str:
    print("Ein Wort, das niemand hören soll.", flush=True)
    return "gut"


def breed(content: bytes) -> str:
    """Leaves a child behind that holds on to the pipe, if it is let."""
    return refusal(lambda: os.fork() or time.sleep(60))


def refusal(deed: Callable[[], Any]) -> str:
    """The name of the error with which the system refuses a deed; "" when it lets it happen."""
    try:
        deed()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return ""


def misbehave(content: bytes) -> dict[str, str]:
    """What a reader that was taken over might try, each with what the system says to it."""
    file = content.decode()
    return {
        "fork": refusal(os.fork),
        "thread": _thread(),
        "run": refusal(lambda: os.execv("/bin/true", ["true"])),
        "signal": refusal(lambda: os.kill(os.getppid(), signal.SIGTERM)),
        "socket": refusal(socket.socket),
        "local socket": refusal(lambda: socket.socket(socket.AF_UNIX)),
        "delete": refusal(lambda: os.unlink(file)),  # noqa: PTH108 - just that call
        "rename": refusal(lambda: os.rename(file, file + "x")),  # noqa: PTH104
        "empty": refusal(lambda: os.truncate(file, 0)),
        "open to empty": refusal(lambda: os.open(file, os.O_RDONLY | os.O_TRUNC)),
        "open to write": refusal(lambda: os.open(file, os.O_RDWR)),
        "make": refusal(lambda: os.open(file + "y", os.O_WRONLY | os.O_CREAT)),
        "folder": refusal(lambda: os.mkdir(file + "z")),  # noqa: PTH102
        "chmod": refusal(lambda: os.chmod(file, 0)),  # noqa: PTH101
        "read": refusal(lambda: os.open(file, os.O_RDONLY)),
    }


def _thread() -> str:
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        return "EPERM"
    return ""


def write(content: bytes) -> int:
    name = content.decode()
    with open(name, "wb", buffering=0) as file:  # noqa: PTH123
        return file.write(b"x")


def call_out(content: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(content)), timeout=1):
        pass


def environment(content: bytes) -> list[str]:
    return sorted(os.environ)
