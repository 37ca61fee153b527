"""Pictures drawn by this script, plainly: bands of colour, a light, a few shapes. No photograph, nobody's face."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from depesche.bakery.schema import Picture, Rendition

SIZE = (1600, 1067)
WIDTHS = (480, 960, 1600)
_Colour = tuple[int, int, int]


def picture(name: str, *, alt: str, caption: str = "", credit: str = "Zeichnung: Auenbote") -> Picture:
    """The document's side of a drawing: `write_all` makes the files it names."""
    renditions = [
        Rendition(path=f"/bilder/{name}-{width}.webp", width=width, height=_height(width), content_type="image/webp")
        for width in WIDTHS
    ]
    renditions.append(Rendition(path=f"/bilder/{name}-1200.jpg", width=1200, height=_height(1200), size=180_000))
    return Picture(
        renditions=tuple(renditions),
        alt=alt,
        caption=caption,
        creator="Auenbote",
        credit=credit.removeprefix("Zeichnung: "),
        digital_source_type="digitalCreation",
    )


def write_all(folder: Path) -> None:
    """Draw every picture in every size into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, draw) in enumerate(_DRAWINGS.items()):
        drawing = _grain(draw(random.Random(number)), random.Random(number))
        for width in WIDTHS:
            drawing.resize((width, _height(width))).save(folder / f"{name}-{width}.webp", quality=72)
        drawing.resize((1200, _height(1200))).save(folder / f"{name}-1200.jpg", quality=80)


def _height(width: int) -> int:
    return round(width * SIZE[1] / SIZE[0])


def _sky(top: _Colour, bottom: _Colour) -> Image.Image:
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize(SIZE)


def _grain(image: Image.Image, chance: random.Random) -> Image.Image:
    noise = Image.effect_noise(SIZE, 22 + chance.random()).convert("RGB")
    return Image.blend(image, noise, 0.06)


def _bridge(chance: random.Random) -> Image.Image:
    image = _sky((38, 52, 84), (236, 178, 122))
    draw = ImageDraw.Draw(image)
    draw.ellipse((1040, 480, 1180, 620), fill=(252, 226, 170))
    draw.rectangle((0, 760, *SIZE), fill=(58, 70, 92))
    for y in range(770, SIZE[1], 14):
        x = 1110 + chance.randint(-90, 90)
        draw.line((x - 60 - (y - 760) // 3, y, x + 60 + (y - 760) // 3, y), fill=(206, 164, 124), width=3)
    draw.rectangle((0, 640, 1600, 672), fill=(24, 28, 40))
    for pier in range(120, 1600, 340):
        draw.rectangle((pier, 640, pier + 36, 900), fill=(24, 28, 40))
        draw.arc((pier + 36, 560, pier + 340, 900), 180, 360, fill=(24, 28, 40), width=18)
    for x in range(0, 1600, 120):
        top = chance.randint(420, 600)
        draw.rectangle((x, top, x + chance.randint(50, 110), 640), fill=(46, 54, 76))
    return image


def _telephone(chance: random.Random) -> Image.Image:
    image = _sky((206, 196, 178), (168, 150, 128))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 800, *SIZE), fill=(92, 66, 52))
    for y in range(806, SIZE[1], 26):
        draw.line((0, y, 1600, y + chance.randint(-6, 6)), fill=(80, 56, 44), width=3)
    for left, colour in ((230, (142, 32, 36)), (930, (38, 58, 92))):
        draw.polygon([(left, 860), (left + 60, 620), (left + 380, 620), (left + 440, 860)], fill=colour)
        draw.ellipse((left + 140, 660, left + 300, 820), fill=(238, 232, 220))
        draw.ellipse((left + 195, 715, left + 245, 765), fill=colour)
        draw.rounded_rectangle((left + 10, 520, left + 430, 590), radius=34, fill=colour)
        draw.rectangle((left + 90, 580, left + 130, 630), fill=colour)
        draw.rectangle((left + 310, 580, left + 350, 630), fill=colour)
    draw.line([(670, 850), (720, 920), (800, 940), (880, 920), (935, 850)], fill=(30, 26, 26), width=10, joint="curve")
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _stadium(chance: random.Random) -> Image.Image:
    image = _sky((16, 24, 44), (52, 72, 104))
    draw = ImageDraw.Draw(image)
    for x in (220, 1320):
        draw.rectangle((x, 120, x + 18, 560), fill=(120, 128, 140))
        for column in range(5):
            for row in range(3):
                draw.ellipse(
                    (x - 70 + column * 34, 90 + row * 32, x - 46 + column * 34, 114 + row * 32), fill=(250, 246, 220)
                )
    for _ in range(5200):
        x, y = chance.randint(0, 1600), chance.randint(430, 640)
        tone = chance.choice([(170, 60, 56), (210, 204, 196), (90, 96, 110), (60, 66, 84)])
        draw.ellipse((x, y, x + 7, y + 9), fill=tone)
    draw.rectangle((0, 640, *SIZE), fill=(52, 116, 66))
    for stripe in range(0, 1600, 200):
        draw.polygon(
            [(stripe, 640), (stripe + 100, 640), (stripe * 2 - 600, 1067), (stripe * 2 - 860, 1067)], fill=(60, 128, 74)
        )
    draw.ellipse((500, 740, 1100, 980), outline=(236, 240, 232), width=7)
    draw.line((0, 862, 1600, 862), fill=(236, 240, 232), width=7)
    draw.ellipse((776, 838, 824, 886), fill=(246, 246, 240))
    return image


def _parliament(chance: random.Random) -> Image.Image:
    image = _sky((150, 176, 198), (226, 222, 206))
    draw = ImageDraw.Draw(image)
    draw.rectangle((200, 520, 1400, 900), fill=(196, 184, 160))
    draw.polygon([(180, 520), (800, 330), (1420, 520)], fill=(182, 168, 142))
    for x in range(250, 1400, 115):
        draw.rectangle((x, 540, x + 46, 880), fill=(222, 212, 190))
        draw.rectangle((x + 46, 540, x + 56, 880), fill=(150, 138, 116))
    for step in range(6):
        draw.rectangle(
            (140 - step * 24, 900 + step * 22, 1460 + step * 24, 922 + step * 22),
            fill=(206 - step * 9, 196 - step * 9, 174 - step * 9),
        )
    draw.rectangle((0, 1030, *SIZE), fill=(112, 116, 104))
    for x in range(60, 1600, 170):
        draw.ellipse((x, 960, x + 22, 982), fill=(40, 40, 48))
        draw.rectangle((x, 982, x + 22, 982 + chance.randint(44, 66)), fill=(50, 50, 60))
    return image


def _market(chance: random.Random) -> Image.Image:
    image = _sky((232, 206, 168), (244, 230, 206))
    draw = ImageDraw.Draw(image)
    for x in range(0, 1600, 200):
        top = chance.randint(140, 300)
        tone = chance.choice([(190, 120, 92), (204, 158, 110), (148, 132, 120), (176, 146, 132)])
        draw.polygon([(x, top), (x + 100, top - 110), (x + 200, top)], fill=(118, 72, 60))
        draw.rectangle((x, top, x + 196, 760), fill=tone)
        for window in range(top + 40, 700, 110):
            for column in (34, 116):
                draw.rectangle((x + column, window, x + column + 44, window + 62), fill=(72, 68, 70))
    draw.rectangle((0, 760, *SIZE), fill=(168, 154, 138))
    for x in range(40, 1600, 320):
        colour = chance.choice([(154, 40, 40), (44, 92, 84), (206, 150, 54)])
        for stripe in range(0, 260, 52):
            draw.polygon(
                [(x + stripe, 720), (x + stripe + 26, 720), (x + stripe + 20, 800), (x + stripe - 6, 800)], fill=colour
            )
        draw.rectangle((x - 6, 860, x + 256, 930), fill=(112, 80, 58))
        for fruit in range(x, x + 250, 24):
            draw.ellipse(
                (fruit, 840, fruit + 24, 864), fill=chance.choice([(196, 60, 44), (226, 162, 50), (92, 132, 64)])
            )
    return image


def _stage(chance: random.Random) -> Image.Image:
    image = _sky((34, 14, 44), (96, 30, 62))
    light = Image.new("RGB", SIZE)
    beams = ImageDraw.Draw(light)
    for x in (260, 640, 980, 1340):
        lean = chance.randint(-260, 260)
        beams.polygon([(x, 0), (x + 30, 0), (x + lean + 190, 1067), (x + lean - 190, 1067)], fill=(120, 84, 60))
    image = Image.blend(image, light.filter(ImageFilter.GaussianBlur(26)), 0.42)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 860, *SIZE), fill=(18, 10, 20))
    for _ in range(150):
        x = chance.randint(0, 1600)
        head = chance.randint(880, 1000)
        draw.ellipse((x, head, x + 46, head + 52), fill=(10, 6, 14))
        draw.rectangle((x - 14, head + 48, x + 60, 1067), fill=(10, 6, 14))
    return image


def _lock(chance: random.Random) -> Image.Image:
    image = _sky((176, 198, 204), (222, 222, 208))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 520, *SIZE), fill=(104, 130, 124))
    draw.polygon([(0, 520), (520, 600), (520, 1067), (0, 1067)], fill=(134, 128, 116))
    draw.polygon([(1600, 520), (1080, 600), (1080, 1067), (1600, 1067)], fill=(122, 116, 106))
    draw.rectangle((520, 560, 1080, 760), fill=(70, 52, 40))
    for x in range(520, 1080, 40):
        draw.line((x, 560, x, 760), fill=(54, 40, 32), width=6)
    for x in range(0, 1600, 60):
        height = chance.randint(40, 150)
        draw.ellipse((x - 50, 520 - height, x + 90, 560), fill=(74, 98, 66))
    for y in range(780, 1067, 22):
        draw.line((540, y, 1060, y), fill=(128, 152, 146), width=3)
    return image


_DRAWINGS: dict[str, Callable[[random.Random], Image.Image]] = {
    "bruecke": _bridge,
    "telefon": _telephone,
    "stadion": _stadium,
    "landtag": _parliament,
    "markt": _market,
    "buehne": _stage,
    "schleuse": _lock,
}
