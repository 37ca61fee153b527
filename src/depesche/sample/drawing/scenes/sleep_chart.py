"""Two curves: tiredness over the day, of adults and of the young, who peak later."""

from __future__ import annotations

from math import cos, exp, pi, radians, sin

from depesche.sample.drawing.press import HAZE, HEIGHT, NIGHT, OCHRE, PAPER, RED, SLATE, STONE, WIDTH, Sheet
from depesche.sample.drawing.shapes import rectangle


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, PAPER)
    sheet.shape(rectangle(0, 0, 860, HEIGHT), HAZE)
    sheet.disc(300, 200, 70, OCHRE)
    sheet.disc(334, 182, 62, HAZE)
    for x in range(120, 1520, 100):
        sheet.stroke([(x, 120), (x, 770)], 1.6, STONE)
    for y in range(120, 780, 81):
        sheet.stroke([(120, y), (1500, y)], 1.6, STONE)

    def tired(x: float, peak: float, width: float, height: float) -> float:
        return 740 - height * exp(-(((x - peak) / width) ** 2)) - 70 * exp(-(((x - peak - 760) / 150) ** 2))

    adults = [(float(x), tired(x, 480, 210, 470)) for x in range(120, 1501, 10)]
    young = [(float(x), tired(x, 760, 230, 540)) for x in range(120, 1501, 10)]
    sheet.hatch([*adults, (1500, 770), (120, 770)], SLATE, gap=15, width=4, angle=-45)
    sheet.hatch([*young, (1500, 770), (120, 770)], (0, 180, 60, 0), gap=15, width=4, angle=45)
    sheet.stroke(adults, 12, NIGHT)
    sheet.stroke(young, 16, RED)
    for peak, line, ink in ((480, adults, NIGHT), (760, young, RED)):
        top = min(line, key=lambda point: point[1])
        sheet.stroke([(peak, top[1] + 30), (peak, 770)], 3.4, ink)
        sheet.disc(*top, 22, ink)
        sheet.disc(*top, 11, PAPER)
    sheet.stroke([(120, 100), (120, 770), (1520, 770)], 8, NIGHT)
    for x in range(120, 1520, 100):
        sheet.stroke([(x, 770), (x, 790)], 5, NIGHT)
    sheet.stroke([(500, 822), (740, 822)], 6, RED)
    sheet.shape([(736, 804), (772, 822), (736, 840)], RED)
    sheet.disc(1330, 220, 62, OCHRE)
    for n in range(12):
        ray = [
            (1330 + cos(radians(n * 30)) * r, 220 + sin(radians(n * 30)) * r) for r in (80, 106 + 8 * sin(n * pi / 2))
        ]
        sheet.stroke(ray, 9, OCHRE)
