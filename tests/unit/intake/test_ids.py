from datetime import UTC, datetime, timedelta

from depesche.intake.ids import LENGTH, Ids, encode

NOON = datetime(2025, 7, 3, 12, 0, tzinfo=UTC)


def test_ids_sort_in_the_order_they_were_made_within_one_millisecond() -> None:
    ids = Ids(clock=lambda: NOON)
    made = [ids.next() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_do_not_fall_when_the_clock_does() -> None:
    times = iter([NOON, NOON - timedelta(hours=1), NOON + timedelta(milliseconds=1)])
    ids = Ids(clock=lambda: next(times))
    made = [ids.next() for _ in range(3)]
    assert made == sorted(made)


def test_an_id_has_the_ulid_layout() -> None:
    assert encode(0) == "0" * LENGTH
    assert encode((1 << 128) - 1) == "7" + "Z" * 25
    # The example of the ULID specification: 1469918176385 ms is 01ARYZ6S41.
    assert encode(1469918176385 << 80).startswith("01ARYZ6S41")
