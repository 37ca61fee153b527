"""The turnstile: so many in each stretch of time from one address, and bounded memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.outgoing import turnstile
from depesche.outgoing.turnstile import Turnstile


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "\udc80"]), st.floats(0, 30)), max_size=60))
def test_no_address_gets_more_than_its_share(asked: list[tuple[str, float]]) -> None:
    now = 0.0
    gate = Turnstile(3, seconds=10.0, clock=lambda: now)
    let_in: dict[tuple[str, int], int] = {}
    for address, pause in asked:
        now += pause
        key = (address, int(now / 10.0))
        taken = let_in.get(key, 0)
        assert gate.lets_in(address) == (taken < 3)
        let_in[key] = min(taken + 1, 3)


def test_very_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstile, "MOST", 10)
    gate = Turnstile(3, seconds=10.0, clock=lambda: 0.0)
    assert [gate.lets_in(str(number)) for number in range(12)] == [True] * 10 + [False] * 2
    assert gate.lets_in("5"), "who is known is counted on"
