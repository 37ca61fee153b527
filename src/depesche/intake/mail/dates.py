"""When a mail was written and when it came."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from depesche.intake.mail.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def parse(value: str) -> datetime | None:
    """A date as RFC 5322 or ISO 8601 writes it, in UTC; None when it is none. Without a zone it is taken as UTC."""
    text = _COMMENT.sub(" ", value[:200]).strip()
    try:
        moment = datetime.fromisoformat(text) if _ISO.match(text) else parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def written(headers: Headers) -> datetime | None:
    """The `Date` header."""
    return parse(headers.text("date"))


def came(headers: Headers) -> datetime | None:
    """The time in the top `Received` header: after its last semicolon (RFC 5321, 4.4)."""
    return parse(headers.text("received").rpartition(";")[2])
