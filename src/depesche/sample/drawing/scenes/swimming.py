"""Eight lanes from above and four swimmers, each at a different place."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SAND, SLATE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import arc, band, curve, moved, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, SLATE)
    pitch = HEIGHT / 8
    dice = random.Random(14)  # noqa: S311 - ripples, not secrets
    for lane in range(8):
        middle = lane * pitch + pitch / 2
        sheet.box(220, middle - 7, WIDTH, middle + 7, (255, 0, 0, 120))
        for _ in range(18):
            x, y = 220 + dice.random() * 1300, lane * pitch + 18 + dice.random() * (pitch - 36)
            sheet.stroke(curve((x, y), (x + 18, y - 9), (x + 40, y + 7), (x + 62, y - 2)), 3.4, MIST)
    for lane in range(1, 8):
        for n, x in enumerate(range(226, WIDTH, 26)):
            sheet.oval(x, lane * pitch - 8, x + 22, lane * pitch + 8, RED if n % 6 < 3 else PAPER)
    sheet.box(0, 0, 190, HEIGHT, SAND)
    sheet.box(190, 0, 220, HEIGHT, PAPER)
    for y in range(0, HEIGHT, 38):
        sheet.stroke([(0, y), (190, y)], 2, OCHRE)
    for lane in range(8):
        middle = lane * pitch + pitch / 2
        sheet.box(74, middle - 34, 196, middle + 34, NIGHT)
        sheet.box(82, middle - 26, 188, middle + 26, OCHRE if lane in (1, 4, 6) else PAPER)
    swimmers: tuple[tuple[int, float, Ink], ...] = ((1, 980, RED), (3, 660, OCHRE), (4, 1240, PAPER), (6, 820, NIGHT))
    for lane, x, cap in swimmers:
        _swimmer(sheet, x, lane * pitch + pitch / 2, cap)


def _swimmer(sheet: Sheet, x: float, y: float, cap: Ink) -> None:
    skin: Ink = (0, 70, 120, 40)
    for wake in (-1, 1):
        sheet.stroke(curve((x - 150, y + wake * 8), (x - 260, y + wake * 14), (x - 380, y + wake * 34)), 6, PAPER)
    for leg in (-1, 1):
        sheet.stroke([(x - 70, y + leg * 9), (x - 176, y + leg * 17)], 17, skin)
    sheet.stroke([(x + 26, y - 18), (x + 66, y - 40), (x + 142, y - 30)], 16, skin)
    sheet.stroke([(x + 10, y + 20), (x - 40, y + 44), (x - 92, y + 36)], 16, skin)
    sheet.shape(band([(x - 84, y), (x - 20, y), (x + 34, y)], 30, 52), NIGHT)
    sheet.disc(x + 30, y, 24, skin)
    sheet.disc(x + 62, y, 22, skin)
    sheet.shape(moved(turned([*arc(0, 0, 23, 90, 270)], 180), x + 60, y), cap)
    sheet.disc(x + 62, y, 20, cap)
    for splash in ((150, -34), (168, -20), (156, -50)):
        sheet.disc(x + splash[0], y + splash[1], 6, PAPER)
