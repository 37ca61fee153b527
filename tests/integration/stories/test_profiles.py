"""People and organisations: what they said, once an editor confirmed it, and where they are named; pages turned off."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import (
    errands,
    finding,
    plant,
    profile_changes,
    profiles,
    publishing,
    quoting,
    selectors,
    services,
)
from depesche.stories.addresses import path_of
from depesche.stories.models import (
    Appearance,
    ArticlePage,
    Author,
    Change,
    Profile,
    ProfileStep,
    Quotation,
    SectionPage,
    Topic,
)
from depesche.stories.record import AppendOnly

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAID = "Wir bauen die Brücke im Sommer neu"
TEXT = f"<p>„{SAID}“, sagte Bürgermeisterin Anna Berg am Montag. Der Rat hatte lange beraten.</p>"
PAGE = "person/anna-berg/index.html"


@pytest.fixture
def anna(politik: SectionPage) -> Profile:
    return profiles.create("Anna Berg", role="Bürgermeisterin von Lindenbrück")


@pytest.fixture
def editor() -> User:
    made: User = User.objects.create_user("renate", password="Zeilenhonorar-17", first_name="Renate", last_name="Volk")
    return made


def published(section: SectionPage, headline: str, text: str = TEXT, *on: Topic) -> ArticlePage:
    draft = services.ArticleDraft(headline=headline, body=[("text", text)], topics=on)
    return services.publish(services.create_article(section, draft))


def stored(path: str) -> str:
    return (plant.store().get(path.lstrip("/")) or b"").decode()


def article_page(page: ArticlePage) -> str:
    return stored(f"{path_of(page)}index.html")


def later() -> None:
    """What the worker does."""
    for _round in range(4):
        errands.run_open(now=timezone.now() + timedelta(hours=1))


def graph(page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    things: list[dict[str, object]] = json.loads(found[0])["@graph"]
    return things


def test_a_quote_is_proposed_and_shows_once_an_editor_confirmed_it(
    politik: SectionPage, anna: Profile, editor: User
) -> None:
    page = published(politik, "Brücke wird neu gebaut")
    proposed = Quotation.objects.get()
    assert (proposed.text, proposed.speaker, proposed.state) == (SAID, "Anna Berg", "proposed")
    assert proposed.passage.startswith(f"„{SAID}“, sagte")
    assert "Brücke wird neu gebaut" in stored(PAGE)
    assert 'data-part="quotes"' not in stored(PAGE)
    assert 'href="/person/anna-berg/"' in article_page(page)

    quoting.confirm(proposed, user=editor)

    assert SAID in stored(PAGE)
    assert "Bürgermeisterin von Lindenbrück" in stored(PAGE)
    assert f'href="{path_of(page)}"' in stored(PAGE)
    assert "Brücke wird neu gebaut" in stored("person/anna-berg/feed.xml")
    assert "/person/anna-berg/" in stored("sitemap-pages.xml")
    step = ProfileStep.objects.get(deed="confirm")
    assert (step.profile, step.name, step.what["text"]) == (anna, "Renate Volk", SAID)
    with pytest.raises(AppendOnly):
        step.save()
    somebody = graph(stored(PAGE))[0]["mainEntity"]
    assert isinstance(somebody, dict)
    assert (somebody["@type"], somebody["jobTitle"]) == ("Person", "Bürgermeisterin von Lindenbrück")
    mentions = graph(article_page(page))[0]["mentions"]
    assert isinstance(mentions, list)
    assert [one["name"] for one in mentions] == ["Anna Berg"]


def test_a_quote_goes_with_its_article_and_with_its_words(politik: SectionPage, anna: Profile) -> None:
    page = published(politik, "Brücke wird neu gebaut")
    quoting.confirm(Quotation.objects.get())
    services.unpublish(page)
    assert SAID not in stored(PAGE)
    assert "Brücke" not in stored(PAGE)
    assert "Brücke" not in stored("person/anna-berg/feed.xml")
    services.publish(ArticlePage.objects.get(pk=page.pk))
    assert SAID in stored(PAGE), "the editor's word stands"

    changed = page.get_latest_revision_as_object()
    changed.body = [("text", "<p>„Wir bauen die Brücke erst im Winter neu“, sagte Anna Berg.</p>")]
    services.publish(changed, revision=changed.save_revision(clean=False))
    assert SAID not in stored(PAGE)
    assert "erst im Winter" not in stored(PAGE)
    assert Quotation.objects.get(state="proposed").text == "Wir bauen die Brücke erst im Winter neu"
    old = Quotation.objects.get(state="confirmed")
    assert not old.stands
    with pytest.raises(ValidationError):
        quoting.confirm(old)

    quoting.confirm(Quotation.objects.get(state="proposed"))
    assert "erst im Winter" in stored(PAGE)
    ArticlePage.objects.get(pk=page.pk).delete()
    assert "erst im Winter" not in stored(PAGE)
    assert not Quotation.objects.exists()


def test_a_rejected_quote_is_not_proposed_again(politik: SectionPage, anna: Profile) -> None:
    page = published(politik, "Brücke wird neu gebaut")
    quoting.reject(quoting.confirm(Quotation.objects.get()))
    assert SAID not in stored(PAGE)
    changed = page.get_latest_revision_as_object()
    changed.lead = "Der Stadtrat hat entschieden, und zwar einstimmig."
    services.publish(changed, revision=changed.save_revision(clean=False))
    assert Quotation.objects.get().state == "rejected"
    assert [step.deed for step in ProfileStep.objects.all()] == ["reject", "confirm"]


def test_of_two_with_the_same_name_an_editor_says_which(politik: SectionPage, anna: Profile, editor: User) -> None:
    other = profiles.create("Anna Berg", note="Handballerin")
    assert other.path == "/person/anna-berg-2/"
    page = published(politik, "Brücke wird neu gebaut")
    assert {row.state for row in Appearance.objects.all()} == {"unclear"}
    for path in (PAGE, "person/anna-berg-2/index.html"):
        assert "Brücke wird neu gebaut" not in stored(path)
    assert "/person/" not in article_page(page)
    with pytest.raises(ValidationError):
        quoting.confirm(Quotation.objects.get())

    quoting.confirm(Quotation.objects.get(), other, user=editor)

    assert SAID in stored("person/anna-berg-2/index.html")
    assert "Brücke wird neu gebaut" in stored("person/anna-berg-2/index.html")
    assert "Brücke wird neu gebaut" not in stored(PAGE)
    assert 'href="/person/anna-berg-2/"' in article_page(page)
    assert "Handballerin" in article_page(page)

    quoting.confirm(Quotation.objects.get(), anna, user=editor)  # It was the other one after all.
    assert SAID in stored(PAGE)
    assert "Brücke" not in stored("person/anna-berg-2/index.html")
    assert 'href="/person/anna-berg-2/"' not in article_page(page)
    quoting.confirm(Quotation.objects.get(), other, user=editor)
    assert SAID not in stored(PAGE)

    quoting.choose(Appearance.objects.get(profile=anna), user=editor)
    assert "Brücke wird neu gebaut" in stored(PAGE)
    quoting.disown(Appearance.objects.get(profile=other), user=editor)
    assert SAID not in stored("person/anna-berg-2/index.html")
    assert "/person/anna-berg-2/" not in article_page(page)


def test_who_has_gone_leaves_a_namesake_who_is_clear_then(politik: SectionPage, anna: Profile) -> None:
    other = profiles.create("Anna Berg", note="Handballerin")
    published(politik, "Brücke wird neu gebaut")
    other.delete()
    later()
    assert "Brücke wird neu gebaut" in stored(PAGE)
    assert stored("person/anna-berg-2/index.html") == ""


def test_a_page_that_is_off_is_gone_and_so_is_all_that_leads_there(
    politik: SectionPage, anna: Profile, editor: User
) -> None:
    topic = Topic.objects.create(name="Merlebrücke", slug="merlebruecke")
    pages = [published(politik, f"Brücke, Folge {number}", TEXT, topic) for number in range(3)]
    quoting.confirm(Quotation.objects.first(), user=editor)  # type: ignore[arg-type]
    profile_changes.record(touched=["/thema/merlebruecke/"])
    assert 'href="/person/anna-berg/"' in stored("thema/merlebruecke/index.html")
    assert [one.path for one in finding.results({"q": "Anna Berg"}).profiles] == ["/person/anna-berg/"]

    profiles.turn(anna, on=False, user=editor)

    reader = Client()
    for name in ("", "feed.xml", "feed.atom", "feed.json"):
        assert stored(f"person/anna-berg/{name or 'index.html'}") == ""
        answer = reader.get(f"/person/anna-berg/{name}")
        assert answer.status_code == 410
        assert "Anna Berg" not in answer.content.decode()
    for name in ("sitemap-pages.xml", "thema/merlebruecke/index.html"):
        assert "anna-berg" not in stored(name)
    assert "Anna Berg" not in stored("thema/merlebruecke/index.html")
    assert not any("anna-berg" in article_page(page) for page in pages)
    assert finding.results({"q": "Anna Berg"}).profiles == ()
    assert not any("person/anna-berg" in path for path in selectors.every_path())
    assert ProfileStep.objects.filter(deed="off", name="Renate Volk").exists()

    later_page = published(politik, "Brücke, letzte Folge", TEXT, topic)
    assert "anna-berg" not in article_page(later_page)
    assert stored(PAGE) == ""

    profiles.turn(anna, on=True, user=editor)
    assert SAID in stored(PAGE)
    assert "Brücke, letzte Folge" in stored(PAGE)
    assert all('href="/person/anna-berg/"' in article_page(page) for page in pages)
    assert 'href="/person/anna-berg/"' in stored("thema/merlebruecke/index.html")
    assert "/person/anna-berg/" in stored("sitemap-pages.xml")


def test_what_was_public_before_is_found_when_somebody_gets_a_page(politik: SectionPage) -> None:
    page = published(politik, "Brücke wird neu gebaut")
    kamm = published(politik, "Kamm kandidiert", "<p>Anna Kamm tritt an.</p>")
    anna = profiles.create("Anna Berg")
    later()
    assert "Brücke wird neu gebaut" in stored(PAGE)
    assert 'href="/person/anna-berg/"' in article_page(page)
    assert Quotation.objects.get().text == SAID
    assert "Kamm kandidiert" not in stored(PAGE)

    anna.name, anna.slug = "Anna Kamm", "anna-kamm"
    anna.save()
    later()
    assert stored(PAGE) == ""
    for headline in ("Brücke wird neu gebaut", "Kamm kandidiert"):
        assert headline in stored("person/anna-kamm/index.html")
    assert "/person/anna-kamm/" in article_page(kamm)
    assert Profile.objects.get().names == ("Anna Kamm", "Anna Berg")
    answer = Client().get("/person/anna-berg/feed.json")
    assert (answer.status_code, answer["Location"]) == (301, "/person/anna-kamm/feed.json")

    anna.refresh_from_db()
    anna.aliases = ""
    anna.save()
    later()
    assert "Brücke wird neu gebaut" not in stored("person/anna-kamm/index.html")
    assert "/person/" not in article_page(page)
    profiles.turn(anna, on=False)
    answer = Client().get("/person/anna-berg/")
    assert (answer.status_code, "anna-kamm" in str(dict(answer.items()))) == (410, False)


def test_two_pages_of_the_same_person_become_one(politik: SectionPage, anna: Profile, editor: User) -> None:
    published(politik, "Brücke wird neu gebaut")
    quoting.confirm(Quotation.objects.get())
    married = profiles.create("Anna Berg-Kamm")
    published(politik, "Berg-Kamm tritt an", "<p>Anna Berg-Kamm tritt wieder an.</p>")
    assert "tritt an" not in stored(PAGE)

    profiles.merge(anna, married, user=editor)
    later()

    page = stored("person/anna-berg-kamm/index.html")
    assert SAID in page
    assert "Brücke wird neu gebaut" in page
    assert "Berg-Kamm tritt an" in page
    assert Client().get("/person/anna-berg/")["Location"] == "/person/anna-berg-kamm/"
    assert ProfileStep.objects.get(deed="merge").what["name"] == "Anna Berg"

    hidden = profiles.create("Anna B.")
    profiles.turn(hidden, on=False)
    with pytest.raises(ValidationError):
        profiles.merge(hidden, married)
    with pytest.raises(ValidationError):
        profiles.merge(married, married)
    with pytest.raises(ValidationError):
        profiles.merge(profiles.create("Stadtwerke Lindenbrück", kind="organisation"), married)


def test_an_address_that_an_author_has_is_refused_and_the_other_way_round(politik: SectionPage, anna: Profile) -> None:
    Author.objects.create(name="Mara Nadolny", slug="mara-nadolny")
    with pytest.raises(ValidationError, match="slug"):
        Profile(name="Mara Nadolny", slug="mara-nadolny").full_clean()
    Profile(name="Mara Nadolny", slug="mara-nadolny", kind="organisation").full_clean()
    with pytest.raises(ValidationError, match="slug"):
        Author(name="Anna Berg", slug="anna-berg").full_clean()
    Author(name="Anna Berg", slug="anna-berg", kind="agency").full_clean()
    assert profiles.create("Mara Nadolny").slug == "mara-nadolny-2"
    for name in ("!", "A B C D E F G H I"):
        with pytest.raises(ValidationError):
            profiles.create(name)


def test_an_organisation_has_its_own_address(politik: SectionPage) -> None:
    profiles.create("Stadtwerke Lindenbrück", kind="organisation", aliases=("SWL",))
    page = published(politik, "Strom wird teurer", "<p>Die SWL erhöhen den Preis für Strom.</p>")
    assert "Strom wird teurer" in stored("organisation/stadtwerke-lindenbrueck/index.html")
    assert 'href="/organisation/stadtwerke-lindenbrueck/"' in article_page(page)
    assert Client().get("/organisation/stadtwerke-lindenbrueck/").status_code == 200
    assert Client().get("/organisation/niemand/").status_code == 404
    with pytest.raises(ValueError, match="organisation"):
        services.section("organisation")


def test_what_is_not_public_is_on_no_page(politik: SectionPage, anna: Profile) -> None:
    draft = services.ArticleDraft(headline="Geheim", body=[("text", TEXT)])
    page = services.create_article(politik, draft)
    page.embargo, page.embargo_until = "until", timezone.now() + timedelta(hours=1)
    with pytest.raises(publishing.Refused):
        services.publish(page, revision=page.save_revision(clean=False))
    profiles.search_again(anna)
    later()
    assert not Quotation.objects.exists()
    assert not Appearance.objects.exists()
    assert "Geheim" not in stored(PAGE)


def test_a_publish_touches_as_many_pages_as_it_names_people(
    politik: SectionPage, anna: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_changes, "AT_ONCE", 2)
    monkeypatch.setattr(profile_changes, "BATCH", 3)
    pages = [published(politik, f"Brücke, Folge {number}") for number in range(9)]
    touched = selectors.affected_by(Change.objects.latest("pk"))
    assert [path for path in touched if path.startswith("/person/")] == [
        "/person/anna-berg/",
        "/person/anna-berg/feed.xml",
    ]

    profiles.turn(anna, on=False)
    change = Change.objects.filter(kind="profile").latest("pk")
    assert sum(path.startswith("/politik/") for path in change.touched) == 2
    assert sum("anna-berg" in article_page(page) for page in pages) == 7
    later()
    assert not any("anna-berg" in article_page(page) for page in pages)
    assert max(len(one.touched) for one in Change.objects.filter(kind="profile", pk__gt=change.pk)) == 3


def test_a_page_holds_the_newest_and_leads_to_the_rest(
    politik: SectionPage, anna: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "LIST_LENGTH", 2)
    for number in range(3):
        with publishing.dated(timezone.now() - timedelta(days=9 - number)):
            page = published(politik, f"Folge {number}", f"<p>„Das ist die Folge {number}“, sagte Anna Berg.</p>")
        quoting.confirm(Quotation.objects.get(article=page))
    page = stored(PAGE)
    assert [int(found) for found in re.findall("Das ist die Folge (\\d)", page)] == [2, 1, 0]
    assert "Folge 0</a>" in page, "of the quote"
    assert page.count("<article") == 2
    assert "Weitere Beiträge in der Suche" in page
