"""Domains and the organisations they belong to, by the public suffix list (RFC 7489, 3.2)."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

_LONGEST = 253


def ascii_domain(domain: str) -> str:
    """A domain in lower case, international letters as `xn--`; "" when it cannot be one."""
    name = domain.strip().rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if not name or len(name) > _LONGEST or any(not label or len(label) > 63 for label in name.split(".")):
        return ""
    return name if all(letter.isalnum() or letter in "-_." for letter in name) else ""


def organisation(domain: str) -> str:
    """The domain that its owner registered: `presse.stadt.de` -> `stadt.de`; "" for a public suffix itself."""
    return _suffixes().privatesuffix(domain) or ""


def aligned(one: str, other: str, *, strict: bool = False) -> bool:
    """Whether two domains are the same (strict) or of one organisation (RFC 7489, 3.1)."""
    if not one or not other:
        return False
    if one == other:
        return True
    return not strict and bool(organisation(one)) and organisation(one) == organisation(other)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
