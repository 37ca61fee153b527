"""Related articles on running stories: how many of what is offered belongs to the story, and no copy among it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from language.table import Row

from archive_room.baseline import TfIdf
from archive_room.stories import Article, articles, copies
from depesche.archive import clusters
from depesche.archive.index import Index
from depesche.archive.texts import body_of
from depesche.bakery import schema
from depesche.language import duplicates

OFFERED = 4
NEAREST = 8
"""As `stories.running_stories` asks."""
Offers = Callable[[Article], Sequence[str]]


def rows() -> list[Row]:
    stories = articles()
    documents = [story.document() for story in stories]
    baseline = TfIdf([f"{story.headline}\n{story.text}" for story in stories])
    position = {story.path: number for number, story in enumerate(stories)}

    def by_baseline(story: Article) -> list[str]:
        return [stories[number].path for number in baseline.nearest(position[story.path], OFFERED)]

    reference, _ = quality(stories, by_baseline)
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        for document in documents:
            index.add(document)
        index.commit()
        groups = clusters.clusters({story.path: _nearest(index, story.path) for story in stories})
        own, share = quality(stories, lambda story: [p for p, _ in index.related(story.document(), OFFERED)])
        extra = copies(stories)
        for copy in extra:
            index.add(copy)
        index.commit()
        near = _near_duplicates(index, [*documents, *extra])
    sample = f"{len(stories)} articles, {len(stories) // 5} stories"
    return [
        Row("related@4: tf-idf with stems", sample, f"{reference:.3f}"),
        Row("related@4: ours", sample, f"{own:.3f}", "0.9 and above it", own >= 0.9 and own > reference),
        Row("related@4: of the four that exist", sample, f"{share:.3f}"),
        Row(
            "running stories: groups, share that belongs",
            sample,
            f"{len(groups)} of {len(stories) // 5}, {_pure(groups):.3f}",
        ),
        Row("near-duplicates offered", f"the same and {len(extra)} copies", str(near), "0", near == 0),
    ]


def _nearest(index: Index, path: str) -> dict[str, float]:
    return {card.path: score for card, score in index.related_to(path, NEAREST) or ()}


def _pure(groups: Sequence[Sequence[str]]) -> float:
    """The share of all grouped articles that belongs to the story most of their group is of."""
    names = [[path.split("/")[2].rpartition("-")[0] for path in group] for group in groups]
    right = sum(max(group.count(name) for name in group) for group in names)
    return right / max(sum(map(len, groups)), 1)


def quality(stories: Sequence[Article], offers: Offers) -> tuple[float, float]:
    """The share of the offered that belongs to the story, and the share of the story's other four that is offered."""
    story_of = {story.path: story.story for story in stories}
    right = offered = 0
    for story in stories:
        paths = list(offers(story))[:OFFERED]
        right += sum(story_of.get(path) == story.story for path in paths)
        offered += len(paths)
    return right / max(offered, 1), right / (OFFERED * len(stories))


def _near_duplicates(index: Index, documents: Sequence[schema.ArticleDocument]) -> int:
    """Pairs of near-duplicates among what is read and offered together."""
    prints = {document.path: duplicates.fingerprint(body_of(document)) for document in documents}
    found = 0
    for document in documents:
        taken = [document.path]
        for path, _score in index.related(document, OFFERED):
            found += any(duplicates.containment(prints[path], prints[one]) >= duplicates.NEAR for one in taken)
            taken.append(path)
    return found
