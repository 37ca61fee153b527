"""An arrangement comes back from its data as it was; what is none is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from depesche.stories import fronts_arrangement as arranging
from depesche.stories.fronts_arrangement import Arrangement, Broken, Container, Placement, Sublink

WHOLE = Arrangement(
    (
        Container(
            key="a",
            kind="free",
            title="Zur Wahl",
            source="topic:wahl",
            limit=4,
            cards=(
                Placement(
                    key="c1",
                    article=7,
                    headline="Vorn",
                    picture=0,
                    size="large",
                    until=datetime(2026, 11, 23, 6, tzinfo=UTC),
                    sublinks=(Sublink(article=8, text="Mehr"),),
                ),
            ),
        ),
        Container(key="b", kind="shared", shared=3),
    )
)


def test_it_comes_back_as_it_was() -> None:
    assert arranging.from_json(json.loads(json.dumps(WHOLE.as_json()))) == WHOLE


def test_the_opening_stands_first_wherever_it_was_moved() -> None:
    moved = Arrangement(tuple(Container(key=kind, kind=kind) for kind in ("band", "briefs", "free", "lead")))
    assert [one.kind for one in moved.in_page_order()] == ["lead", "briefs", "band", "free"]


@pytest.mark.parametrize(
    "data",
    [
        {"key": "a b", "kind": "free"},
        {"key": "a", "kind": "poster"},
        {"key": "a", "kind": "free", "source": "section:"},
        {"key": "a", "kind": "free", "limit": 99},
        {"key": "a", "kind": "free", "html": "<b>"},
        {"key": "a", "kind": "shared"},
        {"key": "a", "kind": "free", "cards": [{"key": "c", "article": 1, "size": "huge"}]},
        {"key": "a", "kind": "free", "cards": [{"key": "c", "article": 1, "until": "2026-11-23T06:00"}]},
        {"key": "a", "kind": "free", "cards": [{"key": "c", "article": 1, "until": "soon"}]},
    ],
)
def test_what_is_no_arrangement_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(Broken):
        arranging.from_json({"containers": [data]})


def test_words_are_one_line_and_no_longer_than_a_card() -> None:
    card = arranging.card_from({"key": "c", "article": 1, "headline": " Zwei\nZeilen ", "teaser": "x" * 900})
    assert card.headline == "Zwei Zeilen"
    assert len(card.teaser) == 600


def test_a_card_ends_at_its_time() -> None:
    card = WHOLE.containers[0].cards[0]
    assert card.has_ended(datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert not card.has_ended(datetime(2026, 11, 23, 5, 59, tzinfo=UTC))
