"""Fifty times the power goes between a commit and the last baked page."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests import prepared_homes

KILLS = 50
PROGRAM = Path(__file__).with_name("killed_press.py")


@pytest.mark.kill
def test_nothing_is_lost_between_commit_and_bake(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    environment = os.environ | {
        "DEPESCHE_HOME": str(prepared_homes.tables(tmp_path / "home")),
        "DEPESCHE_DATABASE_URL": "",
        "DEPESCHE_VALKEY_URL": "",
        "DJANGO_SETTINGS_MODULE": "depesche.settings",
    }
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(KILLS), str(seed)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["inconsistencies"] == [], f"seed {seed}, errors {report['errors']}\n{done.stderr[-3000:]}"
    assert report["articles"] >= KILLS // 2, f"seed {seed}: the children hardly came to publish"
