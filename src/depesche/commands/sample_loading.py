"""How the sample's records become content: settings, people, pictures, articles with their past, mails."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import connection
from django.utils import timezone
from wagtail.models import ReferenceIndex

from depesche.accounts.models import User
from depesche.intake import door
from depesche.intake.arrivals import Circumstances
from depesche.media.models import Picture
from depesche.sample import mails, pictures, records
from depesche.sample.studio import Studio
from depesche.stories import (
    gathering,
    naming,
    profile_selectors,
    profiles,
    publishing,
    quoting,
    services,
    ticker,
    timelines,
)
from depesche.stories import pictures as sizes
from depesche.stories.models import ArticlePage, Author, Profile, PublicationSettings, SectionPage, Topic

URI = "tag:depesche.example,2026:beispiel:"
"""What marks an article as the sample's, so that a second loading knows it."""


def missing_articles(newsroom: records.SampleNewsroom, *, now: datetime) -> list[records.SampleArticle]:
    """Sample articles that are not there yet, oldest first."""
    known = set(ArticlePage.objects.filter(uri__startswith=URI).values_list("uri", flat=True))
    found = [article for article in newsroom.articles if URI + article.slug not in known]
    return sorted(found, key=lambda article: article.published or now)


class Loading:
    """One loading of the sample newsroom. `now` is what its offsets were counted from.

    `sizes` makes the sizes of pictures while articles are written.
    """

    def __init__(self, newsroom: records.SampleNewsroom, *, now: datetime, studio: Studio, sizes: Executor) -> None:
        self._newsroom = newsroom
        self._studio = studio
        self._sizes = sizes
        self._now = now
        self._pictures: dict[str, Picture] = {}
        self._waiting_links: list[records.SampleArticle] = []

    def set_the_scene(self) -> None:
        """The publication, sections, people, topics, and an account to sign in with. Keeps what is there."""
        self._publication()
        for section in self._newsroom.publication.sections:
            services.section(section.slug, name=section.name, lead_in=section.lead_in)
        for person in self._newsroom.people:
            given = {"name": person.name, "kind": person.kind, "role": person.role, "biography": person.biography}
            Author.objects.get_or_create(slug=person.slug, defaults=given)
        for topic in self._newsroom.topics:
            given = {"name": topic.name, "summary": topic.summary, "mediatopic": topic.mediatopic}
            row, is_new = Topic.objects.get_or_create(slug=topic.slug, defaults=given)
            for year, text in topic.past if is_new else ():
                timelines.put(row, day=date(year, 1, 1), precision="year", text=text)
        for known in self._newsroom.profiles:
            if not Profile.objects.filter(name=known.name, kind=known.kind).exists():
                profiles.create(known.name, kind=known.kind, role=known.role, aliases=known.aliases)
        if not User.objects.filter(is_superuser=True).exists():
            _first_account()

    def load(self, article: records.SampleArticle) -> None:
        """One article with its past: first version, update, corrections; or as a draft, scheduled, embargoed."""
        parent = SectionPage.objects.get(slug=article.section)
        versions = [article.body[:-1], article.body] if article.updated else [article.body]
        page = services.create_article(parent, self._draft(article, versions[0]))
        if any(isinstance(block, records.RelatedBox) for block in article.body):
            self._waiting_links.append(article)
        if article.state is records.State.DRAFT or article.published is None:
            return
        if article.state is not records.State.PUBLISHED:
            services.schedule(page, at=article.published)
            return
        with publishing.dated(article.published):
            page = services.publish(page)
        if article.updated:
            services.revise(page, self._draft(article, versions[1], significance="meaningful"))
            with publishing.dated(article.updated):
                page = services.publish(page)
        for note in sorted(article.corrections, key=lambda note: note.made):
            with publishing.dated(note.made):
                services.correct(page, text=note.text, reason=note.reason, weight=note.weight, made_at=note.made)
            page.refresh_from_db()
        if article.live:
            self._report_live(page, article)

    def link_articles(self) -> None:
        """Boxes that link other sample articles can only be filled once all are there."""
        for article in self._waiting_links:
            page = ArticlePage.objects.get(uri=URI + article.slug)
            services.revise(page, self._draft(article, article.body, significance="minor"))
            if page.live:
                services.publish(page)

    def confirm_quotations(self) -> None:
        """What people of the sample said stands on their pages; of some it waits on the desk."""
        gathering.renew(ArticlePage.objects.filter(uri__startswith=URI, live=True).values_list("pk", flat=True))
        keys = [naming.key_of(one.name) for one in self._newsroom.profiles if one.confirms]
        for row in profile_selectors.proposed_quotations().filter(key__in=keys):
            quoting.confirm(row)

    def index_references(self) -> None:
        """Note where pictures and pages are used, once for each article: the desk shows it."""
        for page in ArticlePage.objects.filter(uri__startswith=URI):
            ReferenceIndex.create_or_update_for_object(page)

    def send_mails(self) -> None:
        """The sample mails take the road of every mail: through the door, into the spool."""
        entrance = door.open_door(settings.CONFIG)
        for raw in mails.messages(self._now):
            entrance.accept(raw, Circumstances(fetcher="demo", source="demo"))

    @staticmethod
    def _report_live(page: ArticlePage, article: records.SampleArticle) -> None:
        with publishing.dated(article.published or timezone.now()):
            ticker.set_status(page, article.live)
        for entry in article.entries:
            words = {name: getattr(entry, name) for name in records.SampleEntry.__dataclass_fields__}
            words["author"] = Author.objects.get(slug=entry.author) if entry.author else None
            with publishing.dated(entry.at):
                ticker.add(page, words)

    def _publication(self) -> None:
        own = PublicationSettings.load()
        if own.legal_name:
            return
        given = self._newsroom.publication
        for name in ("name", "tagline", "language", "time_zone", "accent", "press_address", "copyright_line", "notice"):
            setattr(own, name, getattr(given, name))
        for name in ("ownership", "ai_policy", "corrections_policy", "privacy"):
            setattr(own, name, getattr(given, name))
        for name in records.SampleImprint.__dataclass_fields__:
            setattr(own, name, getattr(given.imprint, name))
        own.save()

    def _draft(
        self, article: records.SampleArticle, body: Sequence[records.Block], *, significance: str = "auto"
    ) -> services.ArticleDraft:
        embargoed = article.state is records.State.EMBARGOED
        return services.ArticleDraft(
            headline=article.headline,
            lead=article.lead,
            kicker=article.kicker,
            slug=article.slug,
            body=[(block.block, value) for block in body if (value := self._value(block)) is not None],
            picture=self._picture(article.picture) if article.picture else None,
            authors=[Author.objects.get(slug=slug) for slug in article.authors],
            topics=[Topic.objects.get(slug=slug) for slug in article.topics],
            sources=[
                services.SourceDraft(kind=source.kind, name=source.name, url=source.url, note=source.note)
                for source in article.sources
            ],
            fields={
                "uri": URI + article.slug,
                "teaser_headline": article.teaser_headline,
                "seo_title": article.seo_headline,
                "push_headline": article.push_headline,
                "dateline": article.dateline,
                "urgency": article.urgency,
                "pinned": article.pinned,
                "usage_terms": article.usage_terms,
                "digital_source_type": article.digital_source_type,
                "significance": significance,
                "embargo": "until" if embargoed else "none",
                "embargo_until": article.published if embargoed else None,
                "embargo_evidence": article.embargo_evidence,
            },
        )

    def _value(self, block: records.Block) -> Any:
        return _VALUES[block.block](block, self._picture)

    def _picture(self, slug: str) -> Picture:
        if slug not in self._pictures:
            found = Picture.objects.filter(title=pictures.PICTURES[slug].title).first()
            self._pictures[slug] = found or self._new_picture(slug)
        return self._pictures[slug]

    def _new_picture(self, slug: str) -> Picture:
        picture = _picture(slug, self._studio.picture(slug))
        picture.save()
        self._sizes.submit(_make_sizes, picture)
        return picture


def _picture(slug: str, content: bytes) -> Picture:
    given = pictures.PICTURES[slug]
    width, height = pictures.SIZE
    return Picture(
        focal_point_x=given.focus[0] * width // 1000,
        focal_point_y=given.focus[1] * height // 1000,
        focal_point_width=width // 4,
        focal_point_height=height // 4,
        title=given.title,
        alt_text=given.alt,
        caption=given.caption,
        creator=given.creator,
        credit=given.credit,
        usage_terms=given.usage_terms,
        digital_source_type=given.digital_source_type,
        file=ImageFile(BytesIO(content), name=f"{slug}.jpg"),
    )


def _make_sizes(picture: Picture) -> None:
    try:
        sizes.document(picture)
    finally:
        connection.close()  # this thread's own


def _related_box(block: Any, _picture: Any) -> dict[str, Any] | None:
    links = [_related_link(link) for link in block.links]
    shown = [link for link in links if link is not None]
    return {"title": block.title, "links": shown} if shown else None


def _related_link(link: records.Link) -> dict[str, Any] | None:
    if not link.article:
        return {"article": None, "url": link.url, "text": link.text}
    page = ArticlePage.objects.filter(uri=URI + link.article).first()
    return {"article": page, "url": "", "text": link.text} if page else None


def _table(block: Any, _picture: Any) -> dict[str, Any]:
    return {
        "data": [list(row) for row in block.rows],
        "table_caption": block.caption,
        "first_row_is_table_header": block.header_row,
        "first_col_is_header": block.header_column,
    }


def _fields(block: Any, _picture: Any, *, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(block, name) for name in names}


_VALUES: dict[str, Any] = {
    "text": lambda block, _picture: block.html,
    "subheading": lambda block, _picture: block.text,
    "quote": lambda block, _picture: {"text": block.text, "speaker": block.speaker, "role": block.role, "said": ""},
    "image": lambda block, picture: picture(block.picture),
    "gallery": lambda block, picture: {"title": block.title, "pictures": [picture(slug) for slug in block.pictures]},
    "table": _table,
    "info_box": lambda block, _picture: {"title": block.title, "content": block.html},
    "embed": partial(_fields, names=("url", "title")),
    "related_box": _related_box,
}


def _first_account() -> None:
    """An account with a password nobody else has; written down once, for its owner only."""
    password = secrets.token_urlsafe(9)
    User.objects.create_superuser(
        "redaktion", "redaktion@kranichbrueck.example", password, first_name="Erste Redaktion"
    )
    note = settings.HOME / "first_sign_in"
    descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"redaktion / {password}\n")
