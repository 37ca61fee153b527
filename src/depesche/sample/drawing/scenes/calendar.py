"""A tear-off calendar that shows a four."""

from __future__ import annotations

from depesche.sample.drawing.press import HAZE, HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SAND, STONE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import Point, curve, moved, rectangle, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, OCHRE)
    sheet.hatch(rectangle(0, 0, WIDTH, HEIGHT), SAND, gap=26, width=9, angle=-18)
    for x, y, angle, size in ((210, 250, -22, 0.6), (1350, 190, 18, 0.62), (1420, 660, -12, 0.7), (170, 690, 14, 0.66)):
        leaf = turned(moved(rectangle(-190, -230, 190, 230), x, y), angle, around=(x, y), scale=size)
        sheet.lay_over(moved(leaf, 12, 14), (0, 0, 0, 120))
        sheet.shape(leaf, PAPER)
        sheet.hatch(
            turned(moved(rectangle(-140, 120, 140, 190), x, y), angle, around=(x, y), scale=size),
            STONE,
            gap=14,
            width=3,
            angle=angle,
        )
        sheet.shape(turned(moved(rectangle(-190, -230, 190, -160), x, y), angle, around=(x, y), scale=size), MIST)
    sheet.lay_over(moved(rectangle(526, 70, 1096, 850), 22, 22), (0, 0, 0, 150))
    for back in range(4, 0, -1):
        sheet.box(516 + back * 4, 60 + back * 5, 1084 + back * 4, 836 + back * 5, PAPER)
        sheet.stroke(
            [(1084 + back * 4, 70), (1084 + back * 4, 836 + back * 5), (520 + back * 4, 836 + back * 5)], 2, NIGHT
        )
    corner = [(516, 60), (1084, 60), (1084, 690), (940, 836), (516, 836)]
    sheet.shape(corner, PAPER)
    curl = [
        (1084, 690),
        (940, 836),
        *curve((940, 836), (964, 790), (962, 730), (930, 684)),
        *curve((930, 684), (990, 706), (1040, 706), (1084, 690)),
    ]
    sheet.shape(curl, HAZE)
    sheet.hatch(curl, STONE, gap=10, width=2, angle=-45)
    sheet.stroke(curl[2:], 3, NIGHT)
    sheet.box(516, 60, 1084, 196, RED)
    for x in (640, 960):
        sheet.disc(x, 60, 26, NIGHT)
        sheet.stroke([(x, 60), (x, 12)], 15, NIGHT)
    for x in range(590, 1030, 58):
        sheet.box(x, 118, x + 34, 140, PAPER)
    _four(sheet, 800, 470)
    sheet.box(620, 756, 860, 766, NIGHT)
    sheet.box(660, 784, 820, 790, STONE)


def _four(sheet: Sheet, x: float, y: float) -> None:
    stem: list[Point] = [
        (36, -220),
        (126, -220),
        (126, 70),
        (178, 70),
        (178, 136),
        (126, 136),
        (126, 224),
        (36, 224),
        (36, 136),
        (-176, 136),
        (-176, 66),
    ]
    sheet.shape(moved(stem, x, y), NIGHT)
    counter: Ink = PAPER
    sheet.shape(moved([(36, -86), (36, 70), (-84, 70)], x, y), counter)
