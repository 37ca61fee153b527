"""Whether the newsroom says that its database answers."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from depesche.stories.readiness import Readiness, database_answers


async def _ask(readiness: Readiness) -> int:
    said: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    async def receive() -> None: ...

    await readiness({}, receive, send)
    return int(said[0]["status"])


def test_who_asks_together_shares_a_look_and_a_second_later_it_is_taken_anew() -> None:
    now, looks = 0.0, 0

    def look() -> bool:
        nonlocal looks
        looks += 1
        time.sleep(0.05)
        return looks == 1

    async def asked() -> list[int]:
        nonlocal now
        readiness = Readiness(look, monotonic=lambda: now)
        together = await asyncio.gather(*(_ask(readiness) for _ in range(20)))
        now = 0.9
        soon = await _ask(readiness)
        now = 1.1
        return [*set(together), soon, await _ask(readiness)]

    assert asyncio.run(asked()) == [200, 200, 503]
    assert looks == 2


@pytest.mark.django_db
def test_a_database_that_is_gone_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database_answers()
    gone = {"HOST": "127.0.0.1", "PORT": "1"}
    if connection.vendor == "sqlite":
        gone = {"NAME": f"{(tmp_path / 'db.sqlite3').as_uri()}?mode=rw"}
    for name, value in gone.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    assert not database_answers()
