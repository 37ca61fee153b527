"""When all pages look otherwise, all are baked anew: in the background, hot pages first, and never half a site."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from depesche.bakery import schema, themes
from depesche.stories import plant, press, rebuilding, routes, selectors, services
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Change, Neighbour, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def published(article: ArticlePage) -> ArticlePage:
    services.publish(article)
    rebuilding.everything()
    Change.objects.filter(kind=Change.Kind.REBUILD).delete()
    return article


def orders() -> int:
    return Change.objects.filter(kind=Change.Kind.REBUILD, done_at__isnull=True).count()


def test_a_start_with_the_same_look_orders_nothing(published: ArticlePage) -> None:
    assert not rebuilding.order_if_look_changed()
    assert orders() == 0


def test_a_start_with_another_look_bakes_everything_anew_once(
    published: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(themes, "fingerprint", lambda *_folder: "another")
    assert rebuilding.order_if_look_changed()
    assert orders() == 1
    rebuilding.run_open()
    assert orders() == 0
    assert not rebuilding.order_if_look_changed()


@pytest.mark.parametrize(
    "change",
    [{"web_push": True}, {"theme": "morgen"}, {"public_url": "https://neu.example"}, {"port": 8124}],
    ids=["push", "theme", "address", "port"],
)
def test_a_start_with_a_setting_that_shows_on_every_page_does_too(
    published: ArticlePage, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    other = replace(plant.config(), **change)
    monkeypatch.setattr(plant, "config", lambda: other)
    assert rebuilding.order_if_look_changed()
    assert orders() == 1


def test_the_worker_goes_on_for_a_moment_in_each_round_hot_pages_first(
    published: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    baked: list[str] = []
    bake = press.bake
    monkeypatch.setattr(press, "STRETCH", 2)
    monkeypatch.setattr(press, "bake", lambda paths, **rest: (baked.extend(paths), bake(paths, **rest)))
    rebuilding.order()
    going = rebuilding.Going()
    assert going.step(seconds=0) == 2
    assert baked == selectors.every_path()[:2]
    assert baked[0] == "/"
    # What changes in the middle is not forgotten: it is another order.
    rebuilding.order()
    while orders() == 2:
        going.step(seconds=0)
    assert baked == selectors.every_path()
    assert orders() == 1


def test_a_failure_in_the_middle_begins_anew(published: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilding.order()
    going = rebuilding.Going()

    def full(*_arguments: object, **_rest: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(press, "bake", full)
        with pytest.raises(OSError, match="No space"):
            going.step()
    assert orders() == 1
    while orders():
        going.step()


def test_pages_of_the_old_look_find_their_assets_until_the_end(published: ArticlePage) -> None:
    page = plant.store().get(f"{path_of(published).lstrip('/')}index.html") or b""
    assets = re.findall(rb'"/(assets/[^"]+)"', page)
    assert assets
    settings = selectors.publication_settings()
    settings.accent = "#7a1f3d"
    settings.save()
    press.bake_assets()
    for name in assets:
        assert plant.store().get(name.decode()) is not None
    rebuilding.run_open()
    fresh = plant.store().get(f"{path_of(published).lstrip('/')}index.html") or b""
    assert re.findall(rb'"/(assets/[^"]+)"', fresh) != assets


def test_many_articles_are_read_like_one_for_hardly_more_queries(published: ArticlePage, politik: SectionPage) -> None:
    others = [
        services.create_article(politik, services.ArticleDraft(headline=f"Meldung {number}", slug=f"meldung-{number}"))
        for number in range(4)
    ]
    for other in others:
        services.publish(other)
    Neighbour.objects.all().delete()
    for article, other in itertools.pairwise(others):
        Neighbour.objects.create(article=article, other=other, rank=1, reason="Haushalt")
    services.unpublish(others[-1])
    paths = [*selectors.every_path(), "/politik/meldung-3/", "/politik/gibt-es-nicht/", "/gibt/es/nicht/"]
    one_by_one = {path: routes.document_at(path) for path in paths}
    assert any(document.related for document in one_by_one.values() if isinstance(document, schema.ArticleDocument))
    assert routes.documents_at(paths) == one_by_one
    with CaptureQueriesContext(connection) as few:
        routes.documents_at(["/politik/meldung-0/"])
    with CaptureQueriesContext(connection) as many:
        routes.documents_at(["/politik/meldung-0/", "/politik/meldung-1/", "/politik/meldung-2/"])
    assert len(many) <= len(few) + 3, "a query for each kind of thing, and none for each article"
