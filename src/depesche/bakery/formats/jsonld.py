"""schema.org as JSON-LD, for search engines. Safe to stand inside a `script` element whatever the texts hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    ArticleDocument,
    Byline,
    Correction,
    ListDocument,
    Picture,
    ProfileDocument,
    ProfileRef,
    Publication,
    Ticker,
    TickerStatus,
)

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}

_SOURCES = frozenset(
    ["algorithmicMedia", "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"]
)
"""What machines must be told; ninjs has all codes. schema.org names these by the same words."""


def article(document: ArticleDocument, publication: Publication) -> Markup:
    """`NewsArticle` with its breadcrumb."""
    when = dates.Dates(publication.language, publication.time_zone)
    page = absolute(publication, document.path)
    pictures = [_picture(document.picture, publication)] if document.picture else []
    news = {
        "@type": "NewsArticle",
        "@id": f"{page}#article",
        "mainEntityOfPage": page,
        "url": page,
        "headline": markup.plain(document.headline),
        "alternativeHeadline": markup.plain(document.teaser_headline),
        "description": markup.plain(document.lead),
        "inLanguage": document.language,
        "datePublished": when.local(document.first_published),
        "dateModified": when.local(document.updated),
        "articleSection": markup.plain(document.section.name),
        "keywords": [markup.plain(topic.name) for topic in document.topics],
        "mentions": [_mentioned(one, publication) for one in document.people],
        "wordCount": document.word_count,
        "author": [_author(byline, publication) for byline in document.bylines],
        "publisher": _organisation(publication),
        "image": pictures,
        "correction": [_correction(made, when) for made in document.corrections],
        "dateline": markup.plain(document.dateline),
        "isAccessibleForFree": True,
        "digitalSourceType": _source_type(document.digital_source_type),
        "expires": when.local(document.expires) if document.expires else "",
        "usageInfo": markup.plain(document.usage_terms) if document.usage_terms.startswith("http") else "",
    }
    if document.ticker:
        news |= _live_blog(document, document.ticker, publication, when)
    return _script([_filled(news), _breadcrumb(document, publication)])


def _live_blog(
    document: ArticleDocument, ticker: Ticker, publication: Publication, when: dates.Dates
) -> dict[str, Any]:
    """`LiveBlogPosting`: the same news, with the entries that stand on the page."""
    ended = ticker.status is TickerStatus.ENDED
    return {
        "@type": "LiveBlogPosting",
        "coverageStartTime": when.local(document.first_published),
        "coverageEndTime": when.local(max(entry.at for entry in ticker.entries)) if ended and ticker.entries else "",
        "liveBlogUpdate": [
            _filled(
                {
                    "@type": "BlogPosting",
                    "@id": absolute(publication, entry.path),
                    "url": absolute(publication, entry.path),
                    "headline": markup.plain(entry.headline) or markup.words(entry.html)[:110],
                    "articleBody": markup.words(entry.html),
                    "datePublished": when.local(entry.at),
                    "dateModified": when.local(entry.edited) if entry.edited else "",
                    "author": {"@type": "Person", "name": markup.plain(entry.author)} if entry.author else None,
                }
            )
            for entry in ticker.entries
        ],
    }


def site(publication: Publication) -> Markup:
    """`WebSite` with its search, for the front page."""
    home = absolute(publication, "/")
    site_itself = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": markup.plain(publication.name),
        "description": markup.plain(publication.tagline),
        "inLanguage": publication.language,
        "publisher": _organisation(publication) | _policies(publication),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{home}suche/?q={{query}}",
            "query-input": "required name=query",
        },
    }
    return _script([_filled(site_itself)])


def _policies(publication: Publication) -> dict[str, str]:
    """Where the house says who owns it and how it works; on the front page alone, to spare the others the bytes."""
    imprint = absolute(publication, "/impressum/")
    policies = {
        "ownershipFundingInfo": f"{imprint}#eigentum" if publication.ownership_html else "",
        "ethicsPolicy": f"{imprint}#ki" if publication.ai_policy_html else "",
        "masthead": imprint,
    }
    return _filled(policies)


def person(document: ListDocument, publication: Publication) -> Markup:
    """`ProfilePage` of somebody who writes here."""
    page = absolute(publication, document.path)
    somebody = {
        "@type": "Person",
        "@id": f"{page}#person",
        "name": markup.plain(document.title),
        "jobTitle": markup.plain(document.role),
        "description": markup.plain(document.lead_in),
        "url": page,
        "worksFor": {"@id": f"{absolute(publication, '/')}#publisher"},
    }
    profile = {"@type": "ProfilePage", "@id": page, "url": page, "mainEntity": _filled(somebody)}
    return _script([profile, _organisation(publication)])


def profile(document: ProfileDocument, publication: Publication) -> Markup:
    """`ProfilePage` of somebody, or of a body, in the news."""
    page = absolute(publication, document.path)
    subject = {
        "@type": _TYPES[document.kind],
        "@id": f"{page}#{document.kind}",
        "name": markup.plain(document.name),
        "jobTitle" if document.kind == "person" else "description": markup.plain(document.role),
        "disambiguatingDescription": markup.plain(document.note),
        "url": page,
    }
    about = {"@type": "ProfilePage", "@id": page, "url": page, "mainEntity": _filled(subject)}
    return _script([about, _organisation(publication)])


_TYPES = {"person": "Person", "organisation": "Organization"}


def _mentioned(one: ProfileRef, publication: Publication) -> dict[str, Any]:
    page = absolute(publication, one.path)
    return {"@type": _TYPES[one.kind], "@id": f"{page}#{one.kind}", "name": markup.plain(one.name), "url": page}


def _organisation(publication: Publication) -> dict[str, Any]:
    home = absolute(publication, "/")
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{home}#publisher",
            "name": markup.plain(publication.name),
            "legalName": markup.plain(publication.imprint.legal_name),
            "url": home,
            "logo": _picture(publication.logo, publication) if publication.logo else None,
            "correctionsPolicy": absolute(publication, "/korrekturen/"),
            "publishingPrinciples": absolute(publication, "/impressum/"),
        }
    )


def _author(byline: Byline, publication: Publication) -> dict[str, Any]:
    return _filled(
        {
            # Who has a page is a person; a name without one may as well be an agency.
            "@type": "Person" if byline.path else "Organization",
            "name": markup.plain(byline.name),
            "jobTitle": markup.plain(byline.role) if byline.path else "",
            "url": absolute(publication, byline.path) if byline.path else "",
        }
    )


def _picture(picture: Picture, publication: Publication) -> dict[str, Any]:
    rendition = picture.largest
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(publication, rendition.path),
            "width": rendition.width,
            "height": rendition.height,
            "caption": markup.plain(picture.caption),
            "creditText": markup.plain(picture.credit),
            "digitalSourceType": _source_type(picture.digital_source_type),
        }
    )


def _source_type(code: str) -> str:
    """The IPTC code as schema.org names it: its `IPTCDigitalSourceEnumeration`."""
    return f"https://schema.org/{code[:1].upper()}{code[1:]}DigitalSource" if code in _SOURCES else ""


def _correction(made: Correction, when: dates.Dates) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": markup.plain(made.text), "datePublished": when.local(made.made)}


def _breadcrumb(document: ArticleDocument, publication: Publication) -> dict[str, Any]:
    phrases = Phrases(publication.language)
    steps = [
        (phrases("front"), "/"),
        (document.section.name, document.section.path),
        (document.headline, document.path),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": markup.plain(name),
                "item": absolute(publication, path),
            }
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ("", [], {}, 0, None)}


def _script(graph: list[dict[str, Any]]) -> Markup:
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # JSON strings may hold these signs escaped; HTML then finds no `</script>` and no comment in them.
    return Markup(text.translate(_ESCAPES))  # noqa: S704 every sign that HTML knows is escaped
