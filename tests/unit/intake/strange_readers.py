"""Readers that misbehave, for the tests of the process they are kept in."""

from __future__ import annotations

import ctypes
import os
import socket
import time
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


def breed(content: bytes) -> None:
    """Leaves a child behind that holds on to the pipe."""
    if os.fork() == 0:
        time.sleep(60)
    os._exit(1)


def write(content: bytes) -> int:
    name = content.decode()
    with open(name, "wb", buffering=0) as file:  # noqa: PTH123
        return file.write(b"x")


def call_out(content: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(content)), timeout=1):
        pass


def environment(content: bytes) -> list[str]:
    return sorted(os.environ)
