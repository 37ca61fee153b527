"""The last cleaning before text leaves the house: what may stand in HTML, in XML and in a link."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import nh3

_TAGS = {
    *("p", "br", "ul", "ol", "li", "blockquote", "h3", "h4", "dl", "dt", "dd"),
    *("a", "em", "strong", "b", "i", "abbr", "code", "sub", "sup", "s", "mark"),
}
_ATTRIBUTES = {"a": {"href", "hreflang"}, "abbr": {"title"}, "*": {"lang", "dir"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Characters that XML 1.0 forbids (they cannot even be escaped) and that HTML calls parse errors.
_LEGAL = "\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff"
_NONCHARACTERS = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_ILLEGAL = re.compile(f"[^{_LEGAL}]|[{_NONCHARACTERS}]")
_BREAKING = re.compile(r"</(?:p|li|h[1-6]|blockquote|dt|dd|ul|ol|dl)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def legal(text: str) -> str:
    """`text` without the characters that may stand neither in XML 1.0 nor in HTML."""
    # Nearly all text is: what is printable holds no control, surrogate, private or unassigned character. To ask for
    # that takes a tenth of the time of the pattern.
    if text.isprintable() or text.replace("\n", "").replace("\xa0", "").replace(SOFT_HYPHEN, "").isprintable():
        return text
    return _ILLEGAL.sub("", text)


def plain(text: str) -> str:
    """One line of plain text for titles, feeds and metadata: no soft hyphens, no line breaks, nothing illegal."""
    return " ".join(legal(text).replace(SOFT_HYPHEN, "").split())


def clean(fragment: str, *, headings: bool = False) -> str:
    """HTML with text structure and links only; scripts, styles, forms, pictures and handlers are gone.

    `headings` keeps `h2` as well, for texts that are a whole page, such as the one on privacy.
    """
    return nh3.clean(
        legal(fragment),
        tags=_TAGS | {"h2"} if headings else _TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    ).strip()


def words(fragment: str) -> str:
    """The words of an HTML fragment as one line of plain text."""
    return plain(html.unescape(_TAG.sub("", _BREAKING.sub(" ", clean(fragment)))))


def link(address: str) -> str:
    """`address` if a reader may safely follow it (an address of ours, or http, https, mailto, tel); else empty."""
    address = plain(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not parts.scheme and not parts.netloc:
        return address if address.startswith(("/", "#")) else ""
    if parts.scheme.lower() in ("http", "https"):
        return address if parts.netloc else ""
    return address if parts.scheme.lower() in ("mailto", "tel") else ""
