"""The archive as the rooms above know it, wherever its index lies: what is added, and what is asked."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from depesche.archive import neighbours, searching
from depesche.archive.entries import Entry, entry_of, seconds
from depesche.archive.filters import NONE, Filters
from depesche.archive.holdings import Holdings
from depesche.archive.searching import Answer, Found
from depesche.bakery import schema
from depesche.kit.clock import Clock, utc_now

Progress = Callable[[int], None]
OUTGROWN = "it was written by another version of Depesche"
"""Why an index has to be built anew when there is one, but none that this program reads."""
Told = TypeVar("Told")


class Archive(ABC):
    """Public articles by path. Safe for several threads and processes: one writes at a time, all others read on.

    What is added or removed shows after `commit`. A damaged index is set aside: search then finds what has been
    added since, `note` says so to readers, and `needs_rebuild` says why until `rebuild` has made it whole.
    """

    def __init__(self, *, language: str = "de", clock: Clock = utc_now) -> None:
        self._language = language
        self._clock = clock
        self._waiting: dict[str, Entry | None] = {}
        self._lock = threading.Lock()

    # --- Writing --------------------------------------------------------------------------------------------------

    def add(self, document: schema.ArticleDocument) -> None:
        """Put an article in place of the one with the same path."""
        entry = entry_of(document)
        with self._lock:
            self._waiting[document.path] = entry

    def remove(self, path: str) -> None:
        """Take the article at a path out."""
        with self._lock:
            self._waiting[path] = None

    def commit(self) -> None:
        """Write what was added and removed, durably. Raises `OSError`, an `ArchiveBusyError` when another process
        has been writing for half a minute; what was to be written then waits for the next commit."""
        with self._lock:
            batch, self._waiting = self._waiting, {}
        if not batch:
            return
        try:
            self._write(batch)
        except BaseException:
            with self._lock:
                self._waiting = batch | self._waiting
            raise

    @abstractmethod
    def _write(self, batch: dict[str, Entry | None]) -> None:
        """Write entries, and take out paths without one: all or nothing."""

    # --- Reading --------------------------------------------------------------------------------------------------

    def search(self, query: str, limit: int = 20, offset: int = 0) -> tuple[list[Found], int]:
        """The articles that hold what was typed, best first, from `offset` on, and how many there are in all.

        Any string is answered; one without words finds nothing.
        """
        answer = self.find(query, limit=limit, offset=offset)
        return answer.hits, answer.total

    def find(
        self, typed: str, *, filters: Filters = NONE, limit: int = 20, offset: int = 0, is_unfinished: bool = False
    ) -> Answer:
        """The same, narrowed down by filters, with the spellings that were probably meant; see `searching`."""
        wanted = searching.Search(
            typed=typed,
            filters=filters,
            limit=max(limit, 0),
            offset=max(offset, 0),
            now=seconds(self._clock()),
            language=self._language,
            is_unfinished=is_unfinished,
        )
        return self._ask(lambda holdings: searching.search(holdings, wanted), searching.NOTHING)

    def related(self, document: schema.ArticleDocument, limit: int = 6) -> list[tuple[str, float]]:
        """Paths of what to read after an article with their scores, best first; see `neighbours`."""
        return [(card.path, score) for card, score in self.offers(document, limit)]

    def offers(
        self,
        document: schema.ArticleDocument,
        limit: int = 6,
        *,
        without: Collection[str] = (),
        beside: Sequence[str] = (),
    ) -> list[tuple[schema.Card, float]]:
        """The same as cards with the reason in each; none of those at the paths in `without`.

        Nor those at the paths in `beside`, which stand there already, or copies of them.
        """
        story = neighbours.story_of(document)

        def question(holdings: Holdings) -> list[tuple[schema.Card, float]]:
            placed = [one for path in beside if (one := neighbours.story_at(holdings, path))]
            return neighbours.related(
                holdings, story, limit, without={*without, *beside}, beside=placed, language=self._language
            )

        return self._ask(question, [])

    def related_to(self, path: str, limit: int = 6) -> list[tuple[schema.Card, float]] | None:
        """The same for an article that the index holds, as cards; None when it holds none at this path."""

        def question(holdings: Holdings) -> list[tuple[schema.Card, float]] | None:
            story = neighbours.story_at(holdings, path)
            return None if story is None else neighbours.related(holdings, story, limit, language=self._language)

        return self._ask(question, None)

    @abstractmethod
    def _ask(self, question: Callable[[Holdings], Told], otherwise: Told) -> Told:
        """What the index says to a question; `otherwise` when there is no index yet."""

    # --- Health ---------------------------------------------------------------------------------------------------

    @property
    def articles(self) -> int:
        """How many articles the index holds."""
        return self._ask(lambda holdings: holdings.articles, 0)

    @property
    def needs_rebuild(self) -> str:
        """Why the index should be built anew, for editors and logs; empty when it is whole."""
        return self._damage() or ("" if self._is_there() else "there is no index yet")

    @property
    def note(self) -> str:
        """What readers of a list of results should know, in the publication's language; mostly empty."""
        if not self._damage():
            return ""
        if self._language == "en":
            return "The archive is being rebuilt; older articles may be missing."
        return "Das Archiv wird gerade neu aufgebaut; ältere Artikel können fehlen."

    @abstractmethod
    def _damage(self) -> str:
        """Why the index has to be built anew; empty when it is well."""

    @abstractmethod
    def _is_there(self) -> bool:
        """Whether there is an index of this version."""

    def close(self) -> None:  # noqa: B027 - a folder needs none
        """Let go of connections that wait for the next question."""

    @abstractmethod
    def rebuild(self, documents: Iterable[schema.ArticleDocument], progress: Progress | None = None) -> int:
        """Build the index anew from all public articles while the old one answers; returns how many there are.

        What other processes write meanwhile is kept. `progress` is called with the number of articles so far. Raises
        `ArchiveBusyError` when a rebuild is running.
        """
