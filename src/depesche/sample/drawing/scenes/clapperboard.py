"""An open clapperboard before a river with a barge at night."""

from __future__ import annotations

from depesche.sample.drawing.press import CLAY, DUSK, HEIGHT, NIGHT, OCHRE, PAPER, RED, SAND, WIDTH, Sheet
from depesche.sample.drawing.shapes import Point, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    sheet.sky(0, 430, DUSK, gap=17, most=0.1, least=0.86)
    sheet.disc(1260, 170, 84, SAND)
    bank = smooth([(-20, 400), (240, 350), (560, 390), (900, 340), (1240, 372), (1640, 330)])
    sheet.shape([*bank, (WIDTH + 20, 460), (-20, 460)], NIGHT)
    for x, y in ((120, 410), (300, 400), (980, 396), (1100, 402), (1420, 390), (1500, 400)):
        sheet.box(x, y, x + 12, y + 18, OCHRE)
    sheet.box(0, 440, WIDTH, HEIGHT, (170, 0, 0, 200))
    for n, y in enumerate(range(462, 880, 24)):
        half = 30 + n * 9 + (n * 37) % 40
        sheet.stroke([(1260 - half, y), (1260 + half, y)], 8, SAND)
        if n % 2:
            for x in (126, 306, 1426):
                sheet.stroke([(x - 14, y), (x + 16, y)], 5, OCHRE)
    sheet.shape([(980, 520), (1560, 520), (1520, 590), (1020, 590)], NIGHT)
    sheet.box(1360, 460, 1490, 524, CLAY)
    sheet.box(1380, 474, 1414, 502, OCHRE)
    sheet.box(1436, 474, 1470, 502, OCHRE)
    sheet.stroke([(1090, 520), (1090, 350)], 8, NIGHT)
    sheet.shape([(0, 640), (300, 640), (330, 676), (0, 676)], CLAY)
    for x in (40, 150, 262):
        sheet.box(x, 600, x + 20, HEIGHT, NIGHT)
    board = [(430, 440), (1090, 440), (1090, 850), (430, 850)]
    centre = (760, 620)
    tilted = turned(board, -6, around=centre)
    sheet.lay_over(moved(tilted, 18, 22), NIGHT)
    sheet.shape(tilted, PAPER)
    sheet.shape(turned([(446, 540), (1074, 540), (1074, 834), (446, 834)], -6, around=centre), DUSK)
    for line in (
        ((470, 640), (1050, 640)),
        ((470, 730), (1050, 730)),
        ((680, 640), (680, 730)),
        ((860, 640), (860, 730)),
    ):
        sheet.stroke(turned(line, -6, around=centre), 5, PAPER)
    for x0, x1, y, ink in (
        (490, 800, 590, PAPER),
        (500, 640, 690, OCHRE),
        (706, 820, 690, PAPER),
        (890, 1010, 690, PAPER),
        (490, 700, 780, PAPER),
        (760, 1010, 780, RED),
    ):
        sheet.stroke(turned([(x0, y), (x1, y)], -6, around=centre), 15, ink)
    _stripes(sheet, rectangle(430, 440, 1090, 520), -6, centre)
    _stripes(sheet, rectangle(430, 350, 1090, 430), -24, (440, 440))
    sheet.disc(*turned([(470, 436)], -6, around=centre)[0], 22, OCHRE)


def _stripes(sheet: Sheet, bar: list[Point], angle: float, around: Point) -> None:
    (left, top), (_, bottom) = bar[0], bar[2]
    right = bar[1][0]
    sheet.shape(turned(bar, angle, around=around), PAPER)
    x = left
    while x < right - 10:
        slant = [(x, top), (min(right, x + 70), top), (min(right, x + 30), bottom), (max(left, x - 40), bottom)]
        sheet.shape(turned(slant, angle, around=around), RED)
        x += 140
    sheet.stroke([*turned(bar, angle, around=around), turned(bar, angle, around=around)[0]], 5, NIGHT)
