"""The one door of profiles: every save and every deletion of one passes here, whoever makes it.

The person's own page is baked, or taken away, at once. What articles and topics say of it follows: the newest at once,
the rest by errands, a batch each, so that no publish waits and no cost is without bound.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from depesche.stories import naming
from depesche.stories.addresses import from_url_path
from depesche.stories.outbox import Change, change_committed

if TYPE_CHECKING:
    from depesche.accounts.models import User
    from depesche.stories.profile_records import Profile

named = Signal()
"""Sent in the transaction when a profile has other names than before, with its `key`."""
pages_outdated = Signal()
"""Sent in the transaction, with `paths` that name a profile as it was, a batch at a time."""

AT_ONCE = 40
"""Of the articles, and of the topics, that name a profile, the newest so many are baked with the change itself."""
BATCH = 100
"""So many of the others are baked by one errand."""
_SHOWN = ("name", "slug", "kind", "note", "shown")
"""What other pages say of a profile, or lead to."""
_SITEMAP = "/sitemap-pages.xml"


def paths_of(*paths: str) -> list[str]:
    """The page and the feeds of each of the profiles at those paths."""
    return [path + name for path in paths for name in ("", "feed.xml")]


def unusable(profile: Profile) -> str:
    """The first of its names that no text can be searched for; mostly empty."""
    return next((name for name in profile.names if not naming.key_of(name) or len(name) > _longest(profile)), "")


@contextmanager
def recording(profile: Profile) -> Iterator[None]:
    """Wrap a save of a profile: keep its names and its former address, and record what readers are owed."""
    with transaction.atomic():
        before = type(profile).objects.filter(pk=profile.pk).first() if profile.pk else None
        if before is not None and before.name not in profile.names:
            profile.aliases = f"{profile.aliases}\n{before.name}".strip()  # What is told of it under that name stays.
        yield
        profile.former.model.objects.filter(path=profile.path).delete()  # What stands there now is this one.
        if _keep_names(profile):
            named.send(type(profile), key=profile.pk)
        if before is None:
            record(touched=[*paths_of(profile.path), _SITEMAP])
            return
        if before.path != profile.path:
            keep_address(before.path, profile)
        if all(getattr(before, name) == getattr(profile, name) for name in _SHOWN):
            record(touched=paths_of(profile.path))
            return
        record(touched=[*paths_of(profile.path, before.path), *follow(profile), _SITEMAP])


def deleted(profile: Profile) -> None:
    """Before a profile goes: its pages go too, and nothing leads there any more."""
    with transaction.atomic():
        former = profile.former.values_list("path", flat=True)
        record(touched=[*paths_of(profile.path, *former), *follow(profile), _SITEMAP])
        keys = profile.spellings.values_list("folded", flat=True)
        for namesake in (
            type(profile).objects.filter(spellings__folded__in=list(keys)).exclude(pk=profile.pk).distinct()
        ):
            named.send(type(profile), key=namesake.pk)  # Who was unclear may be clear now.


def record(*, touched: Iterable[str]) -> Change:
    """Put a change of profiles into the outbox, and carry it out once the transaction is committed."""
    change = Change.objects.create(kind=Change.Kind.PROFILE, touched=list(dict.fromkeys(touched)), meaningful=False)
    transaction.on_commit(lambda: change_committed.send(Change, change=change), robust=True)
    return change


def keep_address(path: str, profile: Profile) -> None:
    """From now on that address leads to `profile`."""
    profile.former.model.objects.update_or_create(path=path, defaults={"profile": profile})


def follow(profile: Profile) -> list[str]:
    """Articles and topics that name the profile shall say what it is now: the paths to bake at once."""
    public = profile.appearances.filter(article__live=True, article__updated_at__isnull=False)
    newest = public.order_by("-article__updated_at").values_list("article__url_path", flat=True)
    articles = [from_url_path(path) for path in newest]
    _later(profile, articles[AT_ONCE:])
    return [*articles[:AT_ONCE], *follow_topics(profile)]


def follow_topics(profile: Profile, articles: Collection[int] | None = None) -> list[str]:
    """Pages of the topics whose articles (or those of them with these keys) name the profile: to bake at once."""
    rows = profile.appearances.filter(article__live=True, article__topics__isnull=False)
    rows = rows if articles is None else rows.filter(article__in=articles)
    slugs = rows.order_by("-article__updated_at").values_list("article__topics__slug", flat=True)
    paths = list(dict.fromkeys(f"/thema/{slug}/" for slug in slugs))
    _later(profile, paths[AT_ONCE:])
    return paths[:AT_ONCE]


def _later(profile: Profile, paths: list[str]) -> None:
    for start in range(0, len(paths), BATCH):
        pages_outdated.send(type(profile), paths=paths[start : start + BATCH])


def note(profile: Profile, deed: str, *, user: User | None, **what: Any) -> None:
    """Keep who did what to a profile."""
    profile.steps.create(
        profile_name=str(profile),
        deed=deed,
        what=what,
        made_at=timezone.now(),
        made_by=user,
        name=(user.get_full_name() or user.get_username()) if user else "",
    )


def _keep_names(profile: Profile) -> bool:
    """Bring the rows of its names up to date; True when they are others than before."""
    wanted = {key: name for name in reversed(profile.names) if (key := naming.key_of(name))}
    kept = dict(profile.spellings.values_list("folded", "name"))
    if wanted == kept:
        return False
    profile.spellings.all().delete()
    for key, name in reversed(wanted.items()):
        profile.spellings.create(name=name, folded=key, opening=naming.opening_of(key))
    return True


def _longest(profile: Profile) -> int:
    return int(profile.spellings.model._meta.get_field("name").max_length or 0)
