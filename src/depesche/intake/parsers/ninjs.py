"""ninjs 1.0 to 3.1: one object, a list of them, or JSON Lines.

Version 1 has flat fields (`headline`, `body_html`); later ones have lists with roles (`headlines`, `bodies`). Both are
read from every document, since senders mix them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from depesche.intake.arrivals import Circumstances
from depesche.intake.markup.blocks import Block
from depesche.intake.parsed import (
    Contact,
    Embargo,
    ParsedItem,
    PictureFacts,
    Reading,
    digest,
    empty_if_blank,
    quarantined,
)
from depesche.intake.parsers import bodies, json_values, many
from depesche.intake.parsers.json_values import text

_WITHDRAWN = ("canceled", "cancelled")
_MARKS = (
    b'"versioncreated"',
    b'"versionCreated"',
    b'"pubstatus"',
    b'"pubStatus"',
    b'"body_html"',
    b'"body_text"',
    b'"bodies"',
)
_MORE_MARKS = (
    b'"headlines"',
    b'"description_text"',
    b'"ninjs',
    b'"representationtype"',
    b'"usageterms"',
    b'"headline"',
    b'"byline"',
)
_LOOK_AT = 65_536
_MAIN_ROLES = ("main", "http://cv.iptc.org/newscodes/role/main", "headline", "title", "")


class Ninjs:
    """The parser for ninjs."""

    name = "ninjs"
    priority = 45

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        head = raw[:_LOOK_AT]
        if not json_values.looks_like_json(head):
            return False
        return head.strip() in (b"[]", b"{}") or (
            b'"uri"' in head and any(mark in head for mark in _MARKS + _MORE_MARKS)
        )

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        documents = list(_documents(raw))
        items = tuple(item for document in documents[: many.MOST] for item in _read(document))
        found = items + many.left_out(len(documents))
        return Reading(items=found) if found else Reading(reason="Die Datei enthält keine Meldungen.")


def _documents(raw: bytes) -> Iterator[Any]:
    """The values of a file; for a line of JSON Lines that is none, the ValueError itself."""
    try:
        whole = json_values.load(raw)
    except ValueError as error:
        lines = [line for line in raw.splitlines() if line.strip()]
        if len(lines) < 2:
            yield error
            return
        for line in lines:
            try:
                yield json_values.load(line)
            except ValueError as line_error:
                yield line_error
        return
    yield from whole if isinstance(whole, list) else [whole]


def _read(document: Any) -> Iterator[ParsedItem]:
    if isinstance(document, ValueError):
        yield from quarantined(f"Die Meldung ist kein gültiges JSON oder bricht ab ({document}).", kind="wire").items
    elif isinstance(document, dict) and document:
        yield empty_if_blank(_item(document))


def _item(document: Mapping[str, Any]) -> ParsedItem:
    headline = bodies.plain_text(_choose(document, "headline", "headlines") or _choose(document, "title", "titles"))
    summary = bodies.plain_text(
        _choose(document, "description_text", "descriptions") or text(document.get("description_html"))
    )
    blocks = _body(document)
    body = bodies.compose(summary, blocks)
    uri = text(document.get("uri")) or text(document.get("guid"))
    version = text(document.get("version"))
    status = (
        text(document.get("pubstatus") or document.get("pubStatus")).lower().rpartition("/")[2].removeprefix("stat:")
    )
    content = digest(headline, body.lead, body.text, status)
    return ParsedItem(
        kind="wire",
        reason="Die Agentur hat diese Meldung zurückgezogen." if status in _WITHDRAWN else "",
        withdraws=status in _WITHDRAWN,
        subject=text(document.get("slugline")) or headline,
        headline=headline or text(document.get("slugline")) or body.lead[:120] or body.text[:120],
        lead=body.lead,
        body=body.text,
        html=body.html,
        original_html=body.html,
        dateline=body.dateline or text(document.get("dateline")) or text(document.get("located")),
        byline=bodies.plain_text(text(document.get("byline")) or text(document.get("by"))),
        sender_name=_provider(document),
        contact=_contact(document),
        lang=text(document.get("language")),
        urgency=_urgency(document.get("urgency")),
        usage_terms=text(document.get("usageterms") or document.get("usageTerms")),
        embargo=_embargo(document, status),
        pictures=tuple(_pictures(document)),
        wording=f"{headline}\n\n{text(document.get('ednote'))}\n\n{body.lead}\n\n{body.text}",
        uri=uri,
        link=text(document.get("url")),
        version=version or text(document.get("versioncreated") or document.get("versionCreated")),
        identity=digest("ninjs", uri, version, content),
        replaces=(uri,) if uri else (),
    )


def _choose(document: Mapping[str, Any], single: str, several: str) -> str:
    """A flat field, or the main one of a list with roles."""
    flat = document.get(single)
    if isinstance(flat, str) and flat.strip():
        return flat.strip()
    return _value(document.get(several), html=False)


def _value(parts: Any, *, html: bool) -> str:
    offered = [part for part in json_values.objects(parts) if text(part.get("value")) and _is_html(part) == html]
    if not offered and not html:
        offered = [part for part in json_values.objects(parts) if text(part.get("value"))]
    for role in _MAIN_ROLES:
        for part in offered:
            if text(part.get("role")).lower() == role:
                return text(part.get("value"))
    return text(offered[0].get("value")) if offered else ""


def _is_html(part: Mapping[str, Any]) -> bool:
    return "html" in text(part.get("contenttype") or part.get("contentType")).lower()


def _body(document: Mapping[str, Any]) -> list[Block]:
    html = text(document.get("body_html") or document.get("body_xhtml")) or _value(document.get("bodies"), html=True)
    blocks = bodies.from_html(html)
    if blocks:
        return blocks
    plain = text(document.get("body_text")) or _value(document.get("bodies"), html=False)
    if plain or text(document.get("type")) not in ("composite", "package"):
        return bodies.from_html(plain) if plain.lstrip().startswith("<p") else bodies.from_text(plain)
    contained = json_values.objects(document.get("associations"))
    return bodies.listed(name for one in contained if (name := _choose(one, "headline", "headlines")))


def _provider(document: Mapping[str, Any]) -> str:
    for source in json_values.objects(document.get("infosources") or document.get("infosource")):
        if name := text(source.get("name")):
            return name
    for name in ("source", "provider", "copyrightholder", "creditline"):
        value = document.get(name)
        if found := text(value.get("name") if isinstance(value, dict) else value):
            return found
    return ""


def _contact(document: Mapping[str, Any]) -> Contact:
    for one in json_values.objects(document.get("contacts") or document.get("contact") or document.get("contactinfo")):
        found = Contact(
            name=text(one.get("name")),
            phone=text(one.get("phone") or one.get("telephone")),
            email=text(one.get("email")),
        )
        if found:
            return found
    return Contact()


def _urgency(value: Any) -> int | None:
    number = text(value)
    return int(number) if number.isdecimal() and 1 <= int(number) <= 9 else None


def _embargo(document: Mapping[str, Any], status: str) -> Embargo | None:
    """`embargoed` with a time holds until then; without one, or with a status of withheld, an editor must ask."""
    if "embargoed" in document:
        value = document["embargoed"]
        evidence = f"embargoed: {text(value)}".strip()
        until = json_values.moment(value)
        return (
            Embargo(kind="until", until=until, evidence=evidence) if until else Embargo(kind="ask", evidence=evidence)
        )
    if status == "withheld":
        return Embargo(kind="ask", evidence="pubstatus: withheld")
    return None


def _pictures(document: Mapping[str, Any]) -> Iterator[PictureFacts]:
    """Pictures the wire tells of. Their files lie elsewhere and are not fetched, so none is usable yet."""
    found = list(json_values.objects(document.get("associations"))) if document.get("associations") else []
    if text(document.get("type")) == "picture":
        found.insert(0, document)
    for one in found:
        if text(one.get("type")) != "picture":
            continue
        href = next(
            (text(r.get("href")) for r in json_values.objects(one.get("renditions")) if text(r.get("href"))), ""
        )
        yield PictureFacts(
            filename=href.rpartition("/")[2].partition("?")[0] or text(one.get("uri")),
            sha256="",
            content_type="",
            caption=bodies.plain_text(_choose(one, "description_text", "descriptions")),
            credit=text(one.get("creditline") or one.get("byline") or one.get("by") or one.get("copyrightholder")),
        )
