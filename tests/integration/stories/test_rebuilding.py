"""When all pages look otherwise, all are baked anew: in the background, hot pages first, and never half a site."""

from __future__ import annotations

import re

import pytest

from depesche.bakery import themes
from depesche.stories import plant, press, rebuilding, selectors, services
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Change

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
    monkeypatch.setattr(themes, "fingerprint", lambda: "another")
    assert rebuilding.order_if_look_changed()
    assert orders() == 1
    rebuilding.run_open()
    assert orders() == 0
    assert not rebuilding.order_if_look_changed()


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
