"""What hangs on an item: its attached files, kept by hash, and its raw bytes as they came.

Names and types are the sender's words and are only ever labels: no file of ours is named by them, and nothing is
sent to a browser under a type it could run.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.conf import settings
from PIL import Image, ImageDraw, ImageOps

from depesche.delivery.stores.blobs import Blobs
from depesche.desk.models import Item

PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})
MOST_PIXELS = 80_000_000
"""A picture that unpacks to more is not opened; the largest press cameras make 61 megapixels."""
THUMBNAIL = 480


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file; `number` is its place in the item, `size` is in bytes."""

    number: int
    name: str
    content_type: str
    size: int
    sha256: str
    inline: bool

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURE_TYPES


class NotAPicture(Exception):
    """The bytes are no picture that can be shown."""


def of(item: Item) -> list[Attachment]:
    """The attachments of an item, in the order they came."""
    return [
        Attachment(
            number=number,
            name=str(entry.get("filename") or ""),
            content_type=str(entry.get("content_type") or "").lower(),
            size=int(entry.get("bytes") or 0),
            sha256=str(entry.get("sha256") or ""),
            inline=bool(entry.get("inline")),
        )
        for number, entry in enumerate(item.attachments)
    ]


def content(sha256: str) -> bytes | None:
    """The bytes of an attachment or of a raw mail; `None` when they are gone."""
    try:
        return Blobs(settings.CONFIG.raw_folder).get(sha256)
    except ValueError:
        return None


def opened(picture: bytes) -> Image.Image:
    """The picture, checked to decode and not yet turned upright. Raises `NotAPicture`, also when it is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # MOST_PIXELS is our limit.
            found = Image.open(io.BytesIO(picture))
        if found.width * found.height > MOST_PIXELS:
            raise NotAPicture("too many pixels")
        return found
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error


def thumbnail(picture: bytes) -> bytes:
    """A small JPEG drawn anew, so that nothing of the sender's file reaches the browser. Raises `NotAPicture`."""
    image = opened(picture)
    try:
        image.draft("RGB", (2 * THUMBNAIL, 2 * THUMBNAIL))
        image = ImageOps.exif_transpose(image)
        image.thumbnail((THUMBNAIL, THUMBNAIL))
        layer = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(str(error)) from error
    canvas = Image.new("RGB", layer.size, "white")
    canvas.paste(layer, mask=layer.getchannel("A"))
    return _jpeg(canvas)


def crossed_out() -> bytes:
    """What stands in the place of a picture that cannot be shown."""
    canvas = Image.new("RGB", (120, 80), "#e4e4e4")
    pen = ImageDraw.Draw(canvas)
    pen.line((0, 0, 119, 79), fill="#9a9a9a", width=2)
    pen.line((0, 79, 119, 0), fill="#9a9a9a", width=2)
    return _jpeg(canvas)


def _jpeg(canvas: Image.Image) -> bytes:
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=78)
    return out.getvalue()
