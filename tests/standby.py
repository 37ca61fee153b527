"""Commands in the fork of a process that has Depesche loaded, for looking at a newsroom and for setting its stage.

Each cold start takes seconds of a processor; what a start does is tested where commands are run as users run them.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import select
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

WITHIN = 180.0
"""Seconds that a command may take."""


class Standby:
    """A process that forks for each command. `settings` are its environment; it ends with this one at the latest."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__], env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self.close)

    def run(self, arguments: list[str], *, stdin: str) -> subprocess.CompletedProcess[str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "stdin").write_text(stdin, "utf-8")
            self._process.stdin.write(json.dumps({"arguments": arguments, "folder": folder}) + "\n")
            self._process.stdin.flush()
            if not select.select([self._process.stdout], [], [], WITHIN)[0]:
                self._process.kill()
                raise TimeoutError(f"{' '.join(arguments)}: no end after {WITHIN:.0f} s")
            code = self._process.stdout.readline()
            assert code, "the process that forks has ended"
            out, err = ((Path(folder) / name).read_text("utf-8") for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(arguments, int(code), out, err)

    def close(self) -> None:
        atexit.unregister(self.close)
        self._process.communicate()


def _fork_for_each() -> None:
    """The process that stands by: a line in for each command, its exit code out."""
    from depesche.commands import django

    django.start()
    for module in ("intake.listing", "stories.services", "commands.migration"):
        importlib.import_module(f"depesche.{module}")  # what most commands load when they begin
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _become(wish: dict[str, Any]) -> None:
    """The command, with its own standard streams; never returns."""
    from depesche import cli

    folder = Path(wish["folder"])
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        with (folder / name).open(mode) as file:
            os.dup2(file.fileno(), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    code = 0
    try:
        cli.main(wish["arguments"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # to take the whole program down piece by piece lasts longer than most commands


if __name__ == "__main__":
    _fork_for_each()
