"""What one publish bakes does not grow with what there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.seeding import seed

from depesche.bakery.oven import Oven
from depesche.stories import services, shelf
from depesche.stories.models import ArticlePage, SectionPage, Topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def names_of_one_publish(section: SectionPage, number: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name that is rendered for the publish of a new article."""
    rendered: list[str] = []
    topic, _made = Topic.objects.get_or_create(name="Haushalt", slug="haushalt")
    draft = services.ArticleDraft(
        headline=f"Stadtrat beschließt den Haushalt {number}",
        body=[("text", "<p>Der Stadtrat hat am Montag den Haushalt beschlossen.</p>")],
        topics=[topic],
    )
    page = services.create_article(section, draft)
    differs = Oven._differs

    def watched(self: Oven, name: str, content: bytes) -> bool:
        rendered.append(name)
        return differs(self, name, content)

    with monkeypatch.context() as watch:
        watch.setattr(Oven, "_differs", watched)
        services.publish(page)
    return rendered


def test_one_publish_bakes_the_same_number_of_files_at_any_size(
    politik: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = timezone.now() - timedelta(hours=1)
    sections = list(SectionPage.objects.all())
    seed(sections, 100, newest=newest)
    # The first article of a day also gives the day before a way on; so this day has one already.
    names_of_one_publish(politik, 0, monkeypatch)
    shelf.clear()
    small = names_of_one_publish(politik, 1, monkeypatch)
    for section in sections:
        section.refresh_from_db()
    seed(sections, 1900, newest=newest - timedelta(days=8), first=100)
    shelf.clear()
    large = names_of_one_publish(SectionPage.objects.get(pk=politik.pk), 2, monkeypatch)
    assert ArticlePage.objects.count() > 2000
    assert sorted(set(large)) == sorted(name.replace("haushalt-1", "haushalt-2") for name in set(small))
    assert len(large) < 40


GROWING = ("wagtailcore_page", "wagtailcore_revision", "stories_articlepage", "stories_change", "stories_neighbour")


def test_no_query_of_a_publish_walks_all_there_is(politik: SectionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads the plans of SQLite")
    seed(list(SectionPage.objects.all()), 60, newest=timezone.now() - timedelta(hours=1))
    shelf.clear()
    with CaptureQueriesContext(connection) as watched:
        names_of_one_publish(SectionPage.objects.get(pk=politik.pk), 1, monkeypatch)
    asked = [query["sql"] for query in watched.captured_queries if query["sql"].startswith(("SELECT", "WITH"))]
    walks = [sql for sql in asked if "LIMIT" not in sql and any(map(_walks, _plan(sql)))]
    assert len(asked) > 50
    assert walks == []


def _plan(sql: str) -> list[str]:
    """The steps SQLite takes, https://www.sqlite.org/eqp.html. Asked past Django, which would look for parameters."""
    return [row[3] for row in connection.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]


def _walks(step: str) -> bool:
    return step.startswith("SCAN") and step.split()[1] in GROWING
