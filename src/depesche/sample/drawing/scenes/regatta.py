"""Three eights from above, the red one ahead."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SLATE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import Point, curve, moved, rectangle, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, SLATE)
    sheet.hatch(rectangle(0, 0, WIDTH, HEIGHT), MIST, gap=44, width=5, angle=-16)
    dice = random.Random(8)  # noqa: S311 - waves, not secrets
    for _ in range(70):
        x, y = dice.random() * WIDTH, dice.random() * HEIGHT
        sheet.stroke(curve((x, y), (x + 20, y - 14), (x + 44, y - 12), (x + 64, y - 18)), 3.4, NIGHT)
    for y in (60, 340, 610, 890):
        for x in range(-40, WIDTH + 60, 120):
            sheet.disc(x, y + 240 - x * 0.287, 9, RED if x % 240 else PAPER)
    boats: tuple[tuple[float, float, Ink], ...] = ((1010, 160, RED), (700, 478, NIGHT), (900, 700, NIGHT))
    for x, y, ink in boats:
        _eight(sheet, x, y, -16, ink)


def _eight(sheet: Sheet, x: float, y: float, angle: float, ink: Ink) -> None:
    def put(points: list[Point]) -> list[Point]:
        return turned(moved(points, x, y), angle, around=(x, y))

    for wake in (-1, 1):
        sheet.stroke(put(curve((-430, wake * 14), (-560, wake * 30), (-720, wake * 86))), 7, PAPER)
        sheet.stroke(put(curve((-450, wake * 4), (-600, wake * 10), (-760, wake * 34))), 5, PAPER)
    hull = [*curve((-440, 0), (-300, -26), (250, -30), (450, 0)), *curve((450, 0), (250, 30), (-300, 26), (-440, 0))]
    sheet.lay_over(moved(put(hull), 10, 16), (0, 0, 0, 140))
    for seat in range(8):
        sx, side = 250 - seat * 74.0, -1 if seat % 2 else 1
        handle, blade = (sx - 16, side * 8), (sx - 44, side * 84)
        sheet.stroke(put([handle, blade]), 6, NIGHT)
        tip: list[Point] = [
            (blade[0] - 16, blade[1] - side * 4),
            (blade[0] + 12, blade[1] - side * 4),
            (blade[0] + 2, blade[1] + side * 40),
            (blade[0] - 24, blade[1] + side * 36),
        ]
        sheet.shape(put(tip), PAPER if ink == NIGHT else OCHRE)
        sheet.ring(*put([(blade[0] - 8, blade[1] + side * 18)])[0], 30, 3, PAPER)
    sheet.shape(put(hull), ink)
    sheet.stroke(put([(330, 0), (436, 0)]), 4, PAPER)
    for seat in range(8):
        sx = 250 - seat * 74.0
        sheet.shape(put([(sx - 30, -17), (sx + 6, -21), (sx + 6, 21), (sx - 30, 17)]), PAPER)
        sheet.disc(*put([(sx - 10, 0)])[0], 13, NIGHT if ink == RED else RED)
    sheet.disc(*put([(-356, 0)])[0], 12, OCHRE)
