"""Drones over a city at night."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import DUSK, HEIGHT, NIGHT, OCHRE, RED, SAND, WIDTH, Sheet
from depesche.sample.drawing.shapes import Point, arc, moved, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    sheet.sky(0, 750, DUSK, gap=15, most=0.08, least=0.86)
    beams: tuple[tuple[Point, float, float], ...] = (
        ((300, 860), -108, 7),
        ((700, 880), -56, 6),
        ((1390, 860), -126, 6),
    )
    for (x, y), angle, spread in beams:
        far = [turned([(x + 2600, y)], angle + side, around=(x, y))[0] for side in (-spread, spread)]
        sheet.lift([(x, y), *far], (140, 0, 0, 128))
    sheet.disc(1380, 170, 78, SAND)
    _sleeping_city(sheet)
    for x, y, size, angle in (
        (800, 240, 1.6, 14),
        (500, 150, 0.9, 12),
        (1110, 390, 1.15, 16),
        (330, 350, 0.7, 14),
        (1200, 150, 0.6, 12),
        (160, 180, 0.45, 12),
        (930, 80, 0.45, 12),
        (640, 420, 0.5, 14),
    ):
        _drone(sheet, x, y, size, angle)


def _drone(sheet: Sheet, x: float, y: float, size: float, angle: float) -> None:
    def part(*points: Point) -> list[Point]:
        seen = [(px + 0.32 * py, 0.5 * py - 0.1 * px) for px, py in points]  # from below, at a slant
        return turned(moved(seen, x, y), angle, around=(x, y), scale=size)

    sheet.shape(part((112, 0), (-48, -104), (-78, -104), (-64, -20), (-88, 0), (-64, 20), (-78, 104), (-48, 104)), RED)
    sheet.shape(part((112, 0), (-64, 20), (-78, 104), (-48, 104)), (0, 255, 0, 90))
    sheet.shape(part((124, 0), (96, 12), (-92, 11), (-92, -11), (96, -12)), NIGHT)


def _sleeping_city(sheet: Sheet) -> None:
    dice = random.Random(4)  # noqa: S311 - windows, not secrets
    for depth, (ground, ink) in enumerate(((640, (170, 0, 0, 215)), (710, NIGHT))):
        x = -20.0
        while x < WIDTH:
            width = float(dice.randint(56, 128))
            top = ground + dice.randint(-70, 60) + 50 * depth
            sheet.box(x, top, x + width, HEIGHT, ink)
            if depth:
                for wx in range(int(x) + 12, int(x + width) - 14, 22):
                    for wy in range(top + 16, HEIGHT - 18, 30):
                        if dice.random() < 0.09 and wx > 0:
                            sheet.box(wx, wy, wx + 9, wy + 14, OCHRE)
            x += width + dice.choice((0, 0, 6))
    for x, y, size in ((470, 560, 36), (560, 500, 54), (650, 566, 36)):
        sheet.box(x - size * 0.8, y + size * 0.9, x + size * 0.8, HEIGHT, NIGHT)
        sheet.shape([*arc(x, y + size, size * 0.92, 180, 360, squash=1.1)], OCHRE)
        sheet.shape([(x - size * 0.2, y + size * 0.1), (x, y - size * 0.5), (x + size * 0.2, y + size * 0.1)], OCHRE)
        sheet.stroke([(x, y - size * 0.4), (x, y - size * 1.0)], 4, OCHRE)
        sheet.stroke([(x - 8, y - size * 0.78), (x + 8, y - size * 0.78)], 4, OCHRE)
        for share in (-0.45, 0.0, 0.45):
            sheet.box(x + share * size - 5, y + size * 1.35, x + share * size + 5, y + size * 2.1, (120, 0, 0, 190))
