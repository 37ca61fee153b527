"""Whether the newsroom's database answers: asked by the fronts for `/readyz`, on their private socket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

_BELIEVED_SECONDS = 1.0
_Receive = Callable[[], Awaitable[Any]]
_Send = Callable[[Any], Awaitable[None]]


class Readiness:
    """An ASGI application: 200 while the database answers, else 503.

    Anybody may ask the front, so many who ask at once share one look, which is believed for a second.
    """

    def __init__(self, look: Callable[[], bool], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._look, self._monotonic = look, monotonic
        self._looking: asyncio.Task[bool] | None = None
        self._looked_at = 0.0

    async def __call__(self, _scope: dict[str, Any], _receive: _Receive, send: _Send) -> None:
        if self._looking is None or (self._looking.done() and self._is_old()):
            self._looking = asyncio.create_task(self._look_anew())
        answers = await asyncio.shield(self._looking)
        await send({"type": "http.response.start", "status": 200 if answers else 503, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def _is_old(self) -> bool:
        return self._monotonic() - self._looked_at > _BELIEVED_SECONDS

    async def _look_anew(self) -> bool:
        answers = await asyncio.to_thread(self._look)
        self._looked_at = self._monotonic()
        return answers


def database_answers() -> bool:
    """Whether a connection of its own can be opened and asked: one that is kept open may outlive the database."""
    own: BaseDatabaseWrapper = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
    except (DatabaseError, OSError):
        return False
    finally:
        own.close()
    return True
