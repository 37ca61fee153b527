"""Who has a turn when one arrival is long."""

from __future__ import annotations

from dataclasses import replace

from depesche.intake.arrivals import Arrival
from depesche.intake.parsed import ParsedItem, Reading
from depesche.intake.rounds import Portion, Rounds


def named(arrival: Arrival, id: str, sha256: str = "") -> Arrival:
    return replace(arrival, id=id, sha256=sha256 or id)


class Reader:
    """Reads `count` entries of an arrival, and remembers what was read."""

    def __init__(self, **counts: int) -> None:
        self._counts = counts
        self.read: list[str] = []

    def __call__(self, arrival: Arrival) -> Portion:
        self.read.append(arrival.id)
        items = tuple(ParsedItem(kind="", subject=str(number)) for number in range(self._counts[arrival.id]))
        return Portion.whole(arrival, "feed", Reading(items=items))


def turn(rounds: Rounds, waiting: list[Arrival], reader: Reader) -> list[tuple[str, int, int, bool]]:
    found = rounds.portions(rounds.admitted(waiting), reader)
    return [(one.arrival.id, one.start, one.stop, one.is_last) for one in found]


def test_a_long_arrival_comes_a_portion_at_a_time_and_others_between(arrival: Arrival) -> None:
    rounds, reader = Rounds(size=10), Reader(long=25, mail=1, late=0)
    waiting = [named(arrival, "long"), named(arrival, "mail")]
    assert turn(rounds, waiting, reader) == [("long", 0, 10, False), ("mail", 0, 1, True)]
    waiting = [waiting[0], named(arrival, "late")]
    assert turn(rounds, waiting, reader) == [("long", 10, 20, False), ("late", 0, 0, True)]
    assert turn(rounds, waiting[:1], reader) == [("long", 20, 25, True)]
    assert reader.read == ["long", "mail", "late"]


def test_just_one_long_reading_is_kept_and_the_next_has_its_turn_afterwards(arrival: Arrival) -> None:
    rounds, reader = Rounds(size=10), Reader(a=11, b=11, c=11, copy=11)
    waiting = [named(arrival, "a"), named(arrival, "b"), named(arrival, "c"), named(arrival, "copy", "a")]
    assert turn(rounds, waiting, reader) == [("a", 0, 10, False)]
    assert rounds.waiting == 3
    assert turn(rounds, waiting, reader) == [("a", 10, 11, True)]
    assert rounds.waiting == 0
    assert turn(rounds, waiting[1:], reader)[0] == ("b", 0, 10, False)
    assert reader.read.count("a") == 1


def test_what_another_process_wrote_is_let_go(arrival: Arrival) -> None:
    rounds, reader = Rounds(size=10), Reader(a=25, b=25)
    waiting = [named(arrival, "a"), named(arrival, "b")]
    turn(rounds, waiting, reader)
    assert turn(rounds, waiting[1:], reader) == [("b", 0, 10, False)]


def test_what_could_not_be_written_is_read_anew(arrival: Arrival) -> None:
    rounds, reader = Rounds(size=10), Reader(a=25)
    turn(rounds, [named(arrival, "a")], reader)
    rounds.begin_anew()
    assert turn(rounds, [named(arrival, "a")], reader) == [("a", 0, 10, False)]


def test_one_entry_alone_keeps_its_place_and_its_draft(arrival: Arrival) -> None:
    whole = Reader(a=3)(named(arrival, "a"))
    alone = whole.alone(2)
    assert [position for position, _entry in alone.entries] == [2]
    assert (alone.is_last, whole.alone(1).is_last) == (True, False)
