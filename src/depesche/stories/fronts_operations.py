"""What an editor does to an arrangement, one operation at a time, and how two editors' operations are merged.

An operation says what is meant, not what the page looks like afterwards: “this card behind that one”. So it can be
carried out on an arrangement that others have changed meanwhile. Only when both meant the same thing differently is
there a conflict, and then nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from depesche.stories import fronts_arrangement as arranging
from depesche.stories.fronts_arrangement import Arrangement, Broken, Container, Placement

Operation = dict[str, Any]
"""As it is sent and kept: `op` and its parts (`docs/decisions/0021-fronts.md`)."""
CARD_FIELDS = ("headline", "kicker", "teaser", "picture", "size", "until", "sublinks")
CONTAINER_FIELDS = ("title", "source", "limit")
MOST_CONTAINERS = 30
MOST_PLACED = 40
"""Cards that may lie in one container, shown or waiting."""
_Kept = TypeVar("_Kept", Container, Placement)


class Impossible(ValueError):
    """The operation cannot be carried out on this arrangement, whoever changed it. `reason` is a word for the desk."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Collision:
    """Mine and theirs mean the same thing differently. `field` is what both wrote, or empty."""

    mine: Operation
    theirs: Operation
    field: str = ""


def apply(arrangement: Arrangement, operation: Operation) -> Arrangement:
    """Raises `Impossible`, and `Broken` for what is no operation."""
    try:
        doing = _DOING[operation["op"]]
        return doing(arrangement, operation)
    except (KeyError, TypeError, AttributeError) as error:
        raise Broken(f"no operation: {error}") from error


def check(operation: Any) -> Operation:
    """What came over the wire, if it has the form of an operation. Raises `Broken`."""
    if not isinstance(operation, dict) or operation.get("op") not in _DOING:
        raise Broken("no operation")
    kind: str = operation["op"]
    thing = operation.get("container" if kind.endswith("_container") else "card")
    if not (isinstance(thing, dict) and "key" in thing if kind.startswith("add") else isinstance(thing, str)):
        raise Broken(f"{kind} of nothing")
    if kind.startswith("edit") and not isinstance(operation.get("fields"), dict):
        raise Broken("nothing to set")
    try:
        if kind == "add":
            arranging.card_from(operation["card"])
        if kind == "add_container":
            arranging.container_from(operation["container"])
    except (KeyError, TypeError) as error:
        raise Broken(f"{kind}: {error}") from error
    return operation


def collision(mine: Operation, theirs: Operation) -> Collision | None:
    """Whether an operation and one that was carried out meanwhile cannot both be meant."""
    if _verb(mine) == _verb(theirs) == "add":
        return Collision(mine, theirs) if _adds_the_same(mine, theirs) else None
    if _is_of_container(mine) != _is_of_container(theirs):
        return _of_container_and_card(mine, theirs)
    if _target(mine) != _target(theirs):
        return None
    return _of_one_target(mine, theirs)


def _of_one_target(mine: Operation, theirs: Operation) -> Collision | None:
    verbs = {_verb(mine), _verb(theirs)}
    if verbs == {"edit"}:
        return _of_edits(mine, theirs)
    if verbs == {"move"}:
        return None if _place(mine) == _place(theirs) else Collision(mine, theirs)
    # Both wanted it gone: no collision; nor has who moved it anything against who edited it.
    return Collision(mine, theirs) if "remove" in verbs and len(verbs) > 1 and "add" not in verbs else None


def collisions(mine: Sequence[Operation], since: Sequence[Operation]) -> list[Collision]:
    found = (collision(one, other) for one in mine for other in since)
    return [one for one in found if one is not None]


def _adds_the_same(mine: Operation, theirs: Operation) -> bool:
    """The same story, or a container that a page has once."""
    if mine["op"] != theirs["op"]:
        return False
    if mine["op"] == "add":
        return bool(mine["card"]["article"] == theirs["card"]["article"])
    kind = mine["container"]["kind"]
    return kind in arranging.ONCE and kind == theirs["container"]["kind"]


def _is_of_container(operation: Operation) -> bool:
    return bool(operation["op"].endswith("_container"))


def _of_container_and_card(mine: Operation, theirs: Operation) -> Collision | None:
    """Only a container that goes collides with what is put into it."""
    of_container, of_card = (mine, theirs) if _is_of_container(mine) else (theirs, mine)
    if of_container["op"] != "remove_container":
        return None
    goes = of_container["container"]
    touched = of_card.get("container") == goes or (
        of_card["op"] in ("edit", "move") and of_card["card"] in of_container.get("cards", ())
    )
    return Collision(mine, theirs) if touched else None


def _of_edits(mine: Operation, theirs: Operation) -> Collision | None:
    for name, value in mine["fields"].items():
        if name in theirs["fields"] and theirs["fields"][name] != value:
            return Collision(mine, theirs, name)
    return None


def _verb(operation: Operation) -> str:
    return str(operation["op"]).partition("_")[0]


def _target(operation: Operation) -> str:
    named = operation["container" if _is_of_container(operation) else "card"]
    return str(named["key"] if isinstance(named, dict) else named)


def _place(operation: Operation) -> Any:
    return operation.get("container"), operation.get("after"), operation.get("before")


# --- Carrying out -----------------------------------------------------------------------------------------------------


def _add(arrangement: Arrangement, operation: Operation) -> Arrangement:
    card = arranging.card_from(operation["card"])
    if arrangement.find(card.key):
        raise Broken(f"the key {card.key} is taken")
    if found := arrangement.where(card.article):
        raise Impossible("twice", container=found[0].key, card=found[1].key)
    return _put(arrangement, card, operation)


def _move(arrangement: Arrangement, operation: Operation) -> Arrangement:
    found = _found(arrangement, operation["card"])
    # Checked before anything is taken away.
    into = _open_container(arrangement, operation["container"])
    room_taken = len(into.cards) - (1 if into.key == found[0].key else 0)
    if room_taken >= MOST_PLACED:
        raise Impossible("full")
    return _put(_without(arrangement, found), found[1], operation)


def _remove(arrangement: Arrangement, operation: Operation) -> Arrangement:
    found = arrangement.find(operation["card"])
    return _without(arrangement, found) if found else arrangement


def _edit(arrangement: Arrangement, operation: Operation) -> Arrangement:
    container, card = _found(arrangement, operation["card"])
    changed = arranging.card_from(_merged(_json_of(card), operation["fields"], CARD_FIELDS))
    cards = tuple(changed if one.key == card.key else one for one in container.cards)
    return arrangement.with_container(replace(container, cards=cards))


def _add_container(arrangement: Arrangement, operation: Operation) -> Arrangement:
    made = arranging.container_from(operation["container"])
    if made.cards or arrangement.container(made.key):
        raise Broken("a new container is empty and has a key of its own")
    if len(arrangement.containers) >= MOST_CONTAINERS:
        raise Impossible("full")
    twice = any(
        one.kind == made.kind and (made.kind in arranging.ONCE or one.shared == made.shared is not None)
        for one in arrangement.containers
    )
    if twice:
        raise Impossible("container_twice")
    return Arrangement(_inserted(arrangement.containers, made, operation))


def _move_container(arrangement: Arrangement, operation: Operation) -> Arrangement:
    moved = _container(arrangement, operation["container"])
    rest = tuple(one for one in arrangement.containers if one.key != moved.key)
    return Arrangement(_inserted(rest, moved, operation))


def _remove_container(arrangement: Arrangement, operation: Operation) -> Arrangement:
    key = operation["container"]
    return Arrangement(tuple(one for one in arrangement.containers if one.key != key))


def _edit_container(arrangement: Arrangement, operation: Operation) -> Arrangement:
    container = _container(arrangement, operation["container"])
    own = {name: getattr(container, name) for name in ("key", "kind", "shared", *CONTAINER_FIELDS)}
    changed = arranging.container_from(_merged(own, operation["fields"], CONTAINER_FIELDS))
    return arrangement.with_container(replace(changed, cards=container.cards))


_DOING = {
    "add": _add,
    "move": _move,
    "remove": _remove,
    "edit": _edit,
    "add_container": _add_container,
    "move_container": _move_container,
    "remove_container": _remove_container,
    "edit_container": _edit_container,
}


def _json_of(card: Placement) -> dict[str, Any]:
    """A card as `arranging.card_from` reads it."""
    whole = Arrangement((Container(key="x", kind=arranging.FREE, cards=(card,)),)).as_json()
    made: dict[str, Any] = whole["containers"][0]["cards"][0]
    return made


def _merged(own: dict[str, Any], wanted: dict[str, Any], allowed: Sequence[str]) -> dict[str, Any]:
    if unknown := wanted.keys() - set(allowed):
        raise Broken(f"cannot be set: {', '.join(sorted(unknown))}")
    return {**own, **wanted}


def _found(arrangement: Arrangement, key: str) -> tuple[Container, Placement]:
    found = arrangement.find(key)
    if found is None:
        raise Impossible("gone")
    return found


def _container(arrangement: Arrangement, key: str) -> Container:
    found = arrangement.container(key)
    if found is None:
        raise Impossible("container_gone")
    return found


def _open_container(arrangement: Arrangement, key: str) -> Container:
    """One that cards may be put into."""
    found = _container(arrangement, key)
    if found.kind in arranging.WITHOUT_CARDS:
        raise Impossible("no_cards")
    return found


def _put(arrangement: Arrangement, card: Placement, operation: Operation) -> Arrangement:
    container = _open_container(arrangement, operation["container"])
    if len(container.cards) >= MOST_PLACED:
        raise Impossible("full")
    return arrangement.with_container(replace(container, cards=_inserted(container.cards, card, operation)))


def _without(arrangement: Arrangement, found: tuple[Container, Placement]) -> Arrangement:
    container, card = found
    return arrangement.with_container(replace(container, cards=tuple(one for one in container.cards if one != card)))


def _inserted(row: tuple[_Kept, ...], new: _Kept, operation: Operation) -> tuple[_Kept, ...]:
    """Behind the neighbour it was put behind; is that gone, before the other one; else at the end. `after` None is the
    beginning."""
    keys = [one.key for one in row]
    place = len(row)
    after, before = operation.get("after"), operation.get("before")
    if after is None and "after" in operation:
        place = 0
    elif after in keys:
        place = keys.index(after) + 1
    elif before in keys:
        place = keys.index(before)
    return row[:place] + (new,) + row[place:]  # noqa: RUF005 unpacked, mypy loses sight of what kind the row is of
