"""One question at a time to each host, with a pause in between."""

from __future__ import annotations

from depesche.intake.channels.jobs import Job
from depesche.intake.fetchers.polling.hosts import Hosts


def job(number: int) -> Job:
    return Job(id=number, kind="feed", name="", address="", interval=60)


def test_a_host_is_asked_one_thing_at_a_time_with_a_gap() -> None:
    hosts = Hosts(gap=2.0)
    assert [hosts.add(job(number), "a") for number in (1, 2)] == [None, None]
    first = hosts.take(now=10.0)
    assert first == job(1)
    assert hosts.take(now=100.0) is None
    hosts.done(1, now=100.0)
    assert hosts.take(now=101.9) is None
    assert hosts.take(now=102.0) == job(2)


def test_hosts_do_not_wait_for_each_other_and_take_turns() -> None:
    hosts = Hosts(gap=0.0)
    for number, host in enumerate("aabbc"):
        hosts.add(job(number), host)
    order = []
    for _ in range(5):
        taken = hosts.take(now=0.0)
        assert taken is not None
        order.append(taken.id)
        hosts.done(taken.id, now=0.0)
    assert order == [0, 2, 4, 1, 3]


def test_too_many_for_one_host_are_sent_away_for_longer_and_longer() -> None:
    hosts = Hosts(gap=1.0, most_waiting=2)
    waits = [hosts.add(job(number), "a") for number in range(5)]
    assert waits[:2] == [None, None]
    assert waits[2:] == [3.0, 4.0, 5.0]
    assert len(hosts) == 2
    assert 1 in hosts
    assert 3 not in hosts


def test_nothing_is_kept_of_hosts_that_are_done() -> None:
    hosts = Hosts(gap=1.0)
    for number in range(1000):
        hosts.add(job(number), f"host {number}")
        hosts.take(now=float(number))
        hosts.done(number, now=float(number))
    assert len(hosts) == 0
    assert len(hosts._hosts) <= 2
