"""The address of a mailbox, as in RFC 5092: `imaps://user@host/FOLDER`, with `?auth=oauth2` for a token."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from depesche.intake.channels.trouble import Code, Trouble

_PORTS = {"imap": 143, "imaps": 993}
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """`secure`: TLS from the first byte; else STARTTLS."""

    secure: bool
    user: str
    host: str
    port: int
    folder: str
    oauth2: bool

    @property
    def url(self) -> str:
        scheme = "imaps" if self.secure else "imap"
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        query = "?auth=oauth2" if self.oauth2 else ""
        return f"{scheme}://{quote(self.user, safe='@')}@{host}{port}/{quote(self.folder, safe='/')}{query}"


def parse(address: str) -> MailboxAddress:
    """Read an address. A password in it is refused: it would be seen. Raises Trouble (ADDRESS)."""
    if len(address) > LONGEST or not address.isprintable():
        raise Trouble(Code.ADDRESS, "unreadable")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Trouble(Code.ADDRESS, "unreadable") from None
    user, folder = unquote(parts.username or ""), unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme not in _PORTS or parts.password is not None:
        raise Trouble(Code.ADDRESS, "scheme" if parts.scheme not in _PORTS else "credentials")
    if not (host and user and user.isprintable() and folder.isprintable()):
        raise Trouble(Code.ADDRESS, "mailbox")
    auth = parse_qs(parts.query).get("auth", [""])[0].lower()
    if auth not in ("", "oauth2"):
        raise Trouble(Code.ADDRESS, "auth")
    return MailboxAddress(parts.scheme == "imaps", user, host, port or _PORTS[parts.scheme], folder, auth == "oauth2")
