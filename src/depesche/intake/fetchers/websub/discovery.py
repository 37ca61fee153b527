"""Which hub a feed names, and under which address the hub knows it; the header Link goes before the feed itself."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from depesche.intake.channels.trouble import Trouble
from depesche.kit.web import addresses

_READ = 64 * 1024
"""Bytes of a feed that are searched: its head."""
_HEADER_LINK = re.compile(r'<([^<>]*)>((?:[^,"]|"[^"]*")*)')
_HEADER_REL = re.compile(r';\s*rel\s*=\s*"?([^";]*)"?', re.IGNORECASE)
_TAG = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?link\s([^<>]{1,4000})>")
_ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FIRST_ENTRY = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?(?:entry|item)[\s>]")


@dataclass(frozen=True, slots=True)
class Hub:
    """`topic` is what to subscribe to, at `hub`."""

    hub: str
    topic: str


def discover(headers: Mapping[str, str], body: bytes, *, url: str) -> Hub | None:
    """The feed's hub; None when it names none, or one that could not be asked."""
    found = _in_header(headers)
    if "hub" not in found:
        found = _in_json(body) if body.lstrip()[:1] == b"{" else _in_xml(body)
    if "hub" not in found:
        return None
    try:
        hub = addresses.parse(urljoin(url, found["hub"])).url
        return Hub(hub, addresses.parse(urljoin(url, found.get("self", url))).url)
    except (Trouble, ValueError):
        return None


def _in_header(headers: Mapping[str, str]) -> dict[str, str]:
    """RFC 8288: relation -> address, the first of each."""
    found: dict[str, str] = {}
    for match in _HEADER_LINK.finditer(headers.get("link", "")[:8000]):
        if rel := _HEADER_REL.search(match[2]):
            for name in rel[1].lower().split():
                found.setdefault(name, match[1].strip())
    return found


def _in_xml(body: bytes) -> dict[str, str]:
    """The links of Atom, or of Atom within RSS, before the first entry."""
    entry = _FIRST_ENTRY.search(body, 0, _READ)
    found: dict[str, str] = {}
    for tag in _TAG.finditer(body, 0, entry.start() if entry else _READ):
        facts = {
            match[1]: match[2] or match[3] or "" for match in _ATTRIBUTE.finditer(tag[1].decode("utf-8", "replace"))
        }
        for name in facts.get("rel", "").lower().split():
            found.setdefault(name, html.unescape(facts.get("href", "")).strip())
    return found


def _in_json(body: bytes) -> dict[str, str]:
    """JSON Feed 1.1: `hubs` with their `type`."""
    if b'"hubs"' not in body:
        return {}
    try:
        feed: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    hubs = feed.get("hubs") if isinstance(feed, dict) else None
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and str(hub.get("type", "")).lower() == "websub" and isinstance(hub.get("url"), str):
            own = feed.get("feed_url")
            return {"hub": hub["url"], **({"self": own} if isinstance(own, str) else {})}
    return {}
