"""The configuration reference is complete and says what the code says."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from depesche.kit.config import Config

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "configuration.md"
ROW = re.compile(r"^\| `(\w+)` \| `(\w+)` \| (?:`(.*?)`|\(empty\)) \| (.*) \|$", re.MULTILINE)


def _rows() -> dict[str, tuple[str, str, str]]:
    return {name: (variable, default, meaning) for name, variable, default, meaning in ROW.findall(PAGE.read_text())}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else str(value)


@pytest.mark.parametrize("field", dataclasses.fields(Config), ids=lambda field: str(field.name))
def test_every_setting_is_documented_as_it_is(field: dataclasses.Field[object]) -> None:
    variable, default, meaning = _rows()[field.name]
    assert variable == f"DEPESCHE_{field.name.upper()}"
    assert default == _shown(field.default)
    assert meaning == field.metadata["help"] + (" Secret." if field.metadata["secret"] else "")


def test_nothing_is_documented_that_is_not_there() -> None:
    assert set(_rows()) == {field.name for field in dataclasses.fields(Config)}
