from __future__ import annotations

import threading
import time

import pytest

from depesche.intake.fetchers import greeting
from depesche.kit.config import Config


@pytest.mark.parametrize(
    ("public_url", "host", "machine", "said"),
    [
        ("https://zeitung.example", "0.0.0.0", "mx.haus.example", "zeitung.example"),
        ("https://zeitung.example:8443/blatt/", "127.0.0.1", "", "zeitung.example"),
        ("https://zürich.example", "127.0.0.1", "", "xn--zrich-kva.example"),
        ("http://192.0.2.7:8000", "127.0.0.1", "mx.haus.example", "[192.0.2.7]"),
        ("http://[2001:db8::7]:8000", "127.0.0.1", "mx.haus.example", "[IPv6:2001:db8::7]"),
        ("http://localhost:8000", "127.0.0.1", "mx.haus.example", "mx.haus.example"),
        ("", "127.0.0.1", "MX.haus.example.", "mx.haus.example"),
        ("", "127.0.0.1", "laptop", "[127.0.0.1]"),
        ("", "192.0.2.7", "localhost.localdomain", "[192.0.2.7]"),
        ("", "::1", "1.0.0.127.in-addr.arpa", "[IPv6:::1]"),
        ("", "0.0.0.0", "127.0.1.1", "[127.0.0.1]"),
        ("", "::", "", "[127.0.0.1]"),
    ],
)
def test_a_name_or_an_address_in_brackets(public_url: str, host: str, machine: str, said: str) -> None:
    assert greeting.name(Config(public_url=public_url, host=host), machine=lambda: machine) == said


def test_a_resolver_that_does_not_answer_does_not_hold_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "PATIENCE", 0.05)
    answered = threading.Event()
    started = time.monotonic()
    try:
        assert greeting.name(Config(), machine=lambda: str(answered.wait(30))) == "[127.0.0.1]"
        assert time.monotonic() - started < 5
    finally:
        answered.set()
