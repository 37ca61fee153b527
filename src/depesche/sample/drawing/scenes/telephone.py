"""A receiver lies between two skylines."""

from __future__ import annotations

from math import cos, pi, sin

from depesche.sample.drawing.press import HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SAND, SLATE, WIDTH, Sheet
from depesche.sample.drawing.shapes import Point, arc, band, curve, mirrored, moved, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.shape([(0, 0), (860, 0), (740, HEIGHT), (0, HEIGHT)], MIST)
    sheet.shape([(860, 0), (WIDTH, 0), (WIDTH, HEIGHT), (740, HEIGHT)], SAND)
    sheet.hatch([(0, 0), (860, 0), (740, HEIGHT), (0, HEIGHT)], SLATE, gap=14, width=2.4, angle=-28)
    sheet.hatch([(860, 0), (WIDTH, 0), (WIDTH, HEIGHT), (740, HEIGHT)], OCHRE, gap=14, width=2.4, angle=28)
    _towers_with_onions(sheet)
    _dome_and_obelisk(sheet)
    sheet.box(0, 800, WIDTH, HEIGHT, NIGHT)
    _receiver(sheet)


def _towers_with_onions(sheet: Sheet) -> None:
    sheet.box(0, 690, 560, 820, NIGHT)
    for x in range(0, 560, 40):  # the wall's swallowtail crenels
        sheet.shape([(x, 692), (x, 666), (x + 12, 678), (x + 24, 666), (x + 24, 692)], NIGHT)
    sheet.shape(
        [(70, 820), (70, 470), (84, 470), (84, 400), (126, 300), (168, 400), (168, 470), (182, 470), (182, 820)], NIGHT
    )
    sheet.shape([(122, 306), (126, 246), (130, 306)], NIGHT)
    sheet.disc(126, 438, 20, PAPER)
    sheet.stroke([(126, 438), (126, 425)], 3, NIGHT)
    sheet.stroke([(126, 438), (135, 443)], 3, NIGHT)
    sheet.shape(_star(126, 236, 17), RED)
    for x, top, size in ((276, 492, 48), (366, 424, 58), (448, 520, 42)):
        sheet.box(x - size * 0.62, top + size * 1.5, x + size * 0.62, 820, NIGHT)
        sheet.shape(_onion(x, top, size), NIGHT)
        sheet.stroke([(x, top - size * 0.9), (x, top - size * 1.5)], 4, NIGHT)
        sheet.stroke([(x - 9, top - size * 1.25), (x + 9, top - size * 1.25)], 4, NIGHT)
        for stripe in range(-2, 3):
            sheet.stroke(_onion_rib(x, top, size, stripe / 2.6), 3, MIST)
        for window in range(1):
            sheet.box(x - 7, top + size * 1.9 + window * 62, x + 7, top + size * 1.9 + window * 62 + 34, MIST)


def _onion(x: float, y: float, size: float) -> list[Point]:
    side = curve((0, -size * 1.05), (size * 0.1, -size * 0.55), (size * 1.9, size * 0.1), (size * 0.62, size * 1.5))
    return moved([*side, *mirrored(side[::-1], at=0)], x, y)


def _onion_rib(x: float, y: float, size: float, share: float) -> list[Point]:
    side = curve((0, -size * 0.7), (size * 0.1, -size * 0.5), (size * 1.75, size * 0.1), (size * 0.6, size * 1.42))
    return [(x + px * share, y + py) for px, py in side]


def _star(x: float, y: float, size: float) -> list[Point]:
    return [
        (
            x + size * (1 if n % 2 == 0 else 0.42) * sin(n * pi / 5),
            y - size * (1 if n % 2 == 0 else 0.42) * cos(n * pi / 5),
        )
        for n in range(10)
    ]


def _dome_and_obelisk(sheet: Sheet) -> None:
    sheet.shape([(1484, 820), (1492, 300), (1510, 262), (1528, 300), (1536, 820)], NIGHT)
    sheet.box(940, 690, 1440, 820, NIGHT)
    sheet.shape([(1060, 692), (1190, 628), (1320, 692)], NIGHT)
    sheet.box(1112, 560, 1268, 640, NIGHT)
    sheet.box(1098, 548, 1282, 566, NIGHT)
    sheet.shape([*arc(1190, 552, 76, 180, 360, squash=1.45), (1266, 556), (1114, 556)], NIGHT)
    sheet.box(1172, 410, 1208, 452, NIGHT)
    sheet.shape([(1176, 412), (1190, 378), (1204, 412)], NIGHT)
    sheet.stroke([(1190, 380), (1190, 356)], 5, NIGHT)
    for rib in (-0.62, -0.3, 0.0, 0.3, 0.62):
        sheet.stroke(
            [(1190 + 76 * rib, 546), *curve((1190 + 76 * rib, 530), (1190 + 70 * rib, 470), (1190 + 16 * rib, 446))],
            3,
            SAND,
        )
    for x in range(1120, 1266, 20):
        sheet.box(x, 574, x + 7, 630, SAND)
    for x in [*range(962, 1110, 26), *range(1284, 1430, 26)]:
        sheet.box(x, 720, x + 11, 786, SAND)
    for x in range(1136, 1250, 26):
        sheet.box(x, 708, x + 11, 800, SAND)


def _receiver(sheet: Sheet) -> None:
    sheet.stroke([(t * 4.2 - 30 + 21 * cos(t * 0.6), 850 + 21 * sin(t * 0.6)) for t in range(400)], 9, RED)
    sheet.stroke(curve((560, 380), (548, 520), (690, 600), (660, 720), (660, 830)), 9, RED)
    handle = curve((560, 280), (624, 90), (976, 90), (1040, 280), steps=48)
    sheet.shape(band(handle, 88, 88), RED)
    cup = [
        *curve((-41, -30), (-40, 30), (-98, 14), (-102, 54)),
        *curve((-102, 54), (-102, 80), (102, 80), (102, 54)),
        *curve((102, 54), (98, 14), (46, 30), (47, -30)),
    ]
    lip = [*curve((-102, 54), (-102, 80), (102, 80), (102, 54)), *curve((102, 54), (80, 104), (-80, 104), (-102, 54))]
    for part, ink in ((cup, RED), (lip, NIGHT)):
        left = turned(moved(part, 550, 300), 18.6, around=(550, 300))
        sheet.shape(left, ink)
        sheet.shape(mirrored(left, at=800), ink)
    shine = curve((584, 250), (654, 108), (946, 108), (1016, 250), steps=48)
    sheet.stroke(shine[4:-16], 8, (0, 120, 30, 0))
