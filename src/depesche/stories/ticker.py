"""Writing a live blog: the only way entries come about, change and go. Each step commits with its outbox row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.stories import publishing, services
from depesche.stories.entries import Entry
from depesche.stories.models import ArticlePage, Change, SectionPage

WORDS = (
    "at",
    "kind",
    "headline",
    "text",
    "quote",
    "quote_speaker",
    "quote_role",
    "picture",
    "embed_url",
    "embed_title",
    "score_home",
    "score_away",
    "score_home_points",
    "score_away_points",
    "author",
    "source_name",
    "source_url",
    "pinned",
)
"""What a writer may set."""
OLDEST, NEWEST = timedelta(days=-366), timedelta(days=100 * 366)
"""How far ahead and how far back an entry's time may lie."""


class Conflict(Exception):
    """Somebody else changed the entry meanwhile; `current` is how it stands now. Nothing was written."""

    def __init__(self, current: Entry) -> None:
        super().__init__("the entry was changed meanwhile")
        self.current = current


def set_status(article: ArticlePage, status: str) -> None:
    """Announce, open, pause or end an article's ticker; readers see it at once where the article is public."""
    with transaction.atomic():
        page = ArticlePage.objects.select_for_update().get(pk=article.pk)
        if page.ticker == status:
            return
        ArticlePage.objects.filter(pk=page.pk).update(ticker=status, version=F("version") + (1 if page.live else 0))
        if page.live:
            mark = publishing.footprint(page)
            publishing.record(Change.Kind.UPDATE, article=page, before=mark, after=mark, meaningful=False)


def add(
    article: ArticlePage,
    words: Mapping[str, Any],
    *,
    user: User | None = None,
    publish: bool = True,
    token: str = "",
) -> Entry:
    """A new entry, public at once unless it is to be a draft. Raises `ValidationError`.

    With a `token` (36 characters at most) that an entry here has, that entry: its writer never heard that it arrived.
    """
    entry = Entry(article=article, written_by=user, changed_by=user, at=timezone.now(), token=token)
    _fill(entry, words)
    with transaction.atomic():
        page = _lock(article.pk)
        if token and (arrived := Entry.objects.filter(article=page, token=token).first()):
            return arrived
        if publish:
            _number(entry)
        entry.save()
        _record(page, entry)
    return entry


def look(article: ArticlePage, words: Mapping[str, Any], *, instead_of: Entry | None = None) -> Entry:
    """An entry as it would be, new or in the place of another; nothing is stored. Raises `ValidationError`."""
    entry = Entry(article=article, at=timezone.now())
    if instead_of is not None:
        entry.at, entry.number, entry.version = instead_of.at, instead_of.number, instead_of.version
    _fill(entry, words)
    if entry.number is None:
        _number(entry)
    return entry


def change(
    entry: Entry, words: Mapping[str, Any], *, version: int, user: User | None = None, publish: bool | None = None
) -> Entry:
    """Change an entry that was read at `version`. Raises `Conflict` and `ValidationError`.

    `publish` makes a draft public; without it the entry stays what it is.
    """
    with transaction.atomic():
        page = _lock(entry.article_id)
        current = _current(entry, version)
        was_public = current.is_published
        _fill(current, words)
        current.changed_by = user
        current.version += 1
        if was_public:
            current.edited_at = timezone.now()
        elif publish:
            _number(current)
        current.save()
        _record(page, current)
    return current


def remove(entry: Entry, *, version: int, user: User | None = None) -> Entry:
    """Take an entry from the page; a draft is thrown away. Raises `Conflict`."""
    with transaction.atomic():
        page = _lock(entry.article_id)
        current = _current(entry, version)
        if current.state == Entry.State.DRAFT:
            current.delete()
            return current
        current.state, current.changed_by, current.pinned = Entry.State.REMOVED, user, False
        current.version += 1
        current.save()
        _record(page, current)
    return current


def break_out(entry: Entry, *, section: SectionPage, user: User | None = None) -> ArticlePage:
    """A draft of an article of its own from an entry, with a link back to the live blog. Raises `Conflict` for one that
    is removed."""
    if entry.state == Entry.State.REMOVED:
        raise Conflict(entry)
    body: list[tuple[str, Any]] = []
    if entry.score_home:
        score = f"{entry.score_home_points}:{entry.score_away_points}"
        body.append(("text", linebreaks(escape(f"{entry.score_home} – {entry.score_away} {score}"))))
    if entry.text:
        body.append(("text", linebreaks(escape(entry.text))))
    if entry.quote:
        quote = {"text": entry.quote, "speaker": entry.quote_speaker, "role": entry.quote_role, "said": ""}
        body.append(("quote", quote))
    if entry.embed_url:
        body.append(("embed", {"url": entry.embed_url, "title": entry.embed_title}))
    links = [{"article": entry.article, "url": "", "text": entry.article.title}]
    body.append(("related_box", {"title": _("In the live blog"), "links": links}))
    source = services.SourceDraft(name=entry.source_name or entry.source_url, url=entry.source_url)
    draft = services.ArticleDraft(
        headline=entry.headline or " ".join(entry.text.split()[:10]) or str(_("Untitled")),
        body=body,
        picture=entry.picture,
        authors=[entry.author] if entry.author else [],
        topics=list(entry.article.topics.all()),
        sources=[source] if source.name else [],
    )
    return services.create_article(section, draft, user=user)


def _lock(article_id: int) -> ArticlePage:
    """Writers of one live blog take turns, so that numbers have no gap and no twin."""
    page: ArticlePage = ArticlePage.objects.select_for_update().get(pk=article_id)
    return page


def _current(entry: Entry, version: int) -> Entry:
    current = Entry.objects.get(pk=entry.pk)
    if current.version != version or current.state == Entry.State.REMOVED:
        raise Conflict(current)
    return current


def _fill(entry: Entry, words: Mapping[str, Any]) -> None:
    for name, value in words.items():
        if name not in WORDS:
            raise ValidationError({name: _("An entry has no such part.")})
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    if bool(entry.score_home) != bool(entry.score_away):
        raise ValidationError({"score_away": _("A score needs both sides.")})
    said = (entry.headline, entry.text, entry.quote, entry.embed_url, entry.score_home)
    if not (entry.picture or any(_is_seen(words_) for words_ in said)):
        raise ValidationError({"text": _("There is nothing in this entry yet.")})
    if entry.at and not OLDEST < timezone.now() - entry.at < NEWEST:
        raise ValidationError({"at": _("This time is years away. Is the year right?")})
    entry.clean_fields(exclude=["article", "written_by", "changed_by"])


def _is_seen(text: str) -> bool:
    """Whether there is more in it than blanks and signs of no width."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _number(entry: Entry) -> None:
    newest = Entry.objects.filter(article=entry.article_id).aggregate(newest=Max("number"))["newest"] or 0
    entry.number, entry.state = newest + 1, Entry.State.PUBLISHED


def _record(page: ArticlePage, entry: Entry) -> None:
    """A turn of events counts as an update of the article; other entries stay within the live blog."""
    if not page.live or entry.number is None:
        return
    is_news = entry.is_published and entry.kind == Entry.Kind.KEY and entry.edited_at is None
    if is_news:
        ArticlePage.objects.filter(pk=page.pk).update(updated_at=publishing.instant(), version=F("version") + 1)
    mark = publishing.footprint(page)
    publishing.record(Change.Kind.ENTRY, article=page, before=mark, after=mark, meaningful=is_news, entry=entry)
