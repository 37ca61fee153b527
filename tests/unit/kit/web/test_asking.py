"""Asking over a network that is made up: look-ups and connections are handed in."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from depesche.kit.trouble import Code, Trouble
from depesche.kit.web.asking import Limits, Web

Reply = Callable[[bytes], bytes]


class Net:
    """Hosts with addresses, and one server that answers whatever the request says."""

    def __init__(self, hosts: dict[str, Sequence[str]], reply: Reply, *, down: Sequence[str] = ()) -> None:
        self.hosts = hosts
        self.reply = reply
        self.down = down
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.requests: list[bytes] = []
        self.threads: list[threading.Thread] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        if host not in self.hosts:
            raise socket.gaierror
        return self.hosts[host]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if address in self.down:
            raise ConnectionRefusedError(111, "Connection refused")
        ours, theirs = socket.socketpair()
        thread = threading.Thread(target=self._serve, args=[theirs])
        thread.start()
        self.threads.append(thread)
        return ours

    def _serve(self, line: socket.socket) -> None:
        with line:
            line.settimeout(5)
            request = b""
            while b"\r\n\r\n" not in request:
                request += line.recv(65536)
            head, _blank, body = request.partition(b"\r\n\r\n")
            fields = dict(field.split(b": ", 1) for field in head.lower().split(b"\r\n")[1:])
            expected = int(fields.get(b"content-length", 0))
            while len(body) < expected:
                body += line.recv(65536)
            self.requests.append(request)
            line.sendall(self.reply(request))


@contextmanager
def web(net: Net, **settings: object) -> Iterator[Web]:
    yield Web(resolver=net.resolve, connector=net.connect, **settings)  # type: ignore[arg-type]
    for thread in net.threads:
        thread.join(5)


def ok(_request: bytes) -> bytes:
    return b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: "a"\r\nX: 1\r\nX: 2\r\n\r\nhi'


def moving(locations: dict[bytes, bytes]) -> Reply:
    def reply(request: bytes) -> bytes:
        path = request.split(b" ")[1]
        if path not in locations:
            return ok(request)
        return b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n" % locations[path]

    return reply


def test_an_answer_and_what_was_asked() -> None:
    net = Net({"feed.example": ["93.184.215.14"]}, ok)
    with web(net) as asking:
        answer = asking.get("http://feed.example:8080/a?b", {"If-None-Match": '"a"'})
    assert (answer.status, answer.body, answer.url) == (200, b"hi", "http://feed.example:8080/a?b")
    assert answer.headers["etag"] == '"a"'
    assert answer.headers["x"] == "1, 2"
    assert net.connected == [("93.184.215.14", 8080)]
    request = net.requests[0].lower()
    assert request.startswith(b"get /a?b http/1.1\r\nhost: feed.example:8080\r\n")
    assert b'if-none-match: "a"\r\n' in request


def test_the_name_is_looked_up_once_and_the_checked_address_is_used() -> None:
    net = Net({"feed.example": ["93.184.215.14"]}, ok)

    def rebinding(host: str, port: int) -> Sequence[str]:
        found = net.resolve(host, port)
        net.hosts[host] = ["127.0.0.1"]
        return found

    with web(net) as asking:
        Web(resolver=rebinding, connector=net.connect, tls=asking.tls).get("http://feed.example/")
    assert net.looked_up == ["feed.example"]
    assert net.connected == [("93.184.215.14", 80)]


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["fe80::1%2"], ["::ffff:a00:1"]])
def test_a_name_with_any_address_that_is_not_public_is_refused(found: list[str]) -> None:
    net = Net({"feed.example": found}, ok)
    with web(net) as asking, pytest.raises(Trouble) as refused:
        asking.get("http://feed.example/")
    assert refused.value.code == (Code.NEVER if "fe80::1%2" in found else Code.FORBIDDEN)
    assert net.connected == []


def test_the_next_address_is_tried_when_one_is_down() -> None:
    net = Net({"feed.example": ["2606:4700::1", "93.184.215.14"]}, ok, down=["2606:4700::1"])
    with web(net) as asking:
        assert asking.get("http://feed.example/").status == 200
    assert [address for address, _port in net.connected] == ["2606:4700::1", "93.184.215.14"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (b"http://169.254.169.254/latest/meta-data/", Code.NEVER),
        (b"http://inside.example/", Code.FORBIDDEN),
        (b"http://2130706433/", Code.NEVER),
        (b"file:///etc/passwd", Code.ADDRESS),
        (b"http://a:b@feed.example/", Code.ADDRESS),
    ],
)
def test_each_redirect_is_checked_again(target: bytes, code: Code) -> None:
    hosts = {"feed.example": ["93.184.215.14"], "inside.example": ["192.168.0.1"]}
    net = Net(hosts, moving({b"/": b"302 Found\r\nLocation: " + target}))
    with web(net) as asking, pytest.raises(Trouble) as refused:
        asking.get("http://feed.example/")
    assert refused.value.code == code
    assert len(net.connected) == 1


def test_only_a_way_of_permanent_redirects_gives_a_new_address() -> None:
    locations = {
        b"/a": b"301 Moved\r\nLocation: /b",
        b"/b": b"308 Moved\r\nLocation: //other.example/c",
        b"/x": b"301 Moved\r\nLocation: /y",
        b"/y": b"307 For now\r\nLocation: /z",
    }
    hosts = {"feed.example": ["93.184.215.14"], "other.example": ["8.8.8.8"]}
    with web(Net(hosts, moving(locations))) as asking:
        assert asking.get("http://feed.example/a").moved_to == "http://other.example/c"
        passing = asking.get("http://feed.example/x")
    assert (passing.url, passing.moved_to) == ("http://feed.example/z", "")


def test_redirects_end_after_five() -> None:
    net = Net({"feed.example": ["93.184.215.14"]}, moving({b"/": b"302 Found\r\nLocation: /"}))
    with web(net) as asking, pytest.raises(Trouble) as refused:
        asking.get("http://feed.example/")
    assert refused.value.code == Code.REDIRECTS
    assert len(net.connected) == 6


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nx", Code.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2000, Code.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut", Code.PROTOCOL),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Code.PROTOCOL),
        (b"", Code.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000, Code.PROTOCOL),
    ],
)
def test_what_is_no_good_answer_says_why(reply: bytes, code: Code) -> None:
    net = Net({"feed.example": ["93.184.215.14"]}, lambda _request: reply)
    with web(net, limits=Limits(size=1000)) as asking, pytest.raises(Trouble) as refused:
        asking.get("http://feed.example/")
    assert refused.value.code == code


def test_unknown_hosts_and_closed_ports() -> None:
    net = Net({"feed.example": ["93.184.215.14"]}, ok, down=["93.184.215.14"])
    with web(net) as asking:
        for url, code in (("http://feed.example/", Code.REFUSED), ("http://nowhere.example/", Code.NO_HOST)):
            with pytest.raises(Trouble) as refused:
                asking.get(url)
            assert refused.value.code == code


def test_proxies_of_the_environment_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    net = Net({"feed.example": ["93.184.215.14"]}, ok)
    with web(net) as asking:
        assert asking.get("http://feed.example/").status == 200
    assert net.connected == [("93.184.215.14", 80)]


def test_a_post_carries_its_body() -> None:
    net = Net({"hub.example": ["93.184.215.14"]}, ok)
    with web(net) as asking:
        asking.post("http://hub.example/", b"a=b", {"Content-Type": "application/x-www-form-urlencoded"})
    assert net.requests[0].startswith(b"POST / HTTP/1.1\r\n")
    assert b"content-length: 3" in net.requests[0].lower()
