"""Writes articles into a generation of the tables. The caller holds the writing lock, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from depesche.archive import fields
from depesche.archive.connections import Connection
from depesche.archive.entries import Entry
from depesche.archive.questions import Term

LETTERS = {
    fields.HEADLINE: "h",
    fields.TEXT: "t",
    fields.PARTS: "p",
    fields.WRITTEN: "w",
    fields.TELLING: "k",
    fields.SECTION: "s",
    fields.TOPIC: "o",
    fields.AUTHOR: "a",
    fields.SERIES: "r",
    fields.LANGUAGE: "l",
}
_TYPES = (
    *("text", "int8", "text[]", "text", "text", "text[]", "text", "text"),
    *("bytea", "bytea", "bytea", "bytea", "bytea"),
)
_COLUMNS = 'path, "order", terms, text, section, topic, series, language, card, source, trigrams, weights, levels'


def written(term: Term) -> str:
    """A term as the tables hold it. What PostgreSQL cannot hold in a text is held by no article."""
    return f"{LETTERS[term.field]}:{clean(term.token)}"


def clean(text: str) -> str:
    """Text without what PostgreSQL does not take."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def remove(connection: Connection, generation: str, paths: Collection[str]) -> None:
    """Take out the articles at these paths."""
    connection.execute(
        f"WITH gone AS (DELETE FROM {generation}_articles WHERE path = ANY(%s) RETURNING terms),"  # noqa: S608 - our own name
        " less AS (SELECT term, count(*) AS articles FROM gone, unnest(terms) AS term GROUP BY term)"
        f" UPDATE {generation}_words AS words SET articles = words.articles - less.articles"
        " FROM less WHERE words.term = less.term",
        [[clean(path) for path in paths]],
    )


def put(connection: Connection, generation: str, entries: Sequence[Entry]) -> None:
    """Put in articles at paths where there are none."""
    counts = Counter[str]()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {generation}_articles ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_TYPES)
            for entry in entries:
                terms = sorted(terms_of(entry))
                counts.update(terms)
                copy.write_row(_row(entry, terms))
        cursor.execute(
            f"INSERT INTO {generation}_words AS words SELECT * FROM unnest(%s::text[], %s::int[])"  # noqa: S608 - as above
            " ON CONFLICT (term) DO UPDATE SET articles = words.articles + excluded.articles",
            [list(counts), list(counts.values())],
        )


def terms_of(entry: Entry) -> set[str]:
    """All that an article can be asked for by."""
    held = (*entry.named.items(), *entry.words.items())
    return {written(Term(name, token)) for name, tokens in held for token in tokens}


def _row(entry: Entry, terms: list[str]) -> tuple[object, ...]:
    stored = (
        entry.stored[name] for name in (fields.CARD, fields.SOURCE, fields.TRIGRAMS, fields.WEIGHTS, fields.LEVELS)
    )
    return (
        clean(entry.path),
        entry.order,
        terms,
        f" {clean(' '.join(entry.words[fields.TEXT]))} ",
        entry.named[fields.SECTION][0],
        list(entry.named[fields.TOPIC]),
        "".join(entry.named[fields.SERIES]),
        entry.named[fields.LANGUAGE][0],
        *stored,
    )
