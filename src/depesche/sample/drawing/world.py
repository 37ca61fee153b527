"""Scenes for news from elsewhere."""

from __future__ import annotations

import random
from math import cos, pi, sin

from depesche.sample.drawing.press import (
    DUSK,
    GREEN,
    HAZE,
    HEIGHT,
    MEADOW,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Ink,
    Sheet,
)
from depesche.sample.drawing.shapes import Point, arc, band, curve, mirrored, moved, rectangle, smooth, turned


def telephone(sheet: Sheet) -> None:
    """A receiver lies between two skylines."""
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
    for side in (-1, 1):
        cup = [
            *curve((-42, -44), (-44, 30), (-98, 14), (-102, 54)),
            *curve((-102, 54), (-102, 80), (102, 80), (102, 54)),
            *curve((102, 54), (98, 14), (44, 30), (42, -44)),
        ]
        lip = [
            *curve((-102, 54), (-102, 80), (102, 80), (102, 54)),
            *curve((102, 54), (80, 104), (-80, 104), (-102, 54)),
        ]
        centre = (800 + side * 250, 300)
        for part, ink in ((cup, RED), (lip, NIGHT)):
            sheet.shape(turned(moved(part, *centre), side * -14, around=centre), ink)
    shine = curve((584, 250), (654, 108), (946, 108), (1016, 250), steps=48)
    sheet.stroke(shine[4:-16], 8, (0, 120, 30, 0))


def drones(sheet: Sheet) -> None:
    """Drones over a city at night."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    sheet.sky(0, 750, DUSK, gap=15, most=0.08, least=0.86)
    beams: tuple[tuple[Point, float, float], ...] = (
        ((300, 860), -108, 7),
        ((700, 880), -56, 6),
        ((1390, 860), -126, 6),
    )
    for (x, y), angle, spread in beams:
        far = [turned([(x + 2600, y)], angle + side, around=(x, y))[0] for side in (-spread, spread)]
        sheet.lift([(x, y), *far], (140, 0, 0, 128))
    sheet.disc(1380, 170, 78, SAND)
    _sleeping_city(sheet)
    for x, y, size, angle in (
        (800, 240, 1.6, 14),
        (500, 150, 0.9, 12),
        (1110, 390, 1.15, 16),
        (330, 350, 0.7, 14),
        (1200, 150, 0.6, 12),
        (160, 180, 0.45, 12),
        (930, 80, 0.45, 12),
        (640, 420, 0.5, 14),
    ):
        _drone(sheet, x, y, size, angle)


def _drone(sheet: Sheet, x: float, y: float, size: float, angle: float) -> None:
    def part(*points: Point) -> list[Point]:
        seen = [(px + 0.32 * py, 0.5 * py - 0.1 * px) for px, py in points]  # from below, at a slant
        return turned(moved(seen, x, y), angle, around=(x, y), scale=size)

    sheet.shape(part((112, 0), (-48, -104), (-78, -104), (-64, -20), (-88, 0), (-64, 20), (-78, 104), (-48, 104)), RED)
    sheet.shape(part((112, 0), (-64, 20), (-78, 104), (-48, 104)), (0, 255, 0, 90))
    sheet.shape(part((124, 0), (96, 12), (-92, 11), (-92, -11), (96, -12)), NIGHT)


def _sleeping_city(sheet: Sheet) -> None:
    dice = random.Random(4)  # noqa: S311 - windows, not secrets
    for depth, (ground, ink) in enumerate(((640, (170, 0, 0, 215)), (710, NIGHT))):
        x = -20.0
        while x < WIDTH:
            width = dice.randint(56, 128)
            top = ground + dice.randint(-70, 60) + 50 * depth
            sheet.box(x, top, x + width, HEIGHT, ink)
            if depth:
                for wx in range(int(x) + 12, int(x + width) - 14, 22):
                    for wy in range(top + 16, HEIGHT - 18, 30):
                        if dice.random() < 0.09:
                            sheet.box(wx, wy, wx + 9, wy + 14, OCHRE)
            x += width + dice.choice((0, 0, 6))
    for x, y, size in ((470, 560, 36), (560, 500, 54), (650, 566, 36)):
        sheet.box(x - size * 0.8, y + size * 0.9, x + size * 0.8, HEIGHT, NIGHT)
        sheet.shape([*arc(x, y + size, size * 0.92, 180, 360, squash=1.1)], OCHRE)
        sheet.shape([(x - size * 0.2, y + size * 0.1), (x, y - size * 0.5), (x + size * 0.2, y + size * 0.1)], OCHRE)
        sheet.stroke([(x, y - size * 0.4), (x, y - size * 1.0)], 4, OCHRE)
        sheet.stroke([(x - 8, y - size * 0.78), (x + 8, y - size * 0.78)], 4, OCHRE)
        for wx in (-0.45, 0.0, 0.45):
            sheet.box(x + wx * size - 5, y + size * 1.35, x + wx * size + 5, y + size * 2.1, (120, 0, 0, 190))


def dyke(sheet: Sheet) -> None:
    """A windmill on a dyke, a polder before it."""
    sheet.sky(0, 520, SLATE, gap=17, most=0.66, least=0.06)
    sheet.disc(300, 190, 74, PAPER)
    for x, y, length in ((110, 306, 300), (520, 130, 330), (590, 104, 160), (1240, 210, 300), (1200, 236, 250)):
        sheet.stroke([(x, y), (x + length, y)], 26, PAPER)
    sheet.box(0, 510, 1100, 640, SLATE)
    sheet.hatch(rectangle(0, 520, 1100, 640), NIGHT, gap=14, width=1.8, angle=0)
    sheet.box(0, 600, WIDTH, HEIGHT, MEADOW)
    for foot, head in ((-420, 640), (-60, 700), (300, 760), (680, 830), (1120, 905), (1640, 990), (2300, 1100)):
        sheet.shape([(head, 646), (head + 7, 646), (foot + 84, HEIGHT + 2), (foot, HEIGHT + 2)], MIST)
        sheet.stroke([(head, 646), (foot, HEIGHT)], 3, NIGHT)
    crown = smooth([(-20, 620), (300, 612), (640, 576), (900, 520), (1200, 496), (1640, 504)])
    foot_line = smooth([(-20, 724), (400, 714), (800, 684), (1200, 666), (1640, 674)])
    sheet.shape([*crown, *foot_line[::-1]], GREEN)
    sheet.hatch([*crown, *[(x, y - 34) for x, y in foot_line[::-1]]], NIGHT, gap=15, width=2, angle=68)
    _windmill(sheet, 1080, 508)
    for x, y in ((330, 780), (420, 762), (640, 816)):
        _cow(sheet, x, y)


def _windmill(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(moved([(-92, 10), (-54, -250), (54, -250), (92, 10)], x, y), NIGHT)
    sheet.shape(moved([(-92, 10), (-54, -250), (-14, -250), (-22, 10)], x, y), RED)
    sheet.shape(moved([*curve((-66, -246), (-60, -330), (20, -346), (70, -246))], x, y), NIGHT)
    sheet.box(x - 132, y - 98, x + 132, y - 84, NIGHT)
    for post in range(-126, 130, 28):
        sheet.stroke([(x + post, y - 96), (x + post, y - 124)], 3, NIGHT)
    sheet.stroke([(x - 128, y - 124), (x + 128, y - 124)], 3, NIGHT)
    sheet.box(x + 6, y - 46, x + 38, y + 10, OCHRE)
    hub = (x - 6, y - 286)
    for quarter in range(4):
        angle = 38 + quarter * 90
        sheet.stroke(turned([(hub[0], hub[1]), (hub[0] + 268, hub[1])], angle, around=hub), 9, NIGHT)
        sail = [
            (hub[0] + 56, hub[1] + 4),
            (hub[0] + 264, hub[1] + 4),
            (hub[0] + 264, hub[1] + 48),
            (hub[0] + 56, hub[1] + 48),
        ]
        sheet.shape(turned(sail, angle, around=hub), PAPER)
        for rung in range(6):
            across = [(hub[0] + 56 + rung * 41.6, hub[1]), (hub[0] + 56 + rung * 41.6, hub[1] + 50)]
            sheet.stroke(turned(across, angle, around=hub), 3.4, NIGHT)
        for rail in (26, 48):
            along = [(hub[0] + 56, hub[1] + rail), (hub[0] + 264, hub[1] + rail)]
            sheet.stroke(turned(along, angle, around=hub), 3.4, NIGHT)
    sheet.disc(*hub, 15, RED)


def _cow(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(
        moved(
            [
                (-30, -18),
                (26, -20),
                (32, -14),
                (44, -20),
                (50, -8),
                (40, -4),
                (30, 2),
                (28, 22),
                (22, 22),
                (20, 6),
                (-18, 6),
                (-20, 22),
                (-26, 22),
                (-30, 0),
            ],
            x,
            y,
        ),
        PAPER,
    )
    sheet.shape(moved([(-14, -18), (6, -19), (2, -4), (-12, -2)], x, y), NIGHT)
    sheet.shape(moved([(32, -14), (44, -20), (50, -8), (40, -4)], x, y), NIGHT)


def calendar(sheet: Sheet) -> None:
    """A tear-off calendar that shows a four."""
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
