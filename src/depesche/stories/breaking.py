"""Setting a breaking line: the only way one comes about, changes and goes. Each step commits with its outbox row.

Open pages are told right after the commit, before anything is baked and without waiting for the press, which may be
busy with an import.
"""

from __future__ import annotations

import logging
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.bakery import schema
from depesche.delivery.live import LogError
from depesche.delivery.live.standing import LONGEST
from depesche.stories import breaking_telling, plant, publishing, routes, selectors, services
from depesche.stories.models import ArticlePage, BreakingStep, Change

USUAL = timedelta(minutes=30)
_log = logging.getLogger(__name__)
_is_web_address = URLValidator(["http", "https"])


def may_set(user: Any) -> bool:
    """Who may publish on the front page may set a breaking line."""
    return bool(services.home().permissions_for_user(user).can_publish())


def current(*, at: datetime) -> BreakingStep | None:
    """The line that stands at that time, as it was last changed."""
    newest = BreakingStep.objects.select_related("article", "made_by").first()
    return newest if newest is not None and newest.is_standing and newest.until > at else None


def send(text: str, *, until: datetime, link: str = "", user: User | None = None) -> BreakingStep:
    """A new line, in place of any that stands. Raises `ValidationError`, and `PermissionDenied` for a user who may not.

    `link` is a path of this site, or an address elsewhere. Without a user it is the house itself that sends.
    """
    _refuse(user)
    now = timezone.now()
    words = _words(text, link, until, now)
    with transaction.atomic():
        return _record(_new(words, now), user=user, at=now)


def change(text: str, *, until: datetime, link: str = "", user: User | None = None) -> BreakingStep:
    """Other words, link or time for the line that stands; a new line when none does. Raises as `send`."""
    _refuse(user)
    now = timezone.now()
    words = _words(text, link, until, now)
    with transaction.atomic():
        before = _newest_for_change()
        if before is None or before.until <= now:
            return _record(_new(words, now), user=user, at=now)
        step = BreakingStep(key=before.key, deed=BreakingStep.Deed.CHANGED, sent_at=before.sent_at, **words)
        return _record(step, user=user, at=now)


def end(*, user: User | None = None) -> bool:
    """Take down what stands; False when nothing did. Raises `PermissionDenied`."""
    _refuse(user)
    now = timezone.now()
    with transaction.atomic():
        before = _newest_for_change()
        if before is None or before.until <= now:
            return False
        _record(_closing(before, BreakingStep.Deed.ENDED), user=user, at=now)
    return True


def expire(*, now: datetime) -> int:
    """For the worker: note that a line's time is up, so that the pages it is baked into lose it; 1 when it was."""
    newest = BreakingStep.objects.first()
    if newest is None or not newest.is_standing or newest.until > now:
        return 0
    with transaction.atomic():
        before = _newest_for_change()
        if before is None or before.until > now:
            return 0
        _record(_closing(before, BreakingStep.Deed.EXPIRED), user=None, at=now)
    return 1


def draft(text: str, *, until: datetime, link: str = "") -> schema.BreakingLine:
    """How a line would look, for the preview. Raises `ValidationError`."""
    now = timezone.now()
    return breaking_telling.document(BreakingStep(key="vorschau", sent_at=now, **_words(text, link, until, now)))


def _refuse(user: User | None) -> None:
    if user is not None and not may_set(user):
        raise PermissionDenied


def _newest_for_change() -> BreakingStep | None:
    """The newest step, unless it ended its line. Writers take turns where the database can lock a row."""
    newest = BreakingStep.objects.select_for_update().first()
    return newest if newest is not None and newest.is_standing else None


def _record(step: BreakingStep, *, user: User | None, at: datetime) -> BreakingStep:
    step.made_at, step.made_by = at, user
    step.save()
    transaction.on_commit(_tell_at_once, robust=True)
    publishing.record(Change.Kind.BREAKING)
    return step


def _new(words: dict[str, Any], now: datetime) -> BreakingStep:
    return BreakingStep(key=secrets.token_hex(6), deed=BreakingStep.Deed.SENT, sent_at=now, **words)


def _closing(before: BreakingStep, deed: str) -> BreakingStep:
    return BreakingStep(
        key=before.key,
        deed=deed,
        text=before.text,
        article_id=before.article_id,
        url=before.url,
        sent_at=before.sent_at,
        until=before.until,
    )


def _tell_at_once() -> None:
    """Tell how it stands; again if somebody else was faster meanwhile, so that the last word is the newest."""
    told = 0
    try:
        while (newest := BreakingStep.objects.first()) is not None and newest.pk != told:
            plant.log().append(breaking_telling.events())
            told = newest.pk
    except LogError as error:
        _log.warning("the breaking line is told by the press instead: %s", error)
    else:
        Change.objects.filter(kind=Change.Kind.BREAKING, baked_at__isnull=True).update(baked_at=timezone.now())


def _words(text: str, link: str, until: datetime, now: datetime) -> dict[str, Any]:
    wording = " ".join(text.split())
    if not any(sign.isprintable() and not sign.isspace() for sign in wording):
        raise ValidationError({"text": _("Write the line first.")})
    if _is_unwritable(wording):
        raise ValidationError({"text": _("There is a sign in it that cannot be shown. Type the line anew.")})
    if timezone.is_naive(until):
        raise ValidationError({"until": _("Give the time zone too.")})
    if until <= now:
        raise ValidationError({"until": _("This time has passed.")})
    if until > now + LONGEST:
        raise ValidationError({"until": _("A breaking line stands twelve hours at most.")})
    step = BreakingStep(text=wording)
    step.clean_fields(exclude=["key", "deed", "sent_at", "until", "made_at", "made_by"])
    article, url = _target(link.strip())
    return {"text": wording, "article": article, "url": url, "until": until}


def _is_unwritable(text: str) -> bool:
    """Whether there are control characters in it, or halves of characters: no database takes all of them."""
    return any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text)


def _target(link: str) -> tuple[ArticlePage | None, str]:
    """The article of ours, or the address elsewhere, that a link means. Raises `ValidationError`."""
    if not link:
        return None, ""
    if _is_unwritable(link):
        raise ValidationError({"link": _("This is neither one of our articles nor a web address.")})
    path = link.removeprefix(plant.config().origin)
    if not path.startswith("/") or path.startswith("//"):
        try:
            _is_web_address(link)
        except ValidationError:
            raise ValidationError({"link": _("This is neither one of our articles nor a web address.")}) from None
        return None, link
    section, _slash, slug = path.strip("/").partition("/")
    article = selectors.article_at(section, slug)
    if article is not None and article.live:
        return article, ""
    found = routes.document_at(path)
    if found is None or isinstance(found, routes.Gone):
        raise ValidationError({"link": _("Nothing public stands at this address.")})
    return None, path
