from __future__ import annotations

import io

import pytest
import willow
from PIL import ExifTags, Image

from depesche.media import avif

pytestmark = pytest.mark.skipif(not avif.can_encode(), reason="this Pillow cannot encode AVIF")
MAKER = "Kamera mit Standort"


def original(kind: str, *, orientation: int = 1, mode: str = "RGB") -> io.BytesIO:
    """A picture that says where it was taken, in Exif and XMP."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKER
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    out = io.BytesIO()
    picture = Image.radial_gradient("L").resize((300, 200)).convert(mode)
    if mode == "RGBA":
        picture.putalpha(128)  # without a pixel to see through, the encoder leaves it out
    picture.save(out, kind, exif=exif, xmp=b"<x:xmpmeta>52.5200N</x:xmpmeta>")
    out.seek(0)
    return out


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_the_place_it_was_taken_at_is_not_in_it(kind: str) -> None:
    source = original(kind)
    assert MAKER.encode() in source.getvalue()
    made = avif.encoded(willow.Image.open(source), size=(150, 100))
    assert MAKER.encode() not in made
    assert b"52.5200N" not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("AVIF", (150, 100))
        assert not picture.getexif()
        assert "xmp" not in picture.info


def test_it_stands_upright_although_nothing_says_so_any_more() -> None:
    made = avif.encoded(willow.Image.open(original("JPEG", orientation=6)), size=(100, 150))
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (100, 150)


@pytest.mark.parametrize(("kind", "mode", "becomes"), [("PNG", "RGBA", "RGBA"), ("JPEG", "CMYK", "RGB")])
def test_what_shines_through_still_does_and_print_colours_become_the_screens(
    kind: str, mode: str, becomes: str
) -> None:
    made = avif.encoded(willow.Image.open(original(kind, mode=mode)), size=(60, 40))
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.mode == becomes


def test_its_sizes_are_known_by_their_names() -> None:
    assert avif.is_meant(avif.specification(480))
    assert not avif.is_meant("width-480|format-webp|webpquality-76")
