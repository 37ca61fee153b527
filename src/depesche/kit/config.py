"""The configuration: `depesche.toml` < `DEPESCHE_*` environment < `DEPESCHE_*_FILE` secrets, read once, then frozen.

Every setting is a field of `Config`; its documentation is the field's `help`, and `docs/reference/configuration.md`
is tested against it. Wrong values raise `ConfigError` with a sentence that says what to do.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from depesche.kit import running

PREFIX = "DEPESCHE_"
_ORCHESTRATED = re.compile(PREFIX + r"(?:SERVICE_|PORT_\d+_)")
"""Kubernetes sets such names for a service called `depesche`."""
_ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[\w.-]{1,253}")
_MOST = {"workers": 256}
_TRUE = frozenset({"1", "on", "true", "yes", "ja"})
_FALSE = frozenset({"0", "off", "false", "no", "nein", ""})


class ConfigError(Exception):
    """A setting that cannot be used; the message names the setting and says what to do."""


def _setting(default: Any, help: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one running Depesche."""

    home: Path = _setting(Path("var"), "Folder that holds all state.")
    host: str = _setting("127.0.0.1", "Address the web and mail listeners bind to.")
    port: int = _setting(8000, "Port of the web server.")
    smtp_port: int = _setting(2525, "Port of the mail listener; 0 turns it off.")
    public_url: str = _setting("", "Where readers find the site, such as `https://example.org`; empty: host and port.")
    database_url: str = _setting(
        "", "PostgreSQL, as `postgresql://user:password@host/name`; empty: SQLite at home.", secret=True
    )
    valkey_url: str = _setting(
        "", "Valkey or Redis for the live log, as `redis://host:6379/0`; empty: SQLite at home.", secret=True
    )
    storage_url: str = _setting(
        "",
        "Reserved for an object store (`s3://...`), refused by this version: pages lie in `public` at home.",
        secret=True,
    )
    cdn_url: str = _setting(
        "",
        "CDN or cache that is told what changed: `http://varnish:6081` (PURGE), `cloudflare://:token@zone` or "
        "`cloudfront://DISTRIBUTION`; empty: none.",
        secret=True,
    )
    cdn_seconds: int = _setting(0, "Seconds a CDN may keep a page until it is told of a change; 0: it asks each time.")
    cdn_stale_seconds: int = _setting(30, "Seconds a CDN may go on with an expired page while it fetches a new one.")
    archive: str = _setting(
        "",
        "Where search and related articles look: `home`, an index in the folder `archive` there, or `database`, tables "
        "in PostgreSQL that several web machines share; empty: `database` if `database_url` is set, else `home`.",
    )
    language: str = _setting("de", "Language of a new publication and of the desk: `de` or `en`.")
    time_zone: str = _setting("Europe/Berlin", "Time zone of a new publication, an IANA name.")
    workers: int = _setting(0, "Processes that serve readers; 0: one for each core.")
    fast_lane: bool = _setting(True, "Answer baked pages inside the HTTP parser; off: plain ASGI.")
    web_push: bool = _setting(
        False, "Let readers choose push messages at `/benachrichtigungen/`; off: no such page, nothing is kept."
    )
    theme: str = _setting(
        "depesche",
        "How readers' pages look: a theme that is installed (`depesche`, `morgen`), or the path of its folder.",
    )
    live_per_address: int = _setting(100, "Open live connections allowed from one address; 0: no limit.")
    lmtp: str = _setting(
        "", "Listener for a mail server in front, `127.0.0.1:2424` or `unix:/run/depesche/lmtp`; empty: off."
    )
    smtp_certificate: Path | None = _setting(
        None, "Certificate chain (PEM) with which the mail listener offers STARTTLS; empty: without TLS."
    )
    smtp_key: Path | None = _setting(None, "Key of `smtp_certificate` (PEM); empty: it is in the same file.")
    intake_rate: int = _setting(600, "Mails a minute accepted from one address; 0: no limit, of sender and total too.")
    intake_rate_sender: int = _setting(300, "Mails a minute accepted of one envelope sender; 0: no limit.")
    intake_rate_total: int = _setting(6000, "Mails a minute accepted from everybody; 0: no limit.")
    mail_size: int = _setting(50 * 1024 * 1024, "Largest mail accepted, in bytes.")
    fetch_private: bool = _setting(
        False, "Fetch from this machine and from private networks too, for an intranet; off: public addresses only."
    )
    receipts: bool = _setting(
        False, "Confirm to known-genuine senders that their release came, once a day at most; never to machines."
    )
    mail_url: str = _setting(
        "",
        "Relay for mails of our own, `smtp://user:password@host:587` or `smtps://`; empty: none is sent.",
        secret=True,
    )
    mail_from: str = _setting("", "Address that mails of our own come from, such as `redaktion@example.org`.")
    dns_file: Path | None = _setting(None, "JSON `{name: txt}` used in place of the resolver.")
    secret_key: str = _setting(
        "", "Signs sessions; empty: made at first start and kept at home, mode 0600.", secret=True
    )
    metrics_token: str = _setting("", "Bearer token for `/metrics` from elsewhere; empty: loopback only.", secret=True)
    trusted_proxies: str = _setting(
        "127.0.0.1,::1", "Addresses whose `X-Forwarded-For` is believed, separated by commas."
    )
    log_level: str = _setting("INFO", "Least level that is logged: DEBUG, INFO, WARNING or ERROR.")

    @property
    def origin(self) -> str:
        """Scheme and host of the public site, without a trailing slash: as set, else as the server that runs says."""
        if self.public_url:
            return self.public_url.rstrip("/")
        server = running.address(self.home, running.WEB)
        return server.origin if server and server.origin else f"http://{self.host}:{self.port}"

    @property
    def is_archive_shared(self) -> bool:
        """Whether the archive's index lies in PostgreSQL."""
        return bool(self.database_url) if not self.archive else self.archive == "database"

    @property
    def public_folder(self) -> Path:
        return self.home / "public"

    @property
    def raw_folder(self) -> Path:
        return self.home / "raw"

    @property
    def live_log_file(self) -> Path:
        return self.home / "live.sqlite3"

    @property
    def database_file(self) -> Path:
        return self.home / "db.sqlite3"


def load(environ: Mapping[str, str] | None = None, *, file: Path | None = None) -> Config:
    """Read the configuration once.

    `file` is `depesche.toml` in the working folder, or in `DEPESCHE_HOME`, unless given. Raises `ConfigError`.
    """
    env = os.environ if environ is None else environ
    values = _from_file(_toml_path(env, file))
    names = {f.name for f in fields(Config)}
    if unknown := sorted(set(values) - names):
        raise ConfigError(f"depesche.toml: unknown setting {unknown[0]!r}; known are {', '.join(sorted(names))}")
    for name in names:
        key = PREFIX + name.upper()
        if key in env:
            values[name] = env[key]
        if path := env.get(key + "_FILE"):
            values[name] = _secret(key, Path(path))
    config = Config(**{name: _convert(name, value) for name, value in values.items()})
    if config.archive == "database" and not config.database_url:
        raise ConfigError("DEPESCHE_ARCHIVE: database needs DEPESCHE_DATABASE_URL; leave it empty for an index at home")
    return config


def misspelled(environ: Mapping[str, str]) -> dict[str, str]:
    """Names in the environment that look like a setting and are none, each with the nearest setting or ""."""
    settings = [PREFIX + f.name.upper() for f in fields(Config)]
    known = {*settings, *(name + "_FILE" for name in settings)}
    strange = sorted(n for n in environ if n.startswith(PREFIX) and n not in known and not _ORCHESTRATED.match(n))
    return {name: next(iter(get_close_matches(name, known, n=1)), "") for name in strange}


def _toml_path(env: Mapping[str, str], file: Path | None) -> Path | None:
    candidates = [file] if file else [Path("depesche.toml"), Path(env.get(PREFIX + "HOME", "var")) / "depesche.toml"]
    return next((path for path in candidates if path.is_file()), None)


def _from_file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _secret(key: str, path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{key}_FILE: {path} cannot be read: {error}") from error


def _convert(name: str, value: Any) -> Any:
    key = PREFIX + name.upper()
    kind = next(f for f in fields(Config) if f.name == name).type
    if kind == "bool":
        return _boolean(key, value)
    if kind == "int":
        return _whole_number(key, value, most=65535 if name.endswith("port") else _MOST.get(name))
    if kind in ("Path", "Path | None"):
        return Path(str(value)).expanduser() if str(value) else None
    text = str(value).strip()
    _check_text(key, name, text)
    return text.upper() if name == "log_level" else text


def _boolean(key: str, value: Any) -> bool:
    word = str(value).strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ConfigError(f"{key}: {value!r} is neither on nor off")


def _whole_number(key: str, value: Any, *, most: int | None) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise ConfigError(f"{key}: {value!r} is not a whole number") from None
    if number < 0 or (most is not None and number > most):
        raise ConfigError(f"{key}: {number} is out of range; it runs from 0 to {most or 'any size'}")
    return number


def _check_text(key: str, name: str, text: str) -> None:
    choices = {"language": ("de", "en"), "archive": ("", "home", "database")}
    if name in choices and text not in choices[name]:
        raise ConfigError(f"{key}: {text!r} is not supported; use {' or '.join(filter(None, choices[name]))}")
    if name == "time_zone":
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError):
            raise ConfigError(f"{key}: {text!r} is no IANA time zone; use one such as Europe/Berlin") from None
    if name == "log_level" and text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ConfigError(f"{key}: {text!r} is no level; use DEBUG, INFO, WARNING or ERROR")
    if name == "trusted_proxies":
        for address in filter(None, (part.strip() for part in text.split(","))):
            _check_address(key, address)
    checks = {"lmtp": _check_listener, "mail_from": _check_mail_address}
    if text and name in checks:
        checks[name](key, text)
    if text and name.endswith("_url"):
        _check_url(key, name, text)
    schemes = {
        "public_url": ("http", "https"),
        "database_url": ("postgresql", "postgres"),
        "valkey_url": ("redis", "rediss", "valkey", "unix"),
        "storage_url": ("s3",),
        "mail_url": ("smtp", "smtps"),
        "cdn_url": ("http", "https", "cloudflare", "cloudfront"),
    }
    if text and name in schemes and urlsplit(text).scheme not in schemes[name]:
        raise ConfigError(f"{key}: must start with {' or '.join(s + '://' for s in schemes[name])}")


def _check_url(key: str, name: str, text: str) -> None:
    try:
        parts = urlsplit(text)
        _port = parts.port  # read only when asked for
    except ValueError as error:
        raise ConfigError(f"{key}: {text!r} is no address ({error})") from None
    if name == "public_url" and not parts.hostname:
        raise ConfigError(f"{key}: {text!r} names no host; use one such as https://example.org")


def _check_address(key: str, address: str) -> None:
    try:
        ip_network(address, strict=False)
    except ValueError:
        raise ConfigError(f"{key}: {address!r} is no IP address; use some such as 127.0.0.1,::1") from None


def _check_mail_address(key: str, text: str) -> None:
    if not _ADDRESS.fullmatch(text):
        raise ConfigError(f"{key}: {text!r} is no address; use one such as redaktion@example.org")


def _check_listener(key: str, text: str) -> None:
    host, _, port = text.rpartition(":")
    if not (text.startswith("unix:/") or (host and port.isdecimal() and 0 < int(port) < 65536)):
        raise ConfigError(f"{key}: {text!r} is no listener; use 127.0.0.1:2424 or unix:/run/depesche/lmtp")
