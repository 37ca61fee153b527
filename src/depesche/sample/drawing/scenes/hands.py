"""An older hand rests in a younger one."""

from __future__ import annotations

from math import atan2, degrees

from depesche.sample.drawing.press import CLAY, HEIGHT, MIST, NIGHT, OCHRE, RED, ROSE, SLATE, WIDTH, Ink, Sheet
from depesche.sample.drawing.shapes import Point, arc, band, curve, moved, rectangle, smooth, turned


def draw(sheet: Sheet) -> None:
    """Draw it on an empty sheet."""
    sheet.box(0, 0, WIDTH, HEIGHT, MIST)
    sheet.hatch(rectangle(0, 0, WIDTH, HEIGHT), SLATE, gap=22, width=2.4, angle=90)
    sheet.disc(800, 450, 390, OCHRE)
    skin_below: Ink = (0, 70, 120, 50)
    _fingers(
        sheet,
        [
            ((880, 520), (1010, 600), (1120, 612)),
            ((880, 560), (990, 660), (1090, 690)),
            ((850, 600), (930, 720), (1020, 760)),
            ((800, 620), (850, 740), (920, 790)),
        ],
        62,
        skin_below,
    )
    _fingers(sheet, [((660, 560), (720, 690), (800, 720))], 70, skin_below)
    palm_below = smooth(
        [(380, 494), (560, 440), (760, 440), (900, 500), (910, 590), (820, 660), (640, 680), (480, 664), (380, 646)]
    )
    sheet.shape(palm_below, skin_below)
    sheet.stroke(palm_below, 4.6, NIGHT)
    sheet.shape([(-20, 470), (390, 492), (390, 648), (-20, 690)], skin_below)
    for line in ([(-20, 470), (384, 492)], [(-20, 690), (384, 647)]):
        sheet.stroke(line, 4.6, NIGHT)
    sheet.shape([(-20, 430), (250, 452), (262, 694), (-20, 740)], NIGHT)
    sheet.shape([(-20, 440), (240, 461), (250, 684), (-20, 728)], RED)
    for y in (500, 560, 620):
        sheet.stroke([(-20, y - 10), (200, y)], 4, NIGHT)
    skin_above: Ink = (0, 46, 60, 14)
    _fingers(
        sheet,
        [
            ((760, 360), (620, 330), (520, 372)),
            ((750, 410), (590, 396), (480, 446)),
            ((760, 460), (600, 462), (500, 520)),
            ((790, 510), (650, 530), (560, 586)),
        ],
        60,
        skin_above,
        nails=True,
    )
    back_above = smooth(
        [(1230, 322), (1080, 300), (900, 310), (760, 350), (730, 430), (750, 520), (860, 560), (1040, 556), (1230, 528)]
    )
    sheet.shape(back_above, skin_above)
    sheet.stroke(back_above, 4.6, NIGHT)
    _fingers(sheet, [((960, 540), (850, 610), (740, 620))], 66, skin_above, nails=True)
    sheet.shape(smooth([(1010, 440), (980, 520), (940, 556), (900, 540), (920, 470), (1010, 440)]), skin_above)
    sheet.shape([(1222, 322), (WIDTH + 20, 300), (WIDTH + 20, 560), (1222, 528)], skin_above)
    for line in ([(1228, 322), (WIDTH + 20, 300)], [(1228, 528), (WIDTH + 20, 560)]):
        sheet.stroke(line, 4.6, NIGHT)
    for wrinkle in (
        ((800, 372), (880, 350), (960, 356)),
        ((800, 424), (900, 410), (990, 420)),
        ((812, 476), (900, 470), (980, 486)),
        ((1060, 350), (1090, 400), (1080, 460)),
        ((1100, 350), (1128, 400), (1120, 466)),
    ):
        sheet.stroke(curve(*wrinkle), 3.4, CLAY)
    for x, y in ((1000, 384), (1024, 470), (930, 452), (1150, 420), (870, 392)):
        sheet.disc(x, y, 7, (0, 100, 110, 40))
    sheet.shape([(1380, 280), (WIDTH + 20, 262), (WIDTH + 20, 600), (1372, 576)], NIGHT)
    sheet.shape([(1392, 291), (WIDTH + 20, 274), (WIDTH + 20, 588), (1384, 566)], SLATE)
    sheet.hatch([(1392, 291), (1440, 288), (1434, 570), (1384, 566)], NIGHT, gap=11, width=3, angle=90)


def _fingers(sheet: Sheet, fingers: list[tuple[Point, ...]], width: float, ink: Ink, *, nails: bool = False) -> None:
    for finger in fingers:
        line = curve(*finger, steps=40)
        for grow, colour in ((9, NIGHT), (0, ink)):
            sheet.shape(band(line, width + grow, width + grow), colour)
            sheet.disc(*line[-1], (width + grow) / 2, colour)
        if nails:
            for joint in (16, 28):
                across = band(line[joint - 1 : joint + 2], width * 0.5, width * 0.5)
                sheet.stroke([across[1], across[-2]], 3.4, CLAY)
            (x, y), (bx, by) = line[-1], line[-4]
            turn = degrees(atan2(y - by, x - bx))
            sheet.shape(turned(moved(arc(0, 0, 20, 0, 360, squash=0.72), x + 4, y), turn, around=(x, y)), ROSE)
