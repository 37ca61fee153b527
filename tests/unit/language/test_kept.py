"""The copy of the decoded lexicon: read when it is whole and of the same data, made when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from depesche.language.lexicon import kept
from depesche.language.lexicon.stream import Words

WORDS = Words(["haus", "waffe"], ["gehen"], {"haeuser": "haus"}, {"ging": "gehen", "gingen": "gehen"})


@pytest.fixture(autouse=True)
def _nowhere_afterwards() -> Iterator[None]:
    yield
    kept.keep_in(None)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept.keep_in(tmp_path / "cache")
    assert kept.read("data 1") is None
    kept.write(WORDS, "data 1")
    assert kept.read("data 1") == WORDS


def test_a_copy_of_other_data_counts_for_nothing(tmp_path: Path) -> None:
    kept.keep_in(tmp_path)
    kept.write(WORDS, "data 1")
    assert kept.read("data 2") is None


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 0.99])
def test_half_a_copy_counts_for_nothing(tmp_path: Path, share: float) -> None:
    kept.keep_in(tmp_path)
    kept.write(WORDS, "data 1")
    (copy,) = tmp_path.iterdir()
    whole = copy.read_bytes()
    copy.write_bytes(whole[: int(len(whole) * share)])
    assert kept.read("data 1") is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    kept.keep_in(None)
    kept.write(WORDS, "data 1")
    assert kept.read("data 1") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept.keep_in(tmp_path / "file" / "cache")
    kept.write(WORDS, "data 1")
    assert kept.read("data 1") is None
