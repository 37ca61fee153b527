"""Strict reading of our own TOML: every wrong, missing or unknown field is an error that names file and field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources.abc import Traversable
from typing import Any


class SampleError(ValueError):
    """A sample file that cannot be used; the message starts with the file and names the field."""


class Fields:
    """One TOML table, read field by field; `close` refuses what nobody asked for."""

    def __init__(self, values: dict[str, Any], *, place: str, rewrite: Callable[[str], str] = str) -> None:
        """`place` is what errors start with; `rewrite` is applied to every text."""
        self._values = values
        self._asked: set[str] = set()
        self._rewrite = rewrite
        self.place = place

    def error(self, field: str, problem: str) -> SampleError:
        return SampleError(f"{self.place}: {field}: {problem}")

    @property
    def names(self) -> tuple[str, ...]:
        """All fields there are, in the file's order."""
        return tuple(self._values)

    def rewritten_by(self, rewrite: Callable[[str], str]) -> Fields:
        """The same table with another `rewrite`; the one to go on with."""
        copy = Fields(self._values, place=self.place, rewrite=rewrite)
        copy._asked = self._asked
        return copy

    def text(self, field: str, *, default: str | None = None) -> str:
        """A text without surrounding white space; empty ones must be written as the default."""
        value = self._get(field, default)
        if not isinstance(value, str):
            raise self.error(field, f"must be text, is {value!r}")
        text = self._write(field, value.strip())
        if not text and default is None:
            raise self.error(field, "must not be empty")
        return text

    def choice(self, field: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        value = self.text(field, default=default)
        if value not in choices:
            raise self.error(field, f"must be one of {', '.join(choices)}, is {value!r}")
        return value

    def flag(self, field: str, *, default: bool) -> bool:
        value = self._get(field, default)
        if not isinstance(value, bool):
            raise self.error(field, f"must be true or false, is {value!r}")
        return value

    def number(self, field: str, *, least: int, most: int) -> int:
        value = self._get(field, None)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(field, f"must be a whole number from {least} to {most}, is {value!r}")
        return value

    def pair(self, field: str, *, most: int) -> tuple[int, int]:
        """Two whole numbers from 0 to `most`."""
        value = self._get(field, None)
        if not isinstance(value, list) or len(value) != 2 or not all(type(v) is int and 0 <= v <= most for v in value):
            raise self.error(field, f"must be two whole numbers from 0 to {most}, is {value!r}")
        return value[0], value[1]

    def texts(self, field: str, *, least: int = 0) -> tuple[str, ...]:
        value = self._get(field, [] if least == 0 else None)
        return self._texts(field, value, least=least)

    def rows(self, field: str) -> tuple[tuple[str, ...], ...]:
        """Rows of texts, at least two, all of the same length."""
        value = self._get(field, None)
        if not isinstance(value, list) or len(value) < 2:
            raise self.error(field, "must be a list of at least two rows")
        rows = tuple(self._texts(f"{field}[{number}]", row, least=1) for number, row in enumerate(value))
        if len({len(row) for row in rows}) != 1:
            raise self.error(field, "rows differ in length")
        return rows

    def table(self, field: str) -> Fields:
        value = self._get(field, None)
        if not isinstance(value, dict):
            raise self.error(field, "must be a table")
        return Fields(value, place=f"{self.place}: {field}", rewrite=self._rewrite)

    def tables(self, field: str, *, least: int = 0) -> tuple[Fields, ...]:
        value = self._get(field, [] if least == 0 else None)
        if not isinstance(value, list) or len(value) < least or not all(isinstance(entry, dict) for entry in value):
            raise self.error(field, f"must be a list of at least {least} tables")
        return tuple(
            Fields(entry, place=f"{self.place}: {field}[{number}]", rewrite=self._rewrite)
            for number, entry in enumerate(value)
        )

    def close(self) -> None:
        """Raise `SampleError` for a field that was never asked for."""
        if unknown := sorted(set(self._values) - self._asked):
            raise self.error(unknown[0], "is not known")

    def _get(self, field: str, default: Any) -> Any:
        self._asked.add(field)
        if field not in self._values and default is None:
            raise self.error(field, "is missing")
        return self._values.get(field, default)

    def _texts(self, field: str, value: Any, *, least: int) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) < least or not all(isinstance(entry, str) for entry in value):
            raise self.error(field, f"must be a list of at least {least} texts")
        return tuple(self._write(field, entry) for entry in value)

    def _write(self, field: str, text: str) -> str:
        try:
            return self._rewrite(text)
        except ValueError as error:
            raise self.error(field, str(error)) from error


def read(file: Traversable) -> Fields:
    """The top table of a TOML file. Raises `SampleError` when it is no TOML."""
    try:
        return Fields(tomllib.loads(file.read_text("utf-8")), place=file.name)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SampleError(f"{file.name}: cannot be read as TOML: {error}") from error
