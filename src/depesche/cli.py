"""The command line: `depesche COMMAND`. Commands load lazily, so that `serve` can start without Django."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, NoReturn

import click

from depesche.commands import trouble
from depesche.kit import config
from depesche.kit.config import ConfigError

COMMANDS = {
    "announce": "Append one event to the live log.",
    "bake": "Render pages into the content store.",
    "check": "Look the installation over and say what to do.",
    "demo": "Load the sample newsroom.",
    "import": "Take articles from ninjs documents.",
    "inbox": "List the inbox.",
    "intake": "Take mails, feeds and wires from files.",
    "publish": "Publish an article.",
    "related": "List related articles.",
    "reparse": "Derive items again from the raw bytes.",
    "search": "Search the archive.",
    "second-factor": "Say whether an account has a second factor, or take it away.",
    "serve": "Run the newsroom.",
    "setup": "Set up a newsroom without the sample.",
    "sources": "Keep the register of known senders, and what is fetched from where.",
    "unpublish": "Withdraw an article.",
    "webhooks": "Keep the list of servers that are told of what happens here.",
}
_HIDDEN = frozenset({"prepare"})
_MODULES = {"import": "import_ninjs", "second-factor": "second_factor"}


class LazyGroup(click.Group):
    """Finds a command's module in `depesche.commands` by its name; what it does not know goes to Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS and cmd_name not in _HIDDEN:
            return None
        module = importlib.import_module(f"depesche.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))
        formatter.write_text("createsuperuser, migrate and the other Django commands work as usual.")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="depesche", prog_name="depesche")
def group() -> None:
    """Depesche: a newsroom in one program."""


def _is_django_command(arguments: list[str]) -> bool:
    return bool(arguments) and not arguments[0].startswith("-") and arguments[0] not in _HIDDEN | COMMANDS.keys()


def _django(argv: list[str]) -> Any:
    from depesche.commands.django import run

    try:
        return run(argv, ours=COMMANDS.keys())
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)


def main(arguments: list[str] | None = None) -> Any:
    """Entry point. Exit codes: 0 done, 1 refused with a line on stderr, 2 usage."""
    argv = sys.argv[1:] if arguments is None else arguments
    if "--part" not in argv:  # a part of `serve` inherits what `serve` has complained of
        _warn_of_misspelled()
    try:
        if _is_django_command(argv):
            return _django(argv)
        return group.main(args=argv, prog_name="depesche")
    except ConfigError as error:
        _refuse(str(error))
    except Exception as error:
        line = trouble.line(error, config.load())
        if line is None:
            raise
        _refuse(line)


def _warn_of_misspelled() -> None:
    for name, near in config.misspelled(os.environ).items():
        hint = f"did you mean {near}?" if near else "no setting has that name"
        click.echo(f"depesche: {name} in the environment is ignored; {hint}", err=True)


def _refuse(line: str) -> NoReturn:
    click.echo(f"depesche: {line}", err=True)
    sys.exit(1)
