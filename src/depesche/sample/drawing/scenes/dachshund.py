"""A dachshund stands on a low director's chair beside a lamp."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import CLAY, HEIGHT, NIGHT, OCHRE, PAPER, RED, SAND, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import Point, band, curve, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, OCHRE)
    sheet.shape([(1296, 236), (1356, 330), (960, 800), (-20, 800), (-20, 400)], SAND)
    sheet.box(0, 800, WIDTH, HEIGHT, CLAY)
    sheet.hatch(rectangle(0, 806, WIDTH, HEIGHT), (0, 150, 210, 110), gap=24, width=3, angle=0)
    _spotlight(sheet)
    for line in ([(430, 830), (884, 616)], [(890, 830), (436, 616)]):
        sheet.stroke(line, 24, NIGHT)
    sheet.shape([(400, 590), (920, 590), (912, 634), (408, 634)], RED)
    sheet.stroke([(400, 590), (400, 380)], 20, NIGHT)
    sheet.stroke([(400, 838), (470, 838)], 18, NIGHT)
    sheet.stroke([(850, 838), (920, 838)], 18, NIGHT)
    sheet.shape([(366, 372), (434, 362), (440, 460), (372, 470)], RED)
    sheet.stroke([(382, 412), (424, 406)], 6, PAPER)
    sheet.stroke([(384, 432), (418, 427)], 6, PAPER)
    outline: list[Point] = [
        (448, 396), (500, 380), (620, 388), (740, 384), (800, 340), (838, 262), (886, 222), (946, 226),
        (1010, 262), (1082, 288), (1098, 306), (1084, 330), (1010, 336), (950, 340), (930, 380), (930, 452),
        (900, 500), (820, 512), (640, 514), (500, 510), (446, 480), (434, 430), (448, 396),
    ]  # fmt: skip
    body = smooth(outline, steps=8)
    fur: Ink = (0, 120, 150, 170)
    for x, y in ((486, 490), (560, 496), (820, 496), (886, 486)):
        sheet.stroke([(x, y), (x - 4, 566)], 44, fur)
        sheet.stroke([(x - 6, 576), (x + 18, 578)], 26, CLAY)
    sheet.shape(band(curve((452, 420), (380, 400), (350, 330), (372, 262)), 36, 12), fur)
    sheet.shape(body, fur)
    sheet.shape(smooth([(900, 470), (930, 420), (932, 372), (900, 400), (868, 470), (820, 508), (900, 470)]), CLAY)
    sheet.shape(smooth([(990, 336), (1084, 328), (1092, 308), (1040, 300), (980, 312), (990, 336)]), CLAY)
    sheet.shape(
        smooth([(880, 240), (856, 300), (838, 390), (870, 424), (912, 398), (928, 320), (922, 262), (880, 240)]),
        (0, 110, 120, 235),
    )
    sheet.disc(968, 268, 11, NIGHT)
    sheet.disc(971, 265, 4, PAPER)
    sheet.oval(1072, 276, 1106, 304, NIGHT)
    sheet.stroke(curve((1080, 318), (1040, 334), (1006, 326)), 4, NIGHT)
    sheet.stroke(curve((846, 352), (880, 384), (930, 372)), 16, RED)
    sheet.disc(918, 396, 12, PAPER)
    dice = random.Random(1)  # noqa: S311 - fur, not secrets
    for _ in range(120):
        hx, hy = 470 + dice.random() * 400, 400 + dice.random() * 90
        sheet.stroke([(hx, hy), (hx - 13, hy + 9)], 2.4, CLAY)


def _spotlight(sheet: Sheet) -> None:
    sheet.stroke([(1380, 330), (1380, 800)], 14, NIGHT)
    for foot in (1290, 1380, 1470):
        sheet.stroke([(1380, 640), (foot, 846)], 12, NIGHT)
    head = moved(rectangle(-70, -66, 90, 66), 1390, 250)
    sheet.shape(turned(head, -34, around=(1390, 250)), NIGHT)
    for door in (-1, 1):
        flap = moved([(-70, door * 66), (-128, door * 112), (-118, door * 116), (-60, door * 70)], 1390, 250)
        sheet.shape(turned(flap, -34, around=(1390, 250)), NIGHT)
    sheet.shape(
        turned(moved([(-80, -56), (-70, -56), (-70, 56), (-80, 56)], 1390, 250), -34, around=(1390, 250)), PAPER
    )
