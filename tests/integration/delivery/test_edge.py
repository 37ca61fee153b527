"""The same promises to readers, whoever answers them: Depesche alone, nginx and Caddy with the files of `deploy/`."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

import brotli
import pytest
from tests import edge_servers
from tests.integration.delivery.harness import wait_until
from tests.prepared_homes import sample
from tests.running import Answer, Newsroom

from depesche.delivery.stores import open_store
from depesche.kit.config import Config

pytestmark = pytest.mark.scaled
ARTICLE = "/nachrichten/merlebruecke-gesperrt/"


@dataclass(frozen=True, slots=True)
class Edge:
    """One way in. `kept` are headers that must be the same everywhere."""

    name: str
    newsroom: Newsroom
    port: int

    def get(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            own = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=own)
            answer = connection.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(status=answer.status, headers=fields, body=answer.read())


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    started = Newsroom(home=sample(tmp_path_factory.mktemp("edge") / "home"))
    with started:
        # The fronts answer at once, the desk and the search some seconds later.
        wait_until(lambda: started.get("/suche/").status == 200, seconds=120)
        yield started


@pytest.fixture(scope="module")
def withdrawn(newsroom: Newsroom) -> str:
    document = {
        "uri": "urn:beispiel:kurz",
        "version": "1",
        "type": "text",
        "pubstatus": "usable",
        "language": "de",
        "headlines": [{"value": "Meldung, die nicht bleibt"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>Nur kurz.</p>"}],
    }
    file = newsroom.home / "kurz.json"
    file.write_text(json.dumps(document), "utf-8")
    path: str = json.loads(newsroom.quick("import", "ninjs", str(file), "--publish", "--section", "politik"))["path"]
    assert newsroom.get(path).status == 200
    newsroom.quick("unpublish", path)
    return path


@pytest.fixture(scope="module", params=["depesche", "nginx", "caddy"])
def edge(request: pytest.FixtureRequest, newsroom: Newsroom) -> Iterator[Edge]:
    kind: str = request.param
    if kind == "depesche":
        yield Edge(kind, newsroom, newsroom.port)
        return
    if edge_servers.missing(kind):
        pytest.skip(f"{kind} is not installed")
    start = {"nginx": edge_servers.nginx_in_front, "caddy": edge_servers.caddy_in_front}[kind]
    with start(newsroom.home / "public", newsroom.port) as port:
        yield Edge(kind, newsroom, port)


def test_a_page_comes_in_the_coding_that_was_asked_for(edge: Edge) -> None:
    plain = edge.get(ARTICLE)
    packed = edge.get(ARTICLE, Accept_Encoding="gzip")
    assert (plain.status, packed.status) == (200, 200)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "accept-encoding" in packed.headers["vary"].lower()
    if edge.name != "nginx" or edge_servers.BROTLI.exists():
        tight = edge.get(ARTICLE, Accept_Encoding="br, gzip")
        assert tight.headers["content-encoding"] == "br"
        assert brotli.decompress(tight.body) == plain.body
        assert len({answer.headers["etag"] for answer in (plain, packed, tight)}) == 3
    file = edge.newsroom.home / "public" / ARTICLE.strip("/") / "index.html"
    assert plain.body == file.read_bytes()


def test_what_has_not_changed_is_not_sent_again(edge: Edge) -> None:
    first = edge.get(ARTICLE, Accept_Encoding="gzip")
    again = edge.get(ARTICLE, Accept_Encoding="gzip", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert edge.get(ARTICLE, method="HEAD").body == b""


@pytest.mark.parametrize(
    ("path", "media_type", "caching"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        (ARTICLE, "text/html; charset=utf-8", "no-cache"),
        (f"{ARTICLE}index.json", "application/json", "no-cache"),
        ("/feed.xml", "application/rss+xml; charset=utf-8", "no-cache"),
        ("/politik/feed.atom", "application/atom+xml; charset=utf-8", "no-cache"),
        ("/feed.json", "application/feed+json", "no-cache"),
        ("/sitemap.xml", "application/xml; charset=utf-8", "no-cache"),
        ("/favicon.ico", "image/x-icon", "public, max-age=600"),
        ("<css>", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("<js>", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("<woff2>", "font/woff2", "public, max-age=31536000, immutable"),
    ],
)
def test_types_and_caching(edge: Edge, path: str, media_type: str, caching: str) -> None:
    if path.startswith("<"):
        [file, *_] = (edge.newsroom.home / "public" / "assets").glob(f"*.{path[1:-1]}")
        path = f"/assets/{file.name}"
    answer = edge.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["cache-control"] == caching
    own = edge.newsroom.get(path).headers
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert answer.headers.get(name) == own.get(name), name


def test_pictures_are_kept_for_ever(edge: Edge) -> None:
    file = next(iter((edge.newsroom.home / "public" / "bilder").rglob("*.webp")))
    answer = edge.get("/" + file.relative_to(edge.newsroom.home / "public").as_posix())
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in answer.headers["cache-control"]


def test_a_page_has_one_address_and_its_encoded_files_none(edge: Edge) -> None:
    for path in (ARTICLE.rstrip("/"), f"{ARTICLE}index.html"):
        answer = edge.get(path)
        assert (answer.status, answer.headers["location"]) == (301, ARTICLE)
    for path in (f"{ARTICLE}index.html.gz", f"{ARTICLE}index.html.br", "/.tmp/", "/nirgends/nichts/"):
        assert edge.get(path).status == 404, path
    for path in ("/../db.sqlite3", "/%2e%2e/db.sqlite3", "/..%2fdb.sqlite3"):
        assert edge.get(path).status in (400, 403, 404), path


def test_what_the_store_does_not_hold_is_asked_of_depesche(edge: Edge) -> None:
    assert edge.get("/suche/?q=Br%C3%BCcke").status == 200
    desk = edge.get("/desk/login/")
    assert desk.status == 200
    assert "no-store" in desk.headers["cache-control"]
    # On its own it is asked by this machine itself; whoever stands in front asks for somebody else.
    assert edge.get("/metrics").status == (200 if edge.name == "depesche" else 403)
    assert edge.get("/healthz").body == b"ok\n"


def test_a_page_that_is_not_baked_yet_is_baked_when_asked_for(edge: Edge) -> None:
    store = open_store(Config(home=edge.newsroom.home))
    store.delete("impressum/index.html")
    assert b"<h1" in edge.get("/impressum/").body
    assert store.get("impressum/index.html")


def test_uploads_of_some_size_pass(edge: Edge) -> None:
    """The desk refuses it for want of a token, not for its size; and what is too large is refused."""
    answer = edge.get("/desk/login/", method="POST", body=b"x" * 3_000_000, Content_Type="application/octet-stream")
    assert answer.status == 403
    assert edge.get("/", method="POST", body=b"x").status == 405


def test_live_news_pass_at_once(edge: Edge) -> None:
    with socket.create_connection(("127.0.0.1", edge.port), timeout=20) as reader:
        reader.sendall(b"GET /live/events?topics=section/sport HTTP/1.1\r\nHost: a.example\r\n\r\n")
        _read_until(reader, b"\nid: ")
        began = time.monotonic()
        edge.newsroom.quick("announce", "section/sport", f"Tor für {edge.name}")
        heard = _read_until(reader, b"Tor f")
        took = time.monotonic() - began
    assert b"event: announce" in heard
    assert took < 15, "the server in front keeps events back"


def test_what_is_withdrawn_is_gone(edge: Edge, withdrawn: str) -> None:
    gone = edge.get(withdrawn, Accept="text/html")
    assert gone.status == 410
    assert gone.headers["cache-control"] == "no-store"
    assert edge.get(f"{withdrawn}index.json").status == 410


def test_the_next_reader_has_what_was_just_baked(edge: Edge) -> None:
    """Also when it was baked twice in a second and its size is the same, which is all that a web server looks at."""
    store = open_store(Config(home=edge.newsroom.home))
    for score in ("1:0", "1:1", "2:1"):
        store.put(f"spielstand/{edge.name}/index.html", f"<!doctype html><p>{score}</p>".encode())
        if score == "1:0":
            seen = edge.get(f"/spielstand/{edge.name}/", Accept_Encoding="gzip")
            continue
        answer = edge.get(f"/spielstand/{edge.name}/", Accept_Encoding="gzip", If_None_Match=seen.headers["etag"])
        assert answer.status == 200
        assert score.encode() in gzip.decompress(answer.body)
        seen = answer
    store.delete(f"spielstand/{edge.name}/index.html")
    assert edge.get(f"/spielstand/{edge.name}/").status == 404


def _read_until(reader: socket.socket, mark: bytes) -> bytes:
    heard = b""
    while mark not in heard:
        chunk = reader.recv(65536)
        assert chunk, heard
        heard += chunk
    return heard
