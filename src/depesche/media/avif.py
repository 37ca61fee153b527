"""Pictures in AVIF: a fifth to a third smaller than WebP, and two to three times the work.

Made by the worker, never in line.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import features

QUALITY = 55
"""Of 100. Within a decibel of WebP at the quality its sizes are made with; `make bench-avif` compares them."""
SPEED = 8
"""Of 0 to 10. At 6, Pillow's own choice, a file is 2 to 10 per cent smaller and takes three to four times as long."""


def can_encode() -> bool:
    """Whether this Pillow was built with an AVIF encoder."""
    return bool(features.check("avif"))


def specification(width: int) -> str:
    """What Wagtail calls that size of a picture."""
    return f"width-{width}|format-avif|avifquality-{QUALITY}"


def is_meant(specification: str) -> bool:
    """Whether a size of that name is an AVIF."""
    return "format-avif" in specification.split("|")


def encoded(opened: Any, *, size: tuple[int, int]) -> bytes:
    """A picture opened by Willow, upright and in that size, in pixels. Raises what Pillow raises on a torn file.

    Without Exif and XMP, whatever the original says: where it was taken is nobody's business. One thread of the
    encoder's: it shall not take all processors from those who publish.
    """
    picture = opened.auto_orient().resize(size)
    if picture.image.mode == "CMYK" and picture.get_icc_profile() is not None:
        picture = picture.transform_colorspace_to_srgb()
    output = BytesIO()
    picture.image.save(
        output,
        "AVIF",
        quality=QUALITY,
        speed=SPEED,
        max_threads=1,
        icc_profile=picture.get_icc_profile() or b"",
        exif=b"",
        xmp=b"",
    )
    return output.getvalue()
