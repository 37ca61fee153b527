"""A council chamber seen from above: rows of seats round a lectern."""

from __future__ import annotations

import random
from math import cos, radians, sin

from depesche.sample.drawing.press import HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SAND, SLATE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import Point, arc, curve, moved, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, SAND)
    for x in range(-800, WIDTH + 800, 64):
        sheet.stroke([(x, 0), (800 + (x - 800) * 2.1, HEIGHT)], 2, OCHRE)
    centre = (800, 820)
    sheet.shape([*arc(*centre, 790, 180, 360), (1590, 900), (10, 900)], MIST)
    sheet.shape([*arc(*centre, 250, 180, 360), (1050, 900), (550, 900)], SAND)
    dice = random.Random(9)  # noqa: S311 - seats, not secrets
    for row, radius in enumerate((320, 432, 544, 656)):
        sheet.shape([*arc(*centre, radius + 40, 183, 357), *arc(*centre, radius + 16, 357, 183)], NIGHT)
        seats = 8 + row * 3
        for seat in range(seats):
            angle = 188 + seat * 164 / (seats - 1)
            _seat(sheet, centre, radius + 74, angle, RED if dice.random() < 0.32 else SLATE)
    sheet.shape([(700, 800), (900, 800), (930, 900), (670, 900)], NIGHT)
    sheet.shape([(716, 770), (884, 770), (900, 812), (700, 812)], RED)
    sheet.shape([(762, 776), (838, 776), (846, 804), (754, 804)], PAPER)
    sheet.stroke(curve((800, 780), (806, 730), (836, 730)), 6, NIGHT)
    sheet.disc(842, 730, 10, NIGHT)


def _seat(sheet: Sheet, centre: Point, radius: float, angle: float, ink: Ink) -> None:
    x = centre[0] + radius * cos(radians(angle))
    y = centre[1] + radius * sin(radians(angle))
    back = [*arc(0, 0, 30, 180, 360), (30, 16), (-30, 16)]
    sheet.shape(turned(moved(back, x, y), angle + 90, around=(x, y)), NIGHT)
    cushion = [*arc(0, 2, 22, 180, 360), (22, 16), (-22, 16)]
    sheet.shape(turned(moved(cushion, x, y), angle + 90, around=(x, y)), ink)
