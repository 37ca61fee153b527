"""Every command is documented, loads, and nothing is documented that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from depesche import cli

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "commands.md"


def _documented() -> set[str]:
    return set(re.findall(r"^\| `depesche ([\w-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))


def test_the_page_lists_the_commands_there_are() -> None:
    assert _documented() == set(cli.COMMANDS)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_loads_and_explains_itself(name: str) -> None:
    command = cli.LazyGroup().get_command(click.Context(cli.group), name)
    assert command is not None
    assert command.help
