"""Pictures in AVIF: made behind the desk, one picture after another, the newest first; then their pages offer them.

A publish never waits for it: what is not made yet is shown in WebP, and the pages are baked anew when it is. Nobody
is told of that: no words have changed. What fails or was cut off is due again, or stays in WebP.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex

from depesche.media import avif
from depesche.media.models import Picture, PictureRendition
from depesche.stories import (
    errands,
    fronts_touching,
    pictures,
    plant,
    press,
    publishing,
    purging,
    selectors,
    shelf,
)
from depesche.stories.models import ArticlePage, Change, Entry

MOST_ARTICLES = 40
"""Of the articles that show a picture, so many are baked anew, the newest; the others when they next change."""
_log = logging.getLogger(__name__)


def step() -> int:
    """Make what is missing of one picture, and bake its pages; 0 when no picture is due."""
    picture = Picture.objects.filter(avif_due=True).order_by("-pk").first()
    if picture is None:
        return 0
    made = _make(picture)
    # Only what was read is done: a picture that was replaced meanwhile stays due.
    if not _as_read(picture).update(avif_due=False):
        _rows(picture).delete()
    elif made:
        _bake(picture)
    return 1


def due_again(picture: Picture) -> None:
    """A picture was saved. It is due unless all is there: a new file has taken the sizes of the old one with it."""
    if _rows(picture).count() < len(pictures.widths(picture)):
        Picture.objects.filter(pk=picture.pk).update(avif_due=True)


def _as_read(picture: Picture) -> QuerySet[Picture]:
    """The picture, unless it was deleted or has another file since."""
    found: QuerySet[Picture] = Picture.objects.filter(
        pk=picture.pk, file=picture.file.name, file_hash=picture.file_hash
    )
    return found


def _rows(picture: Picture) -> QuerySet[PictureRendition]:
    wanted = [avif.specification(width) for width in pictures.widths(picture)]
    found: QuerySet[PictureRendition] = PictureRendition.objects.filter(image=picture, filter_spec__in=wanted)
    return found


def _make(picture: Picture) -> bool:
    """Make the sizes that are missing; whether there is anything new to show."""
    widths = pictures.widths(picture)
    if _rows(picture).count() == len(widths) or picture.rights_expired:
        return False
    try:
        picture.get_file_hash()
        plain = picture.get_renditions(*map(pictures.webp_specification, widths)).values()
        for width in widths:
            _make_one(picture, Filter(spec=avif.specification(width)))
        saved: int = sum(one.file.size for one in plain) - sum(one.file.size for one in _rows(picture))
    except (OSError, ValueError) as error:
        _log.warning("picture %s cannot be made in AVIF: %s", picture.pk, error)
        return False
    if saved <= 0:  # As some drawings of few colours are. It stays in WebP.
        _rows(picture).delete()
    return saved > 0


def _make_one(picture: Picture, size: Filter) -> None:
    """Encode one size, then keep it if the picture is still the same: encoding takes long enough to be overtaken."""
    file = picture.generate_rendition_file(size)
    with transaction.atomic():
        if _as_read(picture).exists():
            PictureRendition.objects.get_or_create(
                image=picture,
                filter_spec=size.spec,
                focal_point_key=size.get_cache_key(picture),
                defaults={"file": file},
            )


def _bake(picture: Picture) -> None:
    """Bake anew what shows the picture, one page at a time: a publish is let in between."""
    errands.run_open(now=timezone.now(), settled=False)  # so that the story published a moment ago is known
    pages = _pages(picture)
    keys = [page.pk for page in pages]
    # What was made of an article is kept by its version.
    ArticlePage.objects.filter(pk__in=keys).update(version=F("version") + 1)
    with plant.lock():
        index = plant.archive()
        for document in shelf.articles(selectors.published().filter(pk__in=keys), most=len(keys)):
            index.add(document)
        index.commit()
    paths = _paths(picture, pages)
    for path in paths:
        with plant.lock():
            press.bake([path])
    with transaction.atomic():
        purging.order(paths)


def _pages(picture: Picture) -> list[ArticlePage]:
    """The newest published articles with the picture in them or in their ticker."""
    references = ReferenceIndex.get_references_to(picture).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    keys |= set(Entry.objects.filter(picture=picture).values_list("article_id", flat=True))
    return list(selectors.published().filter(pk__in=keys).order_by("-first_published_at")[:MOST_ARTICLES])


def _paths(picture: Picture, pages: Iterable[ArticlePage]) -> list[str]:
    found = fronts_touching.paths([("picture", str(picture.pk))])
    for page in pages:
        mark = publishing.footprint(page).as_json()
        found += selectors.affected_by(Change(kind=Change.Kind.UPDATE, article=page, before=mark, after=mark))
    return list(dict.fromkeys(found))
