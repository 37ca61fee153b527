"""OAuth2 for mailboxes: an access token is made from a refresh token (RFC 6749, 6) and renewed before it runs out.

The file that a mailbox names holds either the access token itself, which somebody else renews, or a JSON object with
`token_endpoint`, `client_id`, `refresh_token` and perhaps `client_secret` and `scope`.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from depesche.intake.channels.trouble import Code, Trouble
from depesche.kit.web.asking import Answer, Web

log = logging.getLogger(__name__)

EARLY = 120.0
"""Seconds before its end at which a token is no longer used."""
_USUAL_LIFE = 3600.0
_KEYS = ("token_endpoint", "client_id", "refresh_token")
_ASKED = (*_KEYS[1:], "client_secret", "scope")


@dataclass(frozen=True, slots=True)
class Renewals:
    """Makes access tokens and remembers them for as long as they hold. May be shared between threads."""

    web: Web
    monotonic: Callable[[], float] = time.monotonic
    _known: dict[str, tuple[str, float]] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def access(self, file: str, content: str) -> str:
        """The access token that `content`, read from `file`, is or leads to. Raises Trouble."""
        if not content.startswith("{"):
            return content
        token, until = self._known.get(file, ("", 0.0))
        if token and self.monotonic() < until:
            return token
        asked = _read(content)
        answer = _said(self._ask(asked))
        if (rotated := answer.get("refresh_token")) and rotated != asked["refresh_token"]:
            self._rotate(file, {**asked, "refresh_token": str(rotated)})
        token = str(answer["access_token"])
        life = answer.get("expires_in")
        seconds = float(life) if isinstance(life, int | float) and life > 0 else _USUAL_LIFE
        self._known[file] = (token, self.monotonic() + max(seconds - EARLY, seconds / 2))
        return token

    def forget(self, file: str) -> None:
        """The mailbox refused the token: make another the next time."""
        self._known.pop(file, None)

    def _ask(self, asked: dict[str, str]) -> Answer:
        endpoint = asked["token_endpoint"]
        if urlsplit(endpoint).scheme != "https" and not self.web.private:
            raise Trouble(Code.SECRET, "token_endpoint: https")
        form = {"grant_type": "refresh_token", **{name: asked[name] for name in _ASKED if asked.get(name)}}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        return replace(self.web, redirects=0).post(endpoint, urlencode(form).encode(), headers)

    def _rotate(self, file: str, asked: dict[str, str]) -> None:
        """Keep the refresh token that takes the old one's place; without it the next renewal would fail."""
        path = Path(file)
        fresh = path.with_name(f".{path.name}.new")
        try:
            with self._turn, os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(json.dumps(asked))
                out.flush()
                os.fsync(out.fileno())
                fresh.replace(path)
        except OSError as error:
            log.warning("%s: the new refresh token cannot be kept: %s", file, error.strerror or error)


def _read(content: str) -> dict[str, str]:
    try:
        found = json.loads(content)
    except ValueError:
        raise Trouble(Code.SECRET, "JSON") from None
    missing = [name for name in _KEYS if not found.get(name)]
    if missing:
        raise Trouble(Code.SECRET, ", ".join(missing))
    return {str(name): str(value) for name, value in found.items()}


def _said(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = {}
    if not isinstance(said, dict):
        said = {}
    if answer.status == 200 and said.get("access_token"):
        return said
    if answer.status in (429, 503):
        raise Trouble(Code.BUSY, str(answer.status))
    if answer.status >= 500:
        raise Trouble(Code.STATUS, str(answer.status))
    raise Trouble(Code.SIGN_IN, str(said.get("error") or f"HTTP {answer.status}")[:100])
