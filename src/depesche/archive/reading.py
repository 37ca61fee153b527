"""An open generation of the index, always as new as the last commit."""

from __future__ import annotations

import threading
from pathlib import Path

import tantivy

from depesche.archive.damage import DamagedError, damage_as_error
from depesche.archive.generations import Generations

_PROBED = 200


class Reader:
    """Hands out searchers; looks at two small files each time to see whether there is something newer."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._seen: tuple[Path, int] | None = None

    def searcher(self) -> tantivy.Searcher | None:
        """A view of the index as it is now; None when there is no index yet. Raises `DamagedError`."""
        generation = self._generations.current()
        if generation is None:
            return None
        with self._lock, damage_as_error():
            self._refresh(generation)
            return self._index.searcher() if self._index is not None else None

    def is_sound(self) -> bool:
        """Reads a little of everything, to tell broken files from a question that went wrong."""
        self.forget()
        try:
            searcher = self.searcher()
            if searcher is not None:
                with damage_as_error():
                    for _, address in searcher.search(tantivy.Query.all_query(), _PROBED).hits:
                        searcher.doc(address)
        except DamagedError:
            return False
        return True

    def forget(self) -> None:
        """Open the index anew the next time."""
        with self._lock:
            self._index = self._seen = None

    def _refresh(self, generation: Path) -> None:
        changed = (generation, _last_commit(generation))
        if self._index is None or self._seen is None or self._seen[0] != generation:
            self._index = tantivy.Index.open(str(generation))
            self._index.config_reader("manual")
            self._index.reload()
        elif self._seen != changed:
            self._index.reload()
        self._seen = changed


def _last_commit(generation: Path) -> int:
    try:
        return (generation / "meta.json").stat().st_mtime_ns
    except FileNotFoundError:
        raise DamagedError(f"{generation.name}/meta.json is missing") from None
