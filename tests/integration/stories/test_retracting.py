"""A retracted article is gone from everywhere; its address and `/korrekturen/` say why, for as long as it is away."""

from __future__ import annotations

import pytest
from django.test import Client

from depesche.accounts.models import User
from depesche.stories import plant, services
from depesche.stories.models import AppendOnly, ArticlePage, Retraction

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"
REASON = "Die Sitzung fand nie statt; der Bericht beruhte auf einer gefälschten Mitteilung."


def corrections() -> str:
    return (plant.store().get("korrekturen/index.html") or b"").decode()


def test_readers_are_told_why_until_it_is_back(article: ArticlePage) -> None:
    with pytest.raises(services.NotPublished):
        services.retract(article, reason=REASON)
    services.publish(article)
    made = services.retract(article, reason=REASON)
    with pytest.raises(AppendOnly):
        made.save()
    gone = Client().get(PATH)
    assert gone.status_code == 410
    assert REASON in gone.content.decode()
    assert "214 Millionen" not in gone.content.decode()
    assert REASON in corrections()
    assert "Stadtrat beschließt" not in (plant.store().get("index.html") or b"").decode()
    services.publish(ArticlePage.objects.get(pk=article.pk))
    assert Client().get(PATH).status_code == 200
    assert REASON not in corrections()


def test_the_desk_asks_for_the_reason(article: ArticlePage) -> None:
    services.publish(article)
    client, page = Client(), f"/desk/retractions/{article.pk}/"
    client.force_login(User.objects.create_superuser("chefin"))
    assert f'href="{page}"' in client.get(f"/desk/pages/{article.pk}/edit/").content.decode()
    client.post(page, {"reason": " "})
    assert not Retraction.objects.exists()
    client.post(page, {"reason": REASON})
    assert Retraction.objects.get().made_by == User.objects.get()
    article.refresh_from_db()
    assert not article.live
    assert client.get(page).status_code == 302  # nothing is left to retract


def test_corrections_are_a_feed_of_their_own(article: ArticlePage) -> None:
    services.publish(article)
    services.correct(article, text="Es waren 215 Millionen.")
    services.correct(article, text="Es waren 216 Millionen.")
    for name in ("feed.xml", "feed.atom", "feed.json"):
        feed = (plant.store().get(f"korrekturen/{name}") or b"").decode()
        assert "Es waren 215 Millionen." in feed
        assert feed.index("216 Millionen") < feed.index("215 Millionen")
        assert "214 Millionen" not in feed  # the article's own text
        assert feed.count("#korrektur-") == 2
    assert 'href="/korrekturen/feed.xml"' in corrections()
    services.retract(article, reason=REASON)
    assert "215 Millionen" not in (plant.store().get("korrekturen/feed.xml") or b"").decode()
