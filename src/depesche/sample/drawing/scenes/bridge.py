"""An arched bridge with a gap, and a crane that closes it."""

from __future__ import annotations

from depesche.sample.drawing.press import HEIGHT, MIST, NIGHT, OCHRE, PAPER, RED, SLATE, WIDTH, Sheet
from depesche.sample.drawing.shapes import arc, curve, rectangle


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.sky(0, 620, OCHRE, gap=18, most=0.04, least=0.74)
    sheet.disc(1290, 420, 120, RED)
    sheet.box(0, 620, WIDTH, HEIGHT, SLATE)
    for y in range(640, HEIGHT, 26):
        for x in range((y * 7) % 130 - 130, WIDTH, 190):
            sheet.stroke(
                curve((x, y), (x + 30, y - 10), (x + 60, y + 10), (x + 92, y)), 3.4, MIST if (x + y) % 3 else NIGHT
            )
    for left in (-110, 210, 1010, 1330):
        _span(sheet, left)
    for pier in (210, 530, 1010, 1330):
        sheet.shape([(pier - 34, 470), (pier + 34, 470), (pier + 46, 790), (pier - 46, 790)], NIGHT)
        sheet.box(pier - 60, 780, pier + 60, 806, NIGHT)
    for x0, x1 in ((-20, 566), (974, WIDTH + 20)):
        sheet.box(x0, 440, x1, 478, NIGHT)
        sheet.box(x0, 428, x1, 440, PAPER)
        for x in range(int(x0), int(x1), 34):
            sheet.box(x, 400, x + 5, 440, NIGHT)
        sheet.box(x0, 396, x1, 403, NIGHT)
    sheet.shape([(566, 440), (600, 440), (584, 452), (602, 464), (566, 478)], NIGHT)
    sheet.shape([(974, 440), (944, 440), (960, 456), (940, 470), (974, 478)], NIGHT)
    _crane(sheet)


def _span(sheet: Sheet, left: float) -> None:
    sheet.shape(
        [
            (left, 470),
            (left + 320, 470),
            (left + 320, 640),
            *arc(left + 160, 640, 126, 0, -180, squash=1.12),
            (left, 640),
        ],
        NIGHT,
    )
    sheet.hatch(
        [(left + 20, 478), (left + 300, 478), (left + 300, 496), (left + 20, 496)], MIST, gap=16, width=2.4, angle=90
    )


def _crane(sheet: Sheet) -> None:
    for x in (700, 744):
        sheet.box(x - 5, 70, x + 5, 860, RED)
    for y in range(90, 850, 48):
        sheet.stroke([(700, y), (744, y + 44)], 5, RED)
        sheet.stroke([(700, y + 44), (744, y)], 5, RED)
    sheet.box(660, 846, 784, 872, NIGHT)
    sheet.box(420, 116, 1180, 126, RED)
    sheet.box(420, 152, 1180, 162, RED)
    for x in range(440, 1140, 40):
        sheet.stroke([(x, 156), (x + 20, 122), (x + 40, 156)], 5, RED)
    sheet.stroke([(722, 40), (470, 118)], 4, NIGHT)
    sheet.stroke([(722, 40), (1130, 118)], 4, NIGHT)
    sheet.shape([(708, 118), (722, 30), (736, 118)], RED)
    sheet.box(430, 160, 520, 220, NIGHT)
    sheet.box(748, 168, 806, 232, NIGHT)
    sheet.box(762, 180, 796, 206, OCHRE)
    sheet.stroke([(880, 160), (880, 300)], 4, NIGHT)
    sheet.stroke([(880, 298), (800, 352)], 3, NIGHT)
    sheet.stroke([(880, 298), (960, 352)], 3, NIGHT)
    sheet.box(770, 350, 990, 392, OCHRE)
    sheet.hatch(rectangle(770, 350, 990, 392), NIGHT, gap=18, width=7, angle=-45)
    sheet.stroke([(770, 350), (990, 350), (990, 392), (770, 392), (770, 350)], 5, NIGHT)
