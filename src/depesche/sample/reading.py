"""Reads the sample newsroom from its TOML files and checks that every reference in it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.resources import files
from typing import TypeVar
from zoneinfo import ZoneInfo

from depesche.bakery.schema import EntryKind, TickerStatus
from depesche.sample import bodies, fields, moments
from depesche.sample.fields import Fields, SampleError
from depesche.sample.pictures import PICTURES
from depesche.sample.records import (
    Gallery,
    Image,
    RelatedBox,
    SampleArticle,
    SampleCorrection,
    SampleEntry,
    SampleImprint,
    SampleNewsroom,
    SamplePerson,
    SampleProfile,
    SamplePublication,
    SampleSection,
    SampleSource,
    SampleTopic,
    State,
)

ROOM = files("depesche.sample")
TIME_ZONE = ZoneInfo("Europe/Berlin")
"""Weekdays in the texts are told in this zone."""

_Record = TypeVar("_Record")
_DIGITAL_SOURCE_TYPES = ("", "humanEdits", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia")


def load_newsroom(*, now: datetime) -> SampleNewsroom:
    """Everything, with offsets counted from `now` (aware). Raises `SampleError` naming file and field."""
    newsroom = SampleNewsroom(
        publication=load_publication(now=now),
        people=load_people(),
        topics=load_topics(),
        profiles=load_profiles(),
        articles=load_articles(now=now),
    )
    for article in newsroom.articles:
        _check_references(article, newsroom)
    return newsroom


def load_articles(*, now: datetime) -> tuple[SampleArticle, ...]:
    """All articles, by slug, with offsets counted from `now` (aware). References are not checked here."""
    folder = ROOM / "articles"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    articles = tuple(read_article(fields.read(file), now=now) for file in found)
    for file, article in zip(found, articles, strict=True):
        if file.name != f"{article.slug}.toml":
            raise SampleError(f"{file.name}: slug: must be the file's name, is {article.slug!r}")
    return articles


def read_article(source: Fields, *, now: datetime) -> SampleArticle:
    """One article from its table."""
    state = State(source.choice("state", tuple(State), default=State.PUBLISHED))
    published = _moment(source, "published", now=now)
    if (published is None) != (state is State.DRAFT):
        raise source.error("published", "a draft has none, every other article has one")
    if published is not None and (published > now) != (state in (State.SCHEDULED, State.EMBARGOED)):
        raise source.error("published", f"{published.isoformat()} does not fit the state {state}")
    source = source.rewritten_by(moments.days_told_from(published or now, time_zone=TIME_ZONE))
    article = SampleArticle(
        slug=source.text("slug"),
        section=source.text("section"),
        state=state,
        pinned=source.flag("pinned", default=False),
        kicker=source.text("kicker"),
        headline=source.text("headline"),
        teaser_headline=source.text("teaser_headline", default=""),
        seo_headline=source.text("seo_headline", default=""),
        push_headline=source.text("push_headline", default=""),
        lead=source.text("lead"),
        dateline=source.text("dateline", default=""),
        urgency=source.number("urgency", least=1, most=9),
        published=published,
        updated=_moment(source, "updated", now=now),
        embargo_evidence=source.text("embargo_evidence", default=""),
        authors=source.texts("authors", least=1),
        topics=source.texts("topics"),
        picture=source.text("picture", default=""),
        usage_terms=source.text("usage_terms", default=""),
        digital_source_type=source.choice("digital_source_type", _DIGITAL_SOURCE_TYPES, default=""),
        sources=tuple(_source(entry) for entry in source.tables("sources")),
        corrections=tuple(_correction(entry, now=now) for entry in source.tables("corrections")),
        body=tuple(bodies.read_block(entry) for entry in source.tables("body", least=1)),
        live=source.choice("live", ("", *TickerStatus), default=""),
        entries=tuple(_entry(entry, now=now) for entry in source.tables("entry")),
    )
    source.close()
    if article.entries and not article.live:
        raise source.error("entry", "only a live blog has entries")
    return article


def load_people() -> tuple[SamplePerson, ...]:
    """Authors and agencies, in the file's order."""
    return tuple(_each("people.toml", "person", _person))


def load_topics() -> tuple[SampleTopic, ...]:
    """Topics, in the file's order."""
    return tuple(_each("topics.toml", "topic", _topic))


def load_profiles() -> tuple[SampleProfile, ...]:
    """People and organisations in the news, in the file's order."""
    return tuple(_each("profiles.toml", "profile", _profile))


def load_publication(*, now: datetime) -> SamplePublication:
    """The publication and its sections; the year in its texts is that of `now`."""
    source = fields.read(ROOM / "publication.toml")
    source = source.rewritten_by(moments.days_told_from(now, time_zone=TIME_ZONE))
    policies = source.table("policies")
    publication = SamplePublication(
        name=source.text("name"),
        tagline=source.text("tagline"),
        language=source.choice("language", ("de", "en")),
        time_zone=source.text("time_zone"),
        accent=source.text("accent"),
        press_address=source.text("press_address"),
        copyright_line=source.text("copyright_line"),
        notice=source.text("notice"),
        imprint=_imprint(source.table("imprint")),
        ownership=policies.text("ownership"),
        ai_policy=policies.text("ai_policy"),
        corrections_policy=policies.text("corrections_policy"),
        privacy=policies.text("privacy"),
        sections=tuple(_section(entry) for entry in source.tables("section", least=1)),
    )
    policies.close()
    source.close()
    return publication


def _each(file: str, field: str, make: Callable[[Fields], _Record]) -> Iterable[_Record]:
    source = fields.read(ROOM / file)
    yield from (make(entry) for entry in source.tables(field, least=1))
    source.close()


def _person(source: Fields) -> SamplePerson:
    person = SamplePerson(
        slug=source.text("slug"),
        name=source.text("name"),
        kind=source.choice("kind", ("staff", "guest", "agency")),
        role=source.text("role"),
        biography=source.text("biography", default=""),
    )
    source.close()
    return person


def _profile(source: Fields) -> SampleProfile:
    profile = SampleProfile(
        name=source.text("name"),
        kind=source.choice("kind", ("person", "organisation")),
        role=source.text("role"),
        aliases=source.texts("aliases"),
        confirms=source.flag("confirms", default=False),
    )
    source.close()
    return profile


def _topic(source: Fields) -> SampleTopic:
    topic = SampleTopic(
        slug=source.text("slug"),
        name=source.text("name"),
        summary=source.text("summary"),
        mediatopic=source.text("mediatopic", default=""),
        past=tuple(_past(entry) for entry in source.tables("past")),
    )
    source.close()
    return topic


def _past(source: Fields) -> tuple[int, str]:
    found = source.number("year", least=1, most=9999), source.text("text")
    source.close()
    return found


def _section(source: Fields) -> SampleSection:
    section = SampleSection(slug=source.text("slug"), name=source.text("name"), lead_in=source.text("lead_in"))
    source.close()
    return section


def _imprint(source: Fields) -> SampleImprint:
    imprint = SampleImprint(
        legal_name=source.text("legal_name"),
        address=source.text("address"),
        email=source.text("email"),
        phone=source.text("phone"),
        represented_by=source.text("represented_by"),
        responsible_person=source.text("responsible_person"),
        responsible_address=source.text("responsible_address"),
        register=source.text("register"),
        vat_id=source.text("vat_id"),
        supervisory_body=source.text("supervisory_body"),
    )
    source.close()
    return imprint


def _source(source: Fields) -> SampleSource:
    made = SampleSource(
        kind=source.choice("kind", ("link", "organisation", "release")),
        name=source.text("name"),
        url=source.text("url", default=""),
        note=source.text("note", default=""),
    )
    source.close()
    return made


def _entry(source: Fields, *, now: datetime) -> SampleEntry:
    at = _moment(source, "at", now=now)
    if at is None or at > now:
        raise source.error("at", "must be a time that has been")
    entry = SampleEntry(
        at=at,
        kind=source.choice("kind", tuple(EntryKind), default=EntryKind.PLAIN),
        headline=source.text("headline", default=""),
        text=source.text("text", default=""),
        quote=source.text("quote", default=""),
        quote_speaker=source.text("quote_speaker", default=""),
        quote_role=source.text("quote_role", default=""),
        author=source.text("author", default=""),
        source_name=source.text("source_name", default=""),
        source_url=source.text("source_url", default=""),
        pinned=source.flag("pinned", default=False),
    )
    source.close()
    return entry


def _correction(source: Fields, *, now: datetime) -> SampleCorrection:
    made = _moment(source, "made", now=now)
    if made is None:
        raise source.error("made", "is missing")
    correction = SampleCorrection(
        made=made,
        text=source.text("text"),
        reason=source.text("reason", default=""),
        weight=source.choice("weight", ("major", "minor")),
    )
    source.close()
    return correction


def _moment(source: Fields, field: str, *, now: datetime) -> datetime | None:
    text = source.text(field, default="")
    try:
        return moments.moment(text, now=now) if text else None
    except ValueError as error:
        raise source.error(field, str(error)) from error


def _check_references(article: SampleArticle, newsroom: SampleNewsroom) -> None:
    pictures = {article.picture} - {""}
    links: set[str] = set()
    for block in article.body:
        if isinstance(block, Image):
            pictures.add(block.picture)
        elif isinstance(block, Gallery):
            pictures.update(block.pictures)
        elif isinstance(block, RelatedBox):
            links.update(link.article for link in block.links if link.article)
    for field, used, known in (
        ("section", {article.section}, {section.slug for section in newsroom.publication.sections}),
        (
            "authors",
            {*article.authors, *(entry.author for entry in article.entries)} - {""},
            {person.slug for person in newsroom.people},
        ),
        ("topics", set(article.topics), {topic.slug for topic in newsroom.topics}),
        ("picture", pictures, set(PICTURES)),
        ("links", links, {other.slug for other in newsroom.articles}),
    ):
        if unknown := sorted(used - known):
            raise SampleError(f"{article.slug}.toml: {field}: there is no {unknown[0]!r}")
