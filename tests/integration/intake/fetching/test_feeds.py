"""Feeds of a real server on loopback, polled into the inbox."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import DataError, OperationalError
from tests.integration.intake.fetching import feed_server
from tests.integration.intake.fetching.feed_server import Feed, Server, feed

from depesche.desk.models import Item
from depesche.intake import reading
from depesche.intake.channels import register, schedule
from depesche.intake.door import open_spool
from depesche.intake.fetchers.polling import fetching
from depesche.intake.fetchers.polling import poller as poller_module
from depesche.intake.fetchers.polling.poller import Poller
from depesche.intake.models import Channel, Receipt, Subscription
from depesche.intake.polling_models import ChannelKind, ChannelState
from depesche.kit.config import Config
from depesche.kit.web.asking import Limits

pytestmark = pytest.mark.django_db


class Wall:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def wall() -> Wall:
    return Wall()


Poll = Callable[[], None]


@pytest.fixture
def poll(home_config: Config, wall: Wall) -> Poll:
    """Poll until nothing is due."""
    fetchers = fetching.fetchers(home_config, clock=wall)

    def run() -> None:
        poller = Poller(fetchers, clock=wall, chance=lambda: 0.5, gap=0.0)
        deadline = time.monotonic() + 30
        poller.step()
        while not poller.idle:
            assert time.monotonic() < deadline
            time.sleep(0.01)
            poller.step()

    return run


def add(address: str, wall: Wall, **facts: int) -> Channel:
    return register.add(ChannelKind.FEED, name="Quelle", address=address, at=wall(), **facts)[0]


def state(channel: Channel) -> Channel:
    channel.refresh_from_db()
    return channel


def test_entries_come_in_once_however_often_the_feed_is_asked(
    server: Server, poll: Poll, wall: Wall, home_config: Config
) -> None:
    script = server.scripts["/feed"] = Feed(feed("eins", "zwei"))
    channel = add(server.url("/feed"), wall)
    for _ in range(3):
        poll()
        reading.drain(home_config)
        wall.on(hours=1)
    assert sorted(Item.objects.values_list("headline", flat=True)) == ["eins", "zwei"]
    assert len(server.asked) == 3
    assert "if-none-match" in server.asked[1].headers
    script.body = feed("drei", "eins", "zwei")
    poll()
    reading.drain(home_config)
    assert sorted(Item.objects.values_list("headline", flat=True)) == ["drei", "eins", "zwei"]
    assert {item.source for item in Item.objects.all()} == {"Quelle"}
    script.body = feed("drei", "zwei", "eins")
    wall.on(hours=1)
    poll()
    script.body = feed("eins", "zwei")
    wall.on(hours=1)
    poll()
    reading.drain(home_config)
    outcomes = Receipt.objects.order_by("arrival_id", "position").values_list("outcome", flat=True)
    assert list(outcomes) == ["read", "read", "read", "empty", "empty"]
    wall.on(hours=-2)
    assert state(channel).last_news == wall() + timedelta(hours=2)
    assert (channel.failures, channel.trouble) == (0, {})
    assert channel.next_try == wall() + timedelta(hours=2, seconds=900)


def test_the_same_bytes_without_validators_bring_no_second_arrival(
    server: Server, poll: Poll, wall: Wall, home_config: Config
) -> None:
    server.scripts["/feed"] = lambda handler: handler.answer(200, feed("eins"))
    add(server.url("/feed"), wall)
    poll()
    wall.on(hours=1)
    poll()
    assert len(server.asked) == 2
    assert len(open_spool(home_config).waiting()) == 1


def test_permanent_redirects_change_the_address_and_others_do_not(server: Server, poll: Poll, wall: Wall) -> None:
    server.scripts |= {
        "/alt": feed_server.status(301, Location="/neu"),
        "/heute": feed_server.status(302, Location="/neu2"),
        "/neu": Feed(feed("eins")),
        "/neu2": Feed(feed("zwei")),
    }
    moved, passing = add(server.url("/alt"), wall), add(server.url("/heute"), wall)
    poll()
    assert state(moved).address == server.url("/neu")
    assert state(passing).address == server.url("/heute")


def test_a_feed_that_moved_to_where_another_is_rests_and_says_so(server: Server, poll: Poll, wall: Wall) -> None:
    server.scripts |= {"/alt": feed_server.status(308, Location="/neu"), "/neu": Feed(feed("eins"))}
    add(server.url("/neu"), wall)
    double = add(server.url("/alt"), wall)
    poll()
    assert (state(double).state, double.trouble["code"]) == (ChannelState.PAUSED, "same")
    assert double.next_try is None


def test_what_is_gone_for_good_is_not_asked_again(server: Server, poll: Poll, wall: Wall) -> None:
    server.scripts["/feed"] = feed_server.status(410)
    channel = add(server.url("/feed"), wall)
    for _ in range(3):
        poll()
        wall.on(days=3)
    assert len(server.asked) == 1
    assert (state(channel).state, channel.trouble["code"]) == (ChannelState.PAUSED, "gone")


@pytest.mark.parametrize("wish", ["7200", "Wed, 04 Mar 2026 07:06:07 GMT"])
@pytest.mark.parametrize("code", [429, 503])
def test_a_server_that_asks_for_patience_gets_it(server: Server, poll: Poll, wall: Wall, code: int, wish: str) -> None:
    server.scripts["/feed"] = feed_server.status(code, Retry_After=wish)
    channel = add(server.url("/feed"), wall)
    poll()
    wall.on(seconds=7199)
    poll()
    assert len(server.asked) == 1
    assert (state(channel).failures, channel.trouble) == (1, {"code": "busy", "detail": str(code)})
    server.scripts["/feed"] = Feed(feed("eins"))
    wall.on(minutes=13)
    poll()
    assert (state(channel).failures, channel.trouble, channel.last_success) == (0, {}, wall())


def test_failures_back_off_and_recover(server: Server, poll: Poll, wall: Wall) -> None:
    server.scripts["/feed"] = feed_server.status(500)
    channel = add(server.url("/feed"), wall)
    waits = []
    for _ in range(4):
        poll()
        waits.append((state(channel).next_try - wall()).total_seconds())  # type: ignore[operator]
        wall.now = channel.next_try
    assert waits == [56.25, 112.5, 225.0, 450.0]
    assert channel.failures == 4
    assert channel.last_success is None


def test_one_host_is_asked_one_thing_at_a_time(server: Server, poll: Poll, wall: Wall) -> None:
    def slow(handler: feed_server.Handler) -> None:
        time.sleep(0.03)
        handler.answer(200, feed(handler.path.strip("/")))

    for number in range(8):
        server.scripts[f"/{number}"] = slow
        add(server.url(f"/{number}"), wall)
    poll()
    assert len(server.asked) == 8
    assert server.most_open == 1


def test_a_stalling_host_does_not_hold_up_the_others(server: Server, wall: Wall, home_config: Config) -> None:
    server.scripts |= {"/still": feed_server.stalling, "/feed": Feed(feed("eins"))}
    add(server.url("/still"), wall)
    quick = add(server.url("/feed", "localhost"), wall)
    fetchers = fetching.fetchers(home_config, clock=wall, limits=Limits(seconds=1.0))
    poller = Poller(fetchers, clock=wall, chance=lambda: 0.5, gap=0.0)
    started = time.monotonic()
    while state(quick).last_success is None:
        poller.step()
        time.sleep(0.01)
        assert time.monotonic() - started < 0.9
    while not poller.idle:
        poller.step()
        time.sleep(0.01)


def test_a_paused_source_stays_paused_whatever_a_running_try_brings(
    server: Server, wall: Wall, home_config: Config
) -> None:
    channel = add(server.url("/feed"), wall)
    server.scripts["/feed"] = Feed(feed("eins"))
    poller = Poller(fetching.fetchers(home_config, clock=wall), clock=wall, chance=lambda: 0.5, gap=0.0)
    poller.step()
    register.pause(channel.pk)
    while not poller.idle:
        poller.step()
        time.sleep(0.01)
    assert (state(channel).state, channel.next_try) == (ChannelState.PAUSED, None)
    register.try_now(channel.pk, at=wall())
    assert (state(channel).state, channel.next_try) == (ChannelState.ACTIVE, wall())


def test_a_source_that_was_deleted_meanwhile_is_no_trouble(server: Server, wall: Wall, home_config: Config) -> None:
    channel = add(server.url("/feed"), wall)
    poller = Poller(fetching.fetchers(home_config, clock=wall), clock=wall, chance=lambda: 0.5, gap=0.0)
    poller.step()
    channel.delete()
    while not poller.idle:
        poller.step()
        time.sleep(0.01)
    assert Channel.objects.count() == 0


def test_what_one_server_says_keeps_no_other_source_out(
    server: Server, wall: Wall, home_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.scripts |= {"/a": Feed(feed("eins")), "/b": Feed(feed("zwei"))}
    good, bad = add(server.url("/a"), wall), add(server.url("/b", "localhost"), wall)
    record = register.record

    def picky(tries: Sequence[register.Tried], *, chance: schedule.Chance) -> None:
        if any(one.job.id == bad.pk for one in tries):
            raise DataError("no text")
        record(tries, chance=chance)

    monkeypatch.setattr(register, "record", picky)
    poller = Poller(fetching.fetchers(home_config, clock=wall), clock=wall, chance=lambda: 0.5, gap=0.0)
    poller.step()
    while len(server.asked) < 2:
        time.sleep(0.01)
    time.sleep(0.1)
    while not poller.idle:
        poller.step()
        time.sleep(0.01)
    assert state(good).last_success == wall()
    assert state(bad).last_success is None
    assert bad.next_try == wall() + poller_module.AFTER_REFUSAL


def test_a_slow_try_stays_ours_and_a_dead_poller_s_is_begun_again_within_a_minute(
    server: Server, wall: Wall, home_config: Config
) -> None:
    answering, seconds = threading.Event(), [0.0]

    def slow(handler: feed_server.Handler) -> None:
        answering.wait(30)
        handler.answer(200, feed("eins"))

    def on(span: float) -> None:
        wall.on(seconds=span)
        seconds[0] += span

    server.scripts["/a"] = slow
    channel = add(server.url("/a"), wall)
    poller = Poller(
        fetching.fetchers(home_config), clock=wall, chance=lambda: 0.5, gap=0.0, monotonic=lambda: seconds[0]
    )
    try:
        poller.step()
        for _ in range(8):
            on(poller_module.KEEP_EVERY)
            poller.step()
            assert register.claim(now=wall(), limit=9) == []
        assert len(server.asked) <= 1
        on(60.0)  # as if it was killed: nobody says any more that the try is under way
        assert [job.id for job in register.claim(now=wall(), limit=9)] == [channel.pk]
    finally:
        answering.set()


def test_a_database_that_is_away_loses_no_result(
    server: Server, wall: Wall, home_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.scripts["/a"] = Feed(feed("eins"))
    channel = add(server.url("/a"), wall)
    poller = Poller(fetching.fetchers(home_config, clock=wall), clock=wall, chance=lambda: 0.5, gap=0.0)
    poller.step()
    with monkeypatch.context() as away:
        away.setattr(register, "record", Mock(side_effect=OperationalError("away")))
        while poller._done.empty():
            time.sleep(0.01)
        with pytest.raises(OperationalError):
            poller.step()
    while not poller.idle:
        poller.step()
        time.sleep(0.01)
    assert state(channel).last_success == wall()


def test_a_feed_whose_hub_tells_us_is_asked_seldom_until_it_was_paused(server: Server, poll: Poll, wall: Wall) -> None:
    server.scripts["/feed"] = Feed(feed("eins"), {"Link": "<https://hub.example/>; rel=hub"})
    channel = add(server.url("/feed"), wall)
    poll()
    assert state(channel).next_try == wall() + timedelta(seconds=900)
    agreed = Subscription.objects.get(channel=channel)
    assert (agreed.hub, agreed.topic, agreed.lease_until) == ("https://hub.example/", server.url("/feed"), None)
    agreed.lease_until = wall() + timedelta(days=10)
    agreed.save()
    wall.on(seconds=900)
    poll()
    assert state(channel).next_try == wall() + timedelta(seconds=register.SLOW)
    kept = Subscription.objects.get(channel=channel)
    assert (kept.key, kept.lease_until) == (agreed.key, agreed.lease_until)
    register.pause(channel.pk)
    register.try_now(channel.pk, at=wall())
    poll()
    assert state(channel).next_try == wall() + timedelta(seconds=900)


def test_a_file_in_which_nothing_can_be_read_is_set_apart(
    poll: Poll, wall: Wall, home_config: Config, tmp_path: Path
) -> None:
    channel = register.add(ChannelKind.FOLDER, name="Agentur", address=str(tmp_path), at=wall())[0]
    (tmp_path / "leer.eml").write_bytes(b" \n")
    (tmp_path / "gut.xml").write_bytes(feed("eins"))
    for _look in range(2):
        poll()
        wall.on(minutes=1)
    reading.drain(home_config)
    poll()
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert found == ["done/gut.xml", "quarantine/leer.eml", "quarantine/leer.eml.reason.txt"]
    assert "leer" in (tmp_path / "quarantine" / "leer.eml.reason.txt").read_text("utf-8")
    assert state(channel).bookmark == {"seen": {}}
