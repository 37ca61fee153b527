"""The domain name system, as far as authenticity needs it: what is asked, and who may answer.

A name that does not exist has no answers; `Unanswered` means that nobody could tell.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

_NEW_RECORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,40}=")


class Unanswered(Exception):
    """The resolver did not answer, or gave no answer that can be used: ask again later."""


class Names(Protocol):
    """Answers by kind of record: `TXT` texts, `A` and `AAAA` addresses, `MX` and `PTR` names."""

    def ask(self, name: str, kind: str) -> list[str]:
        """All records of that kind, [] when there are none. Raises `Unanswered`."""
        ...


class FileNames:
    """Answers out of a table in place of the resolver: `{name: text}`, `{name: [texts]}` or `{name: {kind: [...]}}`.

    Names are compared without case and final dot. A text in a list that does not begin a record of its own
    continues the one before, as the strings of one TXT record do.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._records = {_key(name): _by_kind(value) for name, value in table.items()}

    @classmethod
    def load(cls, path: Path) -> FileNames:
        """Raises ValueError with a sentence about what is wrong with the file, or OSError."""
        table = json.loads(path.read_bytes())
        if not isinstance(table, dict):
            raise ValueError(f"{path}: expected a JSON object of names and texts")
        return cls(table)

    def ask(self, name: str, kind: str) -> list[str]:
        return list(self._records.get(_key(name), {}).get(kind, ()))


class Bounded:
    """Another resolver for one mail: so many questions and so many seconds, then `Unanswered`."""

    def __init__(
        self, names: Names, *, questions: int, seconds: float, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._names = names
        self._left = questions
        self._timer = timer
        self._end = timer() + seconds
        self._known: dict[tuple[str, str], list[str]] = {}

    def ask(self, name: str, kind: str) -> list[str]:
        key = (_key(name), kind)
        if key not in self._known:
            if self._left <= 0 or self._timer() >= self._end:
                raise Unanswered("enough asked for one mail")
            self._left -= 1
            self._known[key] = self._names.ask(name, kind)
        return self._known[key]


def _key(name: str) -> str:
    return name.strip().rstrip(".").lower()


def _by_kind(value: Any) -> dict[str, list[str]]:
    if isinstance(value, dict):
        return {
            str(kind).upper(): _texts(answers, joined=str(kind).upper() == "TXT") for kind, answers in value.items()
        }
    return {"TXT": _texts(value, joined=True)}


def _texts(value: Any, *, joined: bool) -> list[str]:
    texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
    if not joined:
        return texts
    records: list[str] = []
    for text in texts:
        if records and not _NEW_RECORD.match(text):
            records[-1] += text
        else:
            records.append(text)
    return records
