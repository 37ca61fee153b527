"""Operations on a front: no story twice, nothing lost; two editors' work comes together or is called a collision."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from depesche.stories import fronts_operations as operations
from depesche.stories.fronts_arrangement import Arrangement, Broken, Container, Placement
from depesche.stories.fronts_operations import Impossible, Operation

CONTAINERS = ("lead", "seconds", "free")
BASE = Arrangement(
    (
        Container(key="lead", kind="lead", limit=1, cards=(Placement(key="c1", article=1),)),
        Container(
            key="seconds",
            kind="seconds",
            limit=3,
            cards=(Placement(key="c2", article=2), Placement(key="c3", article=3)),
        ),
        Container(key="free", kind="free", limit=4),
    )
)
keys = st.sampled_from(["c1", "c2", "c3", "n4", "n5"])
places: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}), st.fixed_dictionaries({"after": st.one_of(st.none(), keys)})
)
into = st.sampled_from(CONTAINERS)
adds = st.builds(
    lambda number, container, place: {
        "op": "add",
        "card": {"key": f"n{number}", "article": number},
        "container": container,
        **place,
    },
    st.integers(1, 6),
    into,
    places,
)
moves = st.builds(
    lambda card, container, place: {"op": "move", "card": card, "container": container, **place}, keys, into, places
)
removes = st.builds(lambda card: {"op": "remove", "card": card}, keys)
edits = st.builds(
    lambda card, name, value: {"op": "edit", "card": card, "fields": {name: value}},
    keys,
    st.sampled_from(["headline", "kicker"]),
    st.sampled_from(["A", "B"]),
)
of_containers = st.one_of(
    st.builds(lambda key: {"op": "remove_container", "container": key, "cards": _cards_in(key)}, into),
    st.builds(lambda key, place: {"op": "move_container", "container": key, **place}, into, places),
    st.builds(
        lambda key, title: {"op": "edit_container", "container": key, "fields": {"title": title}},
        into,
        st.sampled_from("AB"),
    ),
)
any_operation = st.one_of(adds, moves, removes, edits, of_containers)


def _cards_in(key: str) -> list[str]:
    found = BASE.container(key)
    return [card.key for card in found.cards] if found else []


def attempt(arrangement: Arrangement, operation: Operation) -> Arrangement:
    """What the service does: an operation that is impossible changes nothing."""
    try:
        return operations.apply(arrangement, operations.check(operation))
    except (Impossible, Broken):
        return arrangement


def stories(arrangement: Arrangement) -> Counter[int]:
    return Counter(card.article for _container, card in arrangement.placements())


@settings(max_examples=150, deadline=None)
@given(st.lists(any_operation, max_size=8))
def test_no_story_stands_twice_and_none_is_lost(done: list[Operation]) -> None:
    after = reduce(attempt, done, BASE)
    found = stories(after)
    assert all(count == 1 for count in found.values())
    taken_away = [one for one in done if one["op"] in ("remove", "remove_container")]
    if not taken_away:
        assert stories(BASE).keys() <= found.keys()
    assert len({card.key for _container, card in after.placements()}) == found.total()


@settings(max_examples=300, deadline=None)
@given(any_operation, any_operation)
def test_what_does_not_collide_comes_out_the_same_in_either_order(mine: Operation, theirs: Operation) -> None:
    assume(_is_possible(mine) and _is_possible(theirs) and not operations.collision(mine, theirs))
    one, other = attempt(attempt(BASE, theirs), mine), attempt(attempt(BASE, mine), theirs)
    assert _contents(one) == _contents(other)


def _is_possible(operation: Operation) -> bool:
    """On the page as both saw it."""
    return attempt(BASE, operation) != BASE


def _contents(arrangement: Arrangement) -> Any:
    """Which cards with which words lie where; two that were put in the same gap may stand either way."""
    return {
        (one.key, one.title): sorted((card.article, card.headline, card.kicker) for card in one.cards)
        for one in arrangement.containers
    }


@settings(max_examples=150, deadline=None)
@given(any_operation, any_operation)
def test_a_collision_is_one_from_either_side(mine: Operation, theirs: Operation) -> None:
    assert bool(operations.collision(mine, theirs)) == bool(operations.collision(theirs, mine))


def test_a_card_goes_behind_its_neighbour_even_if_others_came_between() -> None:
    after = attempt(BASE, {"op": "add", "card": {"key": "n4", "article": 4}, "container": "seconds", "after": None})
    after = attempt(after, {"op": "move", "card": "c1", "container": "seconds", "after": "c2", "before": "c3"})
    assert [card.key for card in after.containers[1].cards] == ["n4", "c2", "c1", "c3"]


def test_without_its_neighbour_it_goes_before_the_other() -> None:
    after = attempt(BASE, {"op": "remove", "card": "c2"})
    after = attempt(after, {"op": "move", "card": "c1", "container": "seconds", "after": "c2", "before": "c3"})
    assert [card.key for card in after.containers[1].cards] == ["c1", "c3"]


def test_two_who_change_different_words_of_a_card_do_not_collide() -> None:
    mine = {"op": "edit", "card": "c1", "fields": {"headline": "A"}}
    assert operations.collision(mine, {"op": "edit", "card": "c1", "fields": {"kicker": "B"}}) is None
    assert operations.collision(mine, {"op": "move", "card": "c1", "container": "free"}) is None
    found = operations.collision(mine, {"op": "edit", "card": "c1", "fields": {"headline": "B"}})
    assert found is not None
    assert found.field == "headline"


@pytest.mark.parametrize(
    "theirs",
    [
        {"op": "remove", "card": "c1"},
        {"op": "remove_container", "container": "lead", "cards": ["c1"]},
    ],
)
def test_what_was_taken_away_collides_with_what_is_written_on_it(theirs: Operation) -> None:
    assert operations.collision({"op": "edit", "card": "c1", "fields": {"headline": "A"}}, theirs)


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        {},
        {"op": "burn"},
        {"op": "add", "card": "c1"},
        {"op": "add", "card": {"key": "c9"}},
        {"op": "edit", "card": "c1"},
        {"op": "edit", "card": "c1", "fields": {"article": 9}},
        {"op": "move", "card": "c1"},
    ],
)
def test_what_is_no_operation_is_refused(wire: Any) -> None:
    with pytest.raises(Broken):
        operations.apply(BASE, operations.check(wire))
