"""“Was wurde geändert?”: what was public can be compared, word by word; nothing else, and not what was taken out."""

from __future__ import annotations

import pytest
from django.test import Client

from depesche.stories import plant, services
from depesche.stories.models import ArticlePage, PublicVersion

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"


def baked(path: str = f"{PATH}versionen/") -> str:
    return (plant.store().get(f"{path.lstrip('/')}index.html") or b"").decode()


def publish(page: ArticlePage, **words: object) -> ArticlePage:
    services.publish(drafted(page, **words))
    found: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return found


def drafted(page: ArticlePage, **words: object) -> ArticlePage:
    latest = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(latest, name, value)
    latest.save_revision(clean=False)
    found: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return found


def test_readers_see_what_changed_and_typing_errors_are_not_listed(article: ArticlePage) -> None:
    page = publish(article)
    assert "versionen/" not in baked(PATH)
    page = publish(page, lead="Nach langer Sitzung stimmte die Merheit zu.")
    assert not baked()
    assert Client().get(f"{PATH}versionen/").status_code == 404
    page = publish(page, lead="Nach langer Sitzung stimmte eine Minderheit dagegen.")
    assert f'href="{PATH}versionen/"' in baked(PATH)
    shown = baked()
    assert '<meta name="robots" content="noindex">' in shown
    assert "Mehrheit" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "214 Millionen" in shown  # in the first version, which stands there whole
    drafted(page, lead="Von diesem Entwurf weiß niemand.")
    services.correct(ArticlePage.objects.get(pk=page.pk), text="Es war doch die Mehrheit.")
    assert "Es war doch die Mehrheit." in baked()
    assert PublicVersion.objects.filter(article=article).count() == 3


def test_nothing_but_published_words_is_kept(article: ArticlePage) -> None:
    page = publish(article)
    drafted(page, lead="Geheimes aus einem Entwurf.")
    page = publish(page, lead="Nach langer Sitzung stimmte eine Minderheit dagegen.")
    assert "Geheimes" not in baked()
    assert not PublicVersion.objects.filter(words__icontains="Geheimes").exists()


def test_a_version_taken_out_is_nowhere_and_the_rest_can_still_be_compared(article: ArticlePage) -> None:
    page = publish(article)
    page = publish(page, lead="Der Kämmerer habe betrogen, sagt jemand.")
    page = publish(page, lead="Der Kämmerer weist Vorwürfe zurück.")
    assert "betrogen" in baked()
    services.remove_version(PublicVersion.objects.get(words__icontains="betrogen"), reason="Urteil")
    assert "betrogen" not in baked()
    assert "Vorwürfe" in baked()
    assert not PublicVersion.objects.filter(words__icontains="betrogen").exists()
    services.remove_version(PublicVersion.objects.filter(removed_at=None)[1], reason="Urteil")
    assert not baked()
    assert "versionen/" not in baked(PATH)


def test_who_is_withdrawn_takes_the_history_along(article: ArticlePage) -> None:
    page = publish(publish(article), lead="Der Kämmerer habe betrogen, sagt jemand.")
    assert baked()
    page = services.unpublish(page)
    assert not baked()
    assert Client().get(f"{PATH}versionen/").status_code == 404
    page = publish(page, lead="Der Kämmerer weist Vorwürfe zurück.")
    assert not baked()
    publish(page, lead="Der Kämmerer tritt zurück.")
    assert "betrogen" not in baked()
    assert "Vorwürfe" in baked()


def test_the_history_moves_with_the_article(article: ArticlePage) -> None:
    page = publish(publish(article), lead="Der Kämmerer tritt zurück.")
    publish(page, slug="haushalt-beschlossen")
    assert not baked()
    assert "tritt zurück" in baked("/politik/haushalt-beschlossen/versionen/")
    moved = Client().get(f"{PATH}versionen/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/politik/haushalt-beschlossen/versionen/")


def test_what_was_published_before_histories_were_kept_is_their_first_version(article: ArticlePage) -> None:
    page = publish(article)
    PublicVersion.objects.all().delete()
    ArticlePage.objects.update(versions_shown=0)
    publish(page, lead="Der Kämmerer tritt zurück.")
    assert "Mehrheit" in baked()
    assert "tritt zurück" in baked()
