"""A windmill on a dyke, a polder before it."""

from __future__ import annotations

from depesche.sample.drawing.press import GREEN, HEIGHT, MEADOW, MIST, NIGHT, OCHRE, PAPER, RED, SLATE, WIDTH, Sheet
from depesche.sample.drawing.shapes import curve, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.sky(0, 520, SLATE, gap=17, most=0.66, least=0.06)
    sheet.disc(300, 190, 74, PAPER)
    for x, y, length in ((110, 306, 300), (520, 130, 330), (590, 104, 160), (1240, 210, 300), (1200, 236, 250)):
        sheet.stroke([(x, y), (x + length, y)], 26, PAPER)
    sheet.box(0, 510, 1100, 660, SLATE)
    sheet.hatch(rectangle(0, 520, 1100, 660), NIGHT, gap=14, width=1.8, angle=0)
    sheet.box(0, 650, WIDTH, HEIGHT, MEADOW)
    for foot, head in ((-420, 640), (-60, 700), (300, 760), (680, 830), (1120, 905), (1640, 990), (2300, 1100)):
        sheet.shape([(head, 646), (head + 7, 646), (foot + 84, HEIGHT + 2), (foot, HEIGHT + 2)], MIST)
        sheet.stroke([(head, 646), (foot, HEIGHT)], 3, NIGHT)
    crown = smooth([(-20, 620), (300, 612), (640, 576), (900, 520), (1200, 496), (1640, 504)])
    foot_line = smooth([(-20, 724), (400, 714), (800, 684), (1200, 666), (1640, 674)])
    sheet.shape([*crown, *foot_line[::-1]], GREEN)
    sheet.hatch([*crown, *[(x, y - 34) for x, y in foot_line[::-1]]], NIGHT, gap=15, width=2, angle=68)
    _windmill(sheet, 1080, 508)
    for x, y in ((330, 780), (420, 762), (640, 816)):
        _cow(sheet, x, y)


def _windmill(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(moved([(-92, 10), (-54, -250), (54, -250), (92, 10)], x, y), NIGHT)
    sheet.shape(moved([(-92, 10), (-54, -250), (-14, -250), (-22, 10)], x, y), RED)
    sheet.shape(moved([*curve((-66, -246), (-60, -330), (20, -346), (70, -246))], x, y), NIGHT)
    sheet.box(x - 132, y - 98, x + 132, y - 84, NIGHT)
    for post in range(-126, 130, 28):
        sheet.stroke([(x + post, y - 96), (x + post, y - 124)], 3, NIGHT)
    sheet.stroke([(x - 128, y - 124), (x + 128, y - 124)], 3, NIGHT)
    sheet.box(x + 6, y - 46, x + 38, y + 10, OCHRE)
    hub = (x - 6, y - 286)
    for quarter in range(4):
        angle = 38 + quarter * 90
        sheet.stroke(turned([(hub[0], hub[1]), (hub[0] + 268, hub[1])], angle, around=hub), 9, NIGHT)
        sail = [
            (hub[0] + 56, hub[1] + 4),
            (hub[0] + 264, hub[1] + 4),
            (hub[0] + 264, hub[1] + 48),
            (hub[0] + 56, hub[1] + 48),
        ]
        sheet.shape(turned(sail, angle, around=hub), PAPER)
        for rung in range(6):
            across = [(hub[0] + 56 + rung * 41.6, hub[1]), (hub[0] + 56 + rung * 41.6, hub[1] + 50)]
            sheet.stroke(turned(across, angle, around=hub), 3.4, NIGHT)
        for rail in (26, 48):
            along = [(hub[0] + 56, hub[1] + rail), (hub[0] + 264, hub[1] + rail)]
            sheet.stroke(turned(along, angle, around=hub), 3.4, NIGHT)
    sheet.disc(*hub, 15, RED)


def _cow(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(
        moved(
            [
                (-30, -18),
                (26, -20),
                (32, -14),
                (44, -20),
                (50, -8),
                (40, -4),
                (30, 2),
                (28, 22),
                (22, 22),
                (20, 6),
                (-18, 6),
                (-20, 22),
                (-26, 22),
                (-30, 0),
            ],
            x,
            y,
        ),
        PAPER,
    )
    sheet.shape(moved([(-14, -18), (6, -19), (2, -4), (-12, -2)], x, y), NIGHT)
    sheet.shape(moved([(32, -14), (44, -20), (50, -8), (40, -4)], x, y), NIGHT)
