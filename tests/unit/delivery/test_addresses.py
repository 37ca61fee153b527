"""The cap on live connections from one address, over all fronts."""

from __future__ import annotations

from pathlib import Path

from depesche.delivery.live.addresses import AddressCounts


def test_the_cap_holds_over_all_fronts(tmp_path: Path) -> None:
    one = AddressCounts(tmp_path, index=0, fronts=2, limit=3)
    other = AddressCounts(tmp_path, index=1, fronts=2, limit=3)
    assert [front.take("192.0.2.1") for front in (one, other, one, other, one)] == [True, True, True, False, False]
    assert other.take("192.0.2.2")
    one.give_back("192.0.2.1")
    assert other.take("192.0.2.1")
    assert not one.take("192.0.2.1")


def test_a_restarted_front_starts_from_nothing(tmp_path: Path) -> None:
    AddressCounts(tmp_path, index=0, fronts=1, limit=1).take("192.0.2.1")
    again = AddressCounts(tmp_path, index=0, fronts=1, limit=1)
    assert again.take("192.0.2.1")


def test_a_subscribers_ipv6_network_is_one_address_and_mapped_ipv4_is_ipv4(tmp_path: Path) -> None:
    counts = AddressCounts(tmp_path, index=0, fronts=1, limit=1)
    assert counts.take("2001:db8::1")
    assert not counts.take("2001:db8::ffff:2")
    assert counts.take("2001:db8:0:1::1")
    assert counts.take("192.0.2.1")
    assert not counts.take("::ffff:192.0.2.1")
    assert counts.take("unix")


def test_no_limit_needs_no_file(tmp_path: Path) -> None:
    counts = AddressCounts(tmp_path, index=0, fronts=1, limit=0)
    assert all(counts.take("192.0.2.1") for _ in range(1000))
    counts.give_back("192.0.2.1")
    assert list(tmp_path.iterdir()) == []
