"""Who writes here has a page and a feed; who owns the house and how it works is linked from every page."""

from __future__ import annotations

import json
import re

import pytest

from depesche.stories import plant, selectors, services
from depesche.stories.models import ArticlePage, Author, PublicationSettings, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def baked(name: str) -> str:
    return (plant.store().get(name) or b"").decode()


def graph(page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    things: list[dict[str, object]] = json.loads(found[0])["@graph"]
    return things


def test_an_author_has_a_page_for_people_and_machines_and_a_feed(article: ArticlePage) -> None:
    Author.objects.update(role="Reporterin", biography="Schreibt über das Rathaus.")
    services.publish(article)
    page = baked("person/mara-nadolny/index.html")
    assert "Reporterin. Schreibt über das Rathaus." in page
    assert 'href="/person/mara-nadolny/feed.xml"' in page
    profile = graph(page)[0]
    assert profile["@type"] == "ProfilePage"
    somebody = profile["mainEntity"]
    assert isinstance(somebody, dict)
    assert somebody | {"description": ""} == {
        "@type": "Person",
        "@id": f"{profile['@id']}#person",
        "name": "Mara Nadolny",
        "jobTitle": "Reporterin",
        "description": "",
        "url": profile["url"],
        "worksFor": {"@id": str(profile["url"]).replace("person/mara-nadolny/", "#publisher")},
    }
    for name in ("feed.xml", "feed.atom", "feed.json"):
        assert "Stadtrat beschließt den Haushalt" in baked(f"person/mara-nadolny/{name}")
    services.unpublish(article)
    assert "Stadtrat beschließt" not in baked("person/mara-nadolny/feed.xml")


def test_every_page_leads_to_owner_and_policies(article: ArticlePage) -> None:
    own = PublicationSettings.load()
    own.legal_name, own.ownership, own.ai_policy = "Merle Verlag", "<p>Ute Brandt.</p>", "<p>Wir prüfen.</p>"
    own.save()
    services.publish(article)
    for name in ("index.html", "politik/stadtrat-beschliesst-den-haushalt/index.html"):
        for target in ("/impressum/", "/impressum/#eigentum", "/impressum/#ki", "/korrekturen/", "/datenschutz/"):
            assert f'href="{target}"' in baked(name), target
    publisher = next(thing["publisher"] for thing in graph(baked("index.html")) if "publisher" in thing)
    assert isinstance(publisher, dict)
    assert str(publisher["ownershipFundingInfo"]).endswith("/impressum/#eigentum")


def test_who_wrote_more_than_a_page_holds_has_the_rest_in_the_search(
    politik: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "LIST_LENGTH", 2)
    author = Author.objects.create(name="Mara Nadolny", slug="mara-nadolny")
    for number in range(3):
        draft = services.ArticleDraft(headline=f"Brücke gesperrt, Folge {number}", authors=[author])
        services.publish(services.create_article(politik, draft))
        link = '<a href="/suche/?autor=mara-nadolny">Ältere Beiträge in der Suche</a>'
        assert (link in baked("person/mara-nadolny/index.html")) is (number == 2)
