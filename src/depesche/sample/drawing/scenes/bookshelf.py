"""Three shelves of books with one gap, a lamp burning in it."""

from __future__ import annotations

import random

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
from depesche.sample.drawing.shapes import rectangle, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, NIGHT)
    dice = random.Random(31)  # noqa: S311 - books, not secrets
    inks: tuple[Ink, ...] = (RED, OCHRE, SLATE, SAND, CLAY, PAPER, MIST, (0, 190, 120, 60), GREEN)
    for shelf, floor in enumerate((284, 574, 864)):
        x = -12.0
        while x < WIDTH:
            if shelf == 1 and 700 < x < 1000:
                _lamp(sheet, floor)
                x = 1014.0
            width, high = float(dice.randint(26, 64)), float(dice.randint(150, 236))
            lean = 9.0 if dice.random() < 0.07 else 0.0
            _book(sheet, x + lean, floor, width, high, ink=dice.choice(inks), lean=lean, dice=dice)
            x += width + 4 + lean * 2.4
        sheet.box(0, floor, WIDTH, floor + 26, CLAY)
        sheet.box(0, floor + 20, WIDTH, floor + 26, (0, 150, 210, 150))


def _book(
    sheet: Sheet, x: float, floor: float, width: float, high: float, *, ink: Ink, lean: float, dice: random.Random
) -> None:
    spot = (x, floor)
    sheet.shape(turned(rectangle(x, floor - high, x + width, floor), lean, around=spot), ink)
    line = NIGHT if ink != NIGHT else PAPER
    for share in dice.choice(((0.12, 0.16, 0.84, 0.88), (0.2, 0.8), (0.1, 0.3, 0.34), (0.5,))):
        mark = rectangle(x, floor - high * share - 4, x + width, floor - high * share)
        sheet.shape(turned(mark, lean, around=spot), line)
    if width > 40:
        label = rectangle(x + 9, floor - high * 0.66, x + width - 9, floor - high * 0.46)
        sheet.shape(turned(label, lean, around=spot), PAPER if ink != PAPER else RED)


def _lamp(sheet: Sheet, floor: float) -> None:
    beam = [(806, floor - 190), (898, floor - 190), (1010, floor), (702, floor)]
    sheet.lift(beam, (0, 0, 120, 24))
    sheet.lay_over(beam, (0, 0, 120, 0))
    sheet.oval(790, floor - 16, 912, floor + 2, RED)
    sheet.stroke([(852, floor - 10), (852, floor - 200)], 8, RED)
    sheet.shape([(806, floor - 236), (898, floor - 236), (934, floor - 168), (770, floor - 168)], RED)
    sheet.oval(830, floor - 180, 874, floor - 150, PAPER)
