"""NewsML-G2 2.x: a `newsItem`, or a `newsMessage` with several. No DTD, entity or address is ever followed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

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

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_NEWS = {"n": _NAMESPACE}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NITF_FRAME = ("hedline", "head", "docdata", "byline", "distributor", "dateline", "body.end")
"""Parts of an XHTML or NITF document that are no part of its text."""

_ROOT = re.compile(
    rb"<(?:[\w-]+:)?(?:newsMessage|newsItem|packageItem|conceptItem|knowledgeItem|planningItem|catalogItem)[\s>]"
)
_LOOK_AT = 8192
_WITHDRAWN = ("canceled", "cancelled")
_CORRECTING = ("correction", "correct", "corrected", "correctionof", "update", "atnaux")


class NewsMLG2:
    """The parser for NewsML-G2."""

    name = "newsml_g2"
    priority = 30

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        head = raw[:_LOOK_AT]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            head = head.decode("utf_16", "ignore").encode()
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_ROOT.search(head))

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        try:
            root = etree.fromstring(raw.lstrip(b" \t\r\n"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            line, column = getattr(error, "position", (0, 0))
            place = f" (Fehler in Zeile {line}, Spalte {column})" if line else ""
            return quarantined(f"Die Datei ist kein gültiges XML oder bricht ab{place}.", kind="wire")
        if root.getroottree().docinfo.internalDTD is not None:
            return quarantined(
                "Die Datei bringt eine eigene DTD mit; solche Dateien werden nicht gelesen.", kind="wire"
            )
        items = list(root.iter(_tag("newsItem"), _tag("packageItem")))
        if not items:
            return Reading(reason="Die Datei enthält keine Meldungen.")
        return Reading(items=many.read(items, lambda item: empty_if_blank(_item(item))))


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _item(item: Any) -> ParsedItem:
    headline = _choose(item, "n:contentMeta/n:headline")
    summary = _choose(item, "n:contentMeta/n:description")
    blocks, title = _body(item)
    blocks = blocks or _contained(item)
    body = bodies.compose(summary, blocks)
    status = _code(_find(item, "n:itemMeta/n:pubStatus"))
    guid, version = item.get("guid") or "", item.get("version") or ""
    signals = {_code(signal).lower() for signal in item.iterfind("n:itemMeta/n:signal", _NEWS)}
    name = headline or title or _choose(item, "n:contentMeta/n:slugline") or body.lead[:120]
    return ParsedItem(
        kind="wire",
        reason="Die Agentur hat diese Meldung zurückgezogen." if status in _WITHDRAWN else "",
        withdraws=status in _WITHDRAWN,
        subject=_choose(item, "n:contentMeta/n:slugline") or name,
        headline=name,
        lead=body.lead,
        body=body.text,
        html=body.html,
        original_html=body.html,
        dateline=body.dateline
        or _choose(item, "n:contentMeta/n:dateline")
        or _name(_find(item, "n:contentMeta/n:located")),
        byline=_choose(item, "n:contentMeta/n:by"),
        sender_name=_provider(item),
        contact=_contact(item),
        lang=_language(item),
        urgency=_urgency(_choose(item, "n:contentMeta/n:urgency")),
        usage_terms=_choose(item, "n:rightsInfo/n:usageTerms"),
        embargo=_embargo(item, status),
        pictures=_pictures(item, caption=summary),
        wording="\n\n".join((name, _choose(item, "n:itemMeta/n:edNote"), body.lead, body.text)),
        uri=guid,
        version=version,
        identity=digest(
            "newsml", guid, version, name, body.lead, body.text, status, *sorted(signals & set(_CORRECTING))
        ),
        replaces=(guid,) if guid else (),
    )


def _find(item: Any, path: str) -> Any:
    return item.find(path, _NEWS)


def _choose(item: Any, path: str) -> str:
    """The text of an element; of several those in the item's language, of these the one with the main role or the
    first that says something."""
    elements = [element for element in item.iterfind(path, _NEWS) if _inner_text(element)]
    spoken = _language(item).partition("-")[0].lower()
    own = [element for element in elements if (element.get(_LANG) or spoken).partition("-")[0].lower() == spoken]
    found = [(element.get("role") or "", _inner_text(element)) for element in own or elements]
    for role, text in found:
        if role.rpartition(":")[2].lower() in ("main", "summary", "caption"):
            return text
    return found[0][1] if found else ""


def _inner_text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _code(element: Any) -> str:
    """The last part of a QCode such as `stat:usable`."""
    if element is None:
        return ""
    return (
        (element.get("qcode") or element.get("uri") or element.get("literal") or "")
        .replace("/", ":")
        .rpartition(":")[2]
    )


def _name(element: Any) -> str:
    if element is None:
        return ""
    name = element.find("n:name", _NEWS)
    return _inner_text(name) if name is not None else element.get("literal") or _code(element)


def _provider(item: Any) -> str:
    for path in ("n:itemMeta/n:provider", "n:contentMeta/n:infoSource", "n:rightsInfo/n:copyrightHolder"):
        if found := _name(_find(item, path)):
            return found
    return _choose(item, "n:contentMeta/n:creditline")


def _language(item: Any) -> str:
    element = _find(item, "n:contentMeta/n:language")
    if element is not None and element.get("tag"):
        return str(element.get("tag"))
    return str(item.get(_LANG) or "")


def _urgency(text: str) -> int | None:
    return int(text) if text.isdecimal() and 1 <= int(text) <= 9 else None


def _contact(item: Any) -> Contact:
    for info in item.iter(_tag("contactInfo")):
        found = Contact(
            phone=_inner_text(phone) if (phone := info.find("n:phone", _NEWS)) is not None else "",
            email=_inner_text(email) if (email := info.find("n:email", _NEWS)) is not None else "",
        )
        if found:
            return found
    return Contact()


def _embargo(item: Any, status: str) -> Embargo | None:
    element = _find(item, "n:itemMeta/n:embargoed")
    if element is not None:
        value = _inner_text(element)
        until = json_values.moment(value)
        evidence = f"embargoed: {value}".strip()
        return (
            Embargo(kind="until", until=until, evidence=evidence) if until else Embargo(kind="ask", evidence=evidence)
        )
    if status == "withheld":
        return Embargo(kind="ask", evidence="pubStatus: withheld")
    return None


def _body(item: Any) -> tuple[list[Block], str]:
    """The text, and the title it carries itself (XHTML `title`, NITF `hl1`)."""
    for content in item.iterfind("n:contentSet/n:inlineXML", _NEWS):
        title = next((_inner_text(one) for one in content.iter("{*}hl1", "{*}title") if _inner_text(one)), "")
        for one in [*content.iter(*(f"{{*}}{name}" for name in _NITF_FRAME))]:
            if one.getparent() is not None:
                one.getparent().remove(one)
        for element in content.iter("{*}hl2"):
            element.tag = "h2"
        for element in content.iter(etree.Element):
            element.tag = etree.QName(element).localname
        etree.cleanup_namespaces(content)
        if blocks := bodies.from_html(etree.tostring(content, encoding="unicode", method="html")):
            return blocks, title
    for content in item.iterfind("n:contentSet/n:inlineData", _NEWS):
        text = "".join(content.itertext())
        is_html = "html" in (content.get("contenttype") or "").lower()
        if blocks := bodies.from_html(text) if is_html else bodies.from_text(text):
            return blocks, ""
    return [], ""


def _contained(item: Any) -> list[Block]:
    """What a package holds, as a list of headlines; the items themselves come by themselves."""
    references = item.iterfind("n:groupSet/n:group/n:itemRef", _NEWS)
    names = (next((_inner_text(one) for one in each.iter(_tag("headline"), _tag("title"))), "") for each in references)
    return bodies.listed(name for name in names if name)


def _pictures(item: Any, *, caption: str) -> tuple[PictureFacts, ...]:
    """The picture a picture item tells of. Its file lies elsewhere and is not fetched."""
    if _code(_find(item, "n:itemMeta/n:itemClass")) != "picture":
        return ()
    remote = _find(item, "n:contentSet/n:remoteContent")
    href = (remote.get("href") or "") if remote is not None else ""
    return (
        PictureFacts(
            filename=href.rpartition("/")[2].partition("?")[0],
            sha256="",
            content_type=(remote.get("contenttype") or "") if remote is not None else "",
            width=_number(remote, "width"),
            height=_number(remote, "height"),
            caption=caption,
            credit=_choose(item, "n:contentMeta/n:creditline") or _choose(item, "n:contentMeta/n:by"),
        ),
    )


def _number(element: Any, name: str) -> int:
    value = element.get(name) if element is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 7 else 0
