"""An empty school corridor in strict perspective, a clock over the last door."""

from __future__ import annotations

from itertools import pairwise

from depesche.sample.drawing.press import (
    CLAY,
    GREEN,
    HEIGHT,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SLATE,
    WIDTH,
    Ink,
    Sheet,
)
from depesche.sample.drawing.shapes import Point, smooth

EYE = (800.0, 396.0)
LEFT, RIGHT, CEILING, FLOOR, END = -60.0, 1660.0, -90.0, 960.0, 6.2
"""The corridor's walls as they would stand in the picture's plane, and how many times as far its end is."""


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, SAND)
    sheet.shape(_flat(CEILING, 1, END, left=LEFT, right=RIGHT), PAPER)
    sheet.shape(_flat(FLOOR, 1, END, left=LEFT, right=RIGHT), MIST)
    for row, (near, far) in enumerate(pairwise([1.0, 1.22, 1.5, 1.86, 2.34, 2.96, 3.8, 4.9, END])):
        for column in range(row % 2 ^ 1, 8, 2):
            left = LEFT + column * 215
            sheet.shape(_flat(FLOOR, near, far, left=left, right=left + 215), SLATE)
        if row % 2 == 0:
            sheet.shape(_flat(CEILING, near, far, left=620, right=980), OCHRE)
    for side, panel, paint in ((LEFT, GREEN, RED), (RIGHT, (205, 0, 190, 60), CLAY)):
        sheet.shape(_wall(side, 1, END, top=560, bottom=FLOOR), panel)
        sheet.shape(_wall(side, 1, END, top=548, bottom=562), NIGHT)
        for near, far in ((1.12, 1.52), (1.9, 2.5), (3.1, 4.0)):
            _door(sheet, side, near, far, paint)
        for hook in range(6):
            sheet.disc(*_at(side, 400, 1.58 + hook * 0.05), 7, NIGHT)
    _satchel(sheet, *_at(RIGHT, 420, 1.68))
    _far_end(sheet)
    for x, y in ((LEFT, CEILING), (RIGHT, CEILING), (RIGHT, FLOOR), (LEFT, FLOOR)):
        sheet.stroke([_at(x, y, 1), _at(x, y, END)], 4, NIGHT)


def _at(x: float, y: float, depth: float) -> Point:
    return (EYE[0] + (x - EYE[0]) / depth, EYE[1] + (y - EYE[1]) / depth)


def _wall(x: float, near: float, far: float, *, top: float, bottom: float) -> list[Point]:
    return [_at(x, top, near), _at(x, top, far), _at(x, bottom, far), _at(x, bottom, near)]


def _flat(y: float, near: float, far: float, *, left: float, right: float) -> list[Point]:
    return [_at(left, y, near), _at(right, y, near), _at(right, y, far), _at(left, y, far)]


def _door(sheet: Sheet, side: float, near: float, far: float, ink: Ink) -> None:
    door = _wall(side, near, far, top=90, bottom=FLOOR)
    sheet.shape(door, ink)
    sheet.stroke([*door, door[0]], 5 / near + 1, NIGHT)
    width = far - near
    sheet.shape(_wall(side, near + width * 0.2, near + width * 0.7, top=170, bottom=420), MIST)
    sheet.disc(*_at(side, 560, near + width * 0.86), 12 / near, NIGHT)


def _far_end(sheet: Sheet) -> None:
    back = [_at(LEFT, CEILING, END), _at(RIGHT, CEILING, END), _at(RIGHT, FLOOR, END), _at(LEFT, FLOOR, END)]
    sheet.shape(back, PAPER)
    sheet.stroke([*back, back[0]], 4, NIGHT)
    for x0, x1, top, bottom, ink in (
        (470, 1130, 180, FLOOR, NIGHT),
        (500, 784, 220, 900, SLATE),
        (816, 1100, 220, 900, SLATE),
    ):
        sheet.shape([_at(x0, top, END), _at(x1, top, END), _at(x1, bottom, END), _at(x0, bottom, END)], ink)
    clock = _at(800, 30, END)
    sheet.disc(*clock, 25, NIGHT)
    sheet.disc(*clock, 20, PAPER)
    sheet.stroke([clock, (clock[0] - 12, clock[1])], 4, NIGHT)
    sheet.stroke([clock, (clock[0], clock[1] - 16)], 3, RED)


def _satchel(sheet: Sheet, x: float, y: float) -> None:
    sheet.stroke([(x - 44, y + 100), (x - 22, y + 4), (x - 6, y + 100)], 6, NIGHT)
    sheet.shape(
        smooth(
            [
                (x - 62, y + 190),
                (x - 60, y + 96),
                (x - 30, y + 70),
                (x + 10, y + 96),
                (x + 14, y + 186),
                (x - 20, y + 204),
                (x - 62, y + 190),
            ]
        ),
        NIGHT,
    )
    sheet.shape(
        smooth(
            [
                (x - 54, y + 184),
                (x - 52, y + 100),
                (x - 28, y + 78),
                (x + 4, y + 100),
                (x + 6, y + 180),
                (x - 20, y + 194),
                (x - 54, y + 184),
            ]
        ),
        OCHRE,
    )
    sheet.stroke([(x - 52, y + 130), (x + 4, y + 134)], 5, NIGHT)
