"""Several processes share one index."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

from tests.unit.archive.conftest import NOW, Write

from depesche.archive.index import Index
from depesche.bakery import schema


def _write_some(folder: Path, name: str, make: schema.ArticleDocument) -> None:
    index = Index(folder)
    for number in range(5):
        index.add(replace(make, path=f"/politik/{name}-{number}/"))
        index.commit()


def test_processes_write_in_turn_and_read_each_other(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "archive"
    reader = Index(folder, clock=lambda: NOW)
    reader.add(write("own", "Brücke"))
    reader.commit()
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_write_some, args=(folder, name, write(name, "Brücke"))) for name in ("one", "two")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert reader.search("Brücke", limit=50)[1] == 11
