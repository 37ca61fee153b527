"""Floodlights over a striped pitch at dusk, seen from the stand."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import (
    CLAY,
    DUSK,
    GREEN,
    MEADOW,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    RED,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Ink,
    Sheet,
)
from depesche.sample.drawing.shapes import arc, band, curve, moved


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, 460, OCHRE)
    sheet.sky(0, 460, NIGHT, gap=18, most=0.96, least=0.02)
    sheet.shape([(-20, 470), (-20, 330), (300, 372), (1300, 372), (WIDTH + 20, 330), (WIDTH + 20, 470)], NIGHT)
    dice = random.Random(5)  # noqa: S311 - heads, not secrets
    for row in range(5):
        for x in range(10, WIDTH, 15):
            edge = 372 - max(0.0, 300 - x, x - 1300) * 0.13
            sheet.disc(
                x + (row % 2) * 7, edge + 16 + row * 19, 5.4, dice.choice((STONE, RED, SAND, SLATE, NIGHT, NIGHT))
            )
    for x, reach in ((150, 1.0), (500, 0.72), (1100, 0.72), (1450, 1.0)):
        _floodlight(sheet, x, reach)
    top, bottom, far, near = 470.0, 800.0, 520.0, 1280.0
    for stripe in range(12):
        inks = (GREEN, MEADOW)[stripe % 2]
        x0, x1 = -far + stripe * far / 6, -far + (stripe + 1) * far / 6
        n0, n1 = -near + stripe * near / 6, -near + (stripe + 1) * near / 6
        sheet.shape([(800 + x0, top), (800 + x1, top), (800 + n1, bottom + 100), (800 + n0, bottom + 100)], inks)
    sheet.shape([(-20, 470), (280, 470), (-20, 640)], CLAY)
    sheet.shape([(WIDTH + 20, 470), (1320, 470), (WIDTH + 20, 640)], CLAY)
    _match(sheet)
    _supporters(sheet, dice)


def _match(sheet: Sheet) -> None:
    for line in (
        [(330, 486), (1270, 486)],
        [(330, 486), (-40, 760)],
        [(1270, 486), (1640, 760)],
        [(800, 486), (800, 820)],
    ):
        sheet.stroke(line, 6, PAPER)
    sheet.stroke(arc(800, 610, 176, 0, 360, squash=0.42), 6, PAPER)
    sheet.oval(792, 606, 808, 614, PAPER)
    for side in (-1, 1):
        sheet.stroke(
            [(800 + side * 530, 530), (800 + side * 330, 530), (800 + side * 420, 690), (800 + side * 690, 690)],
            6,
            PAPER,
        )
    players: tuple[tuple[float, float, Ink], ...] = (
        (690, 600, RED),
        (880, 570, NIGHT),
        (560, 660, RED),
        (1010, 650, RED),
        (1120, 560, NIGHT),
        (470, 570, NIGHT),
        (760, 690, NIGHT),
    )
    for x, y, ink in players:
        sheet.oval(x - 16, y + 30, x + 20, y + 38, PINE)
        sheet.box(x - 8, y - 14, x + 8, y + 14, ink)
        sheet.box(x - 7, y + 12, x - 1, y + 34, PAPER)
        sheet.box(x + 1, y + 12, x + 7, y + 34, PAPER)
        sheet.disc(x, y - 22, 8, SAND)
    sheet.disc(724, 634, 7, PAPER)


def _supporters(sheet: Sheet, dice: random.Random) -> None:
    for row, (y, size) in enumerate(((800, 44), (856, 58), (930, 74))):
        for x in range(-30 + row * 40, WIDTH + 60, int(size * 2.5)):
            wave = dice.randint(-14, 14)
            ink = dice.choice((NIGHT, NIGHT, NIGHT, DUSK, RED))
            sheet.disc(x, y + wave, size * 0.56, NIGHT)
            sheet.shape(moved([*arc(0, size * 1.5, size, 180, 360), (size, 240), (-size, 240)], x, y + wave), ink)
            if dice.random() < 0.14:
                _scarf(sheet, x, y + wave, size)


def _scarf(sheet: Sheet, x: float, y: float, size: float) -> None:
    cloth = curve((x - size * 1.15, y - size * 1.15), (x, y - size * 0.7), (x + size * 1.15, y - size * 1.15))
    for shoulder, hand in ((x - size, cloth[0]), (x + size, cloth[-1])):
        sheet.stroke([(shoulder, y + size * 1.1), hand], size * 0.34, NIGHT)
    sheet.shape(band(cloth, size * 0.5, size * 0.5), RED)
    for stripe in range(2, 24, 5):
        sheet.shape(band(cloth[stripe : stripe + 3], size * 0.5, size * 0.5), PAPER)


def _floodlight(sheet: Sheet, x: float, reach: float) -> None:
    head = 330 - 250 * reach
    for spread in (150, 90):
        glow = arc(x, head, spread * reach, 0, 360)
        sheet.lift(glow, (0, 0, 255, 150) if spread == 150 else (0, 0, 150, 40))
        sheet.lay_over(glow, (0, 0, 120, 0))
    sheet.shape([(x - 7, 380), (x - 4, head), (x + 4, head), (x + 7, 380)], NIGHT)
    w, h = 62 * reach, 44 * reach
    sheet.box(x - w, head - h, x + w, head + h, NIGHT)
    for column in range(4):
        for row in range(3):
            sheet.disc(x - w + w * (2 * column + 1) / 4, head - h + h * (2 * row + 1) / 3, 10.5 * reach, PAPER)
