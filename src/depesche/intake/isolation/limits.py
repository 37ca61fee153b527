"""What a process that opens a strange file may do: think for a while, and answer."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal

from depesche.intake.isolation import calls

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_FILES = 64
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 1, 38, 4


def apply(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Bind this process for good. It cannot make files longer than nothing, fork, dump its memory or outlive its
    parent; on Linux it can do little more than think and read (`calls`), and has no network at all."""
    os.setpgid(0, 0)
    signal.alarm(seconds + 1)
    for kind, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        # Of all processes of the user, but asked only of who wants one more: none may. Root is not asked.
        (resource.RLIMIT_NPROC, 0),
    ):
        _lower(kind, limit)
    _lower(resource.RLIMIT_AS, memory)
    _linux_only()


def _lower(kind: int, limit: int) -> None:
    _, hard = resource.getrlimit(kind)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some; the clock still ends the process
        resource.setrlimit(kind, (limit, limit))


def _linux_only() -> None:
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # refused where user namespaces are off
        calls.forbid(libc)
