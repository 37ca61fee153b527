"""Loaves on a shelf, a big pretzel, the moon in the window."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import CLAY, DUSK, HEIGHT, NIGHT, OCHRE, PAPER, SAND, WIDTH, Sheet
from depesche.sample.drawing.shapes import arc, curve, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, CLAY)
    for y in range(0, 770, 46):
        for x in range(-60 + (y // 46 % 2) * 46, WIDTH, 92):
            sheet.stroke([(x, y), (x + 92, y)], 2, (0, 150, 210, 110))
            sheet.stroke([(x, y), (x, y + 46)], 2, (0, 150, 210, 110))
    sheet.box(90, 70, 480, 420, NIGHT)
    sheet.box(108, 88, 462, 402, DUSK)
    sheet.disc(300, 210, 74, SAND)
    sheet.disc(332, 192, 64, DUSK)
    for x, y in ((160, 130), (210, 330), (420, 140), (400, 340), (150, 260)):
        sheet.disc(x, y, 4, PAPER)
    sheet.box(280, 88, 290, 402, NIGHT)
    sheet.box(108, 240, 462, 250, NIGHT)
    sheet.box(70, 416, 500, 442, PAPER)
    for board, y in enumerate((226, 436, 646)):
        _loaves(sheet, y, board)
        sheet.box(560, y, WIDTH - 50, y + 26, NIGHT)
        for x in (620, 1480):
            sheet.shape([(x, y + 26), (x + 30, y + 26), (x, y + 66)], NIGHT)
    sheet.box(0, 770, WIDTH, HEIGHT, SAND)
    sheet.hatch(rectangle(0, 776, WIDTH, HEIGHT), OCHRE, gap=18, width=3, angle=2)
    sheet.box(0, 766, WIDTH, 780, NIGHT)
    _pretzel(sheet, 300, 640, 210)
    for x, y in ((640, 820), (720, 850), (900, 812), (1180, 846), (1300, 820), (560, 868)):
        sheet.oval(x, y, x + 90, y + 16, PAPER)
    sheet.stroke([(960, 860), (1290, 800)], 54, CLAY)
    sheet.stroke([(960, 860), (1290, 800)], 44, OCHRE)
    sheet.stroke([(900, 871), (952, 862)], 20, NIGHT)
    sheet.stroke([(1298, 798), (1350, 789)], 20, NIGHT)


def _loaves(sheet: Sheet, y: float, board: int) -> None:
    dice = random.Random(board + 3)  # noqa: S311 - loaves, not secrets
    x = 600.0
    while x < 1440:
        kind = dice.choice(("round", "long", "tin"))
        ink = dice.choice((OCHRE, (0, 110, 235, 40), (0, 150, 225, 95)))
        width = {"round": 150.0, "long": 200.0, "tin": 140.0}[kind]
        high = {"round": 96.0, "long": 70.0, "tin": 104.0}[kind]
        if x + width > 1530:
            break
        if kind == "tin":
            top = arc(x + width / 2, y - high + 40, width / 2 + 8, 180, 360, squash=0.55)
            shape = [(x + 6, y), (x + 2, y - high + 44), *top, (x + width - 2, y - high + 44), (x + width - 6, y)]
        else:
            shape = [
                *arc(x + width / 2, y - 22, width / 2, 180, 360, squash=(high - 22) / (width / 2)),
                *curve((x + width, y - 22), (x + width - 4, y), (x + width - 24, y)),
                *curve((x + 24, y), (x + 4, y), (x, y - 22)),
            ]
        sheet.shape(shape, ink)
        sheet.stroke([*shape, shape[0]], 5, NIGHT)
        cuts = 3 if kind != "long" else 5
        for cut in range(cuts):
            cx = x + width * (cut + 1) / (cuts + 1)
            sheet.stroke(curve((cx - 16, y - high + 52), (cx, y - high + 26), (cx + 18, y - high + 20)), 9, SAND)
        x += width + 22


def _pretzel(sheet: Sheet, x: float, y: float, size: float) -> None:
    rope = [
        (-0.46, 0.58),
        (-0.30, 0.34),
        (0.02, 0.10),
        (0.30, -0.16),
        (0.66, -0.50),
        (0.98, -0.22),
        (0.92, 0.26),
        (0.56, 0.70),
        (0.0, 0.86),
        (-0.56, 0.70),
        (-0.92, 0.26),
        (-0.98, -0.22),
        (-0.66, -0.50),
        (-0.30, -0.16),
        (-0.02, 0.10),
        (0.30, 0.34),
        (0.46, 0.58),
    ]
    line = smooth([(x + px * size, y + py * size * 0.9) for px, py in rope], steps=8)
    under, over = line[:74], line[70:]
    for part in (under, over):
        sheet.stroke(part, 64, NIGHT)
        sheet.stroke(part, 54, (0, 130, 230, 70))
    for px, py in (
        (-0.9, 0.1),
        (-0.7, 0.52),
        (-0.3, 0.78),
        (0.1, 0.84),
        (0.45, 0.74),
        (0.82, 0.4),
        (0.94, 0.0),
        (0.7, -0.42),
        (-0.74, -0.4),
        (-0.2, 0.84),
        (0.66, 0.6),
    ):
        grain = turned([(-6, -4), (7, -5), (6, 5), (-7, 4)], px * 200)
        sheet.shape(moved(grain, x + px * size, y + py * size * 0.9), PAPER)
