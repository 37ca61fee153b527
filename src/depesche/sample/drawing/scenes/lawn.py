"""A mower lays light and dark stripes into a pitch; a corner flag in front."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import (
    CLAY,
    GREEN,
    HEIGHT,
    MEADOW,
    MIST,
    NIGHT,
    PAPER,
    PINE,
    RED,
    SAND,
    SLATE,
    STONE,
    WIDTH,
    Sheet,
)
from depesche.sample.drawing.shapes import arc, curve, moved, smooth


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, 300, MIST)
    sheet.sky(0, 300, SLATE, gap=16, most=0.5, least=0.04)
    sheet.shape([(-20, 310), (-20, 190), (560, 190), (640, 240), (WIDTH + 20, 240), (WIDTH + 20, 310)], NIGHT)
    sheet.shape([(-20, 196), (-20, 150), (590, 150), (560, 196)], RED)
    for x in range(20, 540, 64):
        sheet.box(x, 196, x + 6, 300, STONE)
    for row in range(3):
        for x in range(660 + row * 6, WIDTH, 22):
            sheet.box(x, 254 + row * 16, x + 13, 263 + row * 16, SLATE)
    for stripe in range(-9, 10):
        ink = GREEN if stripe % 2 else MEADOW
        x0, x1 = 900 + stripe * 96, 900 + (stripe + 1) * 96
        sheet.shape(
            [(x0, 300), (x1, 300), (900 + (x1 - 900) * 5, HEIGHT + 10), (900 + (x0 - 900) * 5, HEIGHT + 10)], ink
        )
    sheet.shape([(900, 300), (996, 300), (1010, 470), (894, 470)], MEADOW)
    sheet.stroke([(-20, 420), (WIDTH + 20, 372)], 9, PAPER)
    sheet.stroke([(-20, 640), (520, HEIGHT + 20)], 18, PAPER)
    _mower(sheet, 950, 640)
    dice = random.Random(6)  # noqa: S311 - grass, not secrets
    for _ in range(150):
        gx, gy = dice.random() * WIDTH, 600 + dice.random() * 300
        sheet.stroke([(gx, gy), (gx + dice.randint(-5, 5), gy - 10 - (gy - 600) * 0.05)], 2.4, PINE)
    sheet.stroke([(330, 866), (330, 400)], 16, NIGHT)
    sheet.stroke([(330, 860), (330, 404)], 9, PAPER)
    sheet.shape(
        [
            (334, 408),
            *curve((334, 408), (420, 400), (470, 470), (560, 450)),
            *curve((560, 556), (470, 570), (420, 520), (334, 530)),
        ],
        RED,
    )
    sheet.stroke(
        [
            (334, 408),
            *curve((334, 408), (420, 400), (470, 470), (560, 450)),
            *curve((560, 556), (470, 570), (420, 520), (334, 530)),
        ],
        4,
        NIGHT,
    )
    sheet.oval(286, 856, 374, 880, PINE)


def _mower(sheet: Sheet, x: float, y: float) -> None:
    """A groundsman from behind, walking after a wide mower."""
    sheet.oval(x - 190, y - 40, x + 190, y - 6, PINE)
    for wheel in (-138, 138):
        sheet.box(x + wheel - 20, y - 118, x + wheel + 20, y - 20, NIGHT)
        for ridge in range(5):
            sheet.box(x + wheel - 20, y - 110 + ridge * 20, x + wheel + 20, y - 104 + ridge * 20, STONE)
    sheet.shape(moved([(-112, -150), (112, -150), (124, -36), (-124, -36)], x, y), RED)
    sheet.shape(moved([(-112, -150), (112, -150), (115, -124), (-115, -124)], x, y), NIGHT)
    for side in (-1, 1):
        sheet.stroke(moved([(side * 96, -120), (side * 86, -236)], x, y), 13, NIGHT)
    sheet.stroke(moved([(-88, -236), (88, -236)], x, y), 13, NIGHT)
    sheet.oval(x - 74, y + 116, x + 84, y + 140, PINE)
    for leg, step in ((-26, 128), (28, 108)):
        sheet.stroke(moved([(leg, -60), (leg * 1.25, step - 16)], x, y), 46, NIGHT)
        sheet.stroke(moved([(leg * 1.25 - 8, step), (leg * 1.25 + 10, step)], x, y), 26, CLAY)
    for side in (-1, 1):
        sheet.stroke(moved(curve((side * 54, -260), (side * 110, -220), (side * 70, -216)), x, y), 30, SLATE)
        sheet.disc(x + side * 68, y - 226, 16, SAND)
    sheet.shape(
        moved(
            smooth(
                [
                    (-64, -270),
                    (-30, -292),
                    (30, -292),
                    (64, -270),
                    (60, -150),
                    (54, -50),
                    (-54, -50),
                    (-60, -150),
                    (-64, -270),
                ]
            ),
            x,
            y,
        ),
        SLATE,
    )
    sheet.stroke(moved([(0, -284), (0, -60)], x, y), 3, NIGHT)
    sheet.box(x - 56, y - 84, x + 56, y - 66, NIGHT)
    sheet.box(x - 16, y - 312, x + 16, y - 284, SAND)
    sheet.disc(x, y - 330, 36, SAND)
    sheet.shape(moved([*arc(0, -338, 40, 180, 360), (40, -322), (-40, -322)], x, y), RED)
