"""A small ferry with passengers and bicycles crosses a river."""

from __future__ import annotations

from depesche.sample.drawing.figures import bicycle
from depesche.sample.drawing.press import (
    GREEN,
    HAZE,
    HEIGHT,
    MEADOW,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SLATE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import band, rectangle, smooth


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.sky(0, 430, SLATE, gap=20, most=0.05, least=0.5)
    sheet.shape(
        [
            *smooth([(-20, 380), (240, 330), (520, 372), (800, 340), (1120, 366), (1400, 320), (1640, 360)]),
            (WIDTH + 20, 470),
            (-20, 470),
        ],
        GREEN,
    )
    for x in range(40, WIDTH, 74):
        sheet.stroke([(x, 430), (x, 372)], 5, NIGHT)
        sheet.oval(x - 19, 300 + (x * 7) % 26, x + 19, 394, GREEN if x % 3 else MEADOW)
    sheet.box(0, 430, WIDTH, HEIGHT, SLATE)
    sheet.hatch(rectangle(0, 430, WIDTH, HEIGHT), MIST, gap=30, width=5, angle=0)
    smoke = smooth([(700, 250), (640, 190), (500, 196), (420, 130), (250, 140), (120, 70), (-40, 84)], steps=14)
    sheet.shape(band(smoke, 26, 150), HAZE)
    hull = [(300, 560), (1330, 560), (1250, 690), (380, 690)]
    sheet.shape([(380, 690), (1250, 690), (1206, 738), (424, 738)], NIGHT)
    sheet.shape(hull, RED)
    sheet.shape([(300, 560), (1330, 560), (1318, 580), (312, 580)], PAPER)
    for x in range(440, 1220, 120):
        sheet.disc(x, 632, 17, PAPER)
        sheet.disc(x, 632, 11, NIGHT)
    sheet.box(560, 396, 830, 562, PAPER)
    sheet.box(544, 380, 846, 400, NIGHT)
    for x in (584, 668, 752):
        sheet.box(x, 424, x + 56, 490, NIGHT)
        sheet.box(x + 6, 430, x + 50, 484, OCHRE)
    sheet.box(664, 250, 730, 382, NIGHT)
    sheet.box(664, 282, 730, 318, RED)
    for x, ink in ((380, OCHRE), (450, NIGHT), (508, RED), (880, NIGHT), (945, OCHRE), (1225, NIGHT)):
        sheet.disc(x, 424, 18, NIGHT)
        sheet.shape([(x - 22, 560), (x - 24, 462), (x - 12, 446), (x + 12, 446), (x + 24, 462), (x + 22, 560)], ink)
    for x in range(312, 1330, 46):
        sheet.box(x, 506, x + 4, 562, NIGHT)
    sheet.box(306, 502, 1326, 508, NIGHT)
    for x in (1012, 1136):
        bicycle(sheet, x, 532)
    for x0, y, length in ((120, 790, 420), (600, 830, 560), (1180, 776, 330), (60, 860, 200), (1300, 862, 260)):
        sheet.stroke(smooth([(x0 + n * length / 6, y + (8 if n % 2 else -8)) for n in range(7)]), 7, PAPER)
