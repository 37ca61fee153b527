"""The certificate of the mail listener, read again when it was renewed."""

from __future__ import annotations

import logging
import ssl
from pathlib import Path

from depesche.kit.config import Config

log = logging.getLogger(__name__)


class Certificate:
    """A certificate chain and its key, in PEM files that may be replaced while we run."""

    def __init__(self, chain: Path, key: Path | None) -> None:
        self._chain = chain
        self._key = key
        self._read_at = self._changed_at()
        self._context = read_context(chain, key)

    @classmethod
    def of(cls, config: Config) -> Certificate | None:
        """The configured one; None when there is none. Raises OSError (ssl.SSLError too) when it cannot be used."""
        return cls(config.smtp_certificate, config.smtp_key) if config.smtp_certificate else None

    def context(self) -> ssl.SSLContext:
        """For the next connection. When the new files are not usable, the old certificate goes on."""
        changed_at = self._changed_at()
        if changed_at != self._read_at:
            self._read_at = changed_at
            try:
                self._context = read_context(self._chain, self._key)
                log.info("certificate %s read again", self._chain)
            except OSError as error:
                log.error("certificate %s cannot be read, the old one stays: %s", self._chain, error)
        return self._context

    def _changed_at(self) -> tuple[int, ...]:
        files = [self._chain, *([self._key] if self._key else [])]
        try:
            return tuple(file.stat().st_mtime_ns for file in files)
        except OSError:
            return ()


def read_context(chain: Path, key: Path | None) -> ssl.SSLContext:
    """A server's TLS with this certificate. Raises OSError (ssl.SSLError too), also for a key with a passphrase."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Without the function OpenSSL would ask the terminal for a passphrase, and wait.
    context.load_cert_chain(chain, key, password=lambda: b"")
    return context
