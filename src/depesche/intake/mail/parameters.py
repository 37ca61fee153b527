"""Header values with parameters, such as `Content-Type: text/plain; charset="utf-8"` (RFC 2045, RFC 2231)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from depesche.intake.mail import charsets, encoded_words

_PARAMETER = re.compile(
    r""";\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))""",
    re.DOTALL,
)
_CONTINUED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_LONGEST = 20_000


def parse(value: bytes) -> tuple[str, dict[str, str]]:
    """The main value in lower case, and the parameters with their text decoded."""
    text = charsets.decode(value[:_LONGEST]).replace("\r", "").replace("\n", "")
    main = text.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(text):
        content = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3].strip()
        name = _CONTINUED.fullmatch(match[1].lower())
        if name is None:
            continue
        if name[2] is None and name[3] is None:
            plain.setdefault(name[1], _decoded(content))
        else:
            pieces.setdefault(name[1], {})[int(name[2] or 0)] = (content, name[3] is not None)
    return main, plain | {name: _joined(parts) for name, parts in pieces.items()}


def _decoded(content: str) -> str:
    if "=?" in content:  # forbidden inside quotes, and common
        return encoded_words.decode(content.encode("utf-8", "replace"))
    return content


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    charset = ""
    content = b""
    for number in sorted(parts):
        text, is_encoded = parts[number]
        if is_encoded:
            if not charset and text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            content += unquote_to_bytes(text)
        else:
            content += text.encode("utf-8", "replace")
    return charsets.decode(content, charset or None)
