from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from depesche.desk import attachments, downloads


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plan.pdf", "plan.pdf"),
        ("Bürgerbegehren (Endfassung).docx", "Bürgerbegehren (Endfassung).docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"\r\nSet-Cookie: x=1.txt', "a___Set-Cookie_ x=1.txt"),
        ("fdp.\u202eexe", "fdp._exe"),
        ("...", ""),
    ],
)
def test_a_name_is_only_a_label(name: str, safe: str) -> None:
    assert downloads.safe_name(name) == safe


@given(st.text(max_size=300))
def test_no_name_can_leave_a_header_or_a_folder(name: str) -> None:
    safe = downloads.safe_name(name)
    assert not set(safe) & set('\r\n\x00/\\"')
    assert not safe.startswith(".")
    assert len(safe) <= 150


def test_a_thumbnail_is_drawn_anew_upright_and_small() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    out = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(out, "JPEG", exif=exif)
    small = Image.open(io.BytesIO(attachments.thumbnail(out.getvalue() + b"<script>alert(1)</script>")))
    assert small.format == "JPEG"
    assert small.height == attachments.THUMBNAIL
    assert small.width < small.height


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff torn", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(attachments.NotAPicture):
        attachments.thumbnail(content)


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(attachments.NotAPicture):
        attachments.opened(out.getvalue())
