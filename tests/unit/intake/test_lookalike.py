import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake import lookalike

KNOWN = ["stadtwerke-lindenau.example", "musterstadt.de", "lindenair.com", "ard.de", "kreis-erle.de"]


@pytest.mark.parametrize(
    ("domain", "of"),
    [
        ("stadtwerke-Iindenau.example", "stadtwerke-lindenau.example"),
        ("stadtwerke-1indenau.example", "stadtwerke-lindenau.example"),
        ("stadtwerke-lindenau.com", "stadtwerke-lindenau.example"),
        ("stadtwerkelindenau.example", "stadtwerke-lindenau.example"),
        ("stadtwerke-linndenau.example", "stadtwerke-lindenau.example"),
        ("rnusterstadt.de", "musterstadt.de"),
        ("mustertsadt.de", "musterstadt.de"),
        ("must3rstadt.de", "musterstadt.de"),
        ("musterstadt.de.evil.example", "musterstadt.de"),
        ("musterstadt-de.com", "musterstadt.de"),
        ("xn--mustrstadt-nsi.de", "musterstadt.de"),
        ("lindenaır.com", "lindenair.com"),
        ("líndenair.com", "lindenair.com"),
        ("lіndеnаir.com", "lindenair.com"),
        ("presse.lindenar.com", "lindenair.com"),
    ],
)
def test_domains_that_pass_for_another(domain: str, of: str) -> None:
    assert lookalike.find(domain, KNOWN) == of


@pytest.mark.parametrize(
    "domain",
    [
        "musterstadt.de",
        "presse.musterstadt.de",
        "MUSTERSTADT.DE.",
        "anderswo.example",
        "arte.de",
        "aid.de",
        "",
        "de",
        "kreis-weser.de",
    ],
)
def test_domains_that_do_not(domain: str) -> None:
    assert lookalike.find(domain, KNOWN) == ""


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("abc", "ab", 1), ("abc", "xyz", 3), ("", "ab", 2)],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert lookalike.distance(one, other, most=9) == steps


@given(st.text(max_size=80))
def test_no_domain_breaks_it(domain: str) -> None:
    assert lookalike.find(domain, KNOWN) in ("", *KNOWN)


def test_a_large_register_is_asked_quickly() -> None:
    known = [f"organisation-nummer-{number}.example" for number in range(5_000)]
    start = time.perf_counter()
    lookalike.find("ganz-was-anderes-hier.example", known)
    assert time.perf_counter() - start < 2
