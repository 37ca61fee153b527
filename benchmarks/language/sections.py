"""Sections: suggestions from a cold start."""

from __future__ import annotations

from depesche.language import sections
from language.table import Row, load


def rows() -> list[Row]:
    records = load("sections")
    model = sections.begin({record["section"]: record["section"] for record in records if record["section"]})
    answers = [(record["section"], sections.suggest(record["text"], model=model)) for record in records]
    right = sum((found[0][0] if found else None) == section for section, found in answers)
    wrong = sum(bool(found) and found[0][0] != section for section, found in answers)
    return [
        Row(
            "sections: right or rightly silent, cold start",
            f"sections, {len(records)} texts",
            f"{right / len(records):.3f}",
        ),
        Row("sections: wrong", f"sections, {len(records)} texts", f"{wrong / len(records):.3f}"),
    ]
