"""A mail listener on a free port, in this process or in one of its own."""

from __future__ import annotations

import asyncio
import os
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from depesche.intake.door import Door, open_door
from depesche.intake.fetchers import smtp
from depesche.kit.config import Config


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, *, seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                if line.recv(4).startswith(b"220"):
                    return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"no greeting on port {port}")
        time.sleep(0.02)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path / "home", smtp_port=free_port(), intake_rate=0, mail_size=200_000)


@pytest.fixture(name="listening")
def listening_fixture() -> Callable[..., AbstractContextManager[None]]:
    return listening


@pytest.fixture(name="client")
def client_fixture() -> Callable[[Config], AbstractContextManager[smtplib.SMTP]]:
    return client


@pytest.fixture(name="start_listener")
def start_listener_fixture() -> Callable[[Path, int], subprocess.Popen[bytes]]:
    return start_listener


@contextmanager
def listening(config: Config, *, door: Door | None = None, limits: smtp.Limits | None = None) -> Iterator[None]:
    """A listener in a thread of this process."""
    started: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        stop = asyncio.Event()
        started.append((asyncio.get_running_loop(), stop))
        await smtp.serve(config, stop=stop, door=door or open_door(config), limits=limits)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        wait_for(config.smtp_port)
        yield
    finally:
        loop, stop = started[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        assert not thread.is_alive()


def start_listener(home: Path, port: int) -> subprocess.Popen[bytes]:
    """A listener in a process of its own, as `depesche serve` runs it."""
    environ = {**os.environ, "DEPESCHE_HOME": str(home), "DEPESCHE_SMTP_PORT": str(port), "DEPESCHE_INTAKE_RATE": "0"}
    code = "from depesche.intake.fetchers import smtp; from depesche.kit import config; smtp.run(config.load())"
    process = subprocess.Popen([sys.executable, "-c", code], env=environ, stderr=subprocess.PIPE)
    wait_for(port)
    return process


@contextmanager
def client(config: Config) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", config.smtp_port, local_hostname="client.example", timeout=20) as connection:
        connection.ehlo()
        yield connection


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for localhost and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key


@pytest.fixture(name="free_port")
def free_port_fixture() -> Callable[[], int]:
    return free_port


@pytest.fixture(name="wait_for")
def wait_for_fixture() -> Callable[[int], None]:
    return wait_for
