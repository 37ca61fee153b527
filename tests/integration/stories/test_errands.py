"""What a publish leaves for later is done once, is not lost, and does not hold up anybody."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.frontend_cache.backends import BaseBackend

from depesche.stories import errands, plant, purging, services, worker
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Change, Errand

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Cache(BaseBackend):
    """A CDN that remembers what it was told; away while `is_away`."""

    purged: list[str] = []
    is_away = False

    def __init__(self, params: dict[str, object]) -> None:
        super().__init__(params)

    def purge(self, url: str) -> None:
        if Cache.is_away:
            logging.getLogger("wagtail.frontendcache").error("Couldn't purge %s", url)
        else:
            Cache.purged.append(url)


@pytest.fixture
def cdn(settings: object) -> type[Cache]:
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": f"{__name__}.Cache"}}  # type: ignore[attr-defined]
    Cache.purged, Cache.is_away = [], False
    return Cache


def test_wagtails_indexes_are_brought_up_to_date_by_the_worker(article: ArticlePage) -> None:
    services.publish(article)
    first = Errand.objects.earliest("made_at")
    assert errands.run_open(now=first.made_at + errands.SETTLING / 2) == 0, "the story comes first"
    done = errands.run_open(now=timezone.now() + errands.SETTLING)
    assert done >= 2
    assert not Errand.objects.exists()
    assert [page.pk for page in ArticlePage.objects.search("Haushalt")] == [article.pk]


def test_the_same_errand_is_run_once_for_all_who_asked(article: ArticlePage, cdn: type[Cache]) -> None:
    for path in ("/", "/politik/", "/"):
        purging.order([path])
    assert errands.run_open(now=timezone.now()) == 3
    assert [url.removeprefix(plant.config().origin) for url in cdn.purged] == ["/", "/politik/"]


def test_an_errand_that_fails_is_tried_again_and_holds_up_no_other(article: ArticlePage) -> None:
    Errand.objects.all().delete()
    now = timezone.now()
    Errand.objects.create(task="depesche.stories.no_such_module.task")
    services.publish(article)
    errands.run_open(now=now, settled=False)
    [left] = Errand.objects.all()
    assert (left.attempts, bool(left.error)) == (1, True)
    assert left.retry_at is not None
    assert left.retry_at > now
    assert errands.run_open(now=now, settled=False) == 0


def test_what_is_gone_meanwhile_is_done(article: ArticlePage) -> None:
    services.publish(article)
    article.delete()
    errands.run_open(now=timezone.now(), settled=False)
    assert not Errand.objects.exists()


def test_an_errand_is_lost_with_the_change_it_follows_from(article: ArticlePage) -> None:
    Errand.objects.all().delete()

    def save_and_fail() -> None:
        with transaction.atomic():
            article.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert not Errand.objects.exists()


def test_a_cdn_is_told_of_every_path_of_a_change(article: ArticlePage, cdn: type[Cache]) -> None:
    services.publish(article)
    assert cdn.purged == [], "nobody waited for the CDN"
    worker.step()
    paths = {url.removeprefix(plant.config().origin) for url in cdn.purged}
    own = path_of(article)
    assert {own, f"{own}index.json", "/", "/politik/", "/feed.xml", "/feed.atom", "/thema/haushalt/"} <= paths
    assert len(cdn.purged) == len(paths)
    cdn.purged.clear()
    services.unpublish(ArticlePage.objects.get(pk=article.pk))
    worker.step()
    assert f"{plant.config().origin}{own}" in cdn.purged


def test_a_cdn_that_is_away_delays_nothing_and_is_told_later(article: ArticlePage, cdn: type[Cache]) -> None:
    cdn.is_away = True
    services.publish(article)
    assert not Change.objects.filter(done_at__isnull=True).exclude(kind=Change.Kind.REBUILD).exists()
    now = timezone.now()
    errands.run_open(now=now)
    waiting = Errand.objects.get(task__endswith="purging.purge")
    assert "Couldn't purge" in waiting.error
    cdn.is_away = False
    errands.run_open(now=now + timedelta(minutes=1))
    assert cdn.purged


def test_without_a_cdn_nothing_is_ordered(article: ArticlePage) -> None:
    Errand.objects.all().delete()
    purging.order(["/"])
    assert not Errand.objects.exists()
