"""Every picture can be drawn, is described, and is the same each time."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageStat

from depesche.sample import pictures
from depesche.sample.drawing import shapes
from depesche.sample.drawing.press import HEIGHT, NIGHT, PAPER, RED, WIDTH, Sheet
from depesche.sample.records import Gallery, SampleNewsroom
from depesche.sample.records import Image as ImageBlock


@pytest.mark.parametrize("slug", sorted(pictures.PICTURES))
def test_picture_is_a_full_size_jpeg_with_something_on_it(slug: str) -> None:
    with Image.open(BytesIO(pictures.draw(slug))) as picture:
        assert picture.format == "JPEG"
        assert picture.size == pictures.SIZE
        assert min(ImageStat.Stat(picture.convert("L")).stddev) > 20


def test_drawing_twice_gives_the_same_bytes() -> None:
    assert pictures.draw("drohnen") == pictures.draw("drohnen")


def test_an_unknown_picture_is_an_error() -> None:
    with pytest.raises(KeyError):
        pictures.draw("foto")


def test_every_picture_is_described_and_every_description_has_a_picture() -> None:
    assert set(pictures.PICTURES) == set(pictures._SCENES)
    for picture in pictures.PICTURES.values():
        assert 40 <= len(picture.alt) <= 300
        assert picture.caption
        assert picture.alt != picture.caption
        assert picture.credit
        assert picture.digital_source_type == "digitalCreation"
        assert all(100 <= share <= 900 for share in picture.focus)


def test_every_picture_is_used(newsroom: SampleNewsroom) -> None:
    used = {article.picture for article in newsroom.articles}
    for article in newsroom.articles:
        for block in article.body:
            if isinstance(block, ImageBlock):
                used.add(block.picture)
            elif isinstance(block, Gallery):
                used.update(block.pictures)
    assert set(pictures.PICTURES) <= used


def _pixel(sheet: Sheet, x: int, y: int) -> tuple[int, int, int]:
    with Image.open(BytesIO(sheet.printed(seed=1))) as picture:
        red, green, blue = ImageStat.Stat(picture.crop((x - 8, y - 8, x + 8, y + 8))).mean
    return round(red), round(green), round(blue)


def test_later_shapes_cover_earlier_ones() -> None:
    sheet = Sheet(NIGHT)
    sheet.box(0, 0, WIDTH, HEIGHT, RED)
    red, green, blue = _pixel(sheet, 800, 450)
    assert red > 180
    assert green < 100
    assert blue < 90


def test_ink_laid_over_darkens_and_lifted_ink_brightens() -> None:
    sheet = Sheet(PAPER)
    square = shapes.rectangle(100, 100, 300, 300)
    paper = sum(_pixel(sheet, 200, 200))
    sheet.lay_over(square, RED)
    red = sum(_pixel(sheet, 200, 200))
    sheet.lay_over(square, NIGHT)
    both = sum(_pixel(sheet, 200, 200))
    sheet.lift(square, PAPER)
    assert both < red < paper
    assert abs(sum(_pixel(sheet, 200, 200)) - paper) < 6
    assert abs(sum(_pixel(sheet, 600, 600)) - paper) < 6


def test_shapes_off_the_sheet_are_no_error() -> None:
    sheet = Sheet()
    sheet.lay_over(shapes.rectangle(-500, -500, -100, -100), NIGHT)
    sheet.hatch(shapes.rectangle(-50, -50, 50, 50), NIGHT, gap=9, width=2)
    assert sheet.printed(seed=0)


def test_geometry() -> None:
    line = shapes.curve((0, 0), (5, 10), (10, 0), steps=10)
    assert line[0] == (0, 0)
    assert line[-1] == (10, 0)
    assert line[5] == pytest.approx((5, 5))
    through = shapes.smooth([(0, 0), (10, 5), (20, 0)], steps=4)
    assert (10, 5) in through
    outline = shapes.band([(0, 0), (10, 0)], 4, 4)
    assert {(round(x), round(y)) for x, y in outline} == {(0, 2), (10, 2), (0, -2), (10, -2)}
    assert shapes.turned([(1, 0)], 90)[0] == pytest.approx((0, 1))
    assert shapes.mirrored([(1, 0)], at=3) == [(5, 0)]
