"""Quotations: found, attributed, and compared with their source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from depesche.language import quotes
from language.table import Row, load, seconds_each


@dataclass
class _Count:
    """Hits against what was wanted and what was answered."""

    hits: int = 0
    wanted: int = 0
    answered: int = 0
    named: int = 0
    f1: float = field(init=False, default=0.0)

    def finish(self) -> _Count:
        self.f1 = 2 * self.hits / max(1, self.wanted + self.answered)
        return self


def rows() -> list[Row]:
    return [
        *_messages("quotes"),
        *_messages("quotes_held_out"),
        *_messages("quotes_held_out_2"),
        *_messages("quotes_held_out_3"),
        *_messages("quotes_outside"),
        *_messages("quotes_held_out_4"),
        *_messages("quotes_held_out_5"),
        *_verdicts("verify"),
        *_verdicts("verify_held_out"),
        *_verdicts("verify_held_out_2"),
        _speed(),
    ]


def _long(quote: Any) -> bool:
    return len(str(quote["text"]).split()) >= 8


def _overlap(answer: quotes.Quote, gold: dict[str, Any]) -> float:
    shared = min(answer.end, gold["end"]) - max(answer.start, gold["start"])
    return max(0.0, float(shared)) / max(answer.end - answer.start, gold["end"] - gold["start"])


def _same(one: str | None, other: str) -> bool:
    first, second = (re.sub(r"[^\w ]", "", name or "").lower().split() for name in (one, other))
    return first[-1:] == second[-1:] or bool(first and set(first) <= set(second))


def _messages(sample: str) -> list[Row]:
    direct, every = _Count(), _Count()
    records = load(sample)
    for record in records:
        answers = quotes.extract(record["text"], lang=record["lang"])
        every.answered += len(answers)
        direct.answered += sum(a.kind == "direct" and len(a.text.split()) >= 8 for a in answers)
        for gold in record["quotes"]:
            _count(gold, answers, direct, every)
    direct.finish()
    every.finish()
    name = f"{sample}, {len(records)} texts"
    speaker = direct.named / max(1, direct.hits)
    return [
        Row("direct quotes of 8 words or more: F1", name, f"{direct.f1:.3f}", "0.96", direct.f1 >= 0.96),
        Row("their speaker", name, f"{speaker:.3f}", "0.88", speaker >= 0.88),
        Row("direct and indirect messages: F1, overlap 0.5", name, f"{every.f1:.3f}", "0.78", every.f1 >= 0.78),
        Row("speaker of all messages", name, f"{every.named / max(1, every.hits):.3f}"),
    ]


def _count(gold: dict[str, Any], answers: list[quotes.Quote], direct: _Count, every: _Count) -> None:
    long = gold["kind"] == "direct" and _long(gold)
    direct.wanted += long
    every.wanted += 1
    best = max(answers, key=lambda a: (_overlap(a, gold), a.kind == gold["kind"]), default=None)
    if best is None or _overlap(best, gold) < 0.5:
        return
    every.hits += 1
    every.named += _same(best.speaker, gold["speaker"])
    if long and best.kind == "direct" and _overlap(best, gold) > 0.9:
        direct.hits += 1
        direct.named += _same(best.speaker, gold["speaker"])


def _verdicts(sample: str) -> list[Row]:
    records = load(sample)
    wrongly_fine = wrongly_altered = right = 0
    for record in records:
        words, speaker = record["quote"], record.get("speaker")
        quote = quotes.Quote("direct", 0, len(words), words, speaker) if speaker else words
        kind = quotes.verify(quote, source=record["source"]).kind
        right += kind == record["kind"]
        wrongly_fine += kind == "verbatim" and record["kind"] != "verbatim"
        wrongly_altered += kind != "verbatim" and record["kind"] == "verbatim"
    name = f"{sample}, {len(records)} pairs"
    return [
        Row("altered quotes called verbatim", name, str(wrongly_fine), "0", wrongly_fine == 0),
        Row("verbatim quotes called altered", name, str(wrongly_altered), "0", wrongly_altered == 0),
        Row("verdict right", name, f"{right / len(records):.3f}"),
    ]


def _speed() -> Row:
    texts = [record["text"] for record in load("quotes") if record["lang"] == "de"]
    articles = ["\n\n".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    words = sum(len(article.split()) for article in articles) // len(articles)
    taken = 1000 * seconds_each(quotes.extract, articles)
    return Row("quotes: time an article", f"{words} words each", f"{taken:.1f} ms", "20 ms", taken <= 20)
