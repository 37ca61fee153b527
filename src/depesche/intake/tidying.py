"""The last step before the database: no character it refuses, no text without end."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from depesche.kit import surrogates

_T = TypeVar("_T")

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LIMITS = {
    "body": 2_000_000,
    "html": 3_000_000,
    "original_html": 3_000_000,
    "wording": 20_000,
    "enclosed": 20_000,
    "lead": 100_000,
}
_KEYS = {"message_id": 500, "uri": 500, "version": 60, "lang": 10, "identity": 64}
_USUAL = 5_000


def tidy(value: _T) -> _T:
    """A copy of a dataclass whose texts, also in nested ones, can be stored."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {field.name: _tidied(field.name, getattr(value, field.name)) for field in fields(value)}
    return replace(value, **changes)


def _tidied(name: str, value: object) -> object:
    if isinstance(value, str):
        return text(value, limit=_LIMITS.get(name) or _KEYS.get(name) or _USUAL)
    if isinstance(value, tuple):
        return tuple(_tidied(name, one) for one in value)
    return tidy(value)


def text(value: str, *, limit: int = _USUAL) -> str:
    """A text that can be stored."""
    return _REFUSED.sub("", surrogates.replaced(value[:limit]))
