"""Content coding and conditional requests, after RFC 9110 (sections 12.5.3 and 13.1.2)."""

from __future__ import annotations

import functools
import re

CODINGS = ("br", "gzip", "identity")
"""What a page may come in, best first when the reader does not care."""

_LONGEST_REMEMBERED = 200
_ENTITY_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def preference(accept_encoding: bytes | None) -> tuple[str, ...]:
    """Codings the reader takes, best first; `identity` is always among them, as a last resort when refused."""
    if not accept_encoding:
        return ("identity",)
    if len(accept_encoding) > _LONGEST_REMEMBERED:
        return _parse(accept_encoding)
    return _remembered(accept_encoding)


def matches(if_none_match: bytes, etag: bytes) -> bool:
    """Whether `If-None-Match` names this entity tag (weak comparison) or any."""
    if if_none_match == etag:
        return True
    value = if_none_match.strip()
    return value == b"*" or etag in _ENTITY_TAG.findall(value)


def _parse(accept_encoding: bytes) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for item in accept_encoding.decode("latin-1").split(","):
        coding, *parameters = (part.strip().lower() for part in item.split(";"))
        if coding:
            weights["gzip" if coding == "x-gzip" else coding] = _weight(parameters)
    others = weights.get("*")
    wanted = {coding: weights.get(coding, others) for coding in CODINGS}
    if wanted["identity"] is None:
        # Not named: acceptable, but what was asked for by name comes first.
        wanted["identity"] = 0.0001
    ranked = sorted((c for c in CODINGS if wanted[c]), key=lambda c: (-(wanted[c] or 0.0), CODINGS.index(c)))
    return (*ranked, *(() if "identity" in ranked else ("identity",)))


_remembered = functools.lru_cache(maxsize=256)(_parse)


def _weight(parameters: list[str]) -> float:
    """The `q` among the parameters: 1 when absent, 0 when it cannot be read."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            value = value.strip()
            return min(float(value), 1.0) if re.fullmatch(r"\d(\.\d{0,3})?", value) else 0.0
    return 1.0
