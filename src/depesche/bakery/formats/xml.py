"""Building XML that no text can break: characters XML forbids are left out, everything else is escaped."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from depesche.bakery import markup

Element = etree._Element


def root(tag: str, *, namespaces: Mapping[str, str], **attributes: str) -> Element:
    """A root element with its namespace declarations; the prefix "" declares the default one and names the root."""
    own = f"{{{namespaces['']}}}{tag}" if "" in namespaces else tag
    known = {prefix or None: address for prefix, address in namespaces.items()}
    return etree.Element(own, _legal(attributes), nsmap=known)  # type: ignore[arg-type] # stubs know no default prefix


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child, in the default namespace unless its tag names another. Empty attributes are left out."""
    default = parent.nsmap.get(None)
    own = f"{{{default}}}{tag}" if default and not tag.startswith("{") else tag
    child = etree.SubElement(parent, own, _legal(attributes))
    if text:
        child.text = markup.legal(text)
    return child


def serialise(element: Element) -> bytes:
    """The document with an XML declaration, in UTF-8."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _legal(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: markup.legal(value) for name, value in attributes.items() if value}
