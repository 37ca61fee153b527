"""Web pages that come where a feed or a wire should."""

from __future__ import annotations

import re

_LOOK_AT = 4_096
_BEFORE = rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?" + _BEFORE + rb"<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE | re.DOTALL
)


def is_web_page(raw: bytes) -> bool:
    """Whether these bytes begin as HTML does, which no feed and no wire begins with."""
    return _PAGE.match(raw[:_LOOK_AT]) is not None
