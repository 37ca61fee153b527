"""Reading JSON that others wrote: nothing is where it should be, nothing has the type it should have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from depesche.intake.mail import charsets
from depesche.kit import surrogates

_LOOK_AT = 65_536


def looks_like_json(raw: bytes) -> bool:
    return raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and len(raw) > 1


def load(raw: bytes) -> Any:
    """The value, its texts such as can be stored.

    Raises ValueError, also for nesting that no reader follows; its message says in German where the fault is.
    """
    try:
        return surrogates.replaced_in(json.loads(charsets.decode(raw, "utf-8")))
    except RecursionError:
        raise ValueError("zu tief geschachtelt") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"Fehler in Zeile {error.lineno}, Spalte {error.colno}") from None


def text(value: Any) -> str:
    """A string as it is, a number as a string, anything else as nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in a list, in the values of an object, or the object itself when it holds none."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))
    elif isinstance(value, dict):
        inner = [one for one in value.values() if isinstance(one, dict)]
        yield from inner or [value]


def moment(value: Any) -> datetime | None:
    """An aware time as RFC 3339 writes it; a time without a zone says too little and is none."""
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
