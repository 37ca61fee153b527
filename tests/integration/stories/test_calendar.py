"""The archive by date: pages of days, months and years, and which of them a change bakes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from depesche.stories import calendar, calendar_paths, plant, publishing, services
from depesche.stories.models import ArticlePage, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

Publish = Callable[..., ArticlePage]


@pytest.fixture
def publish(politik: SectionPage) -> Publish:
    """Publishes a story as of a moment."""

    def make(headline: str, moment: datetime) -> ArticlePage:
        article = services.create_article(politik, services.ArticleDraft(headline=headline, lead="Ein Satz."))
        with publishing.dated(moment):
            services.publish(article)
        return article

    return make


def stored(path: str) -> str:
    return (plant.store().get(path.lstrip("/") + "index.html") or b"").decode()


def test_a_day_a_month_and_a_year_have_pages_that_lead_to_each_other(publish: Publish) -> None:
    publish("Erste", datetime(2025, 7, 3, 12, tzinfo=UTC))
    publish("Kurz vor Mitternacht", datetime(2025, 7, 3, 22, 30, tzinfo=UTC))  # the fourth of July in Berlin
    publish("Später", datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert "Kurz vor Mitternacht" in stored("/archiv/2025/07/04/")
    assert "Kurz vor Mitternacht" not in stored("/archiv/2025/07/03/")
    assert 'href="/archiv/2025/07/04/"' in stored("/archiv/2025/07/03/")
    assert 'href="/archiv/2026/01/01/"' in stored("/archiv/2025/07/04/")
    assert 'href="/archiv/2026/01/"' in stored("/archiv/2025/07/")
    assert 'href="/archiv/2025/07/03/"' in stored("/archiv/2025/07/")
    assert 'href="/archiv/2025/"' in stored("/archiv/2026/")
    assert "2 Beiträge" in stored("/archiv/2025/")


def test_what_is_withdrawn_leaves_no_page_behind(publish: Publish) -> None:
    publish("Bleibt", datetime(2025, 7, 3, 12, tzinfo=UTC))
    gone = publish("Geht", datetime(2026, 1, 1, 12, tzinfo=UTC))
    services.unpublish(gone)
    for path in ("/archiv/2026/01/01/", "/archiv/2026/01/", "/archiv/2026/"):
        assert stored(path) == "", path
    for path in ("/archiv/2025/07/03/", "/archiv/2025/07/", "/archiv/2025/"):
        assert "/archiv/2026" not in stored(path), path


def test_every_page_of_the_calendar_is_known_and_no_other(publish: Publish) -> None:
    publish("Eins", datetime(2025, 7, 3, 12, tzinfo=UTC))
    publish("Zwei", datetime(2025, 7, 5, 12, tzinfo=UTC))
    assert calendar_paths.every() == ["/archiv/2025/", "/archiv/2025/07/", "/archiv/2025/07/03/", "/archiv/2025/07/05/"]
    assert calendar.day(date(2025, 7, 4)) is None
    assert calendar.month(8, 2025) is None
    assert calendar.year(2024) is None


def test_a_busy_month_shows_its_calendar_alone(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "MOST_IN_A_MONTH", 1)
    publish("Eins", datetime(2025, 7, 3, 12, tzinfo=UTC))
    publish("Zwei", datetime(2025, 7, 5, 12, tzinfo=UTC))
    page = stored("/archiv/2025/07/")
    assert "Wählen Sie einen Tag" in page
    assert "Eins" not in page
    assert "Eins" in stored("/archiv/2025/07/03/")
