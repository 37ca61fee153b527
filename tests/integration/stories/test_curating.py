"""Related articles by an editor's hand: on the baked page, in its document, and whatever happens to them later."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from wagtail.models import Revision

from depesche.accounts.models import User
from depesche.bakery import schema
from depesche.stories import curating, documents, plant, press, rebuilding, selectors, services
from depesche.stories.addresses import path_of
from depesche.stories.models import AppendOnly, ArticlePage, Change, Curation, Neighbour, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
Write = Callable[..., ArticlePage]
DAM = "Der Krisenstab tagt zum Talsperrendamm, die Staumauer von Lindenbrück wird heute Nacht beleuchtet."
OTHERS = {
    "damm-bericht": "Gutachter Hellwig fand Risse in der Staumauer. Der Talsperrendamm in Lindenbrück sei gefährdet.",
    "damm-anwohner": "Unterhalb vom Talsperrendamm wollen Familien fort. Lindenbrück bangt um die Staumauer.",
    "damm-kosten": "Neun Millionen kostet es, die Staumauer abzudichten. Lindenbrück zahlt den Talsperrendamm selbst.",
    "damm-archiv": "Schon 1987 tropfte Lindenbrücks Staumauer. Ein Heimatforscher erzählt vom alten Talsperrendamm.",
    "damm-wasser": "Das Trinkwasser ist sauber, sagt das Labor in Lindenbrück. Talsperrendamm und Staumauer tropfen.",
    "chorfest": "Der Kirchenchor singt zum Jubiläum Motetten, die Kantorin leitet ihn zum letzten Mal.",
}


@pytest.fixture
def write(politik: SectionPage) -> Write:
    """Publishes an article, or only drafts it."""

    def write(slug: str, text: str, *, is_public: bool = True) -> ArticlePage:
        headline = slug.replace("-", " ").title()
        draft = services.ArticleDraft(headline=headline, slug=slug, body=[("text", f"<p>{text}</p>")])
        page = services.create_article(politik, draft)
        return services.publish(page) if is_public else page

    return write


@pytest.fixture
def others(write: Write) -> dict[str, ArticlePage]:
    """And, in the index alone, so much else that not every article there is speaks of the dam."""
    with press.paused():
        pages = {slug: write(slug, text) for slug, text in OTHERS.items()}
    index, like = plant.archive(), documents.article(pages["chorfest"])
    for number in range(40):
        text = schema.TextBlock(html=f"<p>Turnier {number} der Kegler endet unentschieden.</p>")
        index.add(replace(like, path=f"/politik/kegeln-{number}/", headline=f"Kegeln {number}", body=(text,)))
    index.commit()
    return pages


@pytest.fixture
def story(write: Write, others: dict[str, ArticlePage]) -> ArticlePage:
    return write("damm", DAM)


def offered(page: ArticlePage) -> list[str]:
    """Slugs of what is offered on the baked page, which its document must agree with."""
    path = path_of(page)
    document = json.loads(plant.store().get(f"{path.lstrip('/')}index.json") or b"{}")
    slugs = [one["uri"] for one in document.get("associations", []) if one["name"] == "related"]
    found = [ArticlePage.objects.get(guid=uri.rpartition(":")[2]).slug for uri in slugs]
    html = (plant.store().get(f"{path.lstrip('/')}index.html") or b"").decode()
    part = html.partition('data-part="related"')[2].partition("</section>")[0]
    assert all(f"/politik/{slug}/" in part for slug in found)
    assert not [slug for slug in {*OTHERS, "damm"} - {*found} if f"/politik/{slug}/" in part]
    return found


def test_what_is_pinned_stands_first_and_says_why(story: ArticlePage, others: dict[str, ArticlePage]) -> None:
    assert len(offered(story)) == 4
    assert "chorfest" not in offered(story)
    head = plant.log().head()
    curating.pin(story, others["chorfest"], user=User.objects.create_user("anna", first_name="Anna"))
    assert offered(story)[0] == "chorfest"
    assert len(offered(story)) == 4
    assert "Auswahl der Redaktion" in (plant.store().get("politik/damm/index.html") or b"").decode()
    assert "chorfest" not in offered(others["damm-bericht"]), "pinned beside one article only"
    assert plant.log().since(head) == [], "no news for open pages"
    assert [one.name for one in Curation.objects.all()] == ["Anna"]

    curating.free(story, others["chorfest"])
    assert "chorfest" not in offered(story)
    assert [one.deed for one in Curation.objects.all()] == ["pin", "free"], "both stay on record"
    with pytest.raises(AppendOnly):
        Curation.objects.get(deed="pin").save()


def test_what_is_banned_is_offered_no_more_until_it_is_allowed_again(
    story: ArticlePage, others: dict[str, ArticlePage]
) -> None:
    first = offered(story)[0]
    curating.ban(story, others[first])
    assert first not in offered(story)
    assert len(offered(story)) == 4, "another one takes the place"
    services.publish(others[first], revision=_edited(others[first]))
    rebuilding.order()
    rebuilding.run_open()
    assert first not in offered(story), "and it stays so"
    curating.free(story, others[first])
    assert first in offered(story)


def test_a_pinned_article_that_is_withdrawn_never_shows_and_comes_back_with_its_publication(
    story: ArticlePage, others: dict[str, ArticlePage]
) -> None:
    curating.pin(story, others["chorfest"])
    services.unpublish(others["chorfest"])
    assert "chorfest" not in offered(story)
    assert len(offered(story)) == 4
    rebuilding.order()
    rebuilding.run_open()
    assert "chorfest" not in offered(story)
    services.publish(others["chorfest"])
    assert offered(story)[0] == "chorfest"


def test_as_many_are_pinned_as_are_offered_and_none_that_is_not_public_or_the_same(
    write: Write, story: ArticlePage, others: dict[str, ArticlePage]
) -> None:
    names = [*others][: curating.MOST_PINNED]
    for name in names:
        curating.pin(story, others[name])
    assert offered(story) == names
    for refused in (others[[*others][curating.MOST_PINNED]], story, write("entwurf", DAM, is_public=False)):
        with pytest.raises(curating.NotPinned):
            curating.pin(story, refused)
    assert offered(story) == names


def test_a_copy_of_what_is_pinned_is_not_offered_beside_it(write: Write, story: ArticlePage) -> None:
    long = "Staumauer, Talsperrendamm, Krisenstab: das Protokoll aus Lindenbrück. " + " ".join(
        f"{name} nennt Punkt {number}." for number, name in enumerate(("Hellwig", "Brandt", "Özer", "Lamm", "Voss"))
    )
    original, copy = write("damm-protokoll", long), write("damm-protokoll-agentur", f"{long} So die Agentur.")
    assert len({original.slug, copy.slug} & {*offered(story)}) == 1
    curating.pin(story, original)
    assert copy.slug not in offered(story)
    curating.free(story, original)
    curating.pin(story, copy)
    assert original.slug not in offered(story)


def test_decisions_on_a_draft_hold_from_its_first_publication_on(write: Write, others: dict[str, ArticlePage]) -> None:
    draft = write("damm", DAM, is_public=False)
    before = Change.objects.count()
    curating.pin(draft, others["chorfest"])
    curating.ban(draft, others["damm-kosten"])
    assert Change.objects.count() == before, "nothing of it is public"
    services.publish(draft)
    assert offered(draft)[0] == "chorfest"
    assert "damm-kosten" not in offered(draft)


def test_whoever_offers_a_withdrawn_article_is_baked_however_many_they_are(
    story: ArticlePage, others: dict[str, ArticlePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "MOST_OFFERS_REBAKED", 1)
    gone = others["chorfest"]
    near = [story, *(others[slug] for slug in OTHERS if slug.startswith("damm"))]
    for page in near:
        curating.pin(page, gone)
    assert all(offered(page)[0] == "chorfest" for page in near)
    services.unpublish(gone)
    assert not any("chorfest" in offered(page) for page in near)
    assert not Neighbour.objects.filter(other=gone.pk).exists()


def _edited(page: ArticlePage) -> Revision:
    page.refresh_from_db()
    page.lead = "Mehr dazu."
    return page.save_revision()
