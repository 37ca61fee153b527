"""Share links are plain links."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from depesche.bakery import sharing

URL = "https://auenbote.example/politik/x/"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_titles_arrive_whole(title: str) -> None:
    links = {link.service: link.url for link in sharing.links(URL, title)}
    assert parse_qs(urlsplit(links["whatsapp"]).query)["text"] == [f"{title} {URL}"]
    assert parse_qs(urlsplit(links["telegram"]).query)["url"] == [URL]
    assert parse_qs(urlsplit(links["email"]).query)["body"] == [f"{title}\r\n\r\n{URL}"]


def test_every_service_of_the_brief_is_there_once() -> None:
    services = [link.service for link in sharing.links(URL, "Titel")]
    assert services == ["email", "whatsapp", "telegram", "signal", "mastodon", "bluesky", "linkedin", "x"]
