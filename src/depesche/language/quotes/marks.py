"""Quotation marks in pairs: „…“, »…«, «…», “…”, "…", and single marks inside or instead of them.

One pass from left to right, a stack of two; a paragraph ends whatever it left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    "([„“”»«›‹‚‘’\"])\\1{3,}|[„“”»«›‹‚‘’\"‟〝〞＂]|(?<![^\\W_])'|'(?![^\\W_])|,,(?=[^\\W_])|``|''|\n[ \t\r]*\n"
)
_CLOSED_BY = {
    "„": '“”"‟',
    "“": '”"',
    "”": "”",
    "»": "«",
    "«": "»",
    '"': '"”“',
    ",,": '“”"',
    "``": "",
    "‚": "‘’'",
    "‘": "’'",
    "›": "‹",
    "‹": "›",
    "'": "'’",
}
_SINGLE = frozenset("‚‘›‹'")
LONGEST = 6000
"""Characters between two marks beyond which they are no pair."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between two marks: `text[start:end]`, the marks just outside, from `outer_start` to `outer_end`."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool = False


def marked_spans(text: str) -> list[Marked]:
    """The outermost spans between quotation marks, in order, without those inside another."""
    found: list[Marked] = []
    stack: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(text):
        if match[1]:  # a row of the same marks is a rule or a slip, and quotes nothing
            continue
        mark, at, after = _plain(match[0]), match.start(), match.end()
        if mark.startswith("\n"):
            _close_at_paragraph(text, at, after, stack, found)
            continue
        if stack and after - stack[0][1] > LONGEST:
            stack.clear()
        closes = next(
            (depth for depth in range(len(stack) - 1, -1, -1) if _closes(stack[depth][0], mark, text, at)), -1
        )
        if closes >= 0:
            opening, outer_start, start = stack[closes]
            del stack[closes:]
            if not stack:
                found.append(Marked(start, at, outer_start, after, opening in _SINGLE))
        elif _opens(mark, text, at, after) and len(stack) < 2 and _may_nest(stack, mark):
            stack.append((mark, at, after))
    _close_at_paragraph(text, len(text), len(text), stack, found)
    return [span for span in found if text[span.start : span.end].strip()]


def _plain(mark: str) -> str:
    if mark.startswith("\n"):
        return "\n"
    return {"''": '"', "``": '"', "＂": '"', "〝": "„", "〞": "”", "‟": "”"}.get(mark, mark)


def _closes(opening: str, mark: str, text: str, at: int) -> bool:
    if mark not in _CLOSED_BY.get(opening, ""):
        return False
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if mark in "’'‘" and opening in _SINGLE:
        return not after.isalnum() and not before.isspace()
    if mark in '"“”' and opening in '"“„':
        # A mark with a space before and a letter after opens something else.
        return not (before.isspace() and after.isalnum())
    return not (before.isspace() and after.isalnum())


def _opens(mark: str, text: str, at: int, after: int) -> bool:
    previous, following = text[at - 1 : at] if at else "", text[after : after + 1]
    if not following or following.isspace():
        return False
    if mark in "„»«›‹‚,,":
        return not (mark in "«»" and previous.isalnum())
    return mark in "\"“”‘'" and not previous.isalnum() and previous not in (".", "!", "?", ",")


def _may_nest(stack: list[tuple[str, int, int]], mark: str) -> bool:
    return not stack or (mark in _SINGLE) != (stack[0][0] in _SINGLE) or mark != stack[0][0]


def _close_at_paragraph(text: str, at: int, after: int, stack: list[tuple[str, int, int]], found: list[Marked]) -> None:
    """A quotation that goes on in the next paragraph, which then opens with its mark again, ends here for now."""
    if stack:
        mark, outer_start, start = stack[0]
        if mark in '„“»«"' and text.startswith(mark, after) and at > start:
            found.append(Marked(start, at, outer_start, at))
        stack.clear()
