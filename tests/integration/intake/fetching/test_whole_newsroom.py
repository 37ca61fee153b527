"""A whole newsroom that fetches from a feed, watches a folder and is handed things by HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from tests import prepared_homes
from tests.integration.intake.fetching.feed_server import Feed, Handler, Server, feed, serving, stalling
from tests.running import Newsroom

from depesche.intake.fetchers.push import signatures

MAIL = b"From: a@stadt.example\r\nSubject: Neues Bad\r\n\r\nDas Bad in Musterau macht heute wieder auf.\r\n"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    environment = {"DEPESCHE_FETCH_PRIVATE": "on", "DEPESCHE_MAIL_SIZE": "3000000", "DEPESCHE_WORKERS": "1"}
    running = Newsroom(
        home=prepared_homes.tables(tmp_path_factory.mktemp("newsroom") / "home"), environment=environment
    )
    environment["DEPESCHE_PUBLIC_URL"] = running.url
    with running:
        yield running


@pytest.fixture(scope="module")
def feeds() -> Iterator[Server]:
    with serving() as running:
        yield running


def inbox(newsroom: Newsroom) -> list[dict[str, Any]]:
    return [json.loads(line) for line in newsroom.quick("inbox", "--all", "--json").splitlines()]


def wait(newsroom: Newsroom, headline: str) -> dict[str, Any]:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for item in inbox(newsroom):
            if item["headline"] == headline:
                return item
        time.sleep(0.3)
    raise AssertionError(f"{headline} did not come:\n{newsroom.log()}")


def post(newsroom: Newsroom, body: bytes, path: str = "/intake/", **headers: str) -> tuple[int, Message, bytes]:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(newsroom.url + path, data=body, headers=fields)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def token(newsroom: Newsroom, *arguments: str) -> dict[str, str]:
    made = newsroom.quick("sources", "token", *arguments)
    return dict(line.split() for line in made.splitlines())


def test_a_feed_that_is_added_comes_in(newsroom: Newsroom, feeds: Server) -> None:
    feeds.scripts["/feed"] = Feed(feed("Feedmeldung"))
    newsroom.quick("sources", "add", feeds.url("/feed"), "--name", "Quelle")
    assert wait(newsroom, "Feedmeldung")["source"] == "Quelle"
    listed = [json.loads(line) for line in newsroom.quick("sources", "list", "--json").splitlines()]
    (one,) = [line for line in listed if line["kind"] == "feed"]
    assert one["last_success"]
    assert (one["failures"], one["trouble"], one["sentence"]) == (0, "", "")


def test_a_hub_confirms_and_brings_news(newsroom: Newsroom, feeds: Server) -> None:
    """The hub of section 5 and 7 of WebSub, as strict as it may be."""
    wishes: list[dict[str, str]] = []
    confirmed: list[bool] = []

    def hub(handler: Handler) -> None:
        wishes.append(dict(parse_qsl(feeds.asked[-1].body.decode())))
        handler.answer(202)
        wish = {**wishes[-1], "hub.challenge": "zufall", "hub.lease_seconds": "864000"}
        query = urlencode({name: wish[name] for name in wish if name not in ("hub.callback", "hub.secret")})
        confirmed.append(newsroom.get(urlsplit(wish["hub.callback"]).path + "?" + query).text == "zufall")

    feeds.scripts |= {"/hub": hub, "/mit-hub": Feed(feed("Vor dem Hub"), {"Link": f"<{feeds.url('/hub')}>; rel=hub"})}
    added = newsroom.quick("sources", "add", feeds.url("/mit-hub"), "--name", "Mit Hub")
    wait(newsroom, "Vor dem Hub")
    newsroom.quick("sources", "try", added.split()[0])
    until(lambda: bool(confirmed))
    assert confirmed == [True]
    assert wishes[0]["hub.topic"] == feeds.url("/mit-hub")
    news = feed("Vom Hub")
    signature = hmac.new(wishes[0]["hub.secret"].encode(), news, hashlib.sha256).hexdigest()
    for given, headline in ((f"sha256={signature}", "Vom Hub"), ("sha256=" + "0" * 64, "")):
        path = urlsplit(wishes[0]["hub.callback"]).path
        status, _headers, _body = post(newsroom, news if headline else feed("Gefälscht"), path, X_Hub_Signature=given)
        assert status == 202
    assert wait(newsroom, "Vom Hub")["source"] == "Mit Hub"
    assert "Gefälscht" not in {item["headline"] for item in inbox(newsroom)}
    listed = [json.loads(line) for line in newsroom.quick("sources", "list", "--json").splitlines()]
    (line,) = [line for line in listed if line["name"] == "Mit Hub"]
    newsroom.quick("sources", "try", str(line["id"]))
    until(lambda: len([asked for asked in feeds.asked if asked.path == "/mit-hub"]) == 3)
    assert len(wishes) == 1


def test_a_file_in_a_watched_folder_comes_in(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "release.eml").write_bytes(MAIL.replace(b"Neues Bad", b"Aus dem Ordner"))
    newsroom.quick("sources", "add", str(tmp_path), "--interval", "5")
    assert wait(newsroom, "Aus dem Ordner")["file"] == "release.eml"
    assert (tmp_path / "done" / "release.eml").is_file()


def test_what_is_pushed_comes_in_once(newsroom: Newsroom) -> None:
    made = token(newsroom, "Agentur")
    bearer = f"Bearer {made['token']}"

    def hand_in(_number: int) -> dict[str, str]:
        status, _headers, body = post(newsroom, MAIL, Authorization=bearer, Content_Type="message/rfc822")
        assert status == 202, body
        answer: dict[str, str] = json.loads(body)
        return answer

    with ThreadPoolExecutor(5) as at_once:
        answers = list(at_once.map(hand_in, range(5)))
    wait(newsroom, "Neues Bad")
    answers.append(hand_in(6))
    assert len({answer["id"] for answer in answers}) == 1
    found = [item for item in inbox(newsroom) if item["headline"] == "Neues Bad"]
    assert [(item["id"], item["raw_sha256"]) for item in found] == [(answers[0]["id"], answers[0]["sha256"])]


def test_a_signature_is_asked_for_where_it_is_due(newsroom: Newsroom) -> None:
    made = token(newsroom, "Amt", "--signed")
    bearer = {"Authorization": f"Bearer {made['token']}"}
    assert post(newsroom, MAIL, **bearer)[0] == 401
    signature = signatures.sign(MAIL, key=made["key"], at=time.time())
    assert post(newsroom, MAIL, **bearer, X_Depesche_Signature=signature)[0] == 202


@pytest.mark.parametrize("size", [3_000_001, 20_000_000])
def test_large_bodies_and_strangers_are_refused_through_the_front(newsroom: Newsroom, size: int) -> None:
    made = token(newsroom, "Viel")
    assert post(newsroom, b"x" * size, Authorization=f"Bearer {made['token']}")[0] == 413
    status, headers, body = post(newsroom, b"x" * size, Authorization="Bearer nobody")
    assert (status, headers["WWW-Authenticate"], body) == (401, "Bearer", b"")


def test_a_removed_source_hands_nothing_in(newsroom: Newsroom) -> None:
    made = token(newsroom, "Kurz")
    number = next(
        json.loads(line)["id"]
        for line in newsroom.quick("sources", "list", "--json").splitlines()
        if json.loads(line)["name"] == "Kurz"
    )
    newsroom.quick("sources", "remove", str(number))
    assert post(newsroom, MAIL, Authorization=f"Bearer {made['token']}")[0] == 401


def test_serve_ends_in_time_while_a_server_stalls(feeds: Server, tmp_path: Path) -> None:
    feeds.scripts["/still"] = stalling
    environment = {"DEPESCHE_FETCH_PRIVATE": "on", "DEPESCHE_WORKERS": "1"}
    with Newsroom(home=prepared_homes.tables(tmp_path / "home"), environment=environment) as running:
        running.quick("sources", "add", feeds.url("/still"))
        until(lambda: any(asked.path == "/still" for asked in feeds.asked))
        assert running.stop() < 10


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
