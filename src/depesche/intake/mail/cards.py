"""Visiting cards (vCard, RFC 6350 and its elders): the lines in them that tell whom to call."""

from __future__ import annotations

import re

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"^(?:item\d+\.)?(FN|TEL|EMAIL)((?:;[^:\n]*)?):(.*)$", re.MULTILINE | re.IGNORECASE)
_LONGEST = 20_000


def lines(text: str) -> list[str]:
    """Name, telephone numbers and addresses, each on a line; a fax is none."""
    found = []
    for name, about, written in _LINE.findall(_FOLD.sub("", text[:_LONGEST]).replace("\r", "")):
        value = re.sub(r"\\(.)", r"\1", written).strip().removeprefix("tel:").removeprefix("mailto:")
        if value and "fax" not in about.lower():
            found.append(f"Tel. {value}" if name.upper() == "TEL" else value)
    return found
