"""Articles whose topics changed by a merge, a split or a new name: baked anew, and told to the archive, by errands.

Once the archive knows them all, each is asked anew who its neighbours are: topics weigh in that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django_tasks import task

from depesche.stories import neighbourhood, plant, press, purging, selectors, shelf
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
        relate.enqueue(keys)  # After the other batches of the same change, which wait before it.


@task()
def relate(keys: list[int]) -> None:
    """Ask the archive anew who is beside those articles and beside their nearest; bake where others stand now."""
    asked: set[int] = set()
    changed = []
    for page in selectors.published().filter(pk__in=keys):
        for other in (page, *neighbourhood.nearest(page)):
            if other.pk in asked:
                continue
            asked.add(other.pk)
            with plant.lock():  # One at a time: a publish is let in between.
                if neighbourhood.refresh(other):
                    changed.append(path_of(other))
                    press.bake(changed[-1:])
    with transaction.atomic():
        purging.order(changed)
