"""Asking real servers on loopback that stall, drip, lie and redirect."""

from __future__ import annotations

import ssl
import time
from pathlib import Path

import pytest
from tests.integration.intake.fetching import feed_server
from tests.integration.intake.fetching.feed_server import Feed, Server

from depesche.intake.channels.trouble import Code, Trouble
from depesche.kit.web.asking import Limits, Web

QUICK = Limits(size=1_000_000, seconds=1.0, stall=0.5)


def refused(web: Web, url: str) -> Code:
    with pytest.raises(Trouble) as trouble:
        web.get(url)
    return trouble.value.code


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1"])
def test_numbers_in_unusual_notation_are_never_asked(server: Server, host: str) -> None:
    server.scripts["/"] = Feed(b"secret")
    assert refused(Web(private=True, limits=QUICK), server.url("/", host)) == Code.NEVER
    assert server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]"])
def test_loopback_is_never_asked_unless_allowed(server: Server, host: str) -> None:
    server.scripts["/"] = Feed(b"secret")
    assert refused(Web(limits=QUICK), server.url("/", host)) == Code.FORBIDDEN
    assert server.asked == []


def test_a_redirect_into_the_house_is_not_followed(server: Server) -> None:
    server.scripts["/"] = feed_server.status(302, Location="http://169.254.169.254/latest/")
    assert refused(Web(private=True, limits=QUICK), server.url("/")) == Code.NEVER


def test_a_compressed_answer_is_read(server: Server) -> None:
    server.scripts["/"] = Feed(b"<rss/>" * 1000)
    assert Web(private=True).get(server.url("/")).body == b"<rss/>" * 1000


def test_a_bomb_is_stopped(server: Server) -> None:
    server.scripts["/"] = feed_server.bomb
    assert refused(Web(private=True, limits=QUICK), server.url("/")) == Code.TOO_LARGE


@pytest.mark.parametrize(
    "script",
    [
        feed_server.stalling,
        feed_server.dripping(b""),
        feed_server.dripping(b"HTTP/1.1 200 OK\r\nX: "),
        feed_server.dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"),
    ],
    ids=["silence", "dripping status", "dripping header", "dripping body"],
)
def test_slow_servers_are_given_up_in_time(server: Server, script: feed_server.Script) -> None:
    server.scripts["/"] = script
    started = time.monotonic()
    assert refused(Web(private=True, limits=QUICK), server.url("/")) in (Code.TOO_SLOW, Code.PROTOCOL)
    assert time.monotonic() - started < 2.0


def test_tls_asks_for_the_name_and_holds_to_the_certificate(certificate: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    with feed_server.serving(tls=certificate) as server:
        server.scripts["/"] = Feed(b"<rss/>")
        known = Web(private=True, tls=trusting, resolver=lambda *_host: ["127.0.0.1"])
        assert known.get(server.url("/", "localhost")).body == b"<rss/>"
        assert refused(known, server.url("/", "andere.example")) == Code.TLS
        assert refused(Web(private=True), server.url("/", "localhost")) == Code.TLS
