"""A garden shed with bunting, a laid table under an apple tree, two rings for a sun."""

from __future__ import annotations

from depesche.sample.drawing.press import (
    CLAY,
    GREEN,
    HEIGHT,
    MEADOW,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    ROSE,
    SLATE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import arc, curve, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.sky(0, 560, SLATE, gap=22, most=0.34, least=0.04)
    for x, ink in ((742, OCHRE), (856, RED)):
        sheet.ring(x, 210, 104, 22, ink)
    sheet.stroke(arc(742, 210, 93, -52, 8), 22, OCHRE, round_ends=False)
    sheet.shape(
        [*smooth([(-20, 540), (400, 510), (900, 540), (1640, 500)]), (WIDTH + 20, HEIGHT), (-20, HEIGHT)], GREEN
    )
    for x in range(-10, WIDTH, 64):
        sheet.shape([(x, 640), (x, 520), (x + 18, 496), (x + 36, 520), (x + 36, 640)], PAPER)
        sheet.stroke([(x, 640), (x, 520), (x + 18, 496), (x + 36, 520), (x + 36, 640)], 3, NIGHT)
    for y in (546, 600):
        sheet.box(0, y, WIDTH, y + 12, PAPER)
        sheet.stroke([(0, y), (WIDTH, y)], 2.4, NIGHT)
    sheet.box(0, 632, WIDTH, HEIGHT, MEADOW)
    sheet.hatch(rectangle(0, 640, WIDTH, HEIGHT), GREEN, gap=20, width=4, angle=-8)
    _shed(sheet)
    _apple_tree(sheet)
    line = curve((420, 330), (700, 520), (980, 400), (1180, 330))
    sheet.stroke(line, 3, NIGHT)
    for n, (px, py) in enumerate(line[1:24:2]):
        sheet.shape([(px - 21, py), (px + 21, py), (px, py + 50)], (RED, OCHRE, GREEN, NIGHT)[n % 4])
    sheet.shape([(560, 690), (1080, 690), (1110, 730), (530, 730)], PAPER)
    sheet.shape(
        [
            (530, 728),
            (1110, 728),
            (1100, 800),
            (1060, 772),
            (1010, 804),
            (950, 774),
            (890, 806),
            (820, 774),
            (750, 806),
            (680, 774),
            (620, 804),
            (570, 774),
            (540, 800),
        ],
        PAPER,
    )
    sheet.hatch([(530, 728), (1110, 728), (1100, 786), (540, 786)], RED, gap=26, width=9, angle=90)
    for leg in (580, 1060):
        sheet.box(leg - 7, 780, leg + 7, 880, NIGHT)
    _spread(sheet)
    for x in range(30, 500, 66):
        y = 800 + (x * 7) % 60
        sheet.stroke([(x, y + 60), (x + 4, y)], 4, GREEN)
        for petal in range(5):
            sheet.disc(*turned([(x + 4, y - 13)], petal * 72, around=(x + 4, y))[0], 10, (RED, PAPER, ROSE)[x % 3])
        sheet.disc(x + 4, y, 7, OCHRE)


def _shed(sheet: Sheet) -> None:
    sheet.box(90, 330, 430, 720, CLAY)
    for y in range(350, 720, 30):
        sheet.stroke([(90, y), (430, y)], 2.4, (0, 150, 210, 130))
    sheet.shape([(50, 346), (260, 170), (470, 346)], RED)
    sheet.stroke([(50, 346), (260, 170), (470, 346), (50, 346)], 5, NIGHT)
    sheet.disc(260, 282, 24, PAPER)
    sheet.ring(260, 282, 24, 4, NIGHT)
    sheet.box(130, 440, 240, 720, NIGHT)
    sheet.box(138, 448, 232, 720, SLATE)
    sheet.disc(220, 590, 7, OCHRE)
    sheet.box(282, 440, 396, 560, NIGHT)
    sheet.box(290, 448, 388, 552, OCHRE)
    sheet.box(334, 448, 342, 552, NIGHT)
    sheet.box(276, 556, 402, 580, RED)
    for x in range(286, 400, 22):
        sheet.disc(x, 550, 12, GREEN)


def _apple_tree(sheet: Sheet) -> None:
    sheet.shape(
        [
            *curve((1260, 800), (1290, 700), (1280, 600), (1240, 480)),
            *curve((1330, 480), (1330, 600), (1340, 700), (1376, 800)),
        ],
        NIGHT,
    )
    sheet.stroke(curve((1300, 600), (1380, 520), (1450, 440)), 24, NIGHT)
    for x, y, radius in (
        (1180, 380, 120),
        (1320, 300, 150),
        (1460, 380, 130),
        (1260, 460, 110),
        (1400, 480, 120),
        (1560, 470, 100),
    ):
        sheet.disc(x, y, radius, GREEN)
    for x, y, radius in ((1150, 350, 60), (1290, 250, 84), (1440, 340, 66)):
        sheet.disc(x, y, radius, MEADOW)
    for x, y in (
        (1140, 430),
        (1220, 340),
        (1300, 420),
        (1370, 300),
        (1440, 450),
        (1500, 350),
        (1340, 520),
        (1560, 450),
        (1250, 240),
    ):
        sheet.disc(x, y, 19, RED)
        sheet.stroke([(x, y - 16), (x + 5, y - 28)], 4, NIGHT)


def _spread(sheet: Sheet) -> None:
    for x in (640, 1000):
        sheet.shape([(x - 24, 640), (x + 24, 640), (x + 14, 700), (x - 14, 700)], MIST)
        sheet.stroke([(x - 24, 640), (x - 14, 700), (x + 14, 700), (x + 24, 640)], 3, NIGHT)
    sheet.shape(arc(820, 670, 62, 180, 360, squash=0.5), OCHRE)
    sheet.shape([(748, 668), (892, 668), (868, 710), (772, 710)], NIGHT)
    sheet.shape([(920, 700), (920, 610), (932, 590), (932, 560), (948, 560), (948, 590), (960, 610), (960, 700)], GREEN)
    sheet.box(922, 630, 958, 666, PAPER)
