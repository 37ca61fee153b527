"""Three wind turbines on striped hills before a low sun."""

from __future__ import annotations

from depesche.sample.drawing.press import (
    GREEN,
    HEIGHT,
    MEADOW,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    RED,
    SLATE,
    STONE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import band, curve, moved, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.sky(0, 640, OCHRE, gap=20, most=0.02, least=0.82)
    sheet.disc(560, 470, 190, RED)
    far = smooth([(-20, 560), (300, 500), (700, 560), (1100, 490), (1640, 560)])
    sheet.shape([*far, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], SLATE)
    _turbine(sheet, 1260, 510, 0.6, 26)
    _turbine(sheet, 270, 510, 0.5, 15)
    near = smooth([(-20, 700), (380, 596), (820, 640), (1240, 720), (1640, 640)])
    sheet.shape([*near, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], GREEN)
    for x, y in near[::2]:
        furrow = curve((x, y), (x * 0.96 + 40, y + 90), (x * 0.8 + 140, 920))
        sheet.shape(band(furrow, 4, 34), (230, 0, 190, 70))
    front = smooth([(-20, 800), (420, 770), (900, 806), (1300, 760), (1640, 790)])
    sheet.shape([*front, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], MEADOW)
    sheet.hatch([*front, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], GREEN, gap=17, width=6, angle=6)
    _turbine(sheet, 820, 800, 1.0, 4)
    for x, size in ((120, 30), (180, 44), (250, 34), (1420, 40), (1490, 30), (1350, 26)):
        sheet.box(x - 4, 770, x + 4, 810, NIGHT)
        sheet.oval(x - size, 776 - size * 1.7, x + size, 790, PINE)


def _turbine(sheet: Sheet, x: float, foot: float, size: float, angle: float) -> None:
    hub = (x, foot - 490 * size)
    tower = [(x - 15 * size, foot + 20), (x - 7 * size, hub[1]), (x + 7 * size, hub[1]), (x + 15 * size, foot + 20)]
    sheet.shape(tower, PAPER)
    sheet.shape([(x + 3 * size, foot + 20), (x + size, hub[1]), *tower[2:]], STONE)
    sheet.stroke([tower[0], tower[1], tower[2], tower[3]], 2.6, NIGHT)
    for third in range(3):
        blade = [(0, -11), (50, -20), (150, -13), (282, -3), (284, 2), (150, 5), (50, 10), (0, 9)]
        shape = turned(moved([(px * size, py * size) for px, py in blade], *hub), angle + third * 120, around=hub)
        sheet.shape(shape, PAPER)
        sheet.stroke([*shape, shape[0]], 2.6, NIGHT)
    sheet.disc(*hub, 20 * size, NIGHT)
    sheet.disc(*hub, 9 * size, RED)
