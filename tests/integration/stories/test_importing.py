"""Articles from ninjs: made, updated, corrected, withdrawn; and our own export comes back as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest

from depesche.stories import importing, plant, services
from depesche.stories.models import ArticlePage, SectionPage
from depesche.stories.ninjs_reading import NotNinjs

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def wire(**changes: Any) -> dict[str, Any]:
    return {
        "uri": "tag:agentur.example,2026:bruecke",
        "version": "1",
        "pubstatus": "usable",
        "headline": "Brücke gesperrt",
        "description_text": "Risse im Beton.",
        "body_html": "<p>Die Brücke ist seit Montag gesperrt.</p>",
        "versioncreated": "2026-11-01T10:00:00+01:00",
        "firstcreated": "2026-11-01T09:00:00+01:00",
    } | changes


def test_a_new_uri_makes_an_article_with_its_own_past(politik: SectionPage) -> None:
    made = importing.take(wire(), publish=True, section="politik")
    assert made.path == "/politik/bruecke-gesperrt/"
    page = ArticlePage.objects.get(pk=made.id)
    assert page.live
    assert page.first_published_at.isoformat() == "2026-11-01T08:00:00+00:00"


def test_without_publish_it_is_a_draft(politik: SectionPage) -> None:
    made = importing.take(wire(), section="politik")
    assert not ArticlePage.objects.get(pk=made.id).live


def test_the_same_version_again_changes_nothing(politik: SectionPage) -> None:
    importing.take(wire(), publish=True)
    assert importing.take(wire(headline="Anders"), publish=True).outcome == "unchanged"
    assert ArticlePage.objects.get().title == "Brücke gesperrt"


def test_a_higher_version_updates_in_place(politik: SectionPage) -> None:
    first = importing.take(wire(), publish=True)
    again = importing.take(
        wire(version="10", headline="Brücke bleibt gesperrt", versioncreated="2026-11-02T10:00:00+01:00"), publish=True
    )
    assert (again.outcome, again.id, again.path) == ("updated", first.id, first.path)
    page = ArticlePage.objects.get()
    assert page.title == "Brücke bleibt gesperrt"
    assert page.updated_at is not None
    assert page.updated_at.isoformat() == "2026-11-02T09:00:00+00:00"


def test_a_correction_leaves_its_note(politik: SectionPage) -> None:
    importing.take(wire(), publish=True)
    again = importing.take(wire(version="2", ednote="KORREKTUR: Montag, nicht Dienstag."), publish=True)
    assert again.outcome == "corrected"
    assert "Montag, nicht Dienstag" in ArticlePage.objects.get().corrections.get().text


def test_a_cancellation_withdraws(politik: SectionPage) -> None:
    made = importing.take(wire(), publish=True)
    assert importing.take(wire(version="2", pubstatus="canceled"), publish=True).outcome == "withdrawn"
    assert plant.store().get(made.path.lstrip("/") + "index.html") is None


def test_a_cancellation_of_what_is_not_there_is_refused(politik: SectionPage) -> None:
    with pytest.raises(NotNinjs):
        importing.take(wire(pubstatus="canceled"), publish=True)


def test_an_embargoed_article_is_scheduled(politik: SectionPage) -> None:
    made = importing.take(wire(embargoed="2099-01-01T10:00:00+01:00"), publish=True)
    page = ArticlePage.objects.get(pk=made.id)
    assert not page.live
    assert page.go_live_at == page.embargo_until


def test_our_own_export_can_be_taken_in_again(article: ArticlePage) -> None:
    services.publish(article)
    exported = json.loads(plant.store().get("politik/stadtrat-beschliesst-den-haushalt/index.json") or b"")
    made = importing.take(exported | {"uri": "urn:other"}, publish=True)
    copy = ArticlePage.objects.get(pk=made.id)
    assert (copy.title, copy.lead, copy.section) == (article.title, article.lead, article.section)
    assert [block.block_type for block in copy.body] == ["text", "subheading", "quote"]
    assert [topic.name for topic in copy.topics.all()] == ["Haushalt"]


def test_a_headline_beyond_the_field_ends_at_a_word_and_stays_whole_in_the_text(politik: SectionPage) -> None:
    headline = "Brücke " + "gesperrt " * 40 + "bis Montag"
    made = importing.take(wire(headline=headline), publish=True)
    page = ArticlePage.objects.get(pk=made.id)
    assert len(page.title) <= 255
    assert page.title.endswith("gesperrt …")
    assert str(page.body[0].value.source) == f"<p>{headline}</p>"
    assert "shortened" in made.note
    assert importing.take(wire(version="2"), publish=True).note == ""


def test_one_word_beyond_the_field_is_cut(politik: SectionPage) -> None:
    made = importing.take(wire(headline="x" * 300))
    assert ArticlePage.objects.get(pk=made.id).title == "x" * 253 + " …"


def test_an_article_without_text_exports_no_empty_body(politik: SectionPage) -> None:
    made = importing.take(wire(body_html="", description_text=""), publish=True)
    exported = json.loads(plant.store().get(made.path.lstrip("/") + "index.json") or b"{}")
    assert exported["uri"] == wire()["uri"]
    assert all(body["value"] for body in exported.get("bodies", []))
