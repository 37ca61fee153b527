"""What editors decide: a quotation is this person's or is rejected, a name in an article means this one or another."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.stories import profile_changes
from depesche.stories.addresses import path_of
from depesche.stories.models import Appearance, ArticlePage, Profile, ProfileStep, Quotation

Deed = ProfileStep.Deed
State = Quotation.State


@transaction.atomic
def confirm(quotation: Quotation, profile: Profile | None = None, *, user: User | None = None) -> Quotation:
    """Readers see it on the page of `profile`; without one, of the only one who bears the name.

    Raises `ValidationError` when several do and none is given, when the given one does not bear the name, or when the
    article no longer holds the quotation.
    """
    row = Quotation.objects.select_for_update().get(pk=quotation.pk)
    candidates = bearing(row.key)
    if profile is None and len(candidates) > 1:
        raise ValidationError(_("Several have this name. Say which one it was."))
    chosen = profile or next(iter(candidates), None)
    if chosen is None or chosen.pk not in {one.pk for one in candidates}:
        raise ValidationError(_("Nobody with a page has this name."))
    if not row.stands:
        raise ValidationError(_("The article no longer holds this quote."))
    before = row.profile
    row.profile, row.state = chosen, State.CONFIRMED
    row.decided_at, row.decided_by = timezone.now(), user
    row.save(update_fields=["profile", "state", "decided_at", "decided_by"])
    if row.article.appearances.filter(profile=chosen).exclude(state=Appearance.State.NAMED).exists():
        _mean(row.article, chosen)
    if before is not None and before != chosen:
        _mean_no_more(row.article, before)
    profile_changes.note(chosen, Deed.CONFIRM, user=user, **_facts(row))
    _told(row.article, [chosen, *([before] if before else [])])
    return row


@transaction.atomic
def reject(quotation: Quotation, *, user: User | None = None) -> Quotation:
    """Readers never see it, or no more; it is not proposed again while its words are the same."""
    row = Quotation.objects.select_for_update().get(pk=quotation.pk)
    before = row.profile
    row.state, row.decided_at, row.decided_by = State.REJECTED, timezone.now(), user
    row.save(update_fields=["state", "decided_at", "decided_by"])
    for one in [before] if before else bearing(row.key):
        profile_changes.note(one, Deed.REJECT, user=user, **_facts(row))
    if before is not None:
        _told(row.article, [before])
    return row


@transaction.atomic
def choose(appearance: Appearance, *, user: User | None = None) -> None:
    """The article means this one; of those with the same name nobody else whom no editor has chosen."""
    _mean(appearance.article, appearance.profile)
    profile_changes.note(appearance.profile, Deed.HERE, user=user, article=path_of(appearance.article))
    _told(appearance.article, [appearance.profile, *_namesakes(appearance)])


@transaction.atomic
def disown(appearance: Appearance, *, user: User | None = None) -> None:
    """The article means somebody else: it does not stand on this one's page, and no quotation from it does."""
    profile, article = appearance.profile, appearance.article
    Appearance.objects.filter(pk=appearance.pk).update(state=Appearance.State.OTHER)
    said = Quotation.objects.filter(article=article, profile=profile, state=State.CONFIRMED)
    said.update(state=State.REJECTED, decided_at=timezone.now(), decided_by=user)
    profile_changes.note(profile, Deed.OTHER, user=user, article=path_of(article))
    _told(article, [profile])


def bearing(key: str) -> list[Profile]:
    """Those who bear a name, by its key; in the order of their names and notes."""
    return list(Profile.objects.filter(spellings__folded=key))


def _mean(article: ArticlePage, profile: Profile) -> None:
    own = article.appearances.filter(profile=profile)
    keys = list(own.values_list("key", flat=True))
    unclear = article.appearances.filter(key__in=keys, state=Appearance.State.UNCLEAR)
    unclear.exclude(profile=profile).update(state=Appearance.State.OTHER)
    own.update(state=Appearance.State.CHOSEN)


def _mean_no_more(article: ArticlePage, profile: Profile) -> None:
    """A quotation was somebody else's: if nothing else of this one is in the article, it does not mean this one."""
    if not article.quotations.filter(profile=profile, state=State.CONFIRMED).exists():
        chosen = article.appearances.filter(profile=profile, state=Appearance.State.CHOSEN)
        chosen.update(state=Appearance.State.OTHER)


def _namesakes(appearance: Appearance) -> Iterable[Profile]:
    return Profile.objects.filter(appearances__article=appearance.article_id, appearances__key=appearance.key)


def _told(article: ArticlePage, profiles: Iterable[Profile]) -> None:
    own = [path_of(article)] if article.live else []
    profile_changes.record(touched=[*profile_changes.paths_of(*(one.path for one in profiles)), *own])


def _facts(row: Quotation) -> dict[str, str]:
    return {"text": row.text[:300], "article": path_of(row.article)}
