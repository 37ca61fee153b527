"""Reads public articles for whom they name and what these say, and keeps it in rows: when an article is published, and
when a profile gets a name, for those that have been public before.

What is read here is a proposal: editors decide (`stories.quoting`), and what they decided stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django_tasks import task

from depesche.bakery import schema
from depesche.stories import naming, plant, profile_changes, profile_selectors, selectors, shelf
from depesche.stories.models import Appearance, Change, Profile, ProfileName, Quotation
from depesche.stories.naming import Reading

MOST_FOUND = 400
"""Of the articles that hold a name the archive is asked for so many, the best first, when a profile gets that name."""
_STRETCH = 20
_AT_A_TIME = 400
"""Names that one question to the database may hold."""
_State = Appearance.State


def spread(changes: Sequence[Change]) -> set[str]:
    """Read the changed articles; the paths of all it concerns: pages of those who are or were named, and articles
    that name others than before. Rows and `touched` are stored together, so that a repeat bakes the same pages."""
    wanted = [change for change in changes if change.article_id and change.kind != Change.Kind.RELATED]
    if not wanted or not ProfileName.objects.exists():
        return set()
    found: set[str] = set()
    with transaction.atomic():
        touched = renew([change.article_id for change in wanted if change.article_id])
        for change in wanted:
            own = touched.get(change.article_id or 0, [])
            change.touched = list(dict.fromkeys([*change.touched, *own]))
            change.save(update_fields=["touched"])
            found.update(own)
    return found


def renew(keys: Collection[int]) -> dict[int, list[str]]:
    """Read those articles anew, as far as they are public; for each the paths that it concerns.

    Of one that is public no more the rows stay: readers see none of it, and it may come back.
    """
    before = profile_selectors.named_in(keys)
    documents = shelf.articles_by_key(selectors.published().filter(pk__in=keys), most=len(keys))
    zone = ZoneInfo(selectors.publication_settings().time_zone)
    for key, document in documents.items():
        bearers = _bearers(document)
        reading = naming.read(document, {name: rows[0].name for name, rows in bearers.items()})
        _keep_appearances(key, reading, {name: [row.profile_id for row in rows] for name, rows in bearers.items()})
        _keep_quotations(key, reading, document.first_published.astimezone(zone).date())
    after = profile_selectors.named_in(documents)
    touched: dict[int, list[str]] = {}
    for key in keys:
        had, has = before.get(key, []), after.get(key, [])
        touched[key] = profile_changes.paths_of(*dict.fromkeys(profile.path for profile in [*has, *had]))
        if key in documents and had != has:
            touched[key].append(documents[key].path)
    return touched


def order(*, key: int, **_rest: Any) -> None:
    """Have the articles found that hold the names of a profile; for `profile_changes.named`."""
    find.enqueue(key)


def order_pages(*, paths: Sequence[str], **_rest: Any) -> None:
    """Have pages baked that name a profile; for `profile_changes.pages_outdated`."""
    bake.enqueue(list(paths))


@task()
def find(key: int) -> None:
    """Which articles may name a profile: those the archive finds, and those that named it before."""
    profile = Profile.objects.get(pk=key)
    keys = dict.fromkeys(profile.appearances.order_by("-article_id").values_list("article_id", flat=True))
    keys |= dict.fromkeys(profile.quotations.values_list("article_id", flat=True))
    for name in profile.names:
        hits, _total = plant.archive().search(f"„{name}“", limit=MOST_FOUND)
        keys |= dict.fromkeys(page.pk for page in selectors.standing_at([hit.path for hit in hits]))
    wanted = list(keys)
    for start in range(0, len(wanted), profile_changes.BATCH):
        read_again.enqueue(wanted[start : start + profile_changes.BATCH], key)


@task()
def read_again(keys: list[int], key: int) -> None:
    """Read articles for the sake of one profile, and have baked what that changes, the topics' pages too."""
    for start in range(0, len(keys), _STRETCH):
        some = keys[start : start + _STRETCH]
        with plant.lock(), transaction.atomic():  # So few at a time that a publish is let in between.
            touched = [path for paths in renew(some).values() for path in paths]
            profile = Profile.objects.filter(pk=key).first()
            topics = profile_changes.follow_topics(profile, some) if profile else []
            profile_changes.record(touched=[*touched, *topics])


@task()
def bake(paths: list[str]) -> None:
    """Bake pages anew."""
    profile_changes.record(touched=paths)


def _bearers(document: schema.ArticleDocument) -> dict[str, list[ProfileName]]:
    """For each name that may stand in the article, those who bear it."""
    openings = sorted(naming.openings_in(document))
    found: dict[str, list[ProfileName]] = {}
    for start in range(0, len(openings), _AT_A_TIME):
        for row in ProfileName.objects.filter(opening__in=openings[start : start + _AT_A_TIME]):
            found.setdefault(row.folded, []).append(row)
    return found


def _keep_appearances(article: int, reading: Reading, bearers: Mapping[str, Sequence[int]]) -> None:
    """A name that one alone bears means that one; of several, an editor says which. What editors said stays."""
    kept = {row.profile_id: row for row in Appearance.objects.filter(article=article)}
    chosen = {row.key for row in kept.values() if row.state == _State.CHOSEN}
    wanted: dict[int, Appearance] = {}
    for position, key in enumerate(reading.keys):
        is_one = len(bearers[key]) == 1
        for profile in bearers[key]:
            state = _State.NAMED if is_one else _State.OTHER if key in chosen else _State.UNCLEAR
            row = Appearance(article_id=article, profile_id=profile, key=key, position=position, state=state)
            if profile not in wanted or (is_one and wanted[profile].state != _State.NAMED):
                wanted[profile] = row
    for profile, row in wanted.items():
        old = kept.get(profile)
        if old is None:
            row.save()
        else:
            stays = old.state if old.state in (_State.CHOSEN, _State.OTHER) else row.state
            if (old.key, old.position, old.state) != (row.key, row.position, stays):
                Appearance.objects.filter(pk=old.pk).update(key=row.key, position=row.position, state=stays)
    gone = [row.pk for row in kept.values() if row.profile_id not in wanted and row.state != _State.OTHER]
    Appearance.objects.filter(pk__in=gone).delete()


def _keep_quotations(article: int, reading: Reading, day: date) -> None:
    """New ones are proposed; those the article holds no more stand no more, and are forgotten if nobody decided."""
    kept = {row.digest: row for row in Quotation.objects.filter(article=article)}
    for said in reading.said:
        facts = {"position": said.position, "passage": said.passage, "day": day, "stands": True}
        old = kept.pop(said.digest, None)
        if old is None:
            Quotation.objects.create(
                article_id=article, text=said.text, speaker=said.speaker, key=said.key, digest=said.digest, **facts
            )
        elif any(getattr(old, name) != value for name, value in facts.items()):
            Quotation.objects.filter(pk=old.pk).update(**facts)
    gone = [row.pk for row in kept.values()]
    Quotation.objects.filter(pk__in=gone, state=Quotation.State.PROPOSED).delete()
    Quotation.objects.filter(pk__in=gone, stands=True).update(stands=False)
