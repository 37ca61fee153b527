"""A picture that came by itself, told of by its IPTC or XMP texts, as picture agencies deliver them."""

from __future__ import annotations

import mimetypes
import re

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import Enclosure, ParsedItem, Reading, digest, quarantined
from depesche.intake.release import pictures

_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_LONGEST_TITLE = 120
UNREADABLE = "Die Datei sieht wie ein Bild aus, lässt sich aber nicht lesen."


class Photograph:
    """The parser for pictures."""

    name = "photograph"
    priority = 65

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        return raw.startswith(_STARTS) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP") or raw[4:12] == b"ftypavif"

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        name = re.split(r"[\\/]", how.file_name)[-1] or "Bild"
        file = Enclosure(
            filename=name, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream", content=raw
        )
        photograph = pictures.look([file])[0]
        if photograph is None or photograph.trouble:
            return quarantined(photograph.trouble if photograph else UNREADABLE, kind="wire", subject=name)
        title = photograph.headline or photograph.caption[:_LONGEST_TITLE] or name
        text = "" if photograph.caption == title else photograph.caption
        item = ParsedItem(
            kind="wire",
            subject=title,
            headline=title,
            lead=text,
            byline=photograph.byline,
            dateline=photograph.place,
            sender_name=photograph.credit,
            wording=f"{title}\n\n{photograph.caption}",
            enclosures=(file,),
            pictures=(pictures.facts(file, photograph),),
            identity=digest("photograph", file.sha256),
        )
        return Reading(items=(item,))
