"""Writes articles into a generation of the index: all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from depesche.archive import embedded, fields
from depesche.archive.damage import damage_as_error
from depesche.archive.entries import Entry

_HEAP = 15_000_000


def create(generation: Path) -> None:
    """Make an empty index in an empty folder."""
    tantivy.Index(embedded.tantivy_schema(), path=str(generation))


def write(generation: Path, *, entries: Iterable[Entry], removed: Iterable[str]) -> tantivy.IndexWriter:
    """Remove paths, then put entries in place of those with the same path. Raises `DamagedError`.

    What was written is synced to disk and can be found when this returns. The caller holds the writing lock, and keeps
    it until it has called `settle` with the writer that is returned.
    """
    with damage_as_error():
        writer = tantivy.Index.open(str(generation)).writer(_HEAP, 1)
        for path in removed:
            writer.delete_documents_by_term(fields.PATH, path)
        for entry in entries:
            writer.delete_documents_by_term(fields.PATH, entry.path)
            writer.add_document(embedded.document_of(entry))
        writer.commit()
        return writer


def settle(writer: tantivy.IndexWriter) -> None:
    """Wait until what a commit left has been merged: nothing mostly, now and then a second of work."""
    with damage_as_error():
        writer.wait_merging_threads()
