"""One IMAP conversation (RFC 3501) over a connection whose address was looked up and checked first.

The standard library's client does the talking; here are the few commands we need, with answers that are bounded.
"""

from __future__ import annotations

import base64
import contextlib
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any

from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.mailbox.addresses import MailboxAddress
from depesche.kit.web import addresses as web_addresses
from depesche.kit.web.lines import Connector, Resolver

STALL = 30.0
"""Seconds without a byte."""
LONGEST = 300.0
"""Seconds that a conversation may last."""
_MOST_ADDRESSES = 4
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")


class _Client(imaplib.IMAP4):
    """imaplib's client on a connection made before. A literal larger than `limit` bytes is not read."""

    def __init__(self, host: str, line: socket.socket, *, limit: int) -> None:
        self._line = line
        self._limit = limit
        super().__init__(host)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._line

    def read(self, size: int) -> bytes:
        if size > self._limit:
            raise self.abort(f"a literal of {size} bytes")
        return super().read(size)


class Session:
    """A signed-in conversation; use it in a `with` block. Every method raises Trouble, or the errors of `guard`."""

    def __init__(
        self,
        address: MailboxAddress,
        secret: str,
        *,
        private: bool,
        limit: int,
        tls: ssl.SSLContext,
        resolver: Resolver,
        connector: Connector,
    ) -> None:
        line = _connect(address, private=private, resolver=resolver, connector=connector)
        self._watchdog = threading.Timer(LONGEST, _cut, [line])
        self._watchdog.daemon = True
        client: _Client | None = None
        try:
            if address.secure:
                line = tls.wrap_socket(line, server_hostname=address.host)
                self._watchdog.args = [line]
            self._watchdog.start()
            client = _Client(address.host, line, limit=limit + 1024 * 1024)
            if not address.secure and not _is_loopback(line):
                client.starttls(tls)
                self._watchdog.args = [client.sock]
            _sign_in(client, address, secret)
        except BaseException:
            self._watchdog.cancel()
            with contextlib.suppress(OSError):
                client.shutdown() if client else line.close()
            raise
        self._client = client

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watchdog.cancel()
        try:
            self._client.logout()
        except (imaplib.IMAP4.error, OSError):
            with contextlib.suppress(OSError):
                self._client.shutdown()

    def select(self, folder: str) -> tuple[int, int]:
        """Open a folder for reading and marking: its UIDVALIDITY and the UID that the next mail will have."""
        status, _said = self._client.select(_quoted(encode_folder(folder)))
        if status != "OK":
            raise Trouble(Code.MAILBOX, folder)
        return self._number("UIDVALIDITY"), self._number("UIDNEXT")

    def search(self, *criteria: str) -> list[int]:
        """The UIDs of mails that fit, in order."""
        _status, found = self._ask("SEARCH", *criteria)
        return sorted({int(word) for line in found if isinstance(line, bytes) for word in line.split()})

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """UID -> bytes. A mail that went away meanwhile is left out."""
        _status, found = self._ask("FETCH", ranges(uids), "(UID RFC822.SIZE)")
        sizes = {}
        for line in found:
            if match := _SIZE.search(_text(line)):
                uid, size = (match[1], match[2]) if match[1] else (match[4], match[3])
                sizes[int(uid)] = int(size)
        return sizes

    def content(self, uid: int) -> bytes | None:
        """A mail as it lies there, without marking it; None when it went away."""
        _status, found = self._ask("FETCH", str(uid), "(UID BODY.PEEK[])")
        for part in found:
            if isinstance(part, tuple) and b"BODY[" in part[0].upper():
                return bytes(part[1])
        return None

    def mark_seen(self, uid: int) -> None:
        self._ask("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")

    def _ask(self, command: str, *arguments: str) -> tuple[str, list[Any]]:
        status, found = self._client.uid(command, *arguments)
        if status != "OK":
            raise Trouble(Code.PROTOCOL, f"{command}: {_text(found[0] if found else b'').decode('utf-8', 'replace')}")
        return status, [one for one in found if one is not None]

    def _number(self, name: str) -> int:
        _code, values = self._client.response(name)
        value = values[-1] if values else None
        return int(value) if isinstance(value, bytes) and value.isdigit() else 0


def _sign_in(client: imaplib.IMAP4, address: MailboxAddress, secret: str) -> None:
    try:
        if address.oauth2:
            client.authenticate("XOAUTH2", _saying(f"user={address.user}\x01auth=Bearer {secret}\x01\x01"))
        elif "AUTH=PLAIN" in client.capabilities:
            client.authenticate("PLAIN", _saying(f"\x00{address.user}\x00{secret}"))
        else:
            client.login(address.user, secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Trouble(Code.SIGN_IN, _reason(error)) from None


def ranges(uids: Iterable[int]) -> str:
    """UIDs as a set of IMAP, neighbours drawn together: `1:3,7`."""
    parts: list[list[int]] = []
    for uid in uids:
        if parts and parts[-1][1] == uid - 1:
            parts[-1][1] = uid
        else:
            parts.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in parts)


def encode_folder(name: str) -> str:
    """A folder's name in the modified UTF-7 of RFC 3501, 5.1.3."""
    encoded, run = [], ""
    for character in [*name, ""]:
        if character and not (" " <= character <= "~"):
            run += character
            continue
        if run:
            encoded.append("&" + base64.b64encode(run.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-")
            run = ""
        encoded.append("&-" if character == "&" else character)
    return "".join(encoded)


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _saying(words: str) -> Callable[[bytes], bytes]:
    """Answers the first challenge; a second one is an error message, to which nothing is said."""
    said = [words.encode()]
    return lambda _challenge: said.pop() if said else b""


def _text(line: Any) -> bytes:
    return bytes(line[0] if isinstance(line, tuple) else line)


def _reason(error: Exception) -> str:
    found = error.args[0] if error.args else ""
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)


def _connect(address: MailboxAddress, *, private: bool, resolver: Resolver, connector: Connector) -> socket.socket:
    try:
        literal = web_addresses.literal(address.host)
        found = [address.host] if literal else resolver(address.host, address.port)
    except (OSError, UnicodeError):
        raise Trouble(Code.NO_HOST, address.host) from None
    for one in found:
        web_addresses.check(one, private=private)
    failure: OSError = ConnectionRefusedError()
    for one in found[:_MOST_ADDRESSES]:
        try:
            line = connector(one, address.port, STALL)
        except OSError as error:
            failure = error
        else:
            line.settimeout(STALL)
            return line
    raise failure


def _is_loopback(line: socket.socket) -> bool:
    """On this machine, where a tunnel or a test listens, TLS is not asked for."""
    return str(line.getpeername()[0]) in ("127.0.0.1", "::1")


def _cut(line: socket.socket) -> None:
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return
