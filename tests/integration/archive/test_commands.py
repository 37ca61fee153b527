"""`depesche search` and `depesche related` read the archive at home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.unit.archive.conftest import Write

from depesche.archive.index import Index


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "depesche", *arguments],
        env=os.environ | {"DEPESCHE_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_search_and_related_print_json_lines(tmp_path: Path, write: Write) -> None:
    index = Index(tmp_path / "archive")
    index.add(write("a", "Merlebrücke gesperrt", "Die Merlebrücke in Kranichbrück ist gesperrt."))
    index.add(write("b", "Gutachten", "Zur Merlebrücke in Kranichbrück liegt ein Gutachten vor."))
    index.commit()
    found = run(tmp_path, "search", "Brücke Kranichbrück", "--json")
    assert found.returncode == 0, found.stderr
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert {line["path"] for line in lines} == {"/politik/a/", "/politik/b/"}
    assert set(lines[0]) == {"path", "headline", "section", "score"}
    related = run(tmp_path, "related", "politik/a", "--json")
    assert [json.loads(line)["path"] for line in related.stdout.splitlines()] == ["/politik/b/"]


def test_related_refuses_an_article_that_is_not_there(tmp_path: Path) -> None:
    refused = run(tmp_path, "related", "/politik/nichts/")
    assert refused.returncode == 1
    assert "/politik/nichts/" in refused.stderr
    assert refused.stdout == ""
