"""Plane geometry for the illustrator. Points are (x, y) in units of the sheet; y grows downwards, angles in degrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, radians, sin

Point = tuple[float, float]


def curve(*controls: Point, steps: int = 24) -> list[Point]:
    """A Bézier curve of any degree through its first and last control point (de Casteljau)."""
    return [_between(controls, step / steps) for step in range(steps + 1)]


def _between(controls: Sequence[Point], t: float) -> Point:
    points = list(controls)
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points)]
    return points[0]


def smooth(points: Sequence[Point], *, steps: int = 10) -> list[Point]:
    """A soft line through all `points` (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        line += [_catmull_rom(a, b, c, d, step / steps) for step in range(steps)]
    return [*line, points[-1]]


def _catmull_rom(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def on(axis: int) -> float:
        p, q, r, s = a[axis], b[axis], c[axis], d[axis]
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return on(0), on(1)


def arc(x: float, y: float, radius: float, start: float, end: float, *, squash: float = 1.0) -> list[Point]:
    """Points on a circle from `start` to `end` degrees, clockwise from three o'clock; `squash` flattens it."""
    steps = max(4, ceil(abs(end - start) / 6))
    angles = (radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius * cos(angle), y + radius * squash * sin(angle)) for angle in angles]


def moved(points: Iterable[Point], x: float, y: float) -> list[Point]:
    return [(px + x, py + y) for px, py in points]


def turned(points: Iterable[Point], angle: float, *, around: Point = (0, 0), scale: float = 1.0) -> list[Point]:
    """`points` turned clockwise by `angle` and scaled, both around one point."""
    c, s = cos(radians(angle)) * scale, sin(radians(angle)) * scale
    ox, oy = around
    return [(ox + (x - ox) * c - (y - oy) * s, oy + (x - ox) * s + (y - oy) * c) for x, y in points]


def mirrored(points: Iterable[Point], *, at: float) -> list[Point]:
    """`points` mirrored at the vertical line x = `at`."""
    return [(2 * at - x, y) for x, y in points]


def band(line: Sequence[Point], start: float, end: float) -> list[Point]:
    """The outline of a stroke along `line` whose width runs evenly from `start` to `end`."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(line):
        before, after = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1.0
        half = (start + (end - start) * index / (len(line) - 1)) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
