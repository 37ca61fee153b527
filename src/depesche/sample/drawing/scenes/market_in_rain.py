"""Gabled houses, umbrellas, slanting rain."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import (
    CLAY,
    DUSK,
    HEIGHT,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SLATE,
    WIDTH,
    Ink,
    Sheet,
)
from depesche.sample.drawing.shapes import Point, arc, curve, rectangle


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, MIST)
    houses: tuple[tuple[float, float, float, Ink, str], ...] = (
        (-30, 210, 220, CLAY, "stepped"), (190, 150, 200, OCHRE, "pointed"), (390, 230, 190, SLATE, "curved"),
        (580, 110, 230, RED, "stepped"), (810, 200, 190, SAND, "pointed"), (1000, 140, 210, SLATE, "stepped"),
        (1210, 220, 190, OCHRE, "curved"), (1400, 160, 240, CLAY, "pointed"),
    )  # fmt: skip
    for x, top, width, ink, gable in houses:
        _gabled(sheet, x, top, width, ink=ink, gable=gable)
    sheet.box(0, 600, WIDTH, HEIGHT, (120, 0, 0, 120))
    for x, top, width, ink, _ in houses:  # wet cobbles mirror the fronts
        sheet.hatch(rectangle(x + 20, 612, x + width - 20, 612 + (600 - top) * 0.45), ink, gap=15, width=5, angle=0)
    for y, gap in ((640, 60), (690, 72), (752, 88), (826, 108)):
        for x in range(-40 + y % 50, WIDTH, gap):
            sheet.stroke(curve((x, y), (x + gap * 0.3, y - 9), (x + gap * 0.6, y)), 2.4, NIGHT)
    crowd: tuple[tuple[float, float, float, Ink], ...] = (
        (250, 640, 0.8, OCHRE),
        (520, 616, 0.66, PAPER),
        (1130, 622, 0.7, RED),
        (1390, 660, 0.86, PAPER),
        (830, 650, 0.9, NIGHT),
        (420, 740, 1.25, RED),
        (1010, 760, 1.32, OCHRE),
        (690, 800, 1.6, RED),
    )
    for px, py, size, ink in crowd:
        _umbrella(sheet, px, py, size, ink)
    dice = random.Random(2)  # noqa: S311 - drops, not secrets
    for _ in range(190):
        dx, dy, length = dice.random() * 1750 - 80, dice.random() * 900, 30 + dice.random() * 50
        sheet.stroke([(dx, dy), (dx - length * 0.3, dy + length)], 2.6, PAPER, round_ends=False)


def _gabled(sheet: Sheet, x: float, top: float, width: float, *, ink: Ink, gable: str) -> None:
    right, middle, eaves = x + width, x + width / 2, top + 130
    if gable == "stepped":
        steps: list[Point] = []
        for n in range(4):
            steps += [(x + n * width / 8, eaves - n * 36), (x + n * width / 8, eaves - (n + 1) * 36 + 2)]
        roof = [*steps, *[(2 * middle - px, py) for px, py in steps[::-1]]]
    elif gable == "curved":
        side = curve((x, eaves), (x + 6, eaves - 70), (middle - 60, eaves - 40), (middle - 34, eaves - 120))
        roof = [*side, *arc(middle, eaves - 120, 34, 180, 360), *[(2 * middle - px, py) for px, py in side[::-1]]]
    else:
        roof = [(x, eaves), (middle, top - 30), (right, eaves)]
    sheet.shape([*roof, (right, 620), (x, 620)], ink)
    sheet.stroke([(x, 620), *roof, (right, 620)], 4, NIGHT)
    for row in range(4):
        for column in range(3):
            wx, wy = x + width * (0.14 + column * 0.28), eaves + 18 + row * 84
            if wy > 510:
                continue
            lit = (int(x) + row * 5 + column * 3) % 4 == 0
            sheet.box(wx, wy, wx + width * 0.16, wy + 54, NIGHT)
            sheet.box(wx + 4, wy + 4, wx + width * 0.16 - 4, wy + 50, PAPER if lit else DUSK)
            sheet.box(wx + width * 0.08 - 2, wy, wx + width * 0.08 + 2, wy + 54, NIGHT)
    sheet.disc(middle, top + 82, 15, NIGHT)
    sheet.shape([*arc(middle, 562, 26, 180, 360), (middle + 26, 620), (middle - 26, 620)], NIGHT)


def _umbrella(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    def part(points: list[Point]) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in points]

    edge = NIGHT if ink != NIGHT else PAPER
    sheet.shape(part([(-26, -6), (26, -6), (34, 78), (-34, 78)]), NIGHT)
    for leg in (-14, 14):
        sheet.stroke(part([(leg, 70), (leg * 1.3, 118)]), 11 * size, NIGHT)
    dome = [*arc(0, -20, 92, 180, 360, squash=0.82)]
    scallop: list[Point] = []
    for n in range(4):
        scallop += arc(69 - n * 46, -20, 23, 0, -180, squash=0.5)
    sheet.shape(part([*dome, *scallop]), ink)
    sheet.stroke(part([*dome, *scallop]), 3.4, edge)
    for rib in (-46, 0, 46):
        sheet.stroke(part(curve((0, -95), (rib * 0.8, -80), (rib, -22))), 3, edge)
    sheet.stroke(part([(0, -95), (0, -110)]), 5 * size, NIGHT)
