"""The order in which a page is read: side by side what stands side by side, else from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.intake.documents.layout import Line

_FEWEST_LINES = 4
_GUTTER = 10.0
_LABELS = 110.0
"""Points: what is narrower and stands beside lines of the same height is a column of labels."""

_PIECES = 1.2
"""Letter sizes between two pieces of one line, at most, while it is open whether there are columns."""

_MOST_ACROSS = 0.5
_DEEPEST = 3


def in_order(lines: Sequence[Line], *, depth: int = 0) -> list[Line]:
    """The lines as one reads them, pieces of one line put together. `limit` becomes the right edge of their column."""
    lines = _pieced(lines, gap=_PIECES) if depth == 0 else list(lines)
    limit = max((line.right for line in lines), default=0.0)
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        lines = [replace(line, limit=limit) for line in _pieced(lines)]
        return sorted(lines, key=lambda line: (-line.top, line.left))
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += _side_by_side(left, right, depth)
            ordered.append(replace(line, limit=limit))
            left, right = [], []
    return ordered + _side_by_side(left, right, depth)


def _side_by_side(left: list[Line], right: list[Line], depth: int) -> list[Line]:
    if left and right and _is_labelled(left, right):
        return _rows(left, right)
    return in_order(left, depth=depth + 1) + in_order(right, depth=depth + 1)


def _pieced(lines: Sequence[Line], *, gap: float | None = None) -> list[Line]:
    """Pieces on one base line are one line: a bullet and its text, distant words. `gap` in letter sizes (None: any)."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.bottom), line.left)):
        last = done[-1] if done else None
        space = line.left - last.right if last else 0.0
        if last is not None and _same_height(last, line) and (gap is None or -1 <= space < gap * line.size):
            joined = f"{last.text} {line.text}"
            done[-1] = replace(
                last, right=line.right, text=joined, top=max(last.top, line.top), size=max(last.size, line.size)
            )
        else:
            done.append(line)
    return done


def _same_height(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < 0.3 * max(one.size, other.size)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a page falls into two columns, None where it does not.

    Tried are the left edges of lines: a column's lines share theirs, and no line of the other column reaches it.
    """
    best: tuple[int, float] | None = None
    for edge in sorted({round(line.left) for line in lines}):
        place = edge - 1.0
        left = sum(line.right <= place for line in lines)
        right = sum(line.left >= place for line in lines)
        across = len(lines) - left - right
        if min(left, right) < _FEWEST_LINES or across > len(lines) * _MOST_ACROSS:
            continue
        near = max((line.right for line in lines if line.right <= place), default=0.0)
        beside = _beside(lines, place)
        if place - near >= _GUTTER and beside >= _FEWEST_LINES and (best is None or across < best[0]):
            best = across, place
    return None if best is None else best[1]


def _beside(lines: Sequence[Line], place: float) -> int:
    """How many lines on the right have one on the left that stands beside them."""
    left = [line for line in lines if line.right <= place]
    return sum(
        any(one.bottom < line.top and line.bottom < one.top for one in left) for line in lines if line.left >= place
    )


def _is_labelled(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Labels on the left, each with its text on the same base line on the right."""
    narrow = max(line.right for line in left) - min(line.left for line in left) < _LABELS
    paired = sum(any(_same_height(line, other) for other in right) for line in left)
    return narrow and paired * 10 >= len(left) * 7


def _rows(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    rows: list[Line] = []
    for line in sorted([*left, *right], key=lambda line: (-round(line.bottom), line.left)):
        if rows and _same_height(rows[-1], line) and "\t" not in rows[-1].text:
            rows[-1] = replace(rows[-1], right=line.right, text=f"{rows[-1].text}\t{line.text}")
        else:
            rows.append(line)
    return rows
