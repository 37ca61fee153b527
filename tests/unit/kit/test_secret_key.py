from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from depesche.kit import secret_key


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret_key"
    key = secret_key.obtain(path)
    assert len(key) >= 50
    assert secret_key.obtain(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_starting_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key.obtain, [tmp_path / "secret_key"] * 32))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
