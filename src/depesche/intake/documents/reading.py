"""From the bytes of a document to blocks."""

from __future__ import annotations

from typing import Any

from depesche.intake.documents import opendocument, packages, pdf, rtf, word
from depesche.intake.isolation.troubles import Unreadable
from depesche.intake.markup import as_json
from depesche.intake.markup.blocks import Block, BlockKind

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__substg1.0_".encode("utf_16_le")
MAX_BLOCKS = 5_000


def read(content: bytes) -> list[dict[str, Any]]:
    """The blocks of a document, as `markup.as_json` writes them. Its first bytes decide what it is, not its name.

    Raises Unreadable; whatever else a broken file makes the readers raise is for the caller in the other process.
    """
    blocks = _blocks(content)[:MAX_BLOCKS]
    if not any(block.text.strip() for block in blocks if block.kind is not BlockKind.RULE):
        raise Unreadable("Die Datei enthält keinen Text.")
    return as_json.dump(blocks)


def _blocks(content: bytes) -> list[Block]:
    if b"%PDF-" in content[:1024]:
        return pdf.read(content)
    if content.startswith(b"PK"):
        files = packages.Package(content)
        if "word/document.xml" in files:
            return word.read(files)
        if "content.xml" in files:
            return opendocument.read(files)
        raise Unreadable("Das Archiv ist kein Word- oder OpenDocument-Text.")
    if content.lstrip().startswith(b"{\\rtf"):
        return rtf.read(content)
    if content.startswith(OLD_OFFICE) and _OUTLOOK in content:
        raise Unreadable("Aus Outlook gespeicherte Nachrichten (.msg) lassen sich nicht lesen; als .eml ginge es.")
    if content.startswith(OLD_OFFICE):
        raise Unreadable("Das alte Word-Format (.doc) oder ein geschütztes Office-Dokument lässt sich nicht lesen.")
    raise Unreadable("Die Datei ist kein PDF, Word-, OpenDocument- oder RTF-Text.")
