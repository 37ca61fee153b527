"""The archive's index under SIGKILL: what was committed is found, and nothing needs mending."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depesche.archive.index import Index

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from depesche.archive.index import Index
from depesche.bakery import schema

index = Index(Path(sys.argv[1]))
section = schema.SectionRef(name="Politik", slug="politik", path="/politik/")
now = datetime(2025, 7, 4, tzinfo=UTC)
print("ready", flush=True)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10_000):
    index.add(schema.ArticleDocument(
        path=f"/politik/a{number}/", uri=str(number), guid=str(number), version=1, section=section,
        headline=f"Brücke {number}", lead=f"Zahl {number}.", first_published=now, updated=now, modified=now,
    ))
    index.commit()
    print(number, flush=True)
"""


@pytest.mark.kill
def test_what_was_committed_survives_and_the_index_stays_sound(tmp_path: Path) -> None:
    folder, chance, written = tmp_path / "archive", random.Random(11), set[int]()
    for life in range(12):
        arguments = [sys.executable, "-c", _WRITER, str(folder), str(life * 10_000)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            lines = process.stdout.read().splitlines()
        written |= {life * 10_000, *(int(line) for line in lines if line.isdigit())}
        index = Index(folder)
        assert index.needs_rebuild == ""
        for number in written:
            assert [hit.path for hit in index.search(f"„Zahl {number}“", limit=1)[0]] == [f"/politik/a{number}/"]
