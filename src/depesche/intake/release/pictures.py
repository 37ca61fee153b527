"""The pictures of a release, each with the caption and credit that the text or the file gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from depesche.intake.isolation import calling
from depesche.intake.isolation.troubles import CannotRead
from depesche.intake.markup.blocks import Block, Run
from depesche.intake.parsed import Enclosure, PictureFacts

_PRINTABLE = frozenset({"JPEG", "MPO", "PNG", "WEBP", "GIF", "AVIF"})
_MIN_WIDTH, _MIN_HEIGHT, _MAX_RATIO = 300, 200, 4.0
_DECORATION = re.compile(
    r"logo|icon|banner|signatur|header|footer|facebook|twitter|instagram|linkedin|youtube|spacer|pixel|wappen",
    re.IGNORECASE,
)
_PICTURE_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|heic)$", re.IGNORECASE)
_COMMON_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_CAPTION = re.compile(
    r"^\W{0,3}(?:bild(?:er)?(?:unterschrift|unterzeile|text|zeile)?|foto|abb(?:ildung)?\.?|bu|photo|picture"
    r"|caption|image|motiv|pressefoto|pressebild)"
    r"\s*(?P<number>\d{1,2})?\s*(?:\((?P<file>[^)]{3,120})\)"
    r"|[„\"](?P<quoted>[^“\"]{3,120})[“\"])?\s*[:–-]\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"^\W{0,3}(?P<file>[\w ().-]{1,100}\.(?:jpe?g|png|gif|webp|tiff?))\W{0,3}[:–-]\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = re.compile(
    r"\s*[(\[]?\s*(?:(?:foto|fotos|bild|photo|photos|grafik|bildnachweis|fotonachweis|bildquelle|quelle"
    r"|copyright|bildrechte|fotograf(?:in)?|credit)"
    r"\s*[:/©]\s*©?|©|\(c\))\s*(?P<credit>[^()\[\]\n]{2,100}?)\s*[)\]]?\s*\.?\s*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_MAX_PICTURES = 200
_MOST_TROUBLES = 5
BROKEN = "Das Bild ist beschädigt und lässt sich nicht öffnen."
_MOST_ALONE = 10
_TOGETHER = 32 * 1024 * 1024
"""Bytes of pictures that are looked at in one process; a larger file has one to itself."""


_LOOK = "depesche.intake.release.photographs:look_all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """Sizes in pixels; `format` is Pillow's name. Texts are empty where the file says nothing.

    `trouble` says in German why a file was not looked at; then there is nothing else.
    """

    format: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    byline: str = ""
    headline: str = ""
    place: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pictures of a mail, its blocks without their captions, and in German what editors should know of some."""

    pictures: tuple[PictureFacts, ...]
    blocks: list[Block]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Caption:
    text: str
    credit: str
    file: str = ""
    number: int = 0


def gather(enclosures: Sequence[Enclosure], blocks: Sequence[Block]) -> Gathered:
    """The pictures, and the blocks without the lines that are captions. Without pictures all lines stay."""
    files = [one for one in enclosures if is_picture(one)][:_MAX_PICTURES]
    looked_at = list(zip(files, look(files), strict=True))
    note = " ".join(list(filter(None, (_trouble(*both) for both in looked_at)))[:_MOST_TROUBLES])
    pictures = [facts(*both) for both in looked_at]
    if not any(picture.usable for picture in pictures):
        return Gathered(tuple(pictures), list(blocks), note)
    captions, kept = _captions(blocks)
    return Gathered(tuple(_described(pictures, captions)), kept, note)


def _trouble(file: Enclosure, photograph: Photograph | None) -> str:
    """What keeps a picture from being used that was sent to be; of logos in the text nobody need know."""
    if photograph is not None:
        return f"{file.filename}: {photograph.trouble}" if photograph.trouble else ""
    is_sent = not file.inline and _COMMON_SUFFIX.search(file.filename) is not None
    return f"{file.filename}: {BROKEN}" if is_sent else ""


def is_picture(enclosure: Enclosure) -> bool:
    return enclosure.content_type.startswith("image/") or bool(_PICTURE_SUFFIX.search(enclosure.filename))


def look(files: Sequence[Enclosure]) -> list[Photograph | None]:
    """What each file says of itself, None where it cannot be read. One that harms its reader harms no other's."""
    found: list[Photograph | None] = []
    batch: list[Enclosure] = []
    for file in files:
        if batch and sum(len(one.content) for one in [*batch, file]) > _TOGETHER:
            found += _look_together(batch)
            batch = []
        batch.append(file)
    return found + _look_together(batch) if batch else found


def _look_together(files: Sequence[Enclosure], *, seconds: int = 8) -> list[Photograph | None]:
    """All at once, and where that fails the first few one by one, in less time each: more a mail may not cost."""
    try:
        answer: list[dict[str, Any] | None] = calling.call(
            _LOOK, b"".join(one.content for one in files), seconds=seconds, sizes=[len(one.content) for one in files]
        )
    except CannotRead as error:
        if len(files) == 1:
            return [Photograph(format="", width=0, height=0, trouble=error.reason)]
        alone = [one for file in files[:_MOST_ALONE] for one in _look_together([file], seconds=1)]
        return alone + [None] * (len(files) - len(alone))
    return [None if found is None else Photograph(**found) for found in answer]


def facts(enclosure: Enclosure, photograph: Photograph | None) -> PictureFacts:
    """What an item keeps of a picture; of one that cannot be read, its name."""
    known = PictureFacts(filename=enclosure.filename, sha256=enclosure.sha256, content_type=enclosure.content_type)
    if photograph is None:
        return known
    return replace(
        known,
        width=photograph.width,
        height=photograph.height,
        caption=photograph.caption,
        credit=photograph.credit,
        usable=_is_usable(enclosure, photograph),
    )


def _is_usable(enclosure: Enclosure, photograph: Photograph) -> bool:
    width, height = photograph.width, photograph.height
    if enclosure.small or photograph.format not in _PRINTABLE or width < _MIN_WIDTH or height < _MIN_HEIGHT:
        return False
    if width / height > _MAX_RATIO or height / width > _MAX_RATIO:
        return False
    return not (_DECORATION.search(enclosure.filename) and (enclosure.inline or max(width, height) < 800))


def _captions(blocks: Sequence[Block]) -> tuple[list[_Caption], list[Block]]:
    captions: list[_Caption] = []
    kept: list[Block] = []
    for block in blocks:
        lines = []
        for line in block.lines:
            caption = _caption("".join(run.text for run in line).replace("\t", " "))
            if caption:
                captions.append(caption)
            else:
                lines.append(line)
        if len(lines) == len(block.lines):
            kept.append(block)
        elif lines:
            kept.append(replace(block, lines=tuple[tuple[Run, ...], ...](lines)))
    return _merged(captions), kept


def _caption(line: str) -> _Caption | None:
    line = line.strip()
    if len(line) > 1200:
        return None
    if credit := _CREDIT.fullmatch(line):
        return _Caption(text="", credit=_tidy(credit["credit"]))
    match = _NAMED.match(line) or _CAPTION.match(line)
    if match is None:
        return None
    groups = match.groupdict()
    text, credit_text = _split_credit(match["text"].strip())
    file = groups["file"] or groups.get("quoted") or ""
    if (
        not credit_text
        and not file
        and _is_name(text)
        and not re.match(r"\W*bild(?:unter|text|zeile)", line, re.IGNORECASE)
    ):
        text, credit_text = "", _tidy(text)
    return _Caption(text=text, credit=credit_text, file=file, number=int(groups.get("number") or 0))


def _split_credit(text: str) -> tuple[str, str]:
    match = _CREDIT.search(text)
    if match is None or match.start() == 0:
        return text, ""
    return text[: match.start()].strip(" ,;–-"), _tidy(match["credit"])


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not text.endswith(".") and len(text.split()) <= 5


def _tidy(credit: str) -> str:
    return re.sub(r"\s+", " ", credit).strip(" .,;:–-©")


def _merged(captions: list[_Caption]) -> list[_Caption]:
    """A credit on a line of its own belongs to the caption above it."""
    merged: list[_Caption] = []
    for caption in captions:
        if not caption.text and merged and merged[-1].text and not merged[-1].credit:
            merged[-1] = replace(merged[-1], credit=caption.credit)
        else:
            merged.append(caption)
    return merged


def _described(pictures: list[PictureFacts], captions: list[_Caption]) -> list[PictureFacts]:
    """Captions go to the picture they name, then to the one they number, then in order."""
    free = list(captions)
    usable = [number for number, picture in enumerate(pictures) if picture.usable]
    assigned: dict[int, _Caption] = {}
    for caption in captions:
        by_name = [
            n for n in usable if caption.file and _same_file(caption.file, pictures[n].filename) and n not in assigned
        ]
        by_number = usable[caption.number - 1 : caption.number] if caption.number and not caption.file else []
        for target in [*by_name, *by_number][:1]:
            if target not in assigned:
                assigned[target] = caption
                free.remove(caption)
    for target in usable:
        if target not in assigned and free:
            assigned[target] = free[0]
            if len(free) > 1 or free[0].text:
                free.pop(0)  # a lone credit line speaks for all pictures
    return [_with(picture, assigned.get(number)) for number, picture in enumerate(pictures)]


def _with(picture: PictureFacts, caption: _Caption | None) -> PictureFacts:
    if caption is None:
        return picture
    return replace(picture, caption=caption.text or picture.caption, credit=caption.credit or picture.credit)


def _same_file(mentioned: str, filename: str) -> bool:
    one, other = (re.sub(r"[\s_-]+", "", name.casefold()) for name in (mentioned, filename))
    return one == other or one == other.rpartition(".")[0]
