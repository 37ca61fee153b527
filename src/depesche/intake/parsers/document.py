"""A release that came as a file by itself: PDF, Word, OpenDocument or RTF in a watched folder, say."""

from __future__ import annotations

import re

from depesche.intake.arrivals import Circumstances
from depesche.intake.markup import blocks as block_forms
from depesche.intake.parsed import Enclosure, ParsedItem, Reading, digest, quarantined
from depesche.intake.release import attached, composing

_PACKED = re.compile(r"\.(?:docx|docm|dotx|odt)$", re.IGNORECASE)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORDING_LENGTH = 20_000


class Document:
    """The parser for documents."""

    name = "document"
    priority = 60

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        if raw.startswith(b"PK\x03\x04"):
            return bool(_PACKED.search(how.file_name)) or b"word/" in raw[:4096] or b"opendocument.text" in raw[:200]
        return b"%PDF-" in raw[:1024] or raw[:64].lstrip().startswith(b"{\\rtf") or raw.startswith(_OLD)

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        name = re.split(r"[\\/]", how.file_name)[-1]
        document = attached.read(Enclosure(filename=name, content_type="", content=raw))
        if document.trouble:
            return quarantined(document.trouble, kind="press_release", subject=name)
        title = re.sub(r"[_\s]+", " ", name.rpartition(".")[0] or name).strip()
        composed = composing.compose(document.blocks, subject=title)
        text = block_forms.to_text(document.blocks)
        item = ParsedItem(
            kind="press_release",
            reason=composed.note,
            subject=title,
            headline=title,
            wording=text[:_WORDING_LENGTH],
            identity=digest("document", text),
        )
        return Reading(items=(composed.fill(item),))
