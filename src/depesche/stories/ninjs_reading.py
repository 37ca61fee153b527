"""An article as ninjs describes it (1.x to 3.1): one reader for the several shapes the versions gave the same thing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from depesche.kit import surrogates
from depesche.stories import html_blocks
from depesche.stories.html_blocks import RawBlock

CORRECTION_MARKS = ("korrektur", "correction", "corrected", "berichtigung", "korrigiert")


LONGEST_URI = 400
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class NotNinjs(ValueError):
    """The document cannot be taken as an article; the message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an import needs of a ninjs document. `version` compares as a number when it is one, else as text."""

    uri: str
    version: str
    pubstatus: str
    headline: str
    lead: str
    blocks: tuple[RawBlock, ...]
    bylines: tuple[str, ...]
    subjects: tuple[str, ...]
    slugline: str
    section: str
    language: str
    urgency: int
    dateline: str
    usage_terms: str
    digital_source_type: str
    first_created: datetime | None
    version_created: datetime | None
    embargoed: datetime | None
    correction: str


def read(source: Any) -> Described:
    """Raises `NotNinjs` for anything that is no article."""
    if not isinstance(source, dict):
        raise NotNinjs("not a JSON object")
    document: dict[str, Any] = _lowered(surrogates.replaced_in(source))
    uri = _uri(document)
    status = (_text(document.get("pubstatus")) or "usable").lower()
    headline = _one_of(document, "headline", "headlines", prefer=("main", "headline"))
    if not headline and status != "canceled":
        raise NotNinjs("no headline")
    note = _text(document.get("ednote"))
    return Described(
        uri=uri,
        version=_text(document.get("version"))
        or _text(document.get("versioncreated") or document.get("versionCreated")),
        pubstatus="canceled" if status in ("canceled", "cancelled") else status,
        headline=headline,
        lead=_lead(document),
        blocks=tuple(_blocks(document)),
        bylines=_bylines(document),
        subjects=_names(_topics(document)),
        slugline=_text(document.get("slugline")),
        section=_section(document),
        language=_text(document.get("language"))[:2].lower(),
        urgency=_urgency(document.get("urgency")),
        dateline=_one_of(document, "located", "dateline", prefer=()),
        usage_terms=_text(document.get("usageterms") or document.get("usageTerms"))[:300],
        digital_source_type=_text(document.get("digitalsourcetype") or document.get("digitalSourceType")).rpartition(
            "/"
        )[2],
        first_created=_moment(document, "firstcreated", "firstCreated", "contentcreated", "contentCreated"),
        version_created=_moment(document, "versioncreated", "versionCreated"),
        embargoed=_moment(document, "embargoed"),
        correction=note if note.lower().startswith(CORRECTION_MARKS) else _correction(document),
    )


def _lowered(value: Any) -> Any:
    """Version 3 writes `bodyHtml` where 1 wrote `body_html`: names are compared in small letters alone."""
    if isinstance(value, dict):
        return {str(name).replace("_", "").lower(): _lowered(entry) for name, entry in value.items()}
    return [_lowered(entry) for entry in value] if isinstance(value, list) else value


def _uri(document: dict[str, Any]) -> str:
    """The URI (RFC 3986) with what must be encoded in one encoded, since we export it as one."""
    given = _text(document.get("uri"))
    if not given:
        raise NotNinjs("no uri: ninjs requires one, and updates are told by it")
    if not _SCHEME.match(given):
        raise NotNinjs(f"uri {given[:80]!r} is no URI: it must begin with a scheme, such as urn: or https:")
    uri = quote(_STRAY_PERCENT.sub("%25", given), safe="%:/?#@!$&'()*+,;=~")
    if len(uri) > LONGEST_URI:
        raise NotNinjs(f"uri {given[:80]!r}... is too long: {LONGEST_URI} characters at most")
    return uri


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _entries(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _one_of(document: dict[str, Any], single: str, plural: str, *, prefer: tuple[str, ...]) -> str:
    if plain := _text(document.get(single)):
        return plain
    entries = _entries(document.get(plural))
    entries.sort(key=lambda entry: str(entry.get("role", "")).rpartition(":")[2].lower() not in prefer)
    return next((text for entry in entries if (text := _text(entry.get("value")))), _text(document.get(plural)))


def _lead(document: dict[str, Any]) -> str:
    flat = next((v for k in ("descriptiontext", "descriptionhtml") if (v := _text(document.get(k)))), "")
    text = flat or _one_of(document, "description", "descriptions", prefer=("lead", "summary", "teaser"))
    return " ".join(html.unescape(text).split())


def _correction(document: dict[str, Any]) -> str:
    """The newest note of a correction, as our own export writes it."""
    notes = [entry for entry in _entries(document.get("descriptions")) if entry.get("role") == "correction"]
    return _text(notes[0].get("value")) if notes else ""


def _blocks(document: dict[str, Any]) -> list[RawBlock]:
    for name in ("bodyxhtml", "bodyhtml"):
        if isinstance(document.get(name), str):
            return html_blocks.from_html(document[name])
    bodies = _entries(document.get("bodies"))
    for entry in sorted(bodies, key=lambda entry: "html" not in str(entry.get("contenttype", "html"))):
        if isinstance(entry.get("value"), str):
            is_html = "html" in str(entry.get("contenttype", "html"))
            return html_blocks.from_html(entry["value"]) if is_html else html_blocks.from_text(entry["value"])
    return html_blocks.from_text(document["bodytext"]) if isinstance(document.get("bodytext"), str) else []


def _bylines(document: dict[str, Any]) -> tuple[str, ...]:
    if plain := _text(document.get("byline") or document.get("by")):
        return tuple(
            part.strip() for part in plain.removeprefix("Von ").replace(" und ", ", ").split(",") if part.strip()
        )
    people = [entry for entry in _entries(document.get("people")) if "author" in str(entry.get("rel", "")).lower()]
    return _names(document.get("bylines")) or tuple(name for entry in people if (name := _text(entry.get("name"))))


def _names(value: Any) -> tuple[str, ...]:
    found = (_text(entry.get("name") or entry.get("value") or entry.get("byline")) for entry in _entries(value))
    return tuple(dict.fromkeys(name for name in found if name))


def _subjects(document: dict[str, Any]) -> list[dict[str, Any]]:
    return _entries(document.get("subjects")) or _entries(document.get("subject"))


def _topics(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in _subjects(document) if entry.get("rel") != "section"]


def _section(document: dict[str, Any]) -> str:
    """The section as a subject with that relation, or as the extensions some agencies use."""
    marked = [entry for entry in _subjects(document) if entry.get("rel") == "section"]
    for entry in marked + _entries(document.get("sections")):
        if name := _text(entry.get("literal") or entry.get("code") or entry.get("name")):
            return name
    return _text(document.get("section"))


def _urgency(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else 5


def _moment(document: dict[str, Any], *names: str) -> datetime | None:
    for name in names:
        if isinstance(text := document.get(name), str):
            try:
                moment = datetime.fromisoformat(text.strip())
                return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
            except (ValueError, OverflowError):
                continue
    return None
