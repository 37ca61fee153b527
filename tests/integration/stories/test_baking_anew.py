"""What a deed bakes is all that it touches: baking everything anew changes no stored byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from depesche.stories import plant, publishing, rebuilding, services
from depesche.stories.models import ArticlePage, SectionPage, Topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
_LIVE_ID = re.compile(rb'data-live-id="\d+"')


def everything_stored() -> dict[str, bytes]:
    """All that readers and machines are served, but for the newest live event that a page knows."""
    names = list(plant.store().names())
    return {name: _LIVE_ID.sub(b"", plant.store().get(name) or b"") for name in names}


def test_after_every_deed_baking_all_anew_changes_nothing(article: ArticlePage, politik: SectionPage) -> None:
    other = services.create_article(
        politik,
        services.ArticleDraft(
            headline="Haushalt: was die Opposition im Stadtrat sagt",
            body=[("text", "<p>Der Haushalt des Stadtrats wird kritisiert, die Opposition klagt.</p>")],
            topics=[Topic.objects.create(name="Opposition", slug="opposition")],
        ),
    )

    old = services.create_article(
        politik, services.ArticleDraft(headline="Vom Sommer", body=[("text", "<p>Heiß.</p>")])
    )
    rebuilding.everything()

    def another_month() -> None:
        with publishing.dated(timezone.now() - timedelta(days=70)):
            services.publish(old)

    def new_facts() -> None:
        page = ArticlePage.objects.get(pk=article.pk)
        page.lead = "Nach langer Sitzung stimmten 31 Räte zu."
        services.publish(page, revision=page.save_revision())

    def new_address() -> None:
        page = ArticlePage.objects.get(pk=article.pk)
        page.slug = "haushalt-beschlossen"
        services.publish(page, revision=page.save_revision())

    def correction() -> None:
        services.correct(ArticlePage.objects.get(pk=other.pk), text="Die Klage war keine.")

    deeds: dict[str, Callable[[], object]] = {
        "publish": lambda: services.publish(article),
        "publish in a month of its own": another_month,
        "publish another": lambda: services.publish(other),
        "new facts": new_facts,
        "new address": new_address,
        "correct": correction,
        "withdraw the only one of a month": lambda: services.unpublish(ArticlePage.objects.get(pk=old.pk)),
        "withdraw": lambda: services.unpublish(ArticlePage.objects.get(pk=article.pk)),
    }
    for name, deed in deeds.items():
        deed()
        standing = everything_stored()
        rebuilding.everything()
        anew = everything_stored()
        differing = {file for file in {*standing, *anew} if standing.get(file) != anew.get(file)}
        assert differing == set(), name
