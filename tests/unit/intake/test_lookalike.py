import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake import lookalike

KNOWN = [
    *("stadtwerke-lindenau.example", "musterstadt.de", "lindenair.com", "ard.de", "kreis-erle.de", "polizei.de"),
    *("stadtwerke-rheine.de", "bauer.de", "münzberg.de", "radio21.de", "amt-nord.gv.at", "lindenair.de"),
    *("hamburg.de", "freiburg.de"),
]


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
        ("polizei.de.example.com", "polizei.de"),
        ("presse.ard.de.boese.example", "ard.de"),
        ("ard-de.com", "ard.de"),
        ("polizei-presse.de", "polizei.de"),
        ("news-musterstadt.de", "musterstadt.de"),
        ("musterstadtpresse.de", "musterstadt.de"),
        ("musterstadt.github.io", "musterstadt.de"),
        ("muenzberg.de", "münzberg.de"),
        ("munzberg.de", "münzberg.de"),
        ("xn--mnzberg-n2a.com", "münzberg.de"),
        ("аrd.de", "ard.de"),
        ("amtnord.gv.at", "amt-nord.gv.at"),
        ("bauerr.de", "bauer.de"),
        ("baure.de", "bauer.de"),
        ("stadtwerke-rheine.net", "stadtwerke-rheine.de"),
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
        "xn--0.de",
        "anderswo.example",
        "arte.de",
        "aid.de",
        "",
        "de",
        "kreis-weser.de",
        "lindenair.de",
        "lauer.de",
        "homburg.de",
        "freiberg.de",
        "baur.de",
        "stadtwerke-rhede.de",
        "stadtwerke-gotha.de",
        "radio24.de",
        "ndr.de",
        "xn--mnzberg-n2a.de",
        "news.example",
        "ard.example",
        "amt-sued.gv.at",
        "gv.at",
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


@given(st.sampled_from(KNOWN), st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True))
def test_what_lies_below_a_known_domain_is_known(known: str, label: str) -> None:
    assert lookalike.find(f"{label}.{known}", KNOWN) == ""


@given(st.sampled_from([one for one in KNOWN if len(one) > 10]), st.data())
def test_a_letter_that_looks_alike_is_always_seen(known: str, data: st.DataObject) -> None:
    twins = {"a": "а", "e": "е", "o": "0", "l": "1", "i": "і", "m": "rn", "r": "г"}
    place = data.draw(st.sampled_from([number for number, letter in enumerate(known[:5]) if letter in twins] or [0]))
    forged = known[:place] + twins.get(known[place], "x" + known[place]) + known[place + 1 :]
    assert lookalike.find(forged, KNOWN) == known


def test_siblings_that_are_both_registered_are_no_lookalikes() -> None:
    assert lookalike.find("lindenair.de", KNOWN) == lookalike.find("lindenair.com", KNOWN) == ""


def test_a_large_register_is_asked_quickly() -> None:
    known = [f"organisation-nummer-{number}.example" for number in range(5_000)]
    start = time.process_time()
    lookalike.find("ganz-was-anderes-hier.example", known)
    assert time.process_time() - start < 2
