"""A rider alone on a hairpin, the bunch far below."""

from __future__ import annotations

import random

from depesche.sample.drawing.figures import bicycle_rider
from depesche.sample.drawing.press import (
    GREEN,
    HEIGHT,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    RED,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import smooth


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, SAND)
    sheet.sky(0, 360, OCHRE, gap=18, most=0.7, least=0.02)
    sheet.shape(
        [
            *smooth([(-20, 300), (260, 190), (520, 280), (860, 120), (1180, 250), (1640, 140)]),
            (WIDTH + 20, HEIGHT),
            (-20, HEIGHT),
        ],
        MIST,
    )
    sheet.shape(
        [*smooth([(-20, 430), (400, 330), (820, 400), (1240, 300), (1640, 380)]), (WIDTH + 20, HEIGHT), (-20, HEIGHT)],
        SLATE,
    )
    sheet.shape(
        [*smooth([(-20, 560), (380, 470), (900, 430), (1300, 380), (1640, 420)]), (WIDTH + 20, HEIGHT), (-20, HEIGHT)],
        GREEN,
    )
    sheet.hatch([(-20, 600), (1640, 470), (WIDTH + 20, HEIGHT), (-20, HEIGHT)], PINE, gap=26, width=3, angle=-24)
    road = smooth(
        [
            (-60, 880),
            (300, 850),
            (560, 800),
            (420, 730),
            (180, 690),
            (300, 620),
            (720, 600),
            (1180, 590),
            (1420, 520),
            (1700, 470),
        ],
        steps=14,
    )
    sheet.stroke(road, 62, NIGHT, round_ends=False)
    sheet.stroke(road, 52, STONE, round_ends=False)
    for n in range(0, len(road) - 3, 6):
        sheet.stroke(road[n : n + 3], 3, PAPER)
    dice = random.Random(17)  # noqa: S311 - riders, not secrets
    for n in range(12, 44):
        x, y = road[n]
        for _ in range(2):
            dx, dy = dice.randint(-12, 12), dice.randint(-16, 16)
            sheet.disc(x + dx, y + dy, 8, NIGHT)
            sheet.disc(x + dx + 2, y + dy - 5, 6, dice.choice((OCHRE, PAPER, SLATE, MIST)))
    for x, y, size in (
        (140, 520, 46),
        (230, 560, 60),
        (640, 500, 40),
        (720, 520, 54),
        (1500, 640, 90),
        (1390, 690, 76),
        (950, 760, 70),
        (1080, 800, 90),
        (760, 840, 60),
    ):
        sheet.box(x - 5, y, x + 5, y + size * 0.5, NIGHT)
        sheet.shape([(x - size * 0.5, y + 6), (x, y - size * 1.5), (x + size * 0.5, y + 6)], PINE)
    bicycle_rider(sheet, 1130, 520, 1.9, jersey=RED)
