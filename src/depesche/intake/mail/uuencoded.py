"""Files that stand uuencoded in a plain text, as some programs still send them: taken out of it."""

from __future__ import annotations

import re

from depesche.intake.mail import transfer

_FILE = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\r\n]{1,200}?)[ \t]*\r?\n(?P<lines>(?:[!-`][ -`]{0,84}[ \t]*\r?\n){1,200000}?)"
    r"(?:[` ][ \t]*\r?\n)?end[ \t]*\r?$",
    re.MULTILINE,
)
_MOST = 50


def parted(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without the files in it, and the files, each with its name."""
    if "begin " not in text:
        return text, []
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        if len(files) == _MOST:
            return found[0]
        lines = found["lines"].encode("ascii", "replace")
        content = transfer.decode(lines, "uuencode")
        if content == lines:
            return found[0]  # no such thing after all
        files.append((found["name"].strip(), content))
        return ""

    return _FILE.sub(take, text), files
