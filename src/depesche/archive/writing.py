"""Writes articles into a generation of the index: all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from depesche.archive import fields
from depesche.archive.damage import damage_as_error

_HEAP = 15_000_000


def create(generation: Path) -> None:
    """Make an empty index in an empty folder."""
    tantivy.Index(fields.tantivy_schema(), path=str(generation))


def write(generation: Path, *, entries: Iterable[tantivy.Document], removed: Iterable[str]) -> None:
    """Remove paths, then put entries in place of those with the same path. Raises `DamagedError`.

    The commit is synced to disk before this returns. The caller holds the writing lock.
    """
    with damage_as_error():
        writer = tantivy.Index.open(str(generation)).writer(_HEAP, 1)
        for path in removed:
            writer.delete_documents_by_term(fields.PATH, path)
        for entry in entries:
            writer.delete_documents_by_term(fields.PATH, entry.get_first(fields.PATH))
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
