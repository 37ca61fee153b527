"""A picture's caption, credit or rights change: the published articles that show it are baked anew."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from depesche.media.models import Picture
from depesche.stories import errands, fronts, publishing
from depesche.stories.models import ArticlePage, Change


def follow(picture: Picture) -> int:
    """Record a change for every published article that shows the picture; how many there are."""
    errands.run_open(now=timezone.now(), settled=False)  # so that the story published a moment ago is known
    references = ReferenceIndex.get_references_to(picture).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    pages = list(ArticlePage.objects.filter(pk__in=keys, live=True))
    fronts.follow_picture(picture.pk)
    for page in pages:
        with transaction.atomic():
            ArticlePage.objects.filter(pk=page.pk).update(version=F("version") + 1)
            mark = publishing.footprint(page)
            publishing.record(Change.Kind.UPDATE, article=page, before=mark, after=mark, meaningful=False)
    return len(pages)


def end_rights(*, now: datetime) -> int:
    """Take pictures whose rights have expired off the pages; how many there were."""
    ended = list(Picture.objects.filter(rights_expire_at__lte=now, rights_ended=False))
    for picture in ended:
        with transaction.atomic():
            Picture.objects.filter(pk=picture.pk).update(rights_ended=True)
            follow(picture)
    return len(ended)
