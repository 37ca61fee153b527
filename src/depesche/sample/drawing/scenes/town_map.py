"""A piece of a street map with a river and one marked bridge."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import (
    CLAY,
    GREEN,
    HAZE,
    HEIGHT,
    MEADOW,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    ROSE,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import band, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, PAPER)
    dice = random.Random(21)  # noqa: S311 - houses, not secrets
    turn, pitch = -14, 118
    for column in range(-3, 18):
        for row in range(-3, 12):
            x, y = column * pitch, row * pitch
            kind = dice.random()
            block = turned(rectangle(x, y, x + pitch - 18, y + pitch - 18), turn, around=(800, 450))
            sheet.shape(block, GREEN if kind < 0.12 else SAND if kind < 0.75 else HAZE)
            if kind < 0.12:
                for _ in range(9):
                    tx, ty = x + 14 + dice.random() * (pitch - 46), y + 14 + dice.random() * (pitch - 46)
                    sheet.disc(*turned([(tx, ty)], turn, around=(800, 450))[0], 6 + dice.random() * 5, MEADOW)
            else:
                _houses(sheet, dice, x, y, turn)
    river = smooth([(1230, -80), (1110, 120), (1010, 320), (985, 520), (930, 720), (900, 980)], steps=16)
    main_road = smooth([(-40, 700), (420, 560), (800, 455), (1180, 397), (1640, 300)])
    for line, width in ((smooth([(330, -20), (420, 300), (360, 560), (520, 920)]), 22), (main_road, 26)):
        sheet.stroke(line, width + 8, NIGHT, round_ends=False)
        sheet.stroke(line, width, OCHRE, round_ends=False)
    bed = band(river, 210, 230)
    sheet.shape(bed, SLATE)
    for inner in (50, 120, 180):
        current = band(river, inner, inner + 14)
        sheet.stroke(current[: len(river)], 2.4, MIST)
        sheet.stroke(current[len(river) :], 2.4, MIST)
    sheet.stroke(bed[: len(river)], 4, NIGHT)
    sheet.stroke(bed[len(river) :], 4, NIGHT)
    deck = turned(rectangle(800, 404, 1180, 448), -9, around=(984, 426))
    sheet.lay_over(moved(deck, 8, 12), (0, 0, 0, 150))
    sheet.shape(deck, RED)
    for rail in (404, 448):
        sheet.stroke(turned([(800, rail), (1180, rail)], -9, around=(984, 426)), 5, NIGHT)
    for ring in (150, 190):
        sheet.ring(984, 426, ring, 7 if ring == 150 else 3, RED)


def _houses(sheet: Sheet, dice: random.Random, x: float, y: float, turn: float) -> None:
    for along in range(4):
        for side in (0, 72):
            depth = dice.choice((18, 22, 26))
            left = x + 4 + along * 24
            house = rectangle(left, y + 4 + side, left + 21, y + 4 + side + depth)
            ink = dice.choice((CLAY, STONE, STONE, ROSE, STONE))
            sheet.shape(turned(house, turn, around=(800, 450)), ink)
