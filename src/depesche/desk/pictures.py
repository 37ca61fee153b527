"""Pictures that came with a release, taken into the house with what the sender said about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection

from depesche.desk import attachments
from depesche.desk.attachments import Attachment, NotAPicture
from depesche.desk.models import Item
from depesche.media.models import Picture

SMALLEST = 200
"""Pictures whose shorter side has fewer pixels are logos and buttons."""
MOST = 12
_SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


def take_in(item: Item, *, user: Any) -> list[Picture]:
    """Make pictures of an item's usable image attachments, in their order."""
    made: list[Picture] = []
    for attachment, words in _usable(item):
        if len(made) == MOST:
            break
        picture = _picture(item, attachment, words, user=user)
        if picture is not None:
            made.append(picture)
    return made


def _usable(item: Item) -> Iterator[tuple[Attachment, Mapping[str, Any]]]:
    described = {str(entry.get("sha256") or entry.get("filename")): entry for entry in item.images}
    for attachment in attachments.of(item):
        words = described.get(attachment.sha256) or described.get(attachment.name) or {}
        if attachment.is_picture and words.get("usable", not attachment.inline):
            yield attachment, words


def _picture(item: Item, attachment: Attachment, words: Mapping[str, Any], *, user: Any) -> Picture | None:
    raw = attachments.content(attachment.sha256)
    if raw is None:
        return None
    try:
        attachments.thumbnail(raw)  # Whatever cannot be drawn small will not be drawn large.
        image = attachments.opened(raw)
    except NotAPicture:
        return None
    if min(image.size) < SMALLEST or image.format not in _SUFFIXES:
        return None
    caption = str(words.get("caption") or "").strip()
    picture = Picture(
        title=(caption or PurePath(attachment.name).stem or str(item))[:120],
        caption=caption,
        credit=str(words.get("credit") or "").strip()[:200],
        usage_terms=item.usage_terms[:300],
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
        file=ContentFile(raw, name=f"{attachment.sha256[:24]}.{_SUFFIXES[image.format]}"),
        file_size=len(raw),
    )
    picture.save()
    return picture
