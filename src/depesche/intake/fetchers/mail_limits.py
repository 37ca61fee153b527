"""What no mail program sends: mails that go round in circles, and headers without end."""

from __future__ import annotations

import re

MOST_HOPS = 100
LONGEST_HEADER = 1024 * 1024
"""Bytes before the first empty line."""
_END = re.compile(rb"\r?\n\r?\n")
_HOP = re.compile(rb"^received:", re.IGNORECASE | re.MULTILINE)


def refusal(content: bytes) -> str:
    """The reply to a mail that is not taken, "" for one that is. RFC 5321, 6.3: more than 100 hops are a loop."""
    end = 0 if content.startswith((b"\r\n", b"\n")) else _end(content)
    if end is None:
        return f"552 5.3.4 The header exceeds the limit of {LONGEST_HEADER} bytes"
    if len(_HOP.findall(content, 0, end)) > MOST_HOPS:
        return "554 5.4.6 Too many hops, this mail goes round in circles"
    return ""


def _end(content: bytes) -> int | None:
    """Where the header ends; None when it is too long. A mail that is all header ends with it."""
    found = _END.search(content, 0, LONGEST_HEADER + 4)
    if found:
        return found.start() + 1
    return len(content) if len(content) <= LONGEST_HEADER else None
