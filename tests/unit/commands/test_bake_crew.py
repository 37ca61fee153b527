"""The crew shares the pages out, and says so when somebody is missing."""

from __future__ import annotations

import io
import json

import pytest

from depesche.commands.bake_crew import Crew, CrewError, _Helper


def helper(answers: str) -> tuple[_Helper, io.StringIO]:
    orders = io.StringIO()
    return _Helper(orders, io.StringIO(answers)), orders


def test_every_page_is_baked_by_one_of_them_with_the_same_live_id() -> None:
    (one, first), (other, second) = helper("done\n"), helper("done\n")
    told: list[str] = []
    Crew([one, other]).bake(["/", "/a/", "/b/"], live_id=7, progress=told.append)
    assert json.loads(first.getvalue()) == {"paths": ["/", "/b/"], "live_id": 7}
    assert json.loads(second.getvalue()) == {"paths": ["/a/"], "live_id": 7}
    assert sorted(told) == ["/", "/a/", "/b/"]


def test_a_helper_that_ended_early_is_an_error() -> None:
    (one, _), (other, _orders) = helper("done\n"), helper("")
    with pytest.raises(CrewError):
        Crew([one, other]).bake(["/", "/a/"], live_id=7)
