"""What the board of a front shows: containers in the order of the page, placed cards, and what fills up by itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from depesche.bakery import schema
from depesche.desk import moments
from depesche.stories import fronts, fronts_arrangement, fronts_filling, fronts_remarks, selectors
from depesche.stories.fronts_arrangement import Container, Placement
from depesche.stories.fronts_filling import Filled
from depesche.stories.fronts_remarks import Kind, Remark, Story
from depesche.stories.models import Front, Topic

NAMES = {
    fronts_arrangement.LEAD: gettext_lazy("Lead"),
    fronts_arrangement.SECONDS: gettext_lazy("Seconds"),
    fronts_arrangement.BRIEFS: gettext_lazy("Briefs"),
    fronts_arrangement.SECTIONS: gettext_lazy("All other sections"),
    fronts_arrangement.FREE: gettext_lazy("Container"),
    fronts_arrangement.BAND: gettext_lazy("Section"),
}
_REMARKS = {
    Kind.DELETED: gettext_lazy("The story was deleted. Readers see the next one instead."),
    Kind.WITHDRAWN: gettext_lazy("The story was withdrawn. Readers see the next one instead."),
    Kind.EMBARGOED: gettext_lazy("Embargoed or scheduled: it will stand here once it is public."),
    Kind.UNPUBLISHED: gettext_lazy("Not published yet: it will stand here once it is public."),
    Kind.ENDED: gettext_lazy("Its time here is up."),
    Kind.WAITING: gettext_lazy("In reserve: there is no room for it."),
    Kind.TWICE: gettext_lazy("It stands on this page already, further up."),
    Kind.STALE: gettext_lazy("Old: nothing was added to it for more than a day and a half."),
    Kind.SUBLINKS: gettext_lazy("A line below it is left out: its story is on the page, or is not public."),
}
ALARMING = (Kind.DELETED, Kind.WITHDRAWN, Kind.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One card on the board. `data` is what the form for it is filled with; empty for what the query chose."""

    key: str
    article: int
    headline: str
    note: str
    thumbnail: str = ""
    is_placed: bool = False
    is_shown: bool = True
    size: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    sublinks: tuple[str, ...] = ()
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One container on the board. `takes` cards; `stays` at the top of the page."""

    key: str
    name: str
    kind: str
    source: str
    limit: int
    title: str
    rows: tuple[Row, ...]
    takes: bool
    stays: bool
    link: int | None = None


def shelves(front: Front, *, at: datetime) -> list[Shelf]:
    """The draft as an editor arranges it."""
    arrangement = fronts_arrangement.from_json(front.draft)
    filled = fronts_filling.fill(arrangement, at=at)
    stories = fronts_remarks.stories(arrangement)
    remarks = fronts_remarks.remarks(arrangement, filled, stories, at=at)
    names = source_names()
    shared = {one.pk: one for one in fronts.shared()}
    found = []
    for container in arrangement.in_page_order():
        mine = [one for one in filled if one.container.key == container.key]
        slots = [slot for one in mine for slot in one.slots]
        by_key = {slot.placement.key: slot.card for slot in slots if slot.placement is not None}
        placed = [_placed(card, by_key.get(card.key), stories, remarks[card.key]) for card in container.cards]
        found.append(
            Shelf(
                key=container.key,
                name=_name(container, mine, names, shared),
                kind=container.kind,
                source=container.source,
                limit=container.limit,
                title=container.title,
                rows=(*placed, *(_chosen(slot.article, slot.card) for slot in slots if slot.placement is None)),
                takes=container.kind not in fronts_arrangement.WITHOUT_CARDS,
                stays=container.kind in fronts_arrangement.OPENING,
                link=container.shared,
            )
        )
    return found


def source_names() -> dict[str, str]:
    """Where a container may fill up from, with the name an editor knows it by."""
    found = {"": _("nothing"), "newest": _("the newest")}
    found |= {f"section:{page.slug}": page.title for page in selectors.sections()}
    return found | {f"topic:{topic.slug}": _("Topic: %(name)s") % {"name": topic.name} for topic in Topic.objects.all()}


def _name(container: Container, filled: Sequence[Filled], names: dict[str, str], shared: dict[int, Front]) -> str:
    if container.shared is not None:
        own = shared.get(container.shared)
        return own.title if own is not None else _("Shared container")
    if container.kind == fronts_arrangement.BAND:
        return container.title or names.get(container.source, "") or str(NAMES[container.kind])
    if container.kind == fronts_arrangement.FREE:
        return container.title or next((one.title for one in filled if one.title), "") or str(NAMES[container.kind])
    return str(NAMES[container.kind])


def _placed(
    placement: Placement, card: schema.Card | None, stories: dict[int, Story], remarks: Sequence[Remark]
) -> Row:
    story = stories.get(placement.article)
    own = story.headline if story else _("Deleted story")
    data = fronts_arrangement.Arrangement(
        (Container(key="x", kind=fronts_arrangement.FREE, cards=(placement,)),)
    ).as_json()["containers"][0]["cards"][0]
    for link in data["sublinks"]:
        link["headline"] = stories[link["article"]].headline if link["article"] in stories else ""
    notes = [_clock(story.updated) if story else ""]
    if placement.until:
        notes.append(_("until %(time)s") % {"time": _clock(placement.until)})
    return Row(
        key=placement.key,
        article=placement.article,
        headline=placement.headline or own,
        note=" · ".join(note for note in [card.section.name if card else "", *notes] if note),
        thumbnail=_thumbnail(card),
        is_placed=True,
        is_shown=card is not None,
        size=placement.size,
        remarks=tuple(
            ("alarm" if one.kind in ALARMING else "caution", f"{_REMARKS[one.kind]}{_at(one)}") for one in remarks
        ),
        sublinks=tuple(link.text for link in card.sublinks) if card else (),
        data=json.dumps({**data, "own": own}),
    )


def _chosen(article: int, card: schema.Card) -> Row:
    note = f"{card.section.name} · {_clock(card.updated)}"
    return Row(key=f"auto-{article}", article=article, headline=card.headline, note=note, thumbnail=_thumbnail(card))


def _thumbnail(card: schema.Card | None) -> str:
    return card.picture.renditions[0].path if card and card.picture else ""


def _at(remark: Remark) -> str:
    return f" ({_clock(remark.at)})" if remark.at and remark.kind in (Kind.EMBARGOED, Kind.ENDED) else ""


def _clock(moment: datetime | None) -> str:
    if moment is None:
        return ""
    now = timezone.now()
    clock = timezone.localtime(moment).strftime("%H:%M")
    day = moments.day_name(moment, now=now)
    return clock if day == moments.day_name(now, now=now) else f"{day}, {clock}"
