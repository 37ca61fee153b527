"""Pictures as documents: renditions in the sizes the themes use, made once and kept in the content store.

WebP and JPEG are made here, in line, when they are not there yet; AVIF is shown once `avif_pictures` has made it.
"""

from __future__ import annotations

import logging

from wagtail.images.models import AbstractRendition, Filter

from depesche.bakery import schema
from depesche.media import avif
from depesche.media.models import Picture

WIDTHS = (480, 720, 960, 1600)
_TYPES = {"avif": "image/avif", "jpg": "image/jpeg", "webp": "image/webp"}
_log = logging.getLogger(__name__)


def document(picture: Picture) -> schema.Picture | None:
    """The picture with what must be said about it; `None` when its file is gone or its rights have expired."""
    if picture.rights_expired:
        return None
    renditions = _renditions(picture)
    if not renditions:
        return None
    return schema.Picture(
        renditions=renditions,
        alt=picture.alt_text,
        caption=picture.caption,
        creator=picture.creator,
        credit=picture.credit,
        usage_terms=picture.usage_terms,
        digital_source_type=picture.digital_source_type,
        focus=_focus(picture),
        avif=_light(picture),
    )


def _focus(picture: Picture) -> tuple[int, int]:
    """The editor's focal area as a point to crop around; pushed outward, as a crop has to move further than its aim."""
    area = picture.get_focal_point()
    if area is None or not picture.width or not picture.height:
        return (50, 50)
    return _quarter(area.centroid_x / picture.width), _quarter(area.centroid_y / picture.height)


def _quarter(share: float) -> int:
    return 25 * round(min(max(0.5 + 1.5 * (share - 0.5), 0.0), 1.0) * 4)


def widths(picture: Picture) -> list[int]:
    """The widths a picture is made in, rising, in pixels: never more than the original has."""
    return sorted({*(width for width in WIDTHS if width < picture.width), min(picture.width, WIDTHS[-1])})


def webp_specification(width: int) -> str:
    """What Wagtail calls that size of a picture."""
    return f"width-{width}|format-webp|webpquality-76"


def _renditions(picture: Picture) -> tuple[schema.Rendition, ...]:
    """WebP in rising widths, never larger than the original, and one JPEG for feeds and share cards."""
    specifications = [webp_specification(width) for width in widths(picture)]
    try:
        found = picture.get_renditions(*specifications, f"width-{min(picture.width, 1200)}|format-jpeg|jpegquality-80")
    except (OSError, ValueError) as error:
        _log.warning("picture %s cannot be read: %s", picture.pk, error)
        return ()
    return tuple(_rendition(r) for r in sorted(found.values(), key=lambda r: (r.url.endswith(".jpg"), r.width)))


def _light(picture: Picture) -> tuple[schema.Rendition, ...]:
    """AVIF in rising widths; nothing while the worker has it before it, and nothing of an incomplete set."""
    if picture.avif_due:
        return ()
    wanted = [Filter(spec=avif.specification(width)) for width in widths(picture)]
    found = picture.find_existing_renditions(*wanted).values()
    return tuple(_rendition(r) for r in sorted(found, key=lambda r: r.width)) if len(found) == len(wanted) else ()


def _rendition(made: AbstractRendition) -> schema.Rendition:
    """The size in bytes is for feeds, which show the JPEG."""
    content_type = _TYPES[made.url.rpartition(".")[2]]
    return schema.Rendition(
        path=made.url,
        width=made.width,
        height=made.height,
        content_type=content_type,
        size=made.file.size if content_type == "image/jpeg" else 0,
    )
