"""Compound words: what a query must find and must not, asked of our search and of others on the same pairs."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from language.table import Row, load

from archive_room.load import NOW
from archive_room.stories import document
from depesche.archive.index import Index

SAMPLES = ("compounds", *(f"compounds_held_out{number}" for number in ("", "_2", "_3", "_4")), "compounds_outside")
POSTGRES = "DEPESCHE_BENCH_POSTGRES"
"""Environment: a PostgreSQL to compare with, as a URL; nothing is written there but a temporary table."""

Pair = dict[str, Any]
Finds = Callable[[str], set[int]]


def rows() -> list[Row]:
    pairs = [pair for name in SAMPLES for pair in load(name)]
    sample = f"{len(pairs)} pairs of query and document, each document among all"
    recall, false = _quality(pairs, _ours(pairs))
    found = [
        Row("compounds: recall", sample, f"{recall:.3f}", "0.97", recall >= 0.97),
        Row("compounds: false hits", sample, f"{false:.3f}", "0.02", false <= 0.02),
    ]
    others = {"SQLite FTS5": _fts5("unicode61"), "SQLite FTS5, trigrams": _fts5("trigram")}
    if url := os.environ.get(POSTGRES):
        others["PostgreSQL, german"] = _postgres(url)
    for name, make in others.items():
        recall, false = _quality(pairs, make(pairs))
        found.append(Row(f"  {name}", "the same", f"{recall:.3f} / {false:.3f}"))
    return found


def _quality(pairs: Sequence[Pair], finds: Finds) -> tuple[float, float]:
    """Recall, and the share of the pairs that do not belong together but were found."""
    answers = [(pair["match"], number in finds(pair["query"])) for number, pair in enumerate(pairs)]
    wanted = [got for match, got in answers if match]
    unwanted = [got for match, got in answers if not match]
    return sum(wanted) / len(wanted), sum(unwanted) / len(unwanted)


def _ours(pairs: Sequence[Pair]) -> Finds:
    folder = tempfile.TemporaryDirectory()
    index = Index(Path(folder.name))
    for number, pair in enumerate(pairs):
        index.add(document(f"/a/{number}/", "a", "", pair["document"], "", NOW))
    index.commit()

    def finds(query: str, _folder: object = folder) -> set[int]:
        return {int(hit.path[3:-1]) for hit in index.search(query, limit=len(pairs))[0]}

    return finds


def _fts5(tokenizer: str) -> Callable[[Sequence[Pair]], Finds]:
    def make(pairs: Sequence[Pair]) -> Finds:
        connection = sqlite3.connect(":memory:")
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{tokenizer}')")
        rows = [(number, pair["document"]) for number, pair in enumerate(pairs)]
        connection.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)

        def finds(query: str) -> set[int]:
            words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
            return {row for (row,) in connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", [words])}

        return finds

    return make


def _postgres(url: str) -> Callable[[Sequence[Pair]], Finds]:
    def make(pairs: Sequence[Pair]) -> Finds:
        import psycopg

        connection = psycopg.connect(url, autocommit=True)
        connection.execute("CREATE TEMPORARY TABLE texts (number integer, words tsvector)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO texts VALUES (%s, to_tsvector('german', %s))",
                [(number, pair["document"]) for number, pair in enumerate(pairs)],
            )
        question = "SELECT number FROM texts WHERE words @@ plainto_tsquery('german', %s)"

        def finds(query: str) -> set[int]:
            return {row[0] for row in connection.execute(question, [query])}

        return finds

    return make
