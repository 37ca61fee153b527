"""Pictures that an entry of a feed tells of: enclosures and Media RSS. Their files lie elsewhere and stay there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.intake.parsed import PictureFacts
from depesche.intake.parsers import bodies

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_MOST = 20


def of(entry: dict[str, Any]) -> tuple[PictureFacts, ...]:
    """The pictures of an entry as feedparser gives it, each once."""
    found: dict[str, PictureFacts] = {}
    said, credit = caption(entry), _credit(entry)
    for address, type_, width, height in _offered(entry):
        if address and address not in found and len(found) < _MOST:
            found[address] = remote(address, type_, caption=said, credit=credit, width=width, height=height)
    return tuple(found.values())


def caption(entry: dict[str, Any]) -> str:
    """What `media:description` says, which feedparser passes off as the entry's plain text."""
    if not entry.get("media_content") or not entry.get("summary"):
        return ""
    plain = [one for one in _list(entry.get("content")) if one.get("type") == "text/plain"]
    return str(plain[0].get("value") or "").strip() if plain else _said(entry, "media_title")


def remote(
    address: str, type_: str = "", *, caption: str = "", credit: str = "", width: int = 0, height: int = 0
) -> PictureFacts:
    """A picture at an address; nothing of it is here."""
    name = address.partition("?")[0].rpartition("/")[2]
    return PictureFacts(
        filename=name, sha256="", content_type=type_, caption=caption, credit=credit, width=width, height=height
    )


def _offered(entry: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    for one in [*_list(entry.get("media_content")), *_list(entry.get("enclosures"))]:
        address, type_ = str(one.get("url") or one.get("href") or ""), str(one.get("type") or "")
        is_picture = type_.startswith("image/") or one.get("medium") == "image"
        if is_picture or (not type_ and address.lower().partition("?")[0].endswith(_SUFFIXES)):
            yield address, type_, _number(one.get("width")), _number(one.get("height"))


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _said(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return bodies.plain_text(value) if isinstance(value, str) else ""


def _credit(entry: dict[str, Any]) -> str:
    for one in _list(entry.get("media_credit")):
        if isinstance(one.get("content"), str):
            return bodies.plain_text(one["content"])
    return _said(entry, "credit")
