"""What `depesche check` looks at, one small function each. Nothing here changes anything that lasts."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from depesche.commands import trouble
from depesche.commands.finding import Finding
from depesche.kit import running
from depesche.kit.config import Config, ConfigError, load

_MEANWHILE = "Pages are served and mails are taken meanwhile."
LEAST_FREE = 1024**3
WAL_RESET_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases with the fix for the rare loss of a WAL reset under several writers; earlier ones may corrupt."""


def look_over() -> Iterator[Finding]:
    """Everything in turn; a look that fails becomes a finding, never a traceback."""
    try:
        config = load()
    except ConfigError as error:
        yield Finding("settings", "cannot be used", str(error))
        return
    yield Finding("settings", f"home is {config.home.resolve()}")
    yield from _named_files(config)
    for look in (_home, _disk, _database, _sqlite_version, _store, _intake, _web_port, _mail_port, _clock):
        yield _safely(look, config)


def _named_files(config: Config) -> Iterator[Finding]:
    """A finding for each file that a setting names and that is not as it should be."""
    from depesche.intake.fetchers import named_files

    for fault in named_files.faults(config, now=datetime.now(UTC)):
        yield Finding(fault.setting, f"{fault.path}: {fault.state}", f"{fault.advice[0].upper()}{fault.advice[1:]}.")


def _safely(look: Callable[[Config], Finding], config: Config) -> Finding:
    name = look.__name__.strip("_").replace("_", " ")
    try:
        return look(config)
    except Exception as error:
        return Finding(name, f"{type(error).__name__}: {error}", "See the message; the logs may say more.")


def _home(config: Config) -> Finding:
    try:
        config.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=config.home):
            pass
    except OSError as error:
        return Finding("home", f"cannot be written: {error.strerror}", "Give the account that runs Depesche the right.")
    return Finding("home", "can be written")


def _disk(config: Config) -> Finding:
    free = shutil.disk_usage(config.home).free
    advice = "" if free >= LEAST_FREE else "Make room: a full disk refuses mail (452) and publishing."
    return Finding("disk", f"{free / 1024**3:.1f} GiB free", advice)


def _database(config: Config) -> Finding:
    from depesche.commands import django

    if not config.database_url and not config.database_file.exists():
        if (config.public_folder / "index.html").exists():
            return Finding(
                "database",
                f"{config.database_file} is missing, though this home has pages: it was moved or deleted",
                f"Put it back, or restore the last backup. {_MEANWHILE}",
            )
        return Finding("database", "not made yet", "Run `depesche serve`, `depesche setup` or `depesche demo`.")
    django.start()
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        return Finding("database", trouble.line(error, config) or str(error), _MEANWHILE)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        return Finding("database", f"{missing} migrations are missing", "Run `depesche migrate`.")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            verdict = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            return Finding("database", f"damaged: {verdict}", "Stop Depesche; restore the last backup.")
    return Finding("database", f"{connection.vendor}, up to date")


def _sqlite_version(config: Config) -> Finding:
    version = sqlite3.sqlite_version_info
    fixed = (
        any(version[:2] == good[:2] and version >= good for good in WAL_RESET_FIXED) or version >= WAL_RESET_FIXED[0]
    )
    if fixed or config.database_url:
        return Finding("SQLite", sqlite3.sqlite_version)
    return Finding(
        "SQLite",
        f"{sqlite3.sqlite_version} has a known, very rare corruption bug of the write-ahead log",
        "Keep backups. A Python linked with SQLite 3.51.3, 3.50.7 or 3.44.6 is free of it, as is PostgreSQL.",
        note=True,
    )


def _store(config: Config) -> Finding:
    from depesche.delivery.stores import open_store

    store = open_store(config)
    try:
        names = sum(1 for _name in store.names())
    except OSError as error:
        return Finding("store", f"cannot be read: {error}", f"Check the folder {config.public_folder}.")
    return Finding("store", f"{names} files in {config.public_folder}")


def _intake(_config: Config) -> Finding:
    from depesche.commands import completeness

    return completeness.intake()


def _web_port(config: Config) -> Finding:
    server = running.address(config.home, running.WEB) or running.Address(config.host, config.port)
    return _port("web", server.host, server.port, "DEPESCHE_PORT", greeting=b"")


def _mail_port(config: Config) -> Finding:
    listener = running.address(config.home, running.INTAKE) or running.Address(config.host, config.smtp_port)
    if not listener.port:
        return Finding("mail", "turned off (DEPESCHE_SMTP_PORT is 0)")
    return _port("mail", listener.host, listener.port, "DEPESCHE_SMTP_PORT", greeting=b"220")


def _port(what: str, host: str, port: int, setting: str, *, greeting: bytes) -> Finding:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 compared, not bound
    try:
        with socket.create_connection((target, port), timeout=2) as line:
            if greeting and not line.recv(3).startswith(greeting):
                return Finding(what, f"port {port} is held by something else", f"Stop it, or set {setting}.")
            return Finding(what, f"answers on {target}:{port}")
    except ConnectionRefusedError:
        return Finding(what, f"port {port} is free; Depesche is not running")


def _clock(config: Config) -> Finding:
    newest = max((path.stat().st_mtime for path in _touched(config.home)), default=0.0)
    if newest > time.time() + 300:
        ahead = datetime.fromtimestamp(newest, UTC).isoformat(timespec="minutes")
        return Finding(
            "clock", "behind the files it wrote", f"Files at home are dated {ahead}: set the machine's clock."
        )
    return Finding("clock", datetime.now(UTC).isoformat(timespec="seconds"))


def _touched(home: Path) -> list[Path]:
    return [path for path in (home / "db.sqlite3", home / "live.sqlite3", home / "secret_key") if path.exists()]
