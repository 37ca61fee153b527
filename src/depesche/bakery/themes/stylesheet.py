"""The style sheet of a publication: the theme's files in order, its fonts, and colours from its accent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from depesche.bakery.colours import Palette, palettes
from depesche.bakery.schema.publication import Voices
from depesche.bakery.themes.assets import Asset

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One font file of a theme. `weight` and `style` are CSS values; `file` lies in the theme's `static/fonts`. A font
    that names its `voice` (`serif`, `sans`) is left out of the preloaded ones where nothing is set in that voice.
    """

    family: str
    file: str
    weight: str
    style: str = "normal"
    preload: bool = False
    voice: str = ""


def compose(sheets: Iterable[str], *, fonts: Iterable[tuple[Font, Asset]], accent: str) -> bytes:
    """One style sheet out of many: one request, and nothing inline in the page."""
    parts = [*(_face(font, asset) for font, asset in fonts), colours(accent), *sheets]
    return compact("\n".join(parts)).encode()


def colours(accent: str) -> str:
    """Custom properties for paper and night, contrast guaranteed by `bakery.colours`."""
    paper, night = palettes(accent)
    day, dark = f":root{{{_properties(paper)}}}", f":root{{{_properties(night)}}}"
    return f"@layer ground{{{day}@media (prefers-color-scheme:dark){{{dark}}}}}"


def voices(chosen: Voices) -> str:
    """Custom properties for the faces an editor chose, ahead of the theme's sheet for them. Both are set."""
    # Without any serif all that is left of it, in fields and sheets that come late, goes with the rest.
    alone = "--serif:var(--sans);" if "serif" not in (chosen.headlines, chosen.text) else ""
    return f"@layer state{{:root{{--headlines:var(--{chosen.headlines});--text:var(--{chosen.text});{alone}}}}}"


def _properties(palette: Palette) -> str:
    own = {"ground": palette.ground, "ink": palette.ink, "accent": palette.accent}
    hues = {f"hue-{number}": hue for number, hue in enumerate(palette.hues)}
    return "".join(f"--{name}:{value};" for name, value in (own | hues).items())


def _face(font: Font, asset: Asset) -> str:
    # `optional`: a font that is late on a first visit is left for the next page, so that lines never jump.
    return (
        f'@font-face{{font-family:"{font.family}";src:url("{asset.path}") format("woff2");'
        f"font-weight:{font.weight};font-style:{font.style};font-display:optional}}"
    )


def compact(sheet: str) -> str:
    """The same sheet without comments and needless blanks."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", sheet))).strip()
