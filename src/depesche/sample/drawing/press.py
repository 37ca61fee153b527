"""The printing press: a sheet of warm paper and four inks, laid over one another as in a poster workshop.

A sheet is drawn at twice its size as four coverages, one an ink (Pillow's CMYK mode holds them); printing scales it
down, which smooths the edges, gives each ink a grain, sets two of them off by a hair, and multiplies them onto the
paper. The same drawing always gives the same picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from depesche.sample.drawing.shapes import Point

WIDTH, HEIGHT = 1600, 900
OVERSAMPLING = 2
QUALITY = 85

Ink = tuple[int, int, int, int]
"""Coverage from 0 to 255 of slate, red, ochre and night."""

PAPER: Ink = (0, 0, 0, 0)
NIGHT: Ink = (0, 0, 0, 255)
DUSK: Ink = (150, 0, 0, 190)
STONE: Ink = (0, 0, 0, 110)
HAZE: Ink = (0, 0, 0, 38)
SLATE: Ink = (255, 0, 0, 0)
MIST: Ink = (110, 0, 0, 0)
RED: Ink = (0, 255, 0, 0)
ROSE: Ink = (0, 105, 0, 0)
OCHRE: Ink = (0, 0, 255, 0)
SAND: Ink = (0, 0, 105, 0)
CLAY: Ink = (0, 140, 200, 40)
GREEN: Ink = (205, 0, 190, 20)
MEADOW: Ink = (120, 0, 190, 0)
PINE: Ink = (230, 0, 150, 120)

_PAPER_COLOUR = (246, 240, 228)
_INK_COLOURS = ((104, 151, 163), (203, 58, 44), (232, 176, 66), (24, 35, 58))
_OFFSETS = ((0, 0), (1, 1), (-1, 0), (0, 0))


_Change = Callable[[Image.Image], Image.Image]


class Sheet:
    """One picture in the making. Later shapes cover earlier ones, unless they are laid over or lifted."""

    def __init__(self, ground: Ink = PAPER) -> None:
        self._image = Image.new("CMYK", (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), ground)
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        self._draw.polygon(_scaled(points), fill=ink)

    def box(self, x0: float, y0: float, x1: float, y1: float, ink: Ink) -> None:
        (left, top), (right, bottom) = _scaled([(x0, y0), (x1, y1)])
        self._draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        self.oval(x - radius, y - radius, x + radius, y + radius, ink)

    def oval(self, x0: float, y0: float, x1: float, y1: float, ink: Ink) -> None:
        (left, top), (right, bottom) = _scaled([(x0, y0), (x1, y1)])
        self._draw.ellipse((left, top, right, bottom), fill=ink)

    def stroke(self, points: Sequence[Point], width: float, ink: Ink, *, round_ends: bool = True) -> None:
        line = _scaled(points)
        self._draw.line(line, fill=ink, width=max(1, round(width * OVERSAMPLING)), joint="curve")
        if round_ends:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, ink)

    def ring(self, x: float, y: float, radius: float, width: float, ink: Ink) -> None:
        (left, top), (right, bottom) = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse((left, top, right, bottom), outline=ink, width=round(width * OVERSAMPLING))

    def lay_over(self, points: Sequence[Point], ink: Ink) -> None:
        """Print `ink` over what is there: no coverage gets less."""
        self._blend(points, lambda patch: ImageChops.lighter(patch, Image.new("CMYK", patch.size, ink)))

    def lift(self, points: Sequence[Point], ink: Ink) -> None:
        """Take ink away until no coverage is more than that of `ink`: light falling on a dark ground."""
        self._blend(points, lambda patch: ImageChops.darker(patch, Image.new("CMYK", patch.size, ink)))

    def hatch(self, points: Sequence[Point], ink: Ink, *, gap: float, width: float, angle: float = 45) -> None:
        """Fill a shape with parallel lines `gap` apart; at 0 degrees they run level, at 45 they fall to the right."""

        def lines(patch: Image.Image) -> Image.Image:
            draw = ImageDraw.Draw(patch)
            reach = math.hypot(*patch.size)
            dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            cx, cy = patch.width / 2, patch.height / 2
            step = gap * OVERSAMPLING
            for number in range(-int(reach / 2 / step) - 1, int(reach / 2 / step) + 2):
                x, y = cx - dy * number * step, cy + dx * number * step
                ends = [(x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)]
                draw.line(ends, fill=ink, width=max(1, round(width * OVERSAMPLING)))
            return patch

        self._blend(points, lines)

    def sky(
        self, top: float, bottom: float, ink: Ink, *, gap: float = 12, most: float = 1.0, least: float = 0.1
    ) -> None:
        """Level lines that grow thinner from `top` to `bottom` (or thicker when `least` is more than `most`)."""
        count = max(1, round((bottom - top) / gap))
        for number in range(count):
            y = top + number * gap
            share = most + (least - most) * number / count
            if share > 0:
                self.box(0, y, WIDTH, y + gap * share, ink)

    def printed(self, *, seed: int) -> bytes:
        """The finished picture as a JPEG of WIDTH x HEIGHT pixels."""
        small = self._image.reduce(OVERSAMPLING)
        picture = Image.new("RGB", small.size, _PAPER_COLOUR)
        for number, plate in enumerate(small.split()):
            if plate.getbbox() is None:
                continue
            laid = plate.copy()
            laid.paste(plate, _OFFSETS[number])
            coverage = ImageChops.multiply(laid, _grain(seed % 7 + number))
            tint = [
                coverage.point([255 - v * (255 - part) // 255 for v in range(256)]) for part in _INK_COLOURS[number]
            ]
            picture = ImageChops.multiply(picture, Image.merge("RGB", tint))
        file = BytesIO()
        picture.save(file, "JPEG", quality=QUALITY, optimize=True)
        return file.getvalue()

    def _blend(self, points: Sequence[Point], change: _Change) -> None:
        xs, ys = zip(*_scaled(points), strict=True)
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self._image.width, math.ceil(max(xs)) + 1)
        bottom = min(self._image.height, math.ceil(max(ys)) + 1)
        if left >= right or top >= bottom:
            return
        mask = Image.new("1", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in zip(xs, ys, strict=True)], fill=1)
        self._image.paste(change(self._image.crop((left, top, right, bottom))), (left, top), mask)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]


@lru_cache(maxsize=12)
def _grain(seed: int) -> Image.Image:
    """How evenly an ink takes: mostly full, a little cloudy, with a few specks of bare paper."""
    dice = random.Random(seed)  # noqa: S311 - grain, not a secret
    clouds = Image.frombytes("L", (WIDTH // 4, HEIGHT // 4), dice.randbytes(WIDTH * HEIGHT // 16))
    clouds = clouds.filter(ImageFilter.GaussianBlur(1.2)).resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
    specks = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2), dice.randbytes(WIDTH * HEIGHT // 4))
    specks = specks.point([150 if v == 0 else 255 for v in range(256)]).resize(
        (WIDTH, HEIGHT), Image.Resampling.BILINEAR
    )
    soft = clouds.point([max(226, 255 - max(0, v - 120) // 3) for v in range(256)])
    return ImageChops.multiply(soft, specks)
