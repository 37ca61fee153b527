"""Groups of articles that tell one story."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.archive.clusters import MOST, clusters


def near(*pairs: tuple[str, str, float], lonely: str = "") -> dict[str, dict[str, float]]:
    """Both find each other as near as that."""
    names = dict.fromkeys([*(name for one, other, _ in pairs for name in (one, other)), *lonely])
    found: dict[str, dict[str, float]] = {name: {} for name in names}
    for one, other, score in pairs:
        found[one][other] = found[other][one] = score
    return found


def test_those_that_are_near_to_each_other_are_one_story() -> None:
    told = near(("a", "b", 0.6), ("b", "c", 0.5), ("a", "c", 0.3), ("x", "y", 0.9), ("y", "z", 0.4), ("x", "z", 0.5))
    assert clusters(told) == [("a", "b", "c"), ("x", "y", "z")]


def test_an_overview_draws_no_strangers_together() -> None:
    stories = [("a", "b", 0.6), ("b", "c", 0.6), ("a", "c", 0.6), ("x", "y", 0.6), ("y", "z", 0.6), ("x", "z", 0.6)]
    overview = [("o", name, 0.25) for name in "abcxyz"]
    assert not any({"a", "x"} <= set(group) for group in clusters(near(*stories, *overview)))


def test_two_are_no_story_and_what_is_far_is_none() -> None:
    assert clusters(near(("a", "b", 0.9), ("c", "d", 0.1), lonely="e")) == []
    assert clusters(near(("a", "b", 0.9)), least=2) == [("a", "b")]
    assert clusters({}) == []


def test_what_is_near_and_not_asked_itself_is_passed_over() -> None:
    assert clusters({"a": {"gone": 2.0, "b": 0.5}, "b": {"a": 0.5}}, least=2) == [("a", "b")]


names = st.sampled_from([f"n{number}" for number in range(40)])


@settings(max_examples=60)
@given(st.dictionaries(names, st.dictionaries(names, st.floats(0, 3), max_size=8), max_size=40))
def test_nobody_is_in_two_groups_and_none_is_too_large(told: dict[str, dict[str, float]]) -> None:
    groups = clusters(told)
    members = [path for group in groups for path in group]
    assert len(members) == len(set(members))
    assert set(members) <= told.keys()
    assert all(3 <= len(group) <= MOST for group in groups)
    assert groups == clusters(told)
