"""Articles whose topics changed by a merge, a split or a new name: baked anew, and told to the archive, by errands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django_tasks import task

from depesche.stories import plant, press, purging, selectors, shelf
from depesche.stories.addresses import path_of


def order(*, keys: Sequence[int], **_rest: Any) -> None:
    """Have the articles with those keys baked; for `topic_changes.articles_relabelled`."""
    bake.enqueue(list(keys))


@task()
def bake(keys: list[int]) -> None:
    """Write those articles into the archive as they are now, and bake them; what is not public is passed over."""
    pages = selectors.published().filter(pk__in=keys)
    with plant.lock():
        index = plant.archive()
        for document in shelf.articles(pages, most=len(keys)):
            index.add(document)
        index.commit()
        paths = [path_of(page) for page in pages.select_related(None)]
        press.bake(paths)
    with transaction.atomic():
        purging.order(paths)
