"""Documents of pages that list stories: fronts, sections, topics, people, months, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from depesche.bakery import schema
from depesche.stories import (
    documents,
    dossiers,
    fronts_documents,
    history,
    markup,
    profile_documents,
    selectors,
    shelf,
    ticker_documents,
)
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Author, HomePage, SectionPage, Topic


def article(page: ArticlePage) -> schema.ArticleDocument:
    """An article with the related stories that stand beside it."""
    return articles([page])[0]


def articles(pages: Sequence[ArticlePage]) -> list[schema.ArticleDocument]:
    """Several articles, in their order, for as many queries as one takes."""
    near = selectors.neighbours([page.pk for page in pages if page.pk])
    keys = {key for reasons in near.values() for key in reasons}
    cards = shelf.cards_by_key(selectors.published().filter(pk__in=keys), most=len(keys)) if keys else {}
    people = profile_documents.named_in([page.pk for page in pages if page.pk and page.live])
    found = []
    for page in pages:
        reasons = near.get(page.pk, {})
        related = (replace(cards[key], reason=reason) for key, reason in reasons.items() if key in cards)
        document = documents.article(page, related=tuple(related))
        ticker = ticker_documents.ticker(page)
        found.append(replace(document, ticker=ticker, people=people.get(page.pk, ())))
    return found


def front() -> schema.FrontDocument:
    """As editors arranged it, else as it makes itself: the pinned story leads, or the most urgent of the newest."""
    home = HomePage.objects.values_list("pk", flat=True).first()
    arranged = fronts_documents.live_of(home) if home else None
    return fronts_documents.front(arranged or fronts_documents.of_itself(), at=timezone.now())


def section(page: SectionPage) -> schema.ListDocument:
    """The newest first, below what editors arranged."""
    arranged = fronts_documents.live_of(page.pk) if page.pk else None
    document = section_list(page)
    return fronts_documents.above_list(document, arranged, at=timezone.now()) if arranged else document


def section_list(page: SectionPage) -> schema.ListDocument:
    """A section's page as it makes itself."""
    return schema.ListDocument(
        path=path_of(page),
        kind="section",
        title=page.title,
        lead_in=page.lead_in,
        section=documents.section_ref(page),
        cards=shelf.cards(selectors.in_section(page.slug), most=selectors.LIST_LENGTH),
        older=_archive_link(selectors.in_section(page.slug)),
    )


def topic(row: Topic) -> schema.ListDocument:
    return schema.ListDocument(
        path=row.path,
        kind="topic",
        title=row.name,
        lead_in=markup.plain(markup.expand(row.summary)),
        cards=shelf.cards(selectors.on_topic(row), most=selectors.LIST_LENGTH),
        older=_archive_link(selectors.on_topic(row)),
        dossier=dossiers.dossier(row),
    )


def person(row: Author) -> schema.ListDocument:
    lead_in = ". ".join(part.rstrip(".") for part in (row.role, row.biography) if part)
    written = selectors.by_author(row)
    cards = shelf.cards(written, most=selectors.LIST_LENGTH)
    is_whole = len(cards) < selectors.LIST_LENGTH or not written[selectors.LIST_LENGTH :].exists()
    return schema.ListDocument(
        path=row.path,
        kind="person",
        title=row.name,
        role=row.role,
        lead_in=f"{lead_in}." if lead_in else "",
        cards=cards,
        older=None if is_whole else schema.RelatedLink(url=f"/suche/?autor={row.slug}", text=""),
    )


def versions(page: ArticlePage) -> schema.VersionsDocument:
    """What was changed in a published article, version by version."""
    return history.document(page, section=documents.section_of(page), path=path_of(page))


def corrections() -> schema.CorrectionsDocument:
    rows = list(selectors.corrections()[: selectors.CORRECTIONS_LENGTH])
    cards = {card.path: card for card in shelf.cards(selectors.published_among(rows), most=len(rows))}
    entries = ((documents.correction(row), cards.get(path_of(row.article))) for row in rows)
    away = [row.article for row in selectors.retractions()[: selectors.CORRECTIONS_LENGTH]]
    retracted = {page.pk: retraction(page) for page in away}
    return schema.CorrectionsDocument(
        retractions=tuple(made for made in retracted.values() if made),
        entries=tuple(schema.CorrectionEntry(correction=made, card=card) for made, card in entries if card is not None),
    )


def retraction(page: ArticlePage) -> schema.Retraction | None:
    """What readers are told where a retracted article stood."""
    row = selectors.retraction_of(page)
    return schema.Retraction(made=row.made_at, reason=row.reason, path=path_of(page)) if row else None


def notice(path: str, status: int, retraction: schema.Retraction | None = None) -> schema.NoticeDocument:
    """Why there is no story at a path, with the latest to lead on."""
    return schema.NoticeDocument(
        path=path, status=status, retraction=retraction, latest=shelf.cards(selectors.published(), most=5)
    )


def _month_link(year: int, number: int) -> schema.RelatedLink:
    return schema.RelatedLink(url=f"/archiv/{year}/{number:02}/", text=f"{year}-{number:02}")


def _archive_link(pages: QuerySet[ArticlePage]) -> schema.RelatedLink | None:
    """To the month of the list's newest story, so that no other list's stories move it."""
    newest = pages.exclude(month="").values_list("month", flat=True).first()
    return _month_link(int(newest[:4]), int(newest[5:])) if newest else None
