"""What the editor is told while writing: length guides, and the copy desk's remarks on the form as it stands."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from depesche.desk import passages, proofs, quote_checks
from depesche.desk.side_panels import releases_of
from depesche.language.copydesk import lengths
from depesche.stories import measures, selectors, topic_suggesting
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, SectionPage
from depesche.stories.topic_suggesting import Draft, Suggestion

LANGUAGES = ("de", "en")
MOST_DIGITS = 19
"""Of a key that databases still take."""


def length_guides() -> dict[str, Any]:
    """For the desk's script: how much each place shows, which field feeds which places, and what to say of it."""
    words = {
        "front": (_("Fits the front page"), _("Long for the front page")),
        "search": (_("Fits a search result"), _("Search result cut after “%s”")),
        "push": (_("Fits a push message"), _("Push message cut after “%s”")),
        "lead": (_("Read at a glance"), _("Long for a lead")),
        "description": (_("Fits below a search result"), _("Below a search result cut after “%s”")),
    }
    return {
        "surfaces": {
            guide.surface: {"most": guide.most, "fits": words[guide.surface][0], "long": words[guide.surface][1]}
            for guide in lengths.ALL
        },
        "fields": {
            "title": ["front", "search", "push"],
            "lead": ["lead", "description"],
            "teaser_headline": ["front"],
            "seo_title": ["search"],
            "push_headline": ["push"],
        },
        "own": {"front": "teaser_headline", "search": "seo_title", "push": "push_headline"},
    }


@require_POST
def proof(request: HttpRequest, page_id: int) -> HttpResponse:
    """What there is to say of the posted form: of an article, or of a new one in the section of that number."""
    page = get_object_or_404(Page, pk=page_id).specific
    allowed = page.permissions_for_user(request.user)
    if isinstance(page, ArticlePage) and allowed.can_edit():
        releases = releases_of(page.get_latest_revision_as_object(), request.user)
    elif isinstance(page, SectionPage) and allowed.can_add_subpage():
        releases = []
    else:
        raise PermissionDenied
    path = path_of(page) if isinstance(page, ArticlePage) and page.live else "/"
    return render(request, "desk/writing_fragment.html", _outcome(request.POST, releases, path=path))


def _outcome(data: Any, releases: list[Any], *, path: str) -> dict[str, Any]:
    lang = data.get("language") or selectors.publication_settings().language
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    body = passages.body_of(data)
    texts = passages.of_body(body)
    outcome = quote_checks.of(texts, releases, lang=lang)
    names = _names()
    remarks = proofs.of(passages.of_fields(data), texts, lang=lang)
    return {
        "measure": measures.of(data.get("lead", ""), body),
        "remarks": [(names.get(found.place) or _("Text"), found) for found in remarks],
        "quotes": outcome,
        "has_release": bool(releases),
        "topics": _topics(data, texts, lang=lang, path=path),
        "count": len(outcome.wrong) + len(remarks),
    }


def _topics(data: Any, texts: list[passages.Passage], *, lang: str, path: str) -> list[Suggestion]:
    """Topics that the form has not ticked yet."""
    ticked = {int(key) for key in data.getlist("topics") if key.isdecimal() and len(key) < MOST_DIGITS}
    draft = Draft(
        headline=data.get("title", ""),
        lead=data.get("lead", ""),
        body="\n".join(passage.text for passage in texts),
        language=lang,
        path=path,
    )
    return topic_suggesting.suggest(draft, without=ticked)


def _names() -> dict[str, str]:
    return {
        "kicker": _("Kicker"),
        "title": _("Headline"),
        "lead": _("Lead"),
        "teaser_headline": _("Headline on fronts"),
        "seo_title": _("Headline for search engines"),
        "push_headline": _("Headline for push"),
    }
