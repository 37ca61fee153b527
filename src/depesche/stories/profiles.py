"""Pages of people and organisations as editors keep them: made, merged, turned off and on. Writes them, besides their
own form."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.stories import profile_changes, services
from depesche.stories.models import Appearance, Author, FormerProfile, Profile, ProfileStep

Deed = ProfileStep.Deed


def create(
    name: str, *, kind: str = Profile.Kind.PERSON, role: str = "", note: str = "", aliases: tuple[str, ...] = ()
) -> Profile:
    """A page for somebody, at an address nobody has. Raises `ValidationError` for a name that says nothing."""
    made = Profile(name=name, slug=free_slug(name, kind), kind=kind, role=role, note=note, aliases="\n".join(aliases))
    made.full_clean()
    made.save()
    return made


def free_slug(name: str, kind: str) -> str:
    """An address from a name that no profile has or had, and no author."""
    stem = slug = services.slug_of(name)[:110]
    number = 1
    while (
        Profile.objects.filter(kind=kind, slug=slug).exists()
        or FormerProfile.objects.filter(path=Profile(kind=kind, slug=slug).path).exists()
        or Author.objects.filter(slug=slug).exists()
    ):
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def turn(profile: Profile, *, on: bool, user: User | None = None) -> None:
    """The page, and everything that leads there, is there for readers or not. What is known is kept either way."""
    if profile.shown == on:
        return
    profile.shown = on
    profile.save()
    profile_changes.note(profile, Deed.ON if on else Deed.OFF, user=user)


@transaction.atomic
def merge(gone: Profile, into: Profile, *, user: User | None = None) -> Profile:
    """Make one of two: names, quotations, articles and every address `gone` had go to `into`.

    Raises `ValidationError` for the same one, another kind, or when one page is on and the other off: what was kept
    from readers shall not come out by a merge.
    """
    if gone.pk == into.pk:
        raise ValidationError(_("A page cannot be merged with itself."))
    if gone.kind != into.kind:
        raise ValidationError(_("A person and an organisation cannot be merged."))
    if gone.shown != into.shown:
        raise ValidationError(_("One page is on and the other off. Decide that first."))
    name, names, path = gone.name, gone.names, gone.path
    touched = [*profile_changes.paths_of(path), *profile_changes.follow(gone)]
    has_both = list(into.appearances.values_list("article_id", flat=True))
    for state in (Appearance.State.NAMED, Appearance.State.CHOSEN):
        there = list(gone.appearances.filter(state=state).values_list("article_id", flat=True))
        into.appearances.filter(article__in=there).exclude(state=Appearance.State.CHOSEN).update(state=state)
    gone.appearances.filter(article__in=has_both).delete()
    gone.appearances.update(profile=into)
    gone.quotations.update(profile=into)
    gone.former.update(profile=into)
    gone.steps.update(profile=into)
    gone.delete()
    profile_changes.keep_address(path, into)
    into.aliases = "\n".join(dict.fromkeys([*into.aliases.splitlines(), *(one for one in names if one != into.name)]))
    into.save()
    search_again(into)
    profile_changes.record(touched=[*touched, *profile_changes.paths_of(into.path)])
    profile_changes.note(into, Deed.MERGE, user=user, name=name, path=path)
    return into


def search_again(profile: Profile) -> None:
    """Have the archive asked once more for articles that name it: for a time when the index was not whole."""
    profile_changes.named.send(Profile, key=profile.pk)
