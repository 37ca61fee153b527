"""The parts of `depesche serve`: how each is started, and what each does once it is a process of its own."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from typing import BinaryIO

from depesche.delivery.runtime import run_folder
from depesche.delivery.server import listeners
from depesche.delivery.server.supervisor import Part, Supervisor
from depesche.kit import running
from depesche.kit.config import Config
from depesche.kit.running import INTAKE, WEB, WORKER

_HEAVY_DELAY = 0.3
"""Seconds by which Django starts later, so that baked pages are there first."""
_FIRST_DELAY = 10.0
"""Seconds by which the desk starts later in a new home: the preparation takes longer and has the cores for itself."""
_LOCK_ATTEMPTS = 10


class HomeTaken(Exception):
    """Another `serve` runs this part on this home; the message says so."""


def hold_home(config: Config, *, only: str | None) -> ExitStack:
    """Lock the chosen parts of the home until the stack is closed or the process ends. Raises `HomeTaken`.

    A second `serve` would take the newsroom's socket away from the first.
    """
    run_folder(config.home)
    with ExitStack() as stack:
        for part in (WEB, WORKER, INTAKE) if only is None else (only,):
            file = stack.enter_context(running.lock_file(config.home, part).open("ab"))
            if not _lock(file):
                raise HomeTaken(
                    f"another `depesche serve` runs on {config.home}; stop it, or set DEPESCHE_HOME to another folder"
                )
            running.withdraw(config.home, part)
            stack.callback(running.withdraw, config.home, part)
        return stack.pop_all()


def _lock(file: BinaryIO) -> bool:
    """Take the lock. Whoever only asks whether it is held has it for an instant, so one refusal means little."""
    for _attempt in range(_LOCK_ATTEMPTS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return True
    return False


def supervisor(config: Config, *, only: str | None, with_demo: bool) -> Supervisor:
    """The supervisor for the chosen parts, its ports bound. Raises `PortTaken`."""
    if only is None and config.port and config.port == config.smtp_port:
        raise listeners.PortTaken(
            f"DEPESCHE_PORT and DEPESCHE_SMTP_PORT both name port {config.port}; give each a port of its own"
        )
    parts: list[Part] = []
    front_page = config.public_folder / "index.html"
    if only in (None, WEB):
        parts += _fronts(config)
        beside = ["--with-worker"] if only is None else []
        delay = _HEAVY_DELAY if front_page.is_file() else _FIRST_DELAY
        parts.append(_part("newsroom", "--gate", "{gate}", *beside, delay=delay))
    if only == WORKER:
        parts.append(_part("worker", waits=True))
    if only in (None, INTAKE) and (config.smtp_port or config.lmtp):
        if config.smtp_port:
            listeners.check_free(config.host, config.smtp_port, setting="DEPESCHE_SMTP_PORT")
            running.announce(config.home, INTAKE, running.Address(config.host, config.smtp_port))
        parts.append(_part("intake"))
    preparation = None
    if only != INTAKE:
        preparation = _part("prepare", *(["--with-demo"] if with_demo else []), delay=_HEAVY_DELAY)
    return Supervisor(parts=parts, preparation=preparation, can_wait=front_page.is_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOptions:
    """What a part is told on its command line. `gate` is the pipe the newsroom waits at before it opens."""

    name: str
    descriptors: Sequence[int] = ()
    index: int = 0
    fronts: int = 1
    gate: int | None = None
    with_worker: bool = False
    with_demo: bool = False


def run_part(config: Config, options: PartOptions) -> None:
    """Be one part until SIGTERM."""
    run: dict[str, Callable[[], None]] = {
        "front": lambda: _run_front(config, options),
        "newsroom": lambda: _run_newsroom(config, gate=options.gate, with_worker=options.with_worker),
        "worker": _run_worker,
        "intake": lambda: _run_intake(config),
        "prepare": lambda: _run_prepare(with_demo=options.with_demo),
    }
    run[options.name]()


def _part(
    name: str, *options: str, sockets: Sequence[socket.socket] = (), waits: bool = False, delay: float = 0.0
) -> Part:
    program = [sys.executable, "-m", "depesche", "serve", "--part", name, "--lifeline", "{lifeline}"]
    return Part(name=name, command=[*program, *options], waits=waits, delay=delay, sockets=sockets)


def _fronts(config: Config) -> list[Part]:
    count = config.workers or os.cpu_count() or 1
    opened = listeners.open_listeners(config.host, config.port, fronts=count, setting="DEPESCHE_PORT")
    port = int(opened[0][0].getsockname()[1])
    if config.port == 0:
        # So that everybody, the banner included, knows the port that was found.
        os.environ["DEPESCHE_PORT"] = str(port)
    origin = config.public_url.rstrip("/") or f"http://{config.host}:{port}"
    running.announce(config.home, WEB, running.Address(config.host, port, origin))
    parts = []
    for index, sockets in enumerate(opened):
        descriptors = ",".join(str(listener.fileno()) for listener in sockets)
        options = ["--index", str(index), "--fronts", str(count), "--descriptors", descriptors]
        parts.append(_part("front", *options, sockets=sockets))
    return parts


def _run_front(config: Config, options: PartOptions) -> None:
    from depesche.delivery.server import front_process

    sockets = [socket.socket(fileno=descriptor) for descriptor in options.descriptors]
    front_process.run(config, index=options.index, fronts=options.fronts, sockets=sockets)


def _run_newsroom(config: Config, *, gate: int | None, with_worker: bool) -> None:
    """Load Django while the preparation runs, then wait for its end before anybody is let in."""
    import uvicorn

    from depesche.commands import work
    from depesche.delivery.runtime import newsroom_socket
    from depesche.kit import logs

    logs.configure(level=config.log_level)
    settings = uvicorn.Config(
        "depesche.asgi:application",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=True,
        forwarded_allow_ips="*",  # only our own fronts reach the socket
        server_header=False,
        timeout_keep_alive=75,  # longer than the fronts keep theirs
        timeout_graceful_shutdown=5,
    )
    settings.load()
    if gate is not None:
        os.read(gate, 1)
    path = newsroom_socket(config.home)
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        # Not earlier: whoever finds the socket finds an answer.
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(512)
        with work.beside() if with_worker else nullcontext():
            uvicorn.Server(settings).run(sockets=[listener])


def _run_worker() -> None:
    from depesche.commands import work

    work.run()


def _run_intake(config: Config) -> None:
    from depesche.intake.fetchers import smtp
    from depesche.kit import logs

    logs.configure(level=config.log_level)
    smtp.run(config)


def _run_prepare(*, with_demo: bool) -> None:
    from depesche.commands import prepare

    prepare.command.main(args=["--with-demo"] if with_demo else [], prog_name="depesche prepare")
