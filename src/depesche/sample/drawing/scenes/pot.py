"""Smoke winds out of a pot on a flame."""

from __future__ import annotations

from math import cos, radians, sin

from depesche.sample.drawing.press import CLAY, GREEN, HAZE, HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, STONE, WIDTH, Sheet
from depesche.sample.drawing.shapes import arc, curve, moved, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, MIST)
    for x in range(0, WIDTH, 120):
        sheet.stroke([(x, 0), (x, 700)], 3, PAPER)
    for y in range(20, 700, 120):
        sheet.stroke([(0, y), (WIDTH, y)], 3, PAPER)
    sheet.box(0, 700, WIDTH, HEIGHT, NIGHT)
    sheet.box(0, 700, WIDTH, 716, STONE)
    for x in range(620, 1000, 42):
        flame = [
            *curve((x - 17, 724), (x - 26, 690), (x - 6, 680), (x, 650)),
            *curve((x, 650), (x + 6, 680), (x + 26, 690), (x + 17, 724)),
        ]
        sheet.shape(flame, OCHRE)
        sheet.shape(moved(turned(flame, 0, around=(x, 724), scale=0.5), 0, 0), RED)
    sheet.box(560, 716, 1040, 736, STONE)
    sheet.oval(552, 426, 1048, 504, NIGHT)
    sheet.oval(574, 438, 1026, 492, CLAY)
    _smoke(sheet)
    foot = [*curve((1030, 640), (1024, 668), (1000, 668)), *curve((600, 668), (576, 668), (570, 640))]
    lip = arc(800, 465, 240, 0, 180, squash=0.135)
    sheet.shape([*lip[::-1], *foot], RED)
    sheet.shape([*[point for point in lip[::-1] if point[0] < 700], (690, 668), *foot[-25:]], (0, 255, 0, 70))
    sheet.stroke(lip, 18, NIGHT)
    for side in (-1, 1):
        sheet.stroke(
            curve((800 + side * 238, 540), (800 + side * 330, 530), (800 + side * 330, 590), (800 + side * 234, 590)),
            22,
            NIGHT,
        )
    sheet.stroke([(970, 470), (1190, 190)], 22, OCHRE)
    sheet.stroke([(970, 470), (1190, 190)], 4, CLAY)
    for x, y, size in ((260, 650, 1.0), (330, 668, 0.8)):
        sheet.shape(
            moved(
                [(-40 * size, 50 * size), (-40 * size, -60 * size), (40 * size, -60 * size), (40 * size, 50 * size)],
                x,
                y,
            ),
            PAPER,
        )
        sheet.box(x - 40 * size, y - 76 * size, x + 40 * size, y - 60 * size, NIGHT)
        for hole in (-16, 0, 16):
            sheet.disc(x + hole * size, y - 68 * size, 3, PAPER)
    sheet.shape(
        [(1270, 700), (1290, 560), (1340, 540), (1350, 470), (1386, 470), (1396, 540), (1446, 560), (1466, 700)], GREEN
    )
    sheet.box(1300, 600, 1436, 670, PAPER)
    sheet.stroke([(1322, 624), (1412, 624)], 5, NIGHT)
    sheet.stroke([(1340, 644), (1396, 644)], 5, RED)
    for knob in (500, 640, 960, 1100):
        sheet.disc(knob, 800, 34, STONE)
        sheet.stroke([(knob, 800), (knob + 12, 776)], 7, PAPER)


def _smoke(sheet: Sheet) -> None:
    way = smooth(
        [(800, 440), (744, 396), (800, 330), (930, 280), (960, 190), (840, 140), (690, 110), (640, 20), (700, -80)],
        steps=4,
    )
    puffs = [(x, y, 34 + n * 3.4 + 12 * sin(n * 1.9)) for n, (x, y) in enumerate(way)]
    for grow, dx, ink in ((9, 0, NIGHT), (3, 0, STONE), (-9, -12, HAZE)):
        for x, y, radius in puffs:
            sheet.disc(x + dx, y + dx, radius + grow, ink)
    for x, y, turns, size in ((900, 250, 1, 0.13), (680, 60, -1, 0.16), (790, 372, -1, 0.07)):
        coil = [(x + turns * a * size * cos(radians(a)), y + a * size * sin(radians(a))) for a in range(20, 560, 12)]
        sheet.stroke(coil, 6, NIGHT)
