"""A microphone where three beams meet, and many raised hands."""

from __future__ import annotations

import random

from depesche.sample.drawing.press import DUSK, HEIGHT, NIGHT, PAPER, RED, SAND, STONE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import arc, moved, rectangle, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    beams: tuple[tuple[float, float, float, Ink], ...] = (
        (180, 620, 900, (0, 230, 60, 60)),
        (1420, 700, 980, (140, 0, 0, 60)),
        (800, 560, 1040, (0, 0, 210, 10)),
    )
    for x, left, right, ink in beams:
        sheet.lift([(x - 26, -10), (x + 26, -10), (right, 740), (left, 740)], ink)
        sheet.lay_over([(x - 26, -10), (x + 26, -10), (right, 740), (left, 740)], (ink[0], ink[1], ink[2], 0))
    for x in (180, 800, 1420):
        sheet.shape([(x - 46, -10), (x + 46, -10), (x + 34, 50), (x - 34, 50)], STONE)
        sheet.oval(x - 34, 38, x + 34, 62, PAPER)
    sheet.box(0, 640, WIDTH, HEIGHT, (110, 0, 0, 150))
    sheet.hatch(rectangle(0, 640, WIDTH, HEIGHT), NIGHT, gap=22, width=3, angle=0)
    sheet.oval(520, 690, 1080, 780, SAND)
    sheet.stroke([(800, 740), (800, 350)], 13, NIGHT)
    sheet.stroke([(800, 360), (850, 296)], 13, NIGHT)
    sheet.oval(722, 724, 878, 754, NIGHT)
    mic = turned(moved([(-26, -10), (26, -10), (20, 96), (-20, 96)], 878, 246), 38, around=(878, 246))
    sheet.shape(mic, NIGHT)
    sheet.disc(886, 236, 50, NIGHT)
    sheet.disc(886, 236, 42, RED)
    sheet.hatch(arc(886, 236, 42, 0, 360), NIGHT, gap=11, width=3, angle=38)
    sheet.hatch(arc(886, 236, 42, 0, 360), NIGHT, gap=11, width=3, angle=128)
    dice = random.Random(3)  # noqa: S311 - hands, not secrets
    for row, (base, size) in enumerate(((800, 0.74), (880, 1.0), (960, 1.25))):
        for x in range(-20 + row * 30, WIDTH + 60, int(92 * size)):
            _fan(sheet, x + dice.randint(-14, 14), base + dice.randint(-30, 26), size, dice)


def _fan(sheet: Sheet, x: float, y: float, size: float, dice: random.Random) -> None:
    ink = dice.choice((NIGHT, NIGHT, DUSK, NIGHT, (0, 120, 20, 220)))
    sheet.disc(x, y, 36 * size, ink)
    sheet.shape(moved([*arc(0, 90 * size, 62 * size, 180, 360), (62 * size, 300), (-62 * size, 300)], x, y), ink)
    if dice.random() < 0.5:
        side, lean = dice.choice((-1, 1)), dice.randint(-16, 16)
        hand = (x + side * 52 * size + lean, y - 120 * size)
        sheet.stroke([(x + side * 48 * size, y + 70 * size), hand], 24 * size, ink)
        for finger in (-34, -12, 12, 36):
            tip = turned([(hand[0], hand[1] - 44 * size)], finger + lean * 0.4, around=hand)[0]
            sheet.stroke([hand, tip], 9 * size, ink)
        sheet.disc(*hand, 16 * size, ink)
