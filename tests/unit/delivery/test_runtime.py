"""The run folder and its sockets."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.delivery import runtime


def test_the_run_folder_is_the_owners_alone(tmp_path: Path) -> None:
    folder = runtime.run_folder(tmp_path / "home")
    assert folder == tmp_path / "home" / "run"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_short_home_keeps_its_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(runtime, "SOCKET_PATH_LIMIT", 4096)
    assert runtime.newsroom_socket(Path("home")) == tmp_path / "home" / "run" / "newsroom.sock"


def test_a_long_home_gets_a_short_stand_in_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime.tempfile, "gettempdir", lambda: str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    one = runtime.socket_folder(tmp_path / ("a" * 120))
    other = runtime.socket_folder(tmp_path / ("b" * 120))
    assert one != other
    assert one.parent == tmp_path / "t"
    assert runtime.socket_folder(tmp_path / ("a" * 120)) == one
    one.chmod(0o755)
    with pytest.raises(PermissionError, match="0700"):
        runtime.socket_folder(tmp_path / ("a" * 120))
