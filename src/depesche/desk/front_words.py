"""What happened to a front, in words: steps of colleagues, collisions, and what the board says aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from depesche.desk import front_board
from depesche.stories import fronts, fronts_arrangement
from depesche.stories.fronts import Clash
from depesche.stories.fronts_operations import Operation
from depesche.stories.models import ArticlePage, Front, FrontStep


@dataclass(frozen=True, slots=True)
class Told:
    """One step in words; `is_mine` when the reader did it."""

    step: FrontStep
    who: str
    text: str
    is_mine: bool


def told(steps: Iterable[FrontStep], front: Front, *, me: Any) -> list[Told]:
    """Steps as lines, newest first as they come."""
    rows = list(steps)
    names = _names(front, [operation for step in rows for operation in step.operations])
    return [
        Told(step, _who(step), _deed(step, names), step.made_by_id is not None and step.made_by_id == me.pk)
        for step in rows
    ]


def of_conflict(conflict: fronts.Conflict) -> list[str]:
    """What colleagues did meanwhile; where both meant the same thing, with both versions."""
    if not conflict.clashes:
        return [f"{line.who}: {line.text}" for line in told(conflict.steps, conflict.front, me=conflict.front)]
    both = [part for clash in conflict.clashes for part in (clash.collision.mine, clash.collision.theirs)]
    names = _names(conflict.front, both)
    return [_of_clash(clash, names) for clash in conflict.clashes]


def of_impossible(reason: str) -> str:
    """Why an operation could not be done."""
    return {
        "twice": _("This story stands on the page already."),
        "gone": _("This card is gone meanwhile."),
        "container_gone": _("This container is gone meanwhile."),
        "container_twice": _("This container stands on the page already."),
        "no_cards": _("No cards can be placed there."),
        "full": _("There is no more room here."),
        "one_container": _("A shared container stays one container."),
    }.get(reason, _("That is not possible."))


def spoken() -> dict[str, str]:
    """What the board's script says."""
    return {
        "moved": _("“{headline}” is number {place} of {count} in {container}."),
        "removed": _("“{headline}” was taken off."),
        "placed": _("“{headline}” was placed in {container}."),
        "saved": _("Saved in the draft."),
        "published": _("Published. Readers see it now."),
        "discarded": _("The draft was discarded."),
        "recovered": _("The draft is back."),
        "restored": _("Readers see the earlier version again."),
        "failed": _("Not saved: no connection. Please try again."),
        "refused": _("You may not do this."),
        "none": _("Nothing found."),
        "place": _("Elsewhere"),
        "line": _("As a line"),
        "draft": _("not public"),
        "placed_already": _("on the page"),
        "remove_line": _("Remove line"),
        "article_picture": _("The article's picture"),
        "no_picture": _("No picture"),
        "other": _("{who}: {text}"),
        "chosen_picture": _("The picture chosen here"),
    }


def _who(step: FrontStep) -> str:
    return str(step.made_by) if step.made_by is not None else _("Depesche")


def _deed(step: FrontStep, names: dict[str, str]) -> str:
    if step.deed == FrontStep.Deed.ARRANGE:
        return "; ".join(dict.fromkeys(_operation(one, names) for one in step.operations))
    return str(step.get_deed_display())


def _operation(operation: Operation, names: dict[str, str]) -> str:
    facts = {"story": _story(operation, names), "container": _container(operation, names)}
    return {
        "add": _("“%(story)s” placed in %(container)s"),
        "move": _("“%(story)s” moved to %(container)s"),
        "remove": _("“%(story)s” taken off"),
        "edit": _("“%(story)s” reworded"),
        "add_container": _("%(container)s added"),
        "move_container": _("%(container)s moved"),
        "remove_container": _("%(container)s removed"),
        "edit_container": _("%(container)s changed"),
    }[operation["op"]] % facts


def _of_clash(clash: Clash, names: dict[str, str]) -> str:
    mine, theirs, name = clash.collision.mine, clash.collision.theirs, clash.collision.field
    facts = {"who": _who(clash.step), "theirs": _operation(theirs, names), "mine": _operation(mine, names)}
    if not name:
        return _("%(who)s meanwhile: %(theirs)s. You: %(mine)s.") % facts
    facts |= {
        "field": _field_names().get(name, name),
        "theirs": _value(theirs["fields"][name]),
        "mine": _value(mine["fields"][name]),
    }
    return _("%(field)s: %(who)s wrote “%(theirs)s”, you “%(mine)s”.") % facts


def _field_names() -> dict[str, str]:
    return {
        "headline": _("Headline"),
        "kicker": _("Kicker"),
        "teaser": _("Teaser"),
        "picture": _("Picture"),
        "size": _("Size"),
        "until": _("Until"),
        "sublinks": _("Lines below"),
        "title": _("Title"),
        "source": _("Fills up from"),
        "limit": _("Cards"),
    }


def _value(value: Any) -> str:
    return str(len(value)) if isinstance(value, list) else str(value if value not in (None, "") else "–")


def _names(front: Front, operations: Iterable[Operation]) -> dict[str, str]:
    """Headlines by `a<article>`, and containers' names by their keys."""
    keys = {key for one in operations if (key := _article(one)) is not None}
    pages = ArticlePage.objects.filter(pk__in=keys).values_list("pk", "draft_title", "title")
    names = {f"a{key}": draft or title for key, draft, title in pages}
    sources = front_board.source_names()
    for container in fronts_arrangement.from_json(front.draft).containers:
        own = container.title or (
            sources.get(container.source, "") if container.kind == fronts_arrangement.BAND else ""
        )
        names[container.key] = own or str(front_board.NAMES.get(container.kind, container.key))
    return names


def _article(operation: Operation) -> int | None:
    card = operation.get("card")
    found = card.get("article") if isinstance(card, dict) else operation.get("article")
    return int(found) if found is not None else None


def _story(operation: Operation, names: dict[str, str]) -> str:
    return names.get(f"a{_article(operation)}", _("a story"))


def _container(operation: Operation, names: dict[str, str]) -> str:
    named = operation.get("container")
    if isinstance(named, dict):
        kind = str(front_board.NAMES.get(named.get("kind", ""), _("Container")))
        return str(named.get("title") or names.get(named.get("key", "")) or kind)
    return names.get(str(named), _("another container"))
