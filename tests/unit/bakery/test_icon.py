from __future__ import annotations

import io

from PIL import Image

from depesche.bakery.themes import icon


def test_the_icon_is_an_ico_file_in_the_accent_with_round_corners() -> None:
    content = icon.favicon("#a5121d")
    assert len(content) < 500
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("ICO", (32, 32))
        pixels = image.convert("RGBA")
    assert pixels.getpixel((2, 16)) == (0xA5, 0x12, 0x1D, 0xFF)
    assert pixels.getpixel((16, 9)) == (0xFF, 0xFF, 0xFF, 0xFF)
    for corner in ((0, 0), (31, 0), (0, 31), (31, 31)):
        assert pixels.getpixel(corner) == (0, 0, 0, 0)
