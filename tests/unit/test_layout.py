"""The house as a whole: what no single room can check."""

from __future__ import annotations

from click.testing import CliRunner

from depesche import cli


def test_the_program_knows_its_version() -> None:
    done = CliRunner().invoke(cli.group, ["--version"])
    assert done.exit_code == 0
    assert done.output.startswith("depesche, version 0.")


def test_its_help_lists_every_command() -> None:
    done = CliRunner().invoke(cli.group, ["--help"])
    assert all(name in done.output for name in cli.COMMANDS)
