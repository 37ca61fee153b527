"""Which arranged fronts a change touches, by what their live arrangements show and draw from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from depesche.stories.addresses import from_url_path
from depesche.stories.fronts_arrangement import SECTIONS, Arrangement
from depesche.stories.fronts_rows import Front, FrontNeed

Need = tuple[str, str]
"""Kind and key of a `FrontNeed`."""


def needs_of(arrangement: Arrangement) -> set[Need]:
    """What readers' pages with this arrangement depend on."""
    found: set[Need] = set()
    for container in arrangement.containers:
        kind, _, key = container.source.partition(":")
        if kind or container.kind == SECTIONS:
            found.add((kind or "newest", key))
        if container.shared is not None:
            found.add(("shared", str(container.shared)))
        for card in container.cards:
            found |= {("article", str(card.article)), *(("article", str(link.article)) for link in card.sublinks)}
            if card.picture:
                found.add(("picture", str(card.picture)))
    return found


def note(front: Front, arrangement: Arrangement) -> None:
    """Keep what a front that goes live depends on."""
    FrontNeed.objects.filter(front=front).delete()
    FrontNeed.objects.bulk_create(FrontNeed(front=front, kind=kind, key=key) for kind, key in needs_of(arrangement))


def of_article(key: int | None, *, sections: Iterable[str], topics: Iterable[str]) -> list[str]:
    """Paths of arranged fronts that show an article, or may fill up with it."""
    needs: list[Need] = [
        ("newest", ""),
        *(("section", slug) for slug in sections),
        *(("topic", slug) for slug in topics),
    ]
    if key is not None:
        needs.append(("article", str(key)))
    return paths(needs)


def paths(needs: Iterable[Need]) -> list[str]:
    """Paths of the fronts that need any of those, by themselves or through a shared container."""
    wanted = reduce(or_, (Q(needs__kind=kind, needs__key=key) for kind, key in needs))
    fronts = list(Front.objects.filter(wanted).exclude(live={}).select_related("page").distinct())
    shared = [("shared", str(front.pk)) for front in fronts if front.page is None]
    found = [from_url_path(front.page.url_path) for front in fronts if front.page is not None]
    if shared:
        found += paths(shared)
    return sorted(dict.fromkeys(found))


def of_front(front: Front) -> list[str]:
    """Paths that are baked anew when a front's arrangement changes: its own, or those that its container stands on."""
    return [from_url_path(front.page.url_path)] if front.page is not None else paths([("shared", str(front.pk))])
