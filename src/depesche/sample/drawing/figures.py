"""Figures that more than one scene needs."""

from __future__ import annotations

from depesche.sample.drawing.press import NIGHT, PAPER, SAND, Ink, Sheet
from depesche.sample.drawing.shapes import Point, moved


def bicycle(sheet: Sheet, x: float, y: float, size: float = 1.0, *, ink: Ink = NIGHT) -> None:
    """A bicycle facing right; `x`, `y` is the middle of its wheel base at the hubs' height."""

    def put(*points: Point) -> list[Point]:
        return moved([(px * size, py * size) for px, py in points], x, y)

    for wheel in (-36, 36):
        sheet.ring(x + wheel * size, y, 29 * size, 4 * size, ink)
    for line in (
        put((-36, 0), (-12, -40), (26, -40), (36, 0)),
        put((-36, 0), (0, 0), (-12, -40)),
        put((0, 0), (26, -40)),
        put((26, -40), (23, -56), (42, -58), (49, -48), (40, -40)),
        put((-12, -40), (-14, -52)),
    ):
        sheet.stroke(line, 4 * size, ink)
    sheet.stroke(put((-24, -54), (-6, -54)), 6 * size, ink)


def bicycle_rider(sheet: Sheet, x: float, y: float, size: float, *, jersey: Ink) -> None:
    """A racing cyclist bent over the handlebars, facing right."""

    def put(*points: Point) -> list[Point]:
        return moved([(px * size, py * size) for px, py in points], x, y)

    sheet.stroke(put((-14, -62), (14, -34), (-4, -6)), 13 * size, NIGHT)
    bicycle(sheet, x, y, size)
    sheet.stroke(put((-14, -62), (20, -42), (8, 2)), 14 * size, NIGHT)
    sheet.stroke(put((8, 2), (20, 4)), 7 * size, PAPER)
    sheet.stroke(put((-16, -66), (4, -92), (34, -98)), 24 * size, jersey)
    sheet.stroke(put((30, -94), (42, -74), (44, -58)), 9 * size, SAND)
    sheet.stroke(put((30, -94), (35, -82)), 13 * size, jersey)
    hx, hy = put((50, -112))[0]
    sheet.disc(hx, hy, 13 * size, SAND)
    sheet.shape(put((35, -112), (38, -126), (52, -130), (66, -120), (66, -114)), NIGHT)
