"""Groups of articles that tell one story, out of who is near to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

LEAST_TOGETHER = 0.2
"""Mean nearness of all pairs across two groups that makes one of them."""
MOST = 30
"""Articles of one group."""


def clusters(near: Mapping[str, Mapping[str, float]], *, least: int = 3) -> list[tuple[str, ...]]:
    """Groups of at least so many articles, the largest first, each in the order of `near`.

    `near` are the nearest of each article with their scores. Two are as near as they find each other on average: who is
    near to many, such as an overview, draws no strangers together. Groups grow from the nearest pair on.
    """
    order = {path: number for number, path in enumerate(near)}
    pairs = _pairs(near, order)
    groups: dict[int, list[str]] = {number: [path] for path, number in order.items()}
    belongs = dict(order)
    for (one, other), _score in sorted(
        pairs.items(), key=lambda item: (-item[1], order[item[0][0]], order[item[0][1]])
    ):
        left, right = belongs[one], belongs[other]
        if left == right or len(groups[left]) + len(groups[right]) > MOST:
            continue
        if _together(groups[left], groups[right], pairs) >= LEAST_TOGETHER:
            for path in groups[right]:
                belongs[path] = left
            groups[left] += groups.pop(right)
    found = [tuple(sorted(group, key=order.__getitem__)) for group in groups.values() if len(group) >= least]
    return sorted(found, key=lambda group: (-len(group), order[group[0]]))


def _pairs(near: Mapping[str, Mapping[str, float]], known: Iterable[str]) -> dict[tuple[str, str], float]:
    """How near two articles are: half the sum of what each finds of the other."""
    found: dict[tuple[str, str], float] = {}
    for path in known:
        for other, score in near[path].items():
            if other in near and other != path:
                pair = (min(path, other), max(path, other))
                found[pair] = found.get(pair, 0.0) + score / 2
    return found


def _together(left: Sequence[str], right: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> float:
    scores = [pairs.get((min(one, other), max(one, other)), 0.0) for one in left for other in right]
    return sum(scores) / len(scores)
