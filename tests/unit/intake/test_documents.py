"""Releases in PDF, Word, OpenDocument and RTF become the same blocks as releases in mails; bombs become reasons."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.samples.binaries import office, pdf
from tests.samples.binaries.pdf import Text

from depesche.intake.documents import reading
from depesche.intake.isolation import calling
from depesche.intake.isolation.troubles import CannotRead, Unreadable
from depesche.intake.markup import as_json
from depesche.intake.markup.blocks import Block

READ = "depesche.intake.documents.reading:read"
LEAD = (
    "Nach drei Jahren Bauzeit öffnet am Samstag das neue Hallenbad der Stadt Lindenau. Rund 18 Millionen Euro hat der"
    " Bau gekostet, etwa eine Million mehr als geplant."
)
MORE = (
    "Das Bad hat ein Becken mit sechs Bahnen, ein Lehrbecken und eine Rutsche. Die Wärme kommt aus einer Anlage, die"
    " mit Holz aus dem Stadtwald beheizt wird. „Wir haben lange gewartet“, sagte Bürgermeisterin Petra Amsel."
)


def blocks(content: bytes) -> list[Block]:
    return as_json.load(reading.read(content))


def said(content: bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(content)]


def page(*, number: int = 1, of: int = 2, body: list[Text]) -> list[Text]:
    head = Text(60, 800, "Stadtwerke Lindenau · Presseinformation", 8)
    return [head, *body, Text(270, 40, f"Seite {number} von {of}", 8)]


def test_a_pdf_gives_headline_and_paragraphs_without_running_heads_and_page_numbers() -> None:
    one = page(
        body=[
            Text(60, 740, "Neues Hallenbad öffnet", 20, bold=True),
            Text(60, 714, "am Samstag", 20, bold=True),
            *pdf.wrapped(LEAD, x=60, y=680, room=470, bold=True),
            *pdf.wrapped(MORE, x=60, y=620, room=470),
            Text(60, 540, "Öffnungszeiten", 13, bold=True),
            Text(60, 515, "•", 11),
            Text(75, 515, "Montag bis Freitag: 6 bis 21 Uhr", 11),
            Text(60, 500, "•", 11),
            Text(75, 500, "Samstag und Sonntag: 8 bis 20 Uhr", 11),
        ]
    )
    two = page(number=2, body=pdf.wrapped(MORE, x=60, y=760, room=470))
    assert said(pdf.document([one, two])) == [
        ("heading", "Neues Hallenbad öffnet am Samstag"),
        ("paragraph", LEAD),
        ("paragraph", MORE),
        ("heading", "Öffnungszeiten"),
        ("list", "Montag bis Freitag: 6 bis 21 Uhr\nSamstag und Sonntag: 8 bis 20 Uhr"),
        ("paragraph", MORE),
    ]


def test_two_columns_are_read_one_after_the_other_below_a_headline_across_both() -> None:
    left = pdf.wrapped(MORE, x=60, y=680, room=220)
    right = pdf.wrapped(LEAD + " " + MORE, x=310, y=680, room=220)
    content = pdf.document([[Text(60, 740, "Neues Hallenbad öffnet am Samstag in Lindenau", 20), *left, *right]])
    assert said(content) == [
        ("heading", "Neues Hallenbad öffnet am Samstag in Lindenau"),
        ("paragraph", MORE),
        ("paragraph", LEAD + " " + MORE),
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = pdf.wrapped(f"{MORE} {LEAD} {MORE} {LEAD}", x=60, y=680, room=220)
    half = len(lines) // 2 - 1
    moved = [Text(310, 680 - number * 14.3, line.text) for number, line in enumerate(lines[half:])]
    assert said(pdf.document([[*lines[:half], *moved]])) == [("paragraph", f"{MORE} {LEAD} {MORE} {LEAD}")]


def test_hyphens_at_line_ends_are_taken_out_and_those_of_words_and_addresses_stay() -> None:
    lines = [
        "Die Stadtverordneten-",
        "versammlung und die Nord-",
        "Süd-Initiative tagen. Post an presse@stadt-",
        "lindenau.example",
    ]
    content = pdf.document([[Text(60, 700 - 14 * n, line) for n, line in enumerate(lines)]])
    text = " ".join(block.text for block in blocks(content)).replace("\n", " ")
    assert (
        text
        == "Die Stadtverordnetenversammlung und die Nord- Süd-Initiative tagen. Post an presse@stadt-lindenau.example"
    )


def test_an_address_keeps_its_lines() -> None:
    rows = ["Stadtwerke Lindenau GmbH", "Am Wehr 3", "01234 Lindenau"]
    body = [*pdf.wrapped(LEAD, x=60, y=700, room=470), *(Text(60, 600 - 14 * n, row) for n, row in enumerate(rows))]
    assert said(pdf.document([body]))[-1] == ("paragraph", "\n".join(rows))


def test_a_table_with_labels_keeps_its_rows_together() -> None:
    rows = [
        ("Termin", "Samstag, 19. Juli 2025"),
        ("Zeit", "10 bis 18 Uhr"),
        ("Ort", "Am Wehr 3, Lindenau"),
        ("Eintritt", "frei"),
    ]
    body = [text for n, (a, b) in enumerate(rows) for text in (Text(60, 500 - 14 * n, a), Text(150, 500 - 14 * n, b))]
    content = pdf.document([[*pdf.wrapped(MORE, x=60, y=700, room=470), *body]])
    assert said(content)[-1] == ("table", "\n".join("\t".join(row) for row in rows))


WRITTEN = ["# Neues Hallenbad öffnet am Samstag", f"**{LEAD}**", MORE, "- Eintritt: 5 Euro", "- Kinder: 2 Euro"]
FOUND = [
    ("paragraph", LEAD),
    ("paragraph", MORE),
    ("list", "Eintritt: 5 Euro\nKinder: 2 Euro"),
]


@pytest.mark.parametrize("write", [office.word, office.opendocument])
def test_an_office_document_gives_headings_lists_and_bold_text(write: object) -> None:
    assert callable(write)
    content = write(WRITTEN)
    assert said(content) == [("heading", "Neues Hallenbad öffnet am Samstag"), *FOUND]
    assert [block.strong for block in blocks(content)] == [False, True, False, False]


def test_a_word_document_gives_tables_and_neither_letterhead_nor_deleted_text() -> None:
    found = said(office.word(["|Termin|Ort|", "|Samstag|Lindenau|", "Danach."]))
    assert found == [("table", "Termin\tOrt\nSamstag\tLindenau"), ("paragraph", "Danach.")]


def test_rtf_gives_paragraphs_with_all_their_letters() -> None:
    found = blocks(office.rtf(["**Neues Hallenbad öffnet**", MORE + " – 5 € {Eintritt} \\ frei"]))
    assert [(block.text, block.strong) for block in found] == [
        ("Neues Hallenbad öffnet", True),
        (MORE + " – 5 € {Eintritt} \\ frei", False),
    ]


REFUSED = {
    "mit Kennwort geschützt": pdf.with_password(),
    "keinen Text": pdf.document([[]]),
    "alte Word-Format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
    "kein Word- oder OpenDocument": office.package({"a.txt": "x"}),
    "kein PDF": b"Nur Text.",
    "Archiv lässt sich nicht öffnen": b"PK\x03\x04 und sonst nichts",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_read_says_why(words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        reading.read(REFUSED[words])


BOMBS = {"PDF": pdf.bomb, "endless tree": pdf.endless_tree, "Word": office.zip_bomb}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_becomes_a_reason_in_time(name: str) -> None:
    bomb = BOMBS[name]()
    begun = time.monotonic()
    with pytest.raises(CannotRead) as caught:
        calling.call(READ, bomb, seconds=8)
    assert caught.value.reason
    assert time.monotonic() - begun < 12


def test_xml_in_a_document_cannot_read_files_or_grow() -> None:
    runs = "<w:r><w:t>vor &b;&c; nach</w:t></w:r>"
    evil = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{office._W}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    )
    assert "root:" not in str(said(office.package({"word/document.xml": evil})))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [office.word(WRITTEN), office.rtf(WRITTEN), pdf.document([pdf.wrapped(MORE, x=60, y=700, room=400)])]
    ),
    st.integers(0, 5_000),
    st.binary(max_size=8),
)
def test_a_broken_document_is_read_or_refused(content: bytes, place: int, other: bytes) -> None:
    place %= len(content)
    broken = content[:place] + other + content[place + len(other) + 1 :]
    try:
        outcome: object = as_json.load(calling.call(READ, broken, seconds=8))
    except CannotRead as trouble:
        outcome = trouble.reason
    assert outcome


def test_a_page_in_one_size_keeps_the_lines_above_its_first_paragraph() -> None:
    lines = ["Pressemitteilung", "1. Juli 2026", "Neues Hallenbad öffnet am Samstag"]
    body = [Text(60, 760 - 14.3 * number, line) for number, line in enumerate(lines)]
    body += pdf.wrapped(LEAD, x=60, y=760 - 14.3 * 3, room=470)
    assert said(pdf.document([body])) == [("paragraph", "\n".join([*lines, LEAD]))]


def test_a_date_or_a_league_is_no_numbered_list() -> None:
    document = office.word(["1. Juli 2026", "3. Liga startet in Lindenau", LEAD])
    assert [text for _, text in said(document)] == ["1. Juli 2026", "3. Liga startet in Lindenau", LEAD]
