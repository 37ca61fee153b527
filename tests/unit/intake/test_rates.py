from depesche.intake.fetchers.rates import Rates


def test_a_minute_s_worth_may_come_at_once_and_no_more() -> None:
    rates = Rates(3)
    assert [rates.allow("192.0.2.1", now=0.0) for _ in range(4)] == [True, True, True, False]
    assert rates.allow("192.0.2.2", now=0.0)


def test_the_allowance_grows_back_evenly() -> None:
    rates = Rates(6)
    for _ in range(6):
        rates.allow("192.0.2.1", now=0.0)
    assert not rates.allow("192.0.2.1", now=5.0)
    assert rates.allow("192.0.2.1", now=15.1)


def test_zero_means_no_limit() -> None:
    assert all(Rates(0).allow("192.0.2.1", now=0.0) for _ in range(10_000))


def test_a_host_cannot_dodge_by_its_other_addresses() -> None:
    rates = Rates(1)
    assert rates.allow("2001:db8::1", now=0.0)
    assert not rates.allow("2001:db8::2", now=0.0)
    assert rates.allow("2001:db8:0:1::1", now=0.0)
    assert rates.allow("::ffff:192.0.2.1", now=0.0)
    assert not rates.allow("192.0.2.1", now=0.0)


def test_memory_for_addresses_is_bounded() -> None:
    rates = Rates(1)
    for number in range(20_000):
        rates.allow(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", now=0.0)
    assert len(rates._buckets) <= 10_000
