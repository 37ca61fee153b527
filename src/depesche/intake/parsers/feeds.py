"""RSS, Atom and RDF feeds, well-formed or not, read by feedparser."""

from __future__ import annotations

import re
import sys
import warnings
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import Any

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem, Reading, digest, empty_if_blank, quarantined
from depesche.intake.parsers import bodies, feed_pictures, many
from depesche.intake.parsers.bodies import Body

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF|channel)[\s>]", re.IGNORECASE)
_END = re.compile(rb"</(?:rss|feed|rdf:RDF|RDF|channel)\s*>|<(?:rss|feed|channel)[^>]*/>", re.IGNORECASE)
_FOOTER = re.compile(r"<p>\s*(?:Der Beitrag|The post) <a.{1,2000}?</p>\s*\Z", re.DOTALL)
_LOOK_AT = 4096
_LARGEST = 20 * 1024 * 1024
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]")
_FOREIGN_ENTITY = re.compile(
    rb"<!ENTITY\s+[^%\s>]\S{0,200}\s+(?:(?:SYSTEM|PUBLIC)\b|([\"'])(?:(?!\1).){0,2000}?&[A-Za-z_])",
    re.IGNORECASE | re.DOTALL,
)
"""A general entity that stands for a file, or for other entities: so bombs and spies are built, never feeds."""

ENTITIES = (
    "Die Datei erklärt verschachtelte oder fremde Entitäten (<!ENTITY …>), wie Angriffe es tun, und wird nicht gelesen."
)
_LONGEST_NUMBER = 8
"""Digits of a character reference that are looked at: with so many it is beyond Unicode already."""


class Feeds:
    """The parser for feeds in XML."""

    name = "feed"
    priority = 50

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        head = raw[:_LOOK_AT]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            head = head.decode("utf_16", "ignore").encode()
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_ROOT.search(head))

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        if len(raw) > _LARGEST:
            return quarantined("Der Feed ist größer als 20 MB und wurde nicht gelesen.", kind="feed_entry")
        if _FOREIGN_ENTITY.search(raw[:_LOOK_AT]):
            return quarantined(ENTITIES, kind="feed_entry")
        starts = [found.start() for found in islice(_ENTRY.finditer(raw), many.MOST + 1)]
        count = len(starts)
        if count > many.MOST:  # what is beyond is only counted: it would fill the memory
            count += sum(1 for _more in _ENTRY.finditer(raw, starts[-1] + 1))
        feed = _parse(raw if count <= many.MOST else raw[: starts[-1]])
        # Plain dicts: feedparser's own answer questions with warnings and stand-ins.
        entries = [dict(entry) for entry in feed.get("entries") or []]
        torn = not _END.search(raw[-_LOOK_AT:].replace(b"\0", b""))
        if not entries:
            if torn or (feed.get("bozo") and not feed.get("version")):
                return quarantined("Die Datei sieht wie ein Feed aus, lässt sich aber nicht lesen.", kind="feed_entry")
            return Reading(reason="Der Feed enthält keine Einträge.")
        about = dict(feed.get("feed") or {})
        items = list(many.read(entries, lambda entry: empty_if_blank(_item(entry, about)), count=count))
        if torn and count <= many.MOST:
            items[-1] = replace(items[-1], status="quarantined", reason="Der Feed bricht mitten in diesem Eintrag ab.")
        return Reading(items=tuple(items))


_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]+)|([0-9]+));", re.IGNORECASE)
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?[^>]*>")


def _parse(raw: bytes) -> dict[str, Any]:
    """feedparser over bytes in memory: handed a string it would fetch what looks like an address.

    It trips over a declared encoding that is no word; then the feed is read as UTF-8, as XML is by default. It
    trips, too, over references to what is no character.
    """
    raw = _REFERENCE.sub(_possible, raw)
    try:
        return _feedparser(raw)
    except (ValueError, LookupError):
        return _feedparser(_DECLARATION.sub(b"", raw, count=1))


def _possible(reference: re.Match[bytes]) -> bytes:
    """A character reference as it is, or one to U+FFFD where no character has that number."""
    digits = (reference[1] or reference[2]).lstrip(b"0")[:_LONGEST_NUMBER] or b"0"
    number = int(digits, 16 if reference[1] else 10)
    return b"&#xFFFD;" if number > sys.maxunicode or 0xD800 <= number < 0xE000 else reference[0]


def _feedparser(raw: bytes) -> dict[str, Any]:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed: dict[str, Any] = feedparser.parse(
            BytesIO(raw),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "text/xml"},
        )
    return parsed


def _item(entry: dict[str, Any], about: dict[str, Any]) -> ParsedItem:
    title = bodies.plain_text(_text(entry, "title"))
    home = bodies.address(_text(about, "link"))
    link = bodies.address(_text(entry, "link"), base=home if _text(entry, "link").startswith(("/", ".")) else "")
    contents, plain, base = _contents(entry)
    summary = _text(entry, "summary")
    body = _body(summary, contents, plain, base=base or link or home)
    uri = _text(entry, "id") or _text(entry, "link")
    author = entry.get("author_detail") or {}
    return ParsedItem(
        kind="feed_entry",
        subject=title,
        headline=title or body.lead[:120],
        lead=body.lead,
        body=body.text,
        html=body.html,
        original_html=body.html,
        dateline=body.dateline,
        byline=str(author.get("name") or _text(entry, "author")),
        sender_name=bodies.plain_text(_text(about, "title")),
        sender_address=str(author.get("email") or ""),
        lang=_text(entry, "language") or _text(about, "language"),
        usage_terms=bodies.plain_text(_text(entry, "rights") or _text(about, "rights")),
        pictures=feed_pictures.of(entry),
        wording=f"{title}\n\n{body.lead}\n\n{body.text}",
        uri=uri,
        link=link,
        version=_text(entry, "updated") or _text(entry, "published"),
        identity=digest("feed", uri, title, summary, contents or plain),
        replaces=(uri,) if uri else (),
    )


def _contents(entry: dict[str, Any]) -> tuple[str, str, str]:
    """The entry's text in HTML and as plain text, as far as it has either, and the address that links start from."""
    html = plain = base = ""
    for part in entry.get("content") or []:
        value, type_ = str(part.get("value") or ""), str(part.get("type") or "html")
        if "html" in type_:
            html = html or value.strip()
            base = base or bodies.address(str(part.get("base") or ""))
        elif type_.startswith("text"):
            plain = plain or value.strip()
    return html, "" if plain == feed_pictures.caption(entry) else plain, base


def _body(summary: str, html: str, plain: str, *, base: str) -> Body:
    if html and html != summary:
        return bodies.compose(bodies.plain_text(_without_footer(summary)), bodies.from_html(html, base=base))
    if plain and (plain == summary or not summary):
        return bodies.compose("", bodies.from_text(plain))
    blocks = bodies.from_text(plain) if plain else bodies.from_html(summary, base=base)
    if plain:
        return bodies.compose(bodies.plain_text(summary), blocks)
    single = len(blocks) == 1
    return bodies.compose(bodies.plain_text(summary) if single else "", [] if single else blocks)


def _without_footer(summary: str) -> str:
    """A summary without the line in which WordPress says where it stood first."""
    return _FOOTER.sub("", summary)


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
