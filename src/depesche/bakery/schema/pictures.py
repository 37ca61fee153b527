"""Pictures as a page shows them: what is stored, and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One size of a picture as stored: `path` is where it is served, width and height are in pixels.

    `size` is the file's length in bytes, 0 when it is not known; feeds name it where it is.
    """

    path: str
    width: int
    height: int
    content_type: str = "image/jpeg"
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with what must be said about it.

    `renditions` are WebP in rising width, then one JPEG for those who cannot read WebP: feeds and share cards.
    `avif` is the same in AVIF, in rising width; empty as long as the worker has not made it.
    `focus` is the point that must not be cropped away, in percent from the left and from the top, in steps of 25.
    """

    renditions: tuple[Rendition, ...]
    alt: str
    caption: str = ""
    creator: str = ""
    credit: str = ""
    usage_terms: str = ""
    digital_source_type: str = ""
    focus: tuple[int, int] = (50, 50)
    avif: tuple[Rendition, ...] = ()

    @property
    def largest(self) -> Rendition:
        return self.renditions[-1]
