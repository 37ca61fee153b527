"""Slips of the keyboard in running text: spaces, dashes, doubled words and marks, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.language.copydesk.findings import Finding
from depesche.language.copydesk.messages import message

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,500}|\S{1,200}@\S{1,200}|\b\w[\w-]{1,60}\.(?:de|com|org|net|eu|at|ch|info|io)\b"
)
_SPACE_BEFORE = re.compile(r'(?<=[\w)“’»"]) {1,40}(?=([,;:!?]|\.(?![.\w]))(?:[\s“’»]|$))')
_SPACE_AFTER = re.compile(r"(?<=[a-zäöüß]{2})[.!?](?=[A-ZÄÖÜ][a-zäöüß])")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_DOUBLE_WORD = re.compile(r"\b([^\W\d_]{2,40})(?:[ \n]\1)+\b")
_DOUBLE_MARK = re.compile(r"(?<![.,;:!?])(?:,,+|;;+|::+|\.\.(?!\.)|!!+|\?\?+)(?![.,;:!?])")
_HYPHEN_AS_DASH = re.compile(r"(?<=[^\W\d][)“».,]) -{1,2} (?=[^\W\d]|[(„»])|(?<=[^\W\d]) -{1,2} (?=[^\W\d]|[(„»])")
_TWICE = "die der das den dem sie ihr was wer wenn bla ha he so that had is very no bye"
_MAY_STAND_TWICE = frozenset(_TWICE.split())

_MARKS = {"de": ("„", "“"), "en": ("“", "”")}
_WRONG_PAIRS = {
    "de": re.compile(r'(")[^"„“”\n]{1,400}(")|(“)[^"„“”\n]{1,400}(”)|(„)[^"„“”\n]{1,400}(["”])'),
    "en": re.compile(r'(")[^"„“”\n]{1,400}(")|(„)[^"„“”\n]{1,400}([“”"])'),
}
_LOW_COMMAS = re.compile(r"(?<!\S),,(?=\w)")


def check(text: str, lang: str) -> Iterator[Finding]:
    """All slips, in no order; addresses are left alone."""
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if "@" in text or "." in text else []
    for finding in _all(text, lang):
        if not any(start < finding.end and finding.start < end for start, end in addresses):
            yield finding


def _all(text: str, lang: str) -> Iterator[Finding]:
    for found in _SPACE_BEFORE.finditer(text):
        yield _finding(found.span(), "", "space.before", lang, word=found.group(1))
    for found in _SPACE_AFTER.finditer(text):
        yield _finding(found.span(), found.group() + " ", "space.after", lang)
    for found in _DOUBLE_SPACE.finditer(text):
        yield _finding(found.span(), " ", "space.double", lang)
    for found in _DOUBLE_WORD.finditer(text):
        if found.group(1).lower() not in _MAY_STAND_TWICE:
            yield _finding(found.span(), found.group(1), "double.word", lang, word=found.group(1))
    for found in _DOUBLE_MARK.finditer(text):
        if not _LOW_COMMAS.match(text, found.start()):
            yield _finding(found.span(), found.group()[0], "double.punctuation", lang)
    for found in _HYPHEN_AS_DASH.finditer(text):
        yield _finding(found.span(), " – ", "dash", lang)
    yield from _quotes(text, lang)


def _quotes(text: str, lang: str) -> Iterator[Finding]:
    opening, closing = _MARKS["en" if lang == "en" else "de"]
    for found in _WRONG_PAIRS["en" if lang == "en" else "de"].finditer(text):
        first, last = (group for group in range(1, (found.lastindex or 2) + 1) if found.group(group) is not None)
        for group, mark in ((first, opening), (last, closing)):
            if found.group(group) != mark:
                yield _finding(found.span(group), mark, "quotes", lang, pair=f"{opening}…{closing}")
    for found in _LOW_COMMAS.finditer(text):
        yield _finding(found.span(), opening, "quotes", lang, pair=f"{opening}…{closing}")


def _finding(span: tuple[int, int], suggestion: str, rule: str, lang: str, **values: str) -> Finding:
    return Finding(*span, message(rule, lang, **values), suggestion, rule)
