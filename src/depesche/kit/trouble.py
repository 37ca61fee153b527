"""What can go wrong on the way to somebody else's server, as a code with details.

Codes are kept in the database and put into words when they are shown, so that each editor reads them in their language.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Code(StrEnum):
    """Why a fetch or a delivery failed."""

    ADDRESS = "address"  # no address we could fetch: scheme, user name in it, no host
    FORBIDDEN = "forbidden"  # leads into a private network; a setting allows it
    NEVER = "never"  # leads to a link-local or metadata address and the like; nothing allows it
    NO_HOST = "no_host"  # the name does not resolve
    REFUSED = "refused"  # nobody listens, or the line was cut
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    TLS = "tls"  # the certificate does not hold
    PROTOCOL = "protocol"  # what came back is no answer
    REDIRECTS = "redirects"  # too many, in a circle, or from https back to http
    STATUS = "status"  # an HTTP status that is no success
    GONE = "gone"  # 410: for good
    BUSY = "busy"  # 429 or 503: later
    EMPTY = "empty"  # an answer without content
    WEB_PAGE = "web_page"  # a page for people where a feed should be, often one to sign in
    STORAGE = "storage"  # our own disk
    SIGN_IN = "sign_in"
    SECRET = "secret"  # noqa: S105 - the file with the password cannot be read
    MAILBOX = "mailbox"  # no such folder
    FOLDER = "folder"  # the watched folder cannot be used
    OVERSIZE = "oversize"  # some mails are too large and stay where they are
    SAME = "same"  # moved to where another source is
    BY_HAND = "by_hand"  # an editor paused it
    INTERNAL = "internal"


class Trouble(Exception):
    """A fetch that failed. `retry_after` are seconds the other side asked for; `final` means: do not ask again."""

    def __init__(self, code: Code, detail: str = "", *, retry_after: float | None = None, final: bool = False) -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        # What servers say may hold anything; databases and pages bear only text.
        self.detail = "".join(c if c.isprintable() else " " for c in detail[:500])
        self.retry_after = retry_after
        self.final = final

    @property
    def facts(self) -> Mapping[str, str]:
        return {"code": str(self.code), "detail": self.detail}
