"""The files that settings of the intake name: whether they can be used, and if not, which setting, which file, and what
to do. Asked by `serve` before anything starts, by the mail listener before it opens, and by `depesche check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from depesche.intake.authenticity.names import FileNames
from depesche.intake.fetchers.certificates import read_context
from depesche.kit.config import Config

CERTIFICATE, KEY, DNS = "DEPESCHE_SMTP_CERTIFICATE", "DEPESCHE_SMTP_KEY", "DEPESCHE_DNS_FILE"
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file. `fatal`: what needs the file cannot run like this."""

    setting: str
    path: Path
    state: str
    advice: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.setting}: {self.path}: {self.state}; {self.advice}"


def faults(config: Config, *, now: datetime) -> Iterator[Fault]:
    """What is wrong with any of them, each file told of once."""
    if fault := of_certificate(config, now=now):
        yield fault
    if fault := _of_names(config):
        yield fault


def of_certificate(config: Config, *, now: datetime) -> Fault | None:
    """What is wrong with the mail listener's certificate or key, None when it can be used."""
    chain, key = config.smtp_certificate, config.smtp_key
    if chain is None:
        if key is None:
            return None
        return Fault(KEY, key, "there is a key and no certificate", f"set {CERTIFICATE} too, or neither")
    for setting, path in ((CERTIFICATE, chain), (KEY, key)):
        if path is not None and (state := _unreadable(path)):
            return Fault(setting, path, state, "name a PEM file that the account which runs Depesche may read")
    try:
        read_context(chain, key)
        found = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    except (OSError, ValueError) as error:
        return _refused(chain, key, error)
    return _out_of_date(chain, found, now=now)


def _unreadable(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


def _refused(chain: Path, key: Path | None, error: OSError | ValueError) -> Fault:
    """What OpenSSL did not like, in words; its own are for those who know it."""
    if b"-----BEGIN CERTIFICATE-----" not in chain.read_bytes():
        return Fault(CERTIFICATE, chain, "holds no certificate in PEM form", "name the file with the whole chain")
    said = getattr(error, "reason", None) or str(error)
    if key is None:
        return Fault(CERTIFICATE, chain, f"holds no usable key ({said})", f"set {KEY} to the file with its key")
    if "MISMATCH" in said or "NO_CERTIFICATE" in said:  # of another pair, or even of another kind
        return Fault(KEY, key, f"is not the key of {chain}", "name the key that the certificate was made with")
    return Fault(KEY, key, f"cannot be used with {chain} ({said})", "name a PEM key that is not encrypted")


def _out_of_date(chain: Path, found: x509.Certificate, *, now: datetime) -> Fault | None:
    end, begin = found.not_valid_after_utc, found.not_valid_before_utc
    if end < now:
        state = f"expired on {end:%Y-%m-%d %H:%M} UTC; senders that check it will not deliver"
    elif begin > now:
        state = f"holds from {begin:%Y-%m-%d %H:%M} UTC only"
    elif end < now + SOON:
        state = f"expires on {end:%Y-%m-%d %H:%M} UTC"
    else:
        return None
    return Fault(CERTIFICATE, chain, state, "renew it; the new file is taken up without a restart", fatal=False)


def _of_names(config: Config) -> Fault | None:
    path = config.dns_file
    if path is None:
        return None
    advice = "name a JSON file {name: text}, or leave the setting empty to ask the resolver"
    if state := _unreadable(path):
        return Fault(DNS, path, state, advice)
    try:
        FileNames.load(path)
    except (ValueError, RecursionError) as error:
        return Fault(DNS, path, f"is no table of names: {error}", advice)
    return None
