"""The blocks of an article's body."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.bakery.schema.pictures import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Running text: paragraphs, lists and links as clean HTML."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubheadingBlock:
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock:
    """Somebody's words, with who said them and in what capacity."""

    text: str
    speaker: str = ""
    role: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBlock:
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryBlock:
    pictures: tuple[Picture, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """`rows` are plain text. The first row and first column are headers when the flags say so."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header_row: bool = True
    header_column: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoBoxBlock:
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedBlock:
    """Foreign content (oEmbed). Nothing of it loads before the reader asks: `html` waits behind a click."""

    url: str
    provider: str
    title: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLink:
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedBoxBlock:
    title: str
    links: tuple[RelatedLink, ...]


Block = (
    TextBlock
    | SubheadingBlock
    | QuoteBlock
    | ImageBlock
    | GalleryBlock
    | TableBlock
    | InfoBoxBlock
    | EmbedBlock
    | RelatedBoxBlock
)
