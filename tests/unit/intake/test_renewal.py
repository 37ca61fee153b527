"""Access tokens for mailboxes, made at a token endpoint on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from depesche.intake.channels import secrets
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.mailbox.renewal import Renewals
from depesche.kit.web.asking import Web


class Endpoint(HTTPServer):
    """Answers with what lies in `answers`, and notes what it was asked."""

    answers: list[tuple[int, object]]
    asked: list[dict[str, list[str]]]


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        self.server.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        status, said = self.server.answers.pop(0)
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Location", "https://elsewhere.example/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), Handler)
    server.answers, server.asked = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def file(endpoint: Endpoint, tmp_path: Path) -> Path:
    url = f"http://127.0.0.1:{endpoint.server_port}/token"
    facts = {"token_endpoint": url, "client_id": "c", "client_secret": "s", "refresh_token": "r1", "scope": "imap"}
    return Path(secrets.keep(tmp_path, json.dumps(facts)))


def test_a_token_is_made_kept_and_renewed_before_it_runs_out(endpoint: Endpoint, file: Path) -> None:
    now = [0.0]
    renewals = Renewals(Web(private=True), monotonic=lambda: now[0])
    endpoint.answers = [(200, {"access_token": f"a{number}", "expires_in": 3600}) for number in (1, 2, 3)]
    content = file.read_text()
    assert renewals.access(str(file), content) == "a1"
    now[0] = 3400.0
    assert renewals.access(str(file), content) == "a1"
    now[0] = 3500.0
    assert renewals.access(str(file), content) == "a2"
    renewals.forget(str(file))
    assert renewals.access(str(file), content) == "a3"
    assert endpoint.asked[0] == {
        "grant_type": ["refresh_token"],
        "client_id": ["c"],
        "client_secret": ["s"],
        "refresh_token": ["r1"],
        "scope": ["imap"],
    }


def test_a_refresh_token_that_is_replaced_is_kept_for_its_owner_only(endpoint: Endpoint, file: Path) -> None:
    endpoint.answers = [(200, {"access_token": "a", "refresh_token": "r2"})]
    Renewals(Web(private=True)).access(str(file), file.read_text())
    assert json.loads(file.read_text())["refresh_token"] == "r2"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        (400, {"error": "invalid_grant"}, Code.SIGN_IN),
        (200, {"no": "token"}, Code.SIGN_IN),
        (200, ["strange"], Code.SIGN_IN),
        (307, {}, Code.REDIRECTS),
        (429, {}, Code.BUSY),
        (500, {}, Code.STATUS),
    ],
)
def test_trouble_is_told(endpoint: Endpoint, file: Path, status: int, said: object, code: Code) -> None:
    endpoint.answers = [(status, said)]
    with pytest.raises(Trouble) as trouble:
        Renewals(Web(private=True)).access(str(file), file.read_text())
    assert trouble.value.code == code
    assert "r1" not in str(trouble.value.facts)


def test_a_bare_token_is_used_as_it_is_and_a_poor_file_is_told(file: Path) -> None:
    renewals = Renewals(Web())
    assert renewals.access("x", "ya29.token") == "ya29.token"
    for content in ("{", '{"client_id": "c"}', file.read_text()):  # the last one: no https
        with pytest.raises(Trouble) as trouble:
            renewals.access("x", content)
        assert trouble.value.code == Code.SECRET


def test_secrets_are_for_their_owner_and_go_when_they_are_discarded(tmp_path: Path) -> None:
    kept = Path(secrets.keep(tmp_path, "geheim"))
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    other = tmp_path / "elsewhere.password"
    other.write_text("x")
    for file in (kept, other):
        secrets.discard(tmp_path, str(file))
    secrets.discard(tmp_path, "")
    assert not kept.exists()
    assert other.exists()
