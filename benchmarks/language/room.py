"""The room as a whole: how long it takes to import, and what rubbish costs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

from depesche.language import analyser, copydesk, detect, duplicates, embargo, names, quotes, sections
from language.table import Row

_IMPORT = (
    "from time import perf_counter as t; b = t()\n"
    "from depesche.language import analyser, copydesk, detect, duplicates, embargo, names, quotes, sections\n"
    "print(t() - b)"
)
_UNITS = ("a", "„", " ", "7", "Ä", '"', "\n", "a ", "A. ", "haus ", ", sagte er", "„a“ ", "Sperrfrist ", "3.7. ")


def rows() -> list[Row]:
    return [_import_time(), *(_rubbish(unit) for unit in _UNITS)]


def _import_time() -> Row:
    runs = [float(subprocess.check_output([sys.executable, "-c", _IMPORT], text=True)) for _ in range(3)]
    return Row("import of the whole room", "best of 3", f"{min(runs):.3f} s", "0.3 s", min(runs) < 0.3)


def _functions() -> dict[str, Callable[[str], object]]:
    received = datetime(2025, 7, 1, tzinfo=UTC)
    model = sections.begin({"sport": "Sport", "politik": "Politik"})
    known = names.Dictionary([names.Known("Berlin", names.Kind.PLACE)])
    return {
        "embargo": lambda text: embargo.parse(text, received_at=received),
        "detect": detect,
        "extract": quotes.extract,
        "verify": lambda text: quotes.verify(text, source=text),
        "verify, one word more": lambda text: quotes.verify(text[:40_000] + " x", source=text),
        "tokens": analyser.tokens,
        "matches": lambda text: analyser.matches("haus", text),
        "check_text": copydesk.check_text,
        "check_headline": lambda text: copydesk.check_headline(text, body=text),
        "fingerprint": duplicates.fingerprint,
        "index": lambda text: duplicates.Index[int]().add(1, text),
        "sections": lambda text: sections.suggest(text, model=model),
        "names": lambda text: names.find(text, known=known),
    }


def _rubbish(unit: str) -> Row:
    text = unit * (1_000_000 // len(unit))
    slowest, taken = "", 0.0
    for name, work in _functions().items():
        work("warm")
        begun = process_time()
        work(text)
        if process_time() - begun > taken:
            slowest, taken = name, process_time() - begun
    return Row(f"1 MB of {unit!r}", f"13 functions; slowest: {slowest}", f"{taken:.2f} s", "1 s", taken < 1)
