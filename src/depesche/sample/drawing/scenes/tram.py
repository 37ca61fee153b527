"""A tram with lit windows in a street at night."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import DUSK, HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SAND, STONE, WIDTH, Sheet
from depesche.sample.drawing.shapes import curve, rectangle


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    sheet.sky(0, 420, DUSK, gap=16, most=0.1, least=0.8)
    dice = random.Random(12)  # noqa: S311 - windows, not secrets
    x = -30
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
    sheet.lift([(330, 626), (330, 690), (-60, 850), (-60, 690)], (60, 0, 105, 96))
    sheet.lift([(330, 634), (330, 672), (-60, 800), (-60, 716)], SAND)
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
