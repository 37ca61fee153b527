"""The process that serves readers: uvicorn with our protocol, and no Django."""

from __future__ import annotations

import gc
import logging
import resource
import socket
import sys
from collections.abc import Sequence

import uvicorn

from depesche.delivery.server import fastlane, front_state
from depesche.delivery.server.front import Front
from depesche.kit import logs
from depesche.kit.config import Config

KEEP_ALIVE_SECONDS = 20
SHUTDOWN_SECONDS = 5
BACKLOG = 2048

_SWITCH_SECONDS = 0.0002
_SPARE_DESCRIPTORS = 100
"""Not for readers' connections: files, the newsroom, the log."""


def server(config: Config, *, index: int = 0, fronts: int = 1) -> uvicorn.Server:
    """A server that is ready to run. Raises `ConfigError` and `OSError`."""
    state = front_state.make(config, index=index, fronts=fronts)
    front = Front(state)
    settings = uvicorn.Config(
        front,
        http=fastlane.for_front(state) if config.fast_lane else "httptools",
        loop="uvloop",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # readers' addresses are nobody's business
        proxy_headers=False,  # `clients.Trust` decides
        server_header=False,
        backlog=BACKLOG,
        limit_concurrency=_most_connections(),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    made = uvicorn.Server(settings)
    front.is_stopping = lambda: made.should_exit
    return made


def run(config: Config, *, index: int, fronts: int, sockets: Sequence[socket.socket]) -> None:
    """Serve on listening sockets until SIGTERM or SIGINT. Raises `ConfigError` and `OSError`."""
    logs.configure(level=config.log_level)
    if config.log_level != "DEBUG":
        # uvicorn writes a line for each odd request; anybody could fill the disk with those.
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    # The thread that writes to live readers holds the interpreter for moments; a page does not wait long for its end.
    sys.setswitchinterval(_SWITCH_SECONDS)
    ready = server(config, index=index, fronts=fronts)
    gc.collect()
    gc.freeze()
    ready.run(sockets=list(sockets))


def _most_connections() -> int:
    """As many as the system lets us have open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return max(hard - _SPARE_DESCRIPTORS, _SPARE_DESCRIPTORS)
