"""A ball bulges the net of a goal with red and white posts."""

from __future__ import annotations

from math import cos, radians, sin

from depesche.sample.drawing.press import CLAY, HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SLATE, WIDTH, Sheet
from depesche.sample.drawing.shapes import Point, arc, rectangle


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, 640, MIST)
    for x in range(0, WIDTH, 100):
        sheet.stroke([(x, 0), (x, 640)], 3, SLATE)
    for y in range(60, 640, 120):
        for x in (0, WIDTH):
            sheet.stroke([(x, y), (WIDTH - x, y)], 1.6, SLATE)
    sheet.shape([(0, 640), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)], OCHRE)
    for x in range(-2400, 4000, 150):
        sheet.stroke([(800 + (x - 800) * 0.42, 640), (x, HEIGHT)], 2.4, CLAY)
    sheet.stroke(arc(800, 640, 900, 8, 172, squash=0.24), 14, PAPER)
    sheet.stroke(arc(800, 640, 1140, 8, 172, squash=0.2), 8, NIGHT)
    ball = (1010.0, 330.0)

    def net(x: float, y: float) -> Point:
        pull = 60 * max(0.0, 1 - ((x - ball[0]) ** 2 + (y - ball[1]) ** 2) ** 0.5 / 260)
        return x + (x - ball[0]) * pull / 170, y + (y - ball[1]) * pull / 170 + pull * 0.4

    sheet.shape(rectangle(390, 160, 1210, 640), (110, 0, 0, 80))
    for x in range(390, 1211, 41):
        sheet.stroke([net(x, y) for y in range(160, 641, 12)], 2.6, PAPER)
    for y in range(160, 641, 40):
        sheet.stroke([net(x, y) for x in range(390, 1211, 12)], 2.6, PAPER)
    _goal_frame(sheet)
    sheet.disc(*ball, 74, NIGHT)
    sheet.disc(*ball, 67, OCHRE)
    _seams(sheet, ball)
    for n, length in ((-16, 210), (0, 300), (16, 240), (32, 160)):
        sheet.stroke(
            [(ball[0] - 110, ball[1] + n * 1.6 + 70), (ball[0] - 110 - length, ball[1] + n * 1.6 + 70 + length * 0.62)],
            7,
            PAPER,
        )


def _goal_frame(sheet: Sheet) -> None:
    frame = [((360, 130), (1240, 130)), ((375, 115), (375, 650)), ((1225, 115), (1225, 650))]
    for (x0, y0), (x1, y1) in frame:
        sheet.stroke([(x0, y0), (x1, y1)], 42, NIGHT, round_ends=False)
        sheet.stroke([(x0, y0), (x1, y1)], 32, PAPER, round_ends=False)
        steps = 11 if y0 == y1 else 7
        for n in range(0, steps, 2):
            a = (x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps)
            b = (x0 + (x1 - x0) * (n + 1) / steps, y0 + (y1 - y0) * (n + 1) / steps)
            sheet.stroke([a, b], 32, RED, round_ends=False)


def _seams(sheet: Sheet, ball: Point) -> None:
    patch = [(ball[0] + 26 * cos(radians(a)), ball[1] + 26 * sin(radians(a))) for a in range(-90, 270, 72)]
    sheet.shape(patch, NIGHT)
    for corner, angle in zip(patch, range(-90, 270, 72), strict=True):
        outer = (ball[0] + 66 * cos(radians(angle)), ball[1] + 66 * sin(radians(angle)))
        sheet.stroke([corner, outer], 5, NIGHT)
