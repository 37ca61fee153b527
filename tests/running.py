"""A whole Depesche on free ports with a home of its own, as a user would start it; for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests import scaled
from tests.standby import Standby

FOREIGN = ("DEPESCHE_", "DJANGO_", "PYTEST_")
"""Beginnings of what a newsroom does not inherit from whoever runs the tests."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


@dataclass(slots=True, kw_only=True)
class Newsroom:
    """`with Newsroom(home=tmp_path) as newsroom:` starts it and ends it. `environment` adds settings.

    It is embedded, but on PostgreSQL and Valkey where the run of the tests names such servers (`tests.scaled`)."""

    home: Path
    port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    _standby: Standby | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        own = {
            "DEPESCHE_HOME": str(self.home),
            "DEPESCHE_PORT": str(self.port),
            "DEPESCHE_SMTP_PORT": str(self.smtp_port),
            "DEPESCHE_INTAKE_RATE": "0",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        return kept | own | scaled.environment(self.home) | self.environment

    def __enter__(self) -> Newsroom:
        self.start()
        self.wait_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "depesche", "serve", *self.arguments],
                env=self.settings,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def stop(self, *, within: float = 12.0) -> float:
        """SIGTERM; returns the seconds it took. Raises `TimeoutExpired` (after killing) when it took too long."""
        assert self.process is not None
        self._dismiss()
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return time.monotonic() - started

    def kill(self) -> None:
        """SIGKILL to the supervisor; its parts must not outlive it."""
        assert self.process is not None
        self._dismiss()
        self.process.kill()
        self.process.wait()

    def command(
        self, *arguments: str, stdin: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a `depesche` command on this home, as users do."""
        done = subprocess.run(
            [sys.executable, "-m", "depesche", *arguments],
            env=self.settings,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        return self._checked(done) if check else done

    def quick(self, *arguments: str, stdin: str = "") -> str:
        """What a command says, without the seconds of its start: see `tests.standby`."""
        settings = self.settings
        if self._standby is None or self._standby.settings != settings:
            self._dismiss()
            self._standby = Standby(settings)
        return self._checked(self._standby.run(list(arguments), stdin=stdin)).stdout

    @staticmethod
    def _checked(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
        if done.returncode:
            raise AssertionError(f"depesche {' '.join(done.args)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def _dismiss(self) -> None:
        if self._standby is not None:
            self._standby.close()
            self._standby = None

    def get(self, path: str, *, headers: dict[str, str] | None = None, method: str = "GET") -> Answer:
        request = urllib.request.Request(self.url + path, headers=headers or {}, method=method)
        try:
            with _opener.open(request, timeout=30) as response:
                return Answer(status=response.status, headers=_lowered(response.headers), body=response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(status=error.code, headers=_lowered(error.headers), body=error.read())

    def mail(
        self, raw: bytes, *, sender: str = "presse@quelle.example", to: str = "redaktion@depesche.example"
    ) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=30) as line:
            line.sendmail(sender, [to], raw)

    def wait_ready(self, *, seconds: float = 90.0) -> float:
        """Until the front page answers 200 and SMTP greets; returns the seconds it took."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            assert self.process is not None
            if self.process.poll() is not None:
                raise AssertionError(f"serve ended with {self.process.returncode}:\n{self.log()}")
            if self._front_answers() and self._smtp_greets():
                return time.monotonic() - started
            time.sleep(0.05)
        raise AssertionError(f"not ready after {seconds} s:\n{self.log()}")

    def log(self) -> str:
        return (self.home / "serve.log").read_text("utf-8", "replace")[-6000:]

    def _front_answers(self) -> bool:
        try:
            return self.get("/").status == 200
        except OSError:
            return False

    def _smtp_greets(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.smtp_port), timeout=1) as line:
                return line.recv(3) == b"220"
        except OSError:
            return False


def _lowered(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]
