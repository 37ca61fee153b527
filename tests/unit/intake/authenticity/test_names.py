"""Who answers for names: tables, bounds, and the real resolver's patience."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dns.exception
import dns.resolver
import pytest

from depesche.intake.authenticity.names import Bounded, FileNames, Unanswered
from depesche.intake.authenticity.organisations import aligned, ascii_domain, organisation
from depesche.intake.authenticity.resolver import DnsNames


def test_a_table_is_asked_without_case_and_final_dot(tmp_path: Path) -> None:
    file = tmp_path / "dns.json"
    file.write_text(json.dumps({"A.Example.": "v=spf1 -all", "b.example": ["one=1", "two", "three=3"], "c.example": 7}))
    names = FileNames.load(file)
    assert names.ask("a.EXAMPLE", "TXT") == ["v=spf1 -all"]
    assert names.ask("b.example.", "TXT") == ["one=1two", "three=3"]
    assert names.ask("c.example", "TXT") == []
    assert names.ask("a.example", "A") == []


def test_a_table_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "dns.json").write_text("[]")
    with pytest.raises(ValueError, match="expected a JSON object"):
        FileNames.load(tmp_path / "dns.json")


class Counting:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, name: str, kind: str) -> list[str]:
        self.asked.append(name)
        return [name]


def test_a_mail_may_ask_so_often_and_so_long() -> None:
    now = [0.0]
    inner = Counting()
    names = Bounded(inner, questions=2, seconds=5, timer=lambda: now[0])
    for _ in range(3):
        assert names.ask("a.example", "TXT") == ["a.example"]
    names.ask("b.example", "TXT")
    with pytest.raises(Unanswered):
        names.ask("c.example", "TXT")
    names = Bounded(inner, questions=2, seconds=5, timer=lambda: now[0])
    now[0] = 5
    with pytest.raises(Unanswered):
        names.ask("a.example", "TXT")


class Server:
    """Stands in for dnspython's resolver."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked = 0

    def resolve(self, name: str, kind: str, **how: Any) -> Any:
        self.asked += 1
        raise self.answer


def test_what_does_not_exist_is_remembered() -> None:
    server = Server(dns.resolver.NXDOMAIN())
    names = DnsNames(resolver=server, timer=lambda: 0.0)
    assert names.ask("a.beispiel.de", "TXT") == names.ask("A.Beispiel.de.", "TXT") == []
    assert server.asked == 1


def test_when_nobody_answers_a_thousand_mails_wait_three_times() -> None:
    now = [0.0]
    server = Server(dns.exception.Timeout())
    names = DnsNames(resolver=server, timer=lambda: now[0])
    for number in range(1_000):
        with pytest.raises(Unanswered):
            names.ask(f"mail{number}.domain{number}.de", "TXT")
    assert server.asked == 3
    now[0] = 16.0
    with pytest.raises(Unanswered):
        names.ask("again.de", "TXT")
    assert server.asked == 4


def test_one_silent_domain_does_not_silence_the_others() -> None:
    server = Server(dns.exception.Timeout())
    names = DnsNames(resolver=server, timer=lambda: 0.0)
    for number in range(10):
        with pytest.raises(Unanswered):
            names.ask(f"x{number}.slow.de", "TXT")
    assert server.asked == 10


@pytest.mark.parametrize("name", ["a..de", "a" * 70 + ".de", ".".join(["abcdefgh"] * 40), ".", ""])
def test_a_name_that_cannot_be_has_no_answers(name: str) -> None:
    names = DnsNames(resolver=dns.resolver.Resolver(configure=False), timer=lambda: 0.0)
    try:
        assert names.ask(name, "TXT") == []
    except Unanswered:
        assert name in (".", "")


def test_nobody_is_asked_for_what_cannot_exist() -> None:
    server = Server(RuntimeError())
    names = DnsNames(resolver=server)
    for name in ("a.example", "b.TEST.", "localhost", "x.invalid"):
        assert names.ask(name, "TXT") == []
    assert server.asked == 0


def test_organisations() -> None:
    assert organisation("presse.stadt.de") == "stadt.de"
    assert organisation("www.amt.gv.at") == "amt.gv.at"
    assert organisation("co.uk") == ""
    assert ascii_domain("Müller.de.") == "xn--mller-kva.de"
    assert ascii_domain("a b.de") == ascii_domain("..") == ascii_domain("") == ""
    assert aligned("a.stadt.de", "b.stadt.de")
    assert not aligned("a.stadt.de", "stadt.de", strict=True)
    assert not aligned("", "")
