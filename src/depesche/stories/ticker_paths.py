"""Where the parts of a live blog stand, and which of them a change touches."""

from __future__ import annotations

from depesche.stories.addresses import path_of
from depesche.stories.entries import Entry
from depesche.stories.footprints import from_json
from depesche.stories.models import ArticlePage, Change

STRETCH = 20
"""Entries of one stretch, by their numbers."""


def topic_of(article: ArticlePage) -> str:
    """The live topic that a live blog's entries are told under."""
    return f"live/{article.slug}"


def stretch_path(article_path: str, number: int) -> str:
    return f"{article_path}ticker/{number}/"


def stretch_of(entry_number: int) -> int:
    """The stretch, from 1, that holds an entry."""
    return (entry_number - 1) // STRETCH + 1


def newest_stretch(article_id: int) -> int:
    """The number of the newest stretch; 0 for a live blog without entries."""
    newest = Entry.objects.filter(article=article_id, number__isnull=False).order_by("-number").first()
    return stretch_of(newest.number) if newest is not None and newest.number is not None else 0


def every(article: ArticlePage) -> list[str]:
    """The paths of all stretches, newest first, and of the feed."""
    path, newest = path_of(article), newest_stretch(article.pk)
    stretches = [stretch_path(path, number) for number in range(newest, 0, -1)]
    return [*stretches, f"{path}feed.xml"] if article.ticker or newest else []


def of_entry(change: Change) -> list[str]:
    """The stretch of a changed entry, and the one below when a new stretch began: it links upward now."""
    mark, entry = from_json(change.after), change.entry
    if mark is None or entry is None or not entry.number:
        return []
    number = stretch_of(entry.number)
    began = entry.number % STRETCH == 1 and number > 1
    return [stretch_path(mark.path, one) for one in ((number, number - 1) if began else (number,))]


def of_change(change: Change) -> list[str]:
    """What a change of the article itself, or of one of its entries, touches besides the page.

    All stretches when the live blog comes, goes or moves; the newest one, which most read, when its words change.
    """
    after, before = from_json(change.after), from_json(change.before)
    if change.article_id is None or not (newest := newest_stretch(change.article_id)):
        return []
    if change.kind == Change.Kind.ENTRY:
        return [f"{after.path}feed.xml"] if after else []
    if after and before and after.path == before.path:
        return [stretch_path(after.path, newest), f"{after.path}feed.xml"]
    places = [mark.path for mark in (after, before) if mark is not None]
    stretches = [stretch_path(place, number) for place in places for number in range(newest, 0, -1)]
    return [*stretches, *(f"{place}feed.xml" for place in places)]
