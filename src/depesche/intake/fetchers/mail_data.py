"""The mail data of SMTP (RFC 5321, 4.5.2), taken in large pieces: no limit on lines, exact about dots.

Only CRLF "." CRLF ends a mail. A bare LF or CR before the dot does not (that gap is known as SMTP smuggling); NUL
bytes and 8-bit bytes pass as they are.
"""

from __future__ import annotations

_END = b"\r\n.\r\n"


class MailData:
    """Collects one mail. More than `limit` bytes are counted but not kept."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._refused = False
        # The command line before the data ended in CRLF, so that a dot may stand at the very beginning.
        self._buffer = bytearray(b"\r\n")
        self._dropped = 0

    @property
    def held(self) -> int:
        """Bytes in memory now."""
        return len(self._buffer)

    @property
    def size(self) -> int:
        """Bytes of mail so far, dots still stuffed."""
        return self._dropped + len(self._buffer) - 2

    @property
    def too_large(self) -> bool:
        return self.size > self._limit

    def feed(self, piece: bytes) -> bytes | None:
        """Take the next piece. None: more is to come. Else the mail has ended and these bytes follow it."""
        start = max(0, len(self._buffer) - len(_END) + 1)
        self._buffer += piece
        end = self._buffer.find(_END, start)
        if end < 0:
            if self._refused or self.too_large:
                self._drop()
            return None
        rest = bytes(self._buffer[end + len(_END) :])
        del self._buffer[end + 2 :]
        return rest

    def refuse(self) -> None:
        """Keep nothing more of this mail, only watch for its end."""
        self._refused = True
        self._drop()

    def content(self) -> bytes:
        """The mail, transparent dots taken out: one for each line that starts with one."""
        return bytes(self._buffer).replace(b"\r\n.", b"\r\n")[2:]

    def _drop(self) -> None:
        keep = len(_END) - 1
        if len(self._buffer) > keep:
            self._dropped += len(self._buffer) - keep
            del self._buffer[:-keep]
