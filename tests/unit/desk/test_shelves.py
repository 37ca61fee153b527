from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from depesche.desk.models import Kind
from depesche.desk.shelves import LONGEST_QUERY, Shelf, Wish


def test_what_is_usual_makes_an_address_without_parameters() -> None:
    assert Wish.read({}).parameters() == ""


def test_an_address_and_its_wish_are_the_same() -> None:
    wish = Wish(
        shelf=Shelf.FILED,
        text="Brücke & Straße",
        kind=Kind.WIRE,
        section="politik",
        page=3,
        mark="unread",
        order="weight",
    )
    assert Wish.read(dict(parse_qsl(wish.parameters()))) == wish


def test_changing_a_wish_leaves_the_rest() -> None:
    wish = Wish(text="Haushalt", page=4)
    assert dict(parse_qsl(wish.parameters(shelf=Shelf.USED, page=1))) == {"shelf": "used", "q": "Haushalt"}


@given(st.dictionaries(st.sampled_from(["shelf", "q", "kind", "section", "mark", "order", "p"]), st.text(max_size=400)))
def test_no_address_can_fail(parameters: dict[str, str]) -> None:
    wish = Wish.read(parameters)
    assert wish.shelf in Shelf.values
    assert wish.kind in ("", *Kind.values)
    assert 1 <= wish.page < 100_000
    assert len(wish.text) <= LONGEST_QUERY
    assert "\x00" not in wish.text + wish.section
    assert Wish.read(dict(parse_qsl(wish.parameters()))) == wish
