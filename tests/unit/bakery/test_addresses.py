"""Absolute addresses."""

from __future__ import annotations

from documents.publication import PUBLICATION

from depesche.bakery.addresses import absolute, absolute_links


def test_our_paths_get_the_host_and_others_keep_theirs() -> None:
    assert absolute(PUBLICATION, "/politik/") == "https://auenbote.example/politik/"
    assert absolute(PUBLICATION, "https://x.example/a") == "https://x.example/a"
    assert absolute(PUBLICATION, "javascript:alert(1)") == ""
    assert absolute(PUBLICATION, "#oben") == ""


def test_addresses_are_escaped_once() -> None:
    assert absolute(PUBLICATION, "/thema/größe und maß/") == (
        "https://auenbote.example/thema/gr%C3%B6%C3%9Fe%20und%20ma%C3%9F/"
    )
    assert absolute(PUBLICATION, "/a%20b/") == "https://auenbote.example/a%20b/"


def test_links_in_a_fragment_get_the_host_but_not_those_to_another() -> None:
    fragment = (
        '<a href="/politik/">a</a> <a href="//x.example/">b</a> <a href="https://x.example/">c</a> <a href="/">d</a>'
    )
    assert absolute_links(PUBLICATION, fragment) == (
        '<a href="https://auenbote.example/politik/">a</a> <a href="//x.example/">b</a> '
        '<a href="https://x.example/">c</a> <a href="https://auenbote.example/">d</a>'
    )
