"""Named queries over people and organisations: who is shown, who is named where, and what they said."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, When

from depesche.stories import selectors
from depesche.stories.models import Appearance, ArticlePage, Profile, ProfileName, Quotation
from depesche.stories.quotations import SHOWN

_AT_A_TIME = 400
"""Names that one question to the database may hold."""


def at(path: str) -> Profile | None:
    """The person or organisation with that address, whether its page is on or off."""
    kind, _, slug = path.strip("/").partition("/")
    return Profile.objects.filter(kind=kind, slug=slug).first()


def formerly_at(path: str) -> Profile | None:
    """The one that had that address, or into which one was merged that had it."""
    return Profile.objects.filter(former__path=path).first()


def shown() -> QuerySet[Profile]:
    """Those whose pages are on."""
    return Profile.objects.filter(shown=True)


def named_in(articles: Collection[int]) -> dict[int, list[Profile]]:
    """Whom each of those articles names, in the order of the text; none whose page is off, none who is unclear."""
    found: dict[int, list[Profile]] = {}
    rows = Appearance.objects.filter(article__in=articles, state__in=SHOWN, profile__shown=True)
    for row in rows.select_related("profile"):
        found.setdefault(row.article_id, []).append(row.profile)
    return found


def articles_naming(profile: Profile) -> QuerySet[ArticlePage]:
    return selectors.published().filter(appearances__profile=profile, appearances__state__in=SHOWN)


def quotations_of(profile: Profile) -> QuerySet[Quotation]:
    """What an editor confirmed that it said, and what still stands in a public article; the newest first."""
    confirmed = Quotation.objects.filter(profile=profile, state=Quotation.State.CONFIRMED, stands=True)
    return confirmed.filter(article__live=True, article__updated_at__isnull=False).select_related("article")


def proposed_quotations(profile: Profile | None = None) -> QuerySet[Quotation]:
    """What an editor has not decided on, of those whose pages are on, or of one; the newest first."""
    meant = ProfileName.objects.filter(folded=OuterRef("key"))
    meant = meant.filter(profile=profile) if profile else meant.filter(profile__shown=True)
    open_ones = Quotation.objects.filter(Exists(meant), state=Quotation.State.PROPOSED, stands=True)
    return open_ones.filter(article__live=True, article__updated_at__isnull=False).select_related("article")


def appearances_of(profile: Profile) -> QuerySet[Appearance]:
    """Public articles that hold a name of the profile, unclear ones first, then the newest."""
    rows = Appearance.objects.filter(profile=profile, article__live=True, article__updated_at__isnull=False)
    is_unclear = Case(When(state=Appearance.State.UNCLEAR, then=0), default=1, output_field=IntegerField())
    return rows.select_related("article", "profile").order_by(is_unclear, "-article__updated_at", "-pk")


def bearers(names: Collection[str]) -> dict[str, list[Profile]]:
    """Those who bear each of these folded names (`stories.naming.key_of`), pages on or off."""
    found: dict[str, list[Profile]] = {}
    wanted = sorted(names)
    for start in range(0, len(wanted), _AT_A_TIME):
        some = ProfileName.objects.filter(folded__in=wanted[start : start + _AT_A_TIME])
        for row in some.select_related("profile"):
            found.setdefault(row.folded, []).append(row.profile)
    return found
