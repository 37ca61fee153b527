"""Questions in the words of PostgreSQL: conditions on the rows of a generation, with their arguments."""
# ruff: noqa: S608 - only names of our own tables are put in

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from depesche.archive import fields
from depesche.archive.questions import AtLeast, Between, Either, Every, Phrase, Question, Term
from depesche.archive.rows import clean, written


class Condition(NamedTuple):
    """SQL with `%s` for each of the arguments."""

    text: str
    arguments: list[Any]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions on the table `articles`, the full name of which parts of them need."""

    articles: str

    def of(self, question: Question) -> Condition:  # noqa: PLR0911 - one answer for each kind of question
        match question:
            case Term(fields.PATH, token):
                return Condition("path = %s", [clean(token)])
            case Term():
                return Condition("terms @> %s::text[]", [[written(question)]])
            case Phrase(tokens):
                terms = [written(Term(fields.TEXT, token)) for token in tokens]
                # The index knows who has the words, the text in which order.
                return Condition(
                    "(terms @> %s::text[] AND strpos(text, %s) > 0)", [terms, f" {clean(' '.join(tokens))} "]
                )
            case Every(parts):
                return self._joined(" AND ", parts)
            case Either(parts) if names := _terms(parts):
                return Condition("terms && %s::text[]", [names])
            case Either(parts):
                return self._joined(" OR ", parts)
            case AtLeast(least, parts):
                each = self._joined(" UNION ALL ", parts, lambda one: f"SELECT id FROM {self.articles} WHERE {one}")
                return Condition(
                    f"id IN (SELECT id FROM {each.text} AS one GROUP BY id HAVING count(*) >= {least})", each.arguments
                )
            case Between(first, last):
                bounds = [('"order" >= %s', first), ('"order" < %s', last)]
                wanted = [(text, bound) for text, bound in bounds if bound is not None]
                return Condition(" AND ".join(text for text, _ in wanted) or "true", [bound for _, bound in wanted])

    def _joined(self, by: str, parts: tuple[Question, ...], each: Callable[[str], str] = lambda one: one) -> Condition:
        conditions = [self.of(part) for part in parts]
        text = by.join(each(condition.text) for condition in conditions)
        return Condition(f"({text})", [argument for condition in conditions for argument in condition.arguments])


def _terms(parts: tuple[Question, ...]) -> list[str]:
    """The parts as the tables hold them, when all of them are terms."""
    names = [written(part) for part in parts if isinstance(part, Term) and part.field != fields.PATH]
    return names if len(names) == len(parts) else []
