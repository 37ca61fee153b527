"""HTML made safe with nh3: once so that it can be read, once so that the original can be shown.

nh3 parses like a browser, but its cost grows with the square of the nesting; what nests deeper than any browser
would follow is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

LONGEST = 2_000_000
"""Characters of HTML that are read. Pictures inside `data:` addresses are taken out before they are counted."""


def names(text: str) -> frozenset[str]:
    """Names written one after the other, as a set."""
    return frozenset(text.split())


_DEEPEST = 400
_DATA_ADDRESS = re.compile(r"data:[a-zA-Z0-9/+.;=-]{1,100},[^\"'\s>)]{100,}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_NEVER_NESTS = names("p li td th tr dd dt br hr img input meta link area base col wbr option o:p")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_UNREAD = names("script style title template svg math object iframe noscript select textarea audio video canvas head")
_BLOCKS = names(
    """address article aside blockquote body caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody
    td tfoot th thead tr ul"""
)
_INLINE = names("a abbr b big br cite code em font i img ins del s small span strike strong sub sup tt u")
_TAGS = set(_BLOCKS | _INLINE)
_STRUCTURE = {"*": {"class", "id", "style", "hidden", "type"}, "a": {"href"}, "img": {"src", "alt", "width", "height"}}
_LOOK = {
    "*": {"style", "align", "valign", "bgcolor", "dir", "lang", "width", "height"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "font": {"color", "size"},
    "table": {"border", "cellpadding", "cellspacing"},
}
_SAFE_STYLES = names(
    """color background-color font-family font-size font-style font-weight line-height letter-spacing
    text-align text-decoration text-transform text-indent vertical-align white-space padding padding-top padding-right
    padding-bottom padding-left margin margin-top margin-right margin-bottom margin-left border border-top border-right
    border-bottom border-left border-color border-width border-style border-collapse border-spacing border-radius
    width max-width min-width height max-height min-height display"""
)
_FINAL_TAGS = set(names("a blockquote br em h2 h3 h4 li ol p pre strong sub sup table tbody td th tr ul"))
_LINKS = {"http", "https", "mailto", "tel"}


def for_reading(html: str) -> str:
    """Well-formed HTML without active content, with the attributes that tell what a part is."""
    html = _bounded(html)
    if _is_too_deep(html):
        return _ANY_TAG.sub(" ", html).replace("<", "&lt;")
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(_UNREAD),
        attributes=_STRUCTURE,
        url_schemes=_LINKS | {"cid"},
        link_rel=None,
    )


def for_showing(html: str, *, picture: Callable[[str], str | None]) -> str:
    """The mail as its sender drew it, for a sandboxed frame: no scripts, nothing that loads from elsewhere.

    `picture` turns the content id of a picture in the mail into the address to show it from, or None.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return picture(value[4:]) if value.lower().startswith("cid:") else None
        return value

    html = _bounded(html)
    if _is_too_deep(html):
        return nh3.clean_text(_ANY_TAG.sub(" ", html))
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(_UNREAD),
        attributes=_LOOK,
        attribute_filter=attribute,
        url_schemes=_LINKS | {"cid", "attachment"},
        filter_style_properties=set(_SAFE_STYLES),
        link_rel="noopener noreferrer nofollow",
    )


def for_keeping(html: str) -> str:
    """The last gate for HTML that we built from blocks: nothing passes but structure and links."""
    return nh3.clean(html, tags=_FINAL_TAGS, attributes={"a": {"href"}}, url_schemes=_LINKS, link_rel=None)


def _bounded(html: str) -> str:
    return _CONTROL.sub("", _DATA_ADDRESS.sub("", html))[:LONGEST]


def _is_too_deep(html: str) -> bool:
    open_tags: list[str] = []
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _NEVER_NESTS:
            continue
        if not match[1]:
            open_tags.append(name)
            if len(open_tags) > _DEEPEST:
                return True
        elif name in open_tags[-20:]:
            while open_tags.pop() != name:
                pass
    return False
