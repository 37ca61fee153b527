"""What is installed, and who notices when something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.running import Newsroom

CHECK = Path(__file__).parents[2] / ".ci" / "requirements"


def test_ci_fails_when_something_required_is_not_installed(tmp_path: Path) -> None:
    (tmp_path / "neues-1.0.dist-info").mkdir()
    metadata = "Metadata-Version: 2.1\nName: neues\nVersion: 1.0\nRequires-Dist: gibt-es-nicht>=1\n"
    (tmp_path / "neues-1.0.dist-info" / "METADATA").write_text(metadata)
    done = subprocess.run(
        [CHECK],
        env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "gibt-es-nicht" in done.stdout
    assert "make lock" in done.stderr
    assert ".ci/requirements" in (CHECK.parent / "run").read_text()


@pytest.mark.parametrize("missing", ["dns", "pdfminer"])
def test_check_names_what_the_intake_needs_and_does_not_find(tmp_path: Path, missing: str) -> None:
    stand_in = f'raise ModuleNotFoundError("No module named {missing}", name="{missing}")'
    (tmp_path / f"{missing}.py").write_text(stand_in)
    newsroom = Newsroom(home=tmp_path / "home", environment={"PYTHONPATH": str(tmp_path)})
    done = newsroom.command("check", check=False)
    assert done.returncode == 1
    [told] = [line for line in done.stdout.splitlines() if line.startswith("DO   intake")]
    assert missing in told
    assert "Install Depesche again" in done.stdout, done.stdout


def test_check_counts_the_parsers_when_all_is_there(tmp_path: Path) -> None:
    done = Newsroom(home=tmp_path / "home").command("check", check=False)
    assert "ok   intake: 7 parsers" in done.stdout
