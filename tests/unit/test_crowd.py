"""The judge of the soak test can find somebody guilty."""

from __future__ import annotations

import pytest
from tests.crowd import Reader

LOG = [3, 5, 8, 9, 12]


def reader(heard: list[int], *, began: int = 3, resets: list[tuple[int, int]] | None = None) -> Reader:
    found = Reader(("front",))
    found.began, found.heard, found.resets = began, heard, resets or []
    return found


def test_all_that_was_due_is_no_complaint() -> None:
    assert reader([5, 8, 9, 12]).complaint(LOG) == ""


@pytest.mark.parametrize("heard", [[5, 8, 12], [5, 8, 9], [], [5, 8, 9, 9, 12], [5, 9, 8, 12], [5, 8, 9, 10, 12]])
def test_a_gap_a_repetition_and_a_wrong_order_are(heard: list[int]) -> None:
    assert reader(heard).complaint(LOG) != ""


def test_a_reset_excuses_what_came_before_it_and_nothing_after() -> None:
    assert reader([5, 12], resets=[(1, 9)]).complaint(LOG) == ""
    assert reader([5], resets=[(1, 9)]).complaint(LOG) != ""
    assert reader([8, 12], resets=[(1, 9)]).complaint(LOG) != ""


def test_a_reader_takes_the_stream_apart_however_it_is_cut() -> None:
    stream = (
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nretry: 2\n: current 3\nid: 3\n\n:\n\n"
        b'id: 5\nevent: update\ndata: {"a": 1}\n\nid: 7\n\nid: 8\nevent: reset\ndata: {}\n\n'
    )
    for size in (1, 7, len(stream)):
        told: list[str] = []
        found = Reader(("front",), on_event=lambda kind, _data, told=told: told.append(kind))  # type: ignore[misc]
        assert all(found.take(stream[start : start + size]) for start in range(0, len(stream), size))
        assert (found.began, found.heard, found.resets, found.last_id) == (3, [5], [(1, 8)], 8)
        assert told == ["update", "reset"]


def test_a_refusal_is_one() -> None:
    assert not Reader(("front",)).take(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")
