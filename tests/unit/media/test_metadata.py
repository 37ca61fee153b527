from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from depesche.media import metadata

SECRET = b"52.5200N 13.4050E"


def _picture(kind: str) -> bytes:
    image = Image.radial_gradient("L").convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, kind, exif=exif, comment=SECRET, icc_profile=b"a profile", quality=90)
    else:
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", SECRET.decode())
        image.save(out, kind, exif=exif, pnginfo=words, icc_profile=b"a profile")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_place_goes_and_every_pixel_stays(kind: str) -> None:
    content = _picture(kind)
    assert SECRET in content

    stripped = metadata.without(content)

    assert SECRET not in stripped
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(stripped))
    assert list(before.tobytes()) == list(after.tobytes())
    assert after.info["icc_profile"] == b"a profile"
    assert not after.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_doing_it_twice_is_doing_it_once(kind: str) -> None:
    once = metadata.without(_picture(kind))
    assert metadata.without(once) == once


def test_other_formats_come_back_as_they_are() -> None:
    assert metadata.without(b"RIFF....WEBP") == b"RIFF....WEBP"


@given(st.sampled_from(["JPEG", "PNG"]), st.data())
def test_a_torn_file_never_raises_and_never_grows(kind: str, data: st.DataObject) -> None:
    content = _picture(kind)
    torn = content[: data.draw(st.integers(0, len(content)))]
    assert len(metadata.without(torn)) <= len(torn)
