"""Which topics stand in for those that were merged away: old versions of articles go on naming the old ones."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.stories.topic_records import FormerTopic


def now(keys: Iterable[int]) -> list[int]:
    """The same topics, in their order, each once; a merged one is the topic it was merged into."""
    wanted = list(keys)
    became = dict(FormerTopic.objects.filter(key__in=wanted).values_list("key", "topic_id")) if wanted else {}
    return list(dict.fromkeys(became.get(key, key) for key in wanted))
