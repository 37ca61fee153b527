"""Several processes that bake at once, for `depesche bake --all`: rendering takes a core each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO

WORTH_IT = 400
"""Pages below which loading Django some times more would take longer than it saves."""

_EACH = 20


class CrewError(Exception):
    """A helper ended before its work was done."""


@dataclass(frozen=True, slots=True)
class _Helper:
    orders: IO[str]
    answers: IO[str]

    def send(self, paths: Sequence[str], live_id: int) -> None:
        self.orders.write(json.dumps({"paths": paths, "live_id": live_id}) + "\n")
        self.orders.flush()

    def wait(self) -> None:
        if self.answers.readline().strip() != "done":
            raise CrewError("a helper ended before its work was done; its error stands above")


class Crew:
    """Helpers that bake what they are given. The caller holds the press lock for as long as they do."""

    def __init__(self, helpers: Sequence[_Helper]) -> None:
        self._helpers = helpers

    @property
    def stretch(self) -> int:
        """So many pages keep all of them busy for a moment."""
        return _EACH * len(self._helpers)

    def bake(
        self, paths: Sequence[str], *, live_id: int | None = None, progress: Callable[[str], None] | None = None
    ) -> None:
        """As `press.bake`. Raises `CrewError`."""
        from depesche.stories import plant

        mark = plant.log().head() if live_id is None else live_id
        count = len(self._helpers)
        busy = [(helper, paths[number::count]) for number, helper in enumerate(self._helpers)]
        for helper, own in busy:
            helper.send(own, mark)
        for helper, own in busy:
            helper.wait()
            for path in own if progress else ():
                progress(path)  # type: ignore[misc]


@contextmanager
def crew(count: int) -> Iterator[Crew]:
    """`count` helpers on this home; they end with the block."""
    with ExitStack() as stack:
        helpers = []
        for _ in range(count):
            command = [sys.executable, "-m", "depesche", "bake", "--helper"]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this program itself
            stack.callback(process.wait)
            assert process.stdin is not None
            assert process.stdout is not None
            stack.callback(process.stdout.close)
            stack.callback(process.stdin.close)
            helpers.append(_Helper(process.stdin, process.stdout))
        yield Crew(helpers)


def help_out() -> None:
    """Be a helper until standard input ends."""
    from depesche.stories import press

    for line in sys.stdin:
        order = json.loads(line)
        press.bake(order["paths"], live_id=order["live_id"])
        sys.stdout.write("done\n")
        sys.stdout.flush()
