"""Scenes from the town: its council, its river, its streets."""

from __future__ import annotations

import random
from math import cos, radians, sin

from depesche.sample.drawing.press import (
    CLAY,
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
    ROSE,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Ink,
    Sheet,
)
from depesche.sample.drawing.shapes import Point, arc, band, curve, moved, rectangle, smooth, turned


def council(sheet: Sheet) -> None:
    """A council chamber seen from above: rows of seats round a lectern."""
    sheet.box(0, 0, WIDTH, HEIGHT, SAND)
    for x in range(-800, WIDTH + 800, 64):
        sheet.stroke([(x, 0), (800 + (x - 800) * 2.1, HEIGHT)], 2, OCHRE)
    centre = (800, 820)
    sheet.shape([*arc(*centre, 790, 180, 360), (1590, 900), (10, 900)], MIST)
    sheet.shape([*arc(*centre, 250, 180, 360), (1050, 900), (550, 900)], SAND)
    dice = random.Random(9)  # noqa: S311 - seats, not secrets
    for row, radius in enumerate((320, 432, 544, 656)):
        sheet.shape([*arc(*centre, radius + 40, 183, 357), *arc(*centre, radius + 16, 357, 183)], NIGHT)
        seats = 8 + row * 3
        for seat in range(seats):
            angle = 188 + seat * 164 / (seats - 1)
            _seat(sheet, centre, radius + 74, angle, RED if dice.random() < 0.32 else SLATE)
    sheet.shape([(700, 800), (900, 800), (930, 900), (670, 900)], NIGHT)
    sheet.shape([(716, 770), (884, 770), (900, 812), (700, 812)], RED)
    sheet.shape([(762, 776), (838, 776), (846, 804), (754, 804)], PAPER)
    sheet.stroke(curve((800, 780), (806, 730), (836, 730)), 6, NIGHT)
    sheet.disc(842, 730, 10, NIGHT)


def _seat(sheet: Sheet, centre: Point, radius: float, angle: float, ink: Ink) -> None:
    x = centre[0] + radius * cos(radians(angle))
    y = centre[1] + radius * sin(radians(angle))
    back = [*arc(0, 0, 30, 180, 360), (30, 16), (-30, 16)]
    sheet.shape(turned(moved(back, x, y), angle + 90, around=(x, y)), NIGHT)
    cushion = [*arc(0, 2, 22, 180, 360), (22, 16), (-22, 16)]
    sheet.shape(turned(moved(cushion, x, y), angle + 90, around=(x, y)), ink)


def town_map(sheet: Sheet) -> None:
    """A piece of a street map with a river and one marked bridge."""
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
    for line, width in (
        (((-40, 700), (420, 560), (900, 640), (1640, 380)), 26),
        (((330, -20), (420, 300), (360, 560), (520, 920)), 22),
    ):
        sheet.stroke(smooth(line), width + 8, NIGHT, round_ends=False)
        sheet.stroke(smooth(line), width, OCHRE, round_ends=False)
    river = smooth([(1190, -60), (1060, 160), (960, 330), (1010, 520), (880, 700), (900, 960)], steps=16)
    sheet.shape(band(river, 200, 240), SLATE)
    for shift in (-66, -22, 22, 66):
        sheet.stroke([(x + shift, y) for x, y in river], 2.4, MIST)
    for line in ([(x - 112, y) for x, y in river], [(x + 116, y) for x, y in river]):
        sheet.stroke(line, 4, NIGHT)
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


def bridge(sheet: Sheet) -> None:
    """An arched bridge with a gap, and a crane that closes it."""
    sheet.sky(0, 560, OCHRE, gap=18, most=0.04, least=0.74)
    sheet.disc(1290, 420, 120, RED)
    for x, top, width in (
        (0, 500, 90),
        (84, 470, 60),
        (140, 520, 120),
        (1290, 512, 90),
        (1376, 480, 70),
        (1440, 520, 170),
    ):
        sheet.box(x, top, x + width, 640, STONE)
    sheet.shape([(96, 472), (114, 410), (132, 472)], STONE)
    sheet.shape([(1380, 482), (1411, 430), (1442, 482)], STONE)
    sheet.box(0, 620, WIDTH, HEIGHT, SLATE)
    for y in range(640, HEIGHT, 26):
        for x in range((y * 7) % 130 - 130, WIDTH, 190):
            sheet.stroke(
                curve((x, y), (x + 30, y - 10), (x + 60, y + 10), (x + 92, y)), 3.4, MIST if (x + y) % 3 else NIGHT
            )
    for left in (-110, 210, 1010, 1330):
        _span(sheet, left)
    for pier in (210, 530, 1010, 1330):
        sheet.shape([(pier - 34, 470), (pier + 34, 470), (pier + 46, 790), (pier - 46, 790)], NIGHT)
        sheet.box(pier - 60, 780, pier + 60, 806, NIGHT)
    for x0, x1 in ((-20, 566), (974, WIDTH + 20)):
        sheet.box(x0, 440, x1, 478, NIGHT)
        sheet.box(x0, 428, x1, 440, PAPER)
        for x in range(int(x0), int(x1), 34):
            sheet.box(x, 400, x + 5, 440, NIGHT)
        sheet.box(x0, 396, x1, 403, NIGHT)
    sheet.shape([(566, 440), (600, 440), (584, 452), (602, 464), (566, 478)], NIGHT)
    sheet.shape([(974, 440), (944, 440), (960, 456), (940, 470), (974, 478)], NIGHT)
    _crane(sheet)


def _span(sheet: Sheet, left: float) -> None:
    sheet.shape(
        [
            (left, 470),
            (left + 320, 470),
            (left + 320, 640),
            *arc(left + 160, 640, 126, 0, -180, squash=1.12),
            (left, 640),
        ],
        NIGHT,
    )
    sheet.hatch(
        [(left + 20, 478), (left + 300, 478), (left + 300, 496), (left + 20, 496)], MIST, gap=16, width=2.4, angle=90
    )


def _crane(sheet: Sheet) -> None:
    for x in (700, 744):
        sheet.box(x - 5, 70, x + 5, 860, RED)
    for y in range(90, 850, 48):
        sheet.stroke([(700, y), (744, y + 44)], 5, RED)
        sheet.stroke([(700, y + 44), (744, y)], 5, RED)
    sheet.box(660, 846, 784, 872, NIGHT)
    sheet.box(420, 116, 1180, 126, RED)
    sheet.box(420, 152, 1180, 162, RED)
    for x in range(440, 1170, 40):
        sheet.stroke([(x, 156), (x + 20, 122), (x + 40, 156)], 5, RED)
    sheet.stroke([(722, 40), (470, 118)], 4, NIGHT)
    sheet.stroke([(722, 40), (1130, 118)], 4, NIGHT)
    sheet.shape([(708, 118), (722, 30), (736, 118)], RED)
    sheet.box(430, 160, 520, 220, NIGHT)
    sheet.box(748, 168, 806, 232, NIGHT)
    sheet.box(762, 180, 796, 206, OCHRE)
    sheet.stroke([(880, 160), (880, 300)], 4, NIGHT)
    sheet.stroke([(880, 298), (800, 352)], 3, NIGHT)
    sheet.stroke([(880, 298), (960, 352)], 3, NIGHT)
    sheet.box(770, 350, 990, 392, OCHRE)
    sheet.hatch(rectangle(770, 350, 990, 392), NIGHT, gap=18, width=7, angle=-45)
    sheet.stroke([(770, 350), (990, 350), (990, 392), (770, 392), (770, 350)], 5, NIGHT)


def ferry(sheet: Sheet) -> None:
    """A small ferry with passengers and bicycles crosses a river."""
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
    sheet.shape([(250, 690), (1330, 690), (1260, 740), (330, 740)], NIGHT)
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
    for x in range(312, 1330, 46):
        sheet.box(x, 506, x + 4, 562, NIGHT)
    sheet.box(306, 502, 1326, 508, NIGHT)
    for x, ink in ((380, OCHRE), (450, NIGHT), (508, RED), (880, NIGHT), (945, OCHRE), (1225, NIGHT)):
        sheet.disc(x, 424, 18, NIGHT)
        sheet.shape([(x - 22, 560), (x - 24, 462), (x - 12, 446), (x + 12, 446), (x + 24, 462), (x + 22, 560)], ink)
    for x in (1030, 1120):
        _bicycle(sheet, x, 532)
    for x0, y, length in ((120, 790, 420), (600, 830, 560), (1180, 776, 330), (60, 860, 200), (1300, 862, 260)):
        sheet.stroke(smooth([(x0 + n * length / 6, y + (8 if n % 2 else -8)) for n in range(7)]), 7, PAPER)


def _bicycle(sheet: Sheet, x: float, y: float) -> None:
    for wheel in (-36, 36):
        sheet.ring(x + wheel, y, 29, 4, NIGHT)
    for line in (
        [(-36, 0), (-12, -40), (26, -40), (36, 0)],
        [(-36, 0), (0, 0), (-12, -40)],
        [(0, 0), (26, -40)],
        [(26, -40), (22, -58), (8, -58)],
        [(-12, -40), (-14, -52)],
    ):
        sheet.stroke(moved(line, x, y), 4, NIGHT)
    sheet.stroke(moved([(-24, -54), (-6, -54)], x, y), 6, NIGHT)


def market_in_rain(sheet: Sheet) -> None:
    """Gabled houses, umbrellas, slanting rain."""
    sheet.box(0, 0, WIDTH, HEIGHT, MIST)
    houses: tuple[tuple[float, float, float, Ink, str], ...] = (
        (-30, 210, 220, CLAY, "stepped"), (190, 150, 200, OCHRE, "pointed"), (390, 230, 190, SLATE, "curved"),
        (580, 110, 230, RED, "stepped"), (810, 200, 190, SAND, "pointed"), (1000, 140, 210, SLATE, "stepped"),
        (1210, 220, 190, OCHRE, "curved"), (1400, 160, 240, CLAY, "pointed"),
    )  # fmt: skip
    for x, top, width, ink, gable in houses:
        _gabled(sheet, x, top, width, ink=ink, gable=gable)
    sheet.box(0, 600, WIDTH, HEIGHT, (120, 0, 0, 120))
    for x, top, width, ink, _ in houses:  # wet cobbles mirror the fronts
        sheet.hatch(rectangle(x + 20, 612, x + width - 20, 612 + (600 - top) * 0.45), ink, gap=15, width=5, angle=0)
    for y, gap in ((640, 60), (690, 72), (752, 88), (826, 108)):
        for x in range(-40 + y % 50, WIDTH, gap):
            sheet.stroke(curve((x, y), (x + gap * 0.3, y - 9), (x + gap * 0.6, y)), 2.4, NIGHT)
    crowd: tuple[tuple[float, float, float, Ink], ...] = (
        (250, 640, 0.8, OCHRE),
        (520, 616, 0.66, PAPER),
        (1130, 622, 0.7, RED),
        (1390, 660, 0.86, PAPER),
        (830, 650, 0.9, NIGHT),
        (420, 740, 1.25, RED),
        (1010, 760, 1.32, OCHRE),
        (690, 800, 1.6, RED),
    )
    for x, y, size, ink in crowd:
        _umbrella(sheet, x, y, size, ink)
    dice = random.Random(2)  # noqa: S311 - drops, not secrets
    for _ in range(190):
        x, y, length = dice.random() * 1750 - 80, dice.random() * 900, 30 + dice.random() * 50
        sheet.stroke([(x, y), (x - length * 0.3, y + length)], 2.6, PAPER, round_ends=False)


def _gabled(sheet: Sheet, x: float, top: float, width: float, *, ink: Ink, gable: str) -> None:
    right, middle, eaves = x + width, x + width / 2, top + 130
    if gable == "stepped":
        steps: list[Point] = []
        for n in range(4):
            steps += [(x + n * width / 8, eaves - n * 36), (x + n * width / 8, eaves - (n + 1) * 36 + 2)]
        roof = [*steps, *[(2 * middle - px, py) for px, py in steps[::-1]]]
    elif gable == "curved":
        side = curve((x, eaves), (x + 6, eaves - 70), (middle - 60, eaves - 40), (middle - 34, eaves - 120))
        roof = [*side, *arc(middle, eaves - 120, 34, 180, 360), *[(2 * middle - px, py) for px, py in side[::-1]]]
    else:
        roof = [(x, eaves), (middle, top - 30), (right, eaves)]
    sheet.shape([*roof, (right, 620), (x, 620)], ink)
    sheet.stroke([(x, 620), *roof, (right, 620)], 4, NIGHT)
    for row in range(4):
        for column in range(3):
            wx, wy = x + width * (0.14 + column * 0.28), eaves + 18 + row * 84
            if wy > 510:
                continue
            lit = (int(x) + row * 5 + column * 3) % 4 == 0
            sheet.box(wx, wy, wx + width * 0.16, wy + 54, NIGHT)
            sheet.box(wx + 4, wy + 4, wx + width * 0.16 - 4, wy + 50, PAPER if lit else DUSK)
            sheet.box(wx + width * 0.08 - 2, wy, wx + width * 0.08 + 2, wy + 54, NIGHT)
    sheet.disc(middle, top + 82, 15, NIGHT)
    sheet.shape([*arc(middle, 562, 26, 180, 360), (middle + 26, 620), (middle - 26, 620)], NIGHT)


def _umbrella(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    def part(points: list[Point]) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in points]

    edge = NIGHT if ink != NIGHT else PAPER
    sheet.shape(part([(-26, -6), (26, -6), (34, 78), (-34, 78)]), NIGHT)
    for leg in (-14, 14):
        sheet.stroke(part([(leg, 70), (leg * 1.3, 118)]), 11 * size, NIGHT)
    dome = [*arc(0, -20, 92, 180, 360, squash=0.82)]
    scallop: list[Point] = []
    for n in range(4):
        scallop += arc(69 - n * 46, -20, 23, 0, -180, squash=0.5)
    sheet.shape(part([*dome, *scallop]), ink)
    sheet.stroke(part([*dome, *scallop]), 3.4, edge)
    for rib in (-46, 0, 46):
        sheet.stroke(part(curve((0, -95), (rib * 0.8, -80), (rib, -22))), 3, edge)
    sheet.stroke(part([(0, -95), (0, -110)]), 5 * size, NIGHT)


def tram(sheet: Sheet) -> None:
    """A tram with lit windows in a street at night."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    sheet.sky(0, 420, DUSK, gap=16, most=0.1, least=0.8)
    dice = random.Random(12)  # noqa: S311 - windows, not secrets
    x = -30.0
    while x < WIDTH:
        width, top = dice.randint(120, 210), dice.randint(90, 250)
        sheet.box(x, top, x + width, 660, (170, 0, 0, 225))
        sheet.shape([(x, top + 1), (x + width / 2, top - dice.randint(30, 90)), (x + width, top + 1)], (170, 0, 0, 225))
        for wx in range(int(x) + 22, int(x + width) - 34, 46):
            for wy in range(top + 34, 560, 74):
                sheet.box(wx, wy, wx + 22, wy + 36, OCHRE if dice.random() < 0.16 else NIGHT)
        x += width
    sheet.box(0, 640, WIDTH, HEIGHT, (120, 0, 0, 205))
    sheet.hatch(rectangle(0, 640, WIDTH, HEIGHT), NIGHT, gap=34, width=3, angle=0)
    sheet.stroke([(0, 180), (1240, 210), (WIDTH, 200)], 3, MIST)
    sheet.lift([(330, 640), (330, 700), (-60, 830), (-60, 720)], SAND)
    for y in (724, 766):
        sheet.box(0, y, WIDTH, y + 7, MIST)
    body = [*curve((300, 690), (286, 560), (300, 430), (350, 376)), (1700, 376), (1700, 690)]
    sheet.shape(body, RED)
    sheet.shape([*curve((296, 600), (296, 590), (296, 585), (295, 570)), (1700, 570), (1700, 600)], PAPER)
    sheet.shape([*curve((302, 552), (304, 470), (320, 430), (352, 404)), (446, 404), (446, 552)], SAND)
    sheet.stroke([(302, 552), (446, 552)], 5, NIGHT)
    sheet.box(440, 404, 452, 690, NIGHT)
    for left in range(480, 1600, 186):
        door = (left - 480) % 558 == 372
        sheet.box(left, 408, left + 160, 684 if door else 546, NIGHT)
        sheet.box(left + 6, 414, left + 154, 678 if door else 540, OCHRE)
        if door:
            sheet.box(left + 76, 414, left + 84, 678, NIGHT)
            sheet.box(left + 6, 570, left + 154, 600, RED)
        else:
            _riders(sheet, left, dice)
    sheet.box(330, 368, WIDTH, 380, NIGHT)
    sheet.box(560, 346, 1000, 370, DUSK)
    for line in ([(760, 346), (700, 290), (790, 236), (740, 200)], [(700, 198), (800, 203)]):
        sheet.stroke(line, 6, MIST)
    sheet.shape([(286, 690), (WIDTH, 690), (WIDTH, 724), (310, 724)], NIGHT)
    for wheel in (480, 620, 1010, 1150, 1480):
        sheet.disc(wheel, 724, 32, NIGHT)
        sheet.disc(wheel, 724, 13, STONE)
    sheet.disc(322, 640, 20, PAPER)


def _riders(sheet: Sheet, left: float, dice: random.Random) -> None:
    for seat in (44, 112):
        if dice.random() < 0.62:
            sheet.disc(left + seat, 480, 17, NIGHT)
            sheet.shape(
                [(left + seat - 28, 541), (left + seat - 22, 508), (left + seat + 22, 508), (left + seat + 28, 541)],
                NIGHT,
            )
