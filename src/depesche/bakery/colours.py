"""Colours derived from one accent, with the contrast that WCAG 2.2 asks for guaranteed.

Hues are turned in OKLCH (Björn Ottosson, 2020), where equal steps look equal. Lightness is then moved until the
contrast with the ground is reached, and chroma reduced until the colour exists in sRGB.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

PAPER = "#fbf9f5"
PAPER_INK = "#1b1c20"
NIGHT = "#10131b"
NIGHT_INK = "#e9e5dc"
LEAST_CONTRAST = {PAPER: 4.6, NIGHT: 6.0}  # WCAG 2.2 AA asks for 4.5:1; light on dark wants more
SECTION_HUES = 8
FALLBACK_ACCENT = "#a5121d"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What one ground (paper or night) needs beyond its own ink. `hues` belong to sections in order."""

    ground: str
    ink: str
    accent: str
    hues: tuple[str, ...]


def palettes(accent: str) -> tuple[Palette, Palette]:
    """The palettes for paper and for night. An accent that is no `#rrggbb` becomes the theme's own."""
    seed = accent if _HEX.fullmatch(accent) else FALLBACK_ACCENT
    return _palette(seed, ground=PAPER, ink=PAPER_INK), _palette(seed, ground=NIGHT, ink=NIGHT_INK)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, *, ground: str, turn: float = 0.0) -> str:
    """`colour` with its hue turned by `turn` degrees, as near to it as reaches the least contrast on `ground`."""
    lightness, chroma, hue = _to_oklch(colour)
    step = -0.005 if _luminance(ground) > 0.18 else 0.005
    while True:
        candidate = _to_hex(lightness, chroma, (hue + turn) % 360)
        if contrast(candidate, ground) >= LEAST_CONTRAST.get(ground, 4.6):
            return candidate
        lightness += step


def _palette(seed: str, *, ground: str, ink: str) -> Palette:
    # A grey accent has no hue to turn, and sections would all look alike: they borrow the fallback's.
    base = seed if _to_oklch(seed)[1] >= 0.04 else FALLBACK_ACCENT
    # Sections sit at one lightness, so that none shouts; neighbours lie far apart on the circle.
    middle = 0.5 if _luminance(ground) > 0.18 else 0.74
    _, chroma, hue = _to_oklch(base)
    calm = _to_hex(middle, min(chroma, 0.12), hue)
    hues = tuple(readable(calm, ground=ground, turn=index * 137.5) for index in range(SECTION_HUES))
    return Palette(ground=ground, ink=ink, accent=readable(seed, ground=ground), hues=hues)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklch(colour: str) -> tuple[float, float, float]:
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _to_hex(lightness: float, chroma: float, hue: float) -> str:
    """The colour, with chroma reduced until it can be shown."""
    lightness = min(max(lightness, 0.0), 1.0)
    while True:
        channels = _to_linear(lightness, chroma, hue)
        if chroma <= 0 or all(-0.0005 <= channel <= 1.0005 for channel in channels):
            return "#" + "".join(f"{round(255 * _gamma(min(max(channel, 0.0), 1.0))):02x}" for channel in channels)
        chroma -= 0.004


def _to_linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
