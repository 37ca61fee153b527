"""Compound pairs, and what the analyser costs."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from depesche.language import analyser
from language.table import Row, load

_SAMPLES = (
    "compounds",
    "compounds_held_out",
    "compounds_held_out_2",
    "compounds_held_out_3",
    "compounds_outside",
    "compounds_held_out_4",
)
_ARTICLES = Path(__file__).parents[2] / "src/depesche/sample/articles"
_LOADING = """
from pathlib import Path
from time import process_time
from depesche.language import analyser, copydesk, duplicates, sections, names
peak = lambda: int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
before, began = peak(), process_time()
analyser.tokens("Waffenlieferung")
print(process_time() - began, peak() - before)
"""
_KEPT = "from depesche.language.lexicon import kept; kept.keep_in(__import__('pathlib').Path('{folder}'))"


def rows() -> list[Row]:
    quality = [row for sample in _SAMPLES for row in _quality(sample)]
    return [*quality, *_loading(), *_speed()]


def _quality(sample: str) -> list[Row]:
    records = load(sample)
    answers = [(record["match"], analyser.matches(record["query"], record["document"])) for record in records]
    wanted = [got for expected, got in answers if expected]
    unwanted = [got for expected, got in answers if not expected]
    recall, false = sum(wanted) / len(wanted), sum(unwanted) / len(unwanted)
    return [
        Row("compounds: recall", f"{sample}, {len(wanted)} pairs", f"{recall:.3f}", "0.97", recall >= 0.97),
        Row("compounds: false", f"{sample}, {len(unwanted)} pairs", f"{false:.3f}", "0.02", false <= 0.02),
    ]


def _loading() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        again = _KEPT.format(folder=folder) + _LOADING
        _run(again)
        decoding, reading = [_run(_LOADING) for _ in range(3)], [_run(again) for _ in range(3)]
    return [*_loaded("decoded", decoding), *_loaded("from the copy at home", reading)]


def _run(program: str) -> list[float]:
    return [float(figure) for figure in subprocess.check_output([sys.executable, "-c", program], text=True).split()]


def _loaded(how: str, runs: list[list[float]]) -> list[Row]:
    seconds, megabytes = min(run[0] for run in runs), max(run[1] for run in runs)
    return [
        Row(f"lexicon: load, {how}", "CPU time, best of 3", f"{seconds:.2f} s", "1.5 s", seconds <= 1.5),
        Row(f"lexicon: memory, {how}", "at the peak, worst of 3", f"{megabytes:.0f} MB", "150 MB", megabytes <= 150),
    ]


def _speed() -> list[Row]:
    pages = [page.read_text("utf-8") for page in sorted(_ARTICLES.glob("*.toml"))]
    text = re.sub(r"<[^>]+>", " ", "\n".join(pages))
    count = len(analyser.spellings(text))
    analyser.tokens("Waffenlieferung")
    rates = []
    for _ in range(2):
        began = process_time()
        analyser.tokens(text)
        rates.append(count / (process_time() - began))
    return [
        Row("analyser: words a second, first reading", f"sample newsroom, {count} words", f"{rates[0]:,.0f}"),
        Row("analyser: words a second, warm", "the same again", f"{rates[1]:,.0f}", "200,000", rates[1] >= 200_000),
    ]
