"""Arranging fronts: the only way an arrangement comes about, changes, goes live and goes back. Each step is on record.

Editors send operations with the revision they saw. What others did since is kept: the operations are carried out on
the draft as it is now, unless both meant the same thing differently (`Conflict`), and then nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from depesche.accounts.models import User
from depesche.stories import fronts_arrangement as arranging
from depesche.stories import fronts_documents, fronts_operations, fronts_touching, publishing, services
from depesche.stories.fronts_arrangement import Arrangement
from depesche.stories.fronts_operations import Collision, Impossible, Operation
from depesche.stories.models import Change, Front, FrontStep, FrontVersion, SectionPage

KEPT = 20
"""Published versions to go back to."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A collision, and the step of the colleague who was first."""

    collision: Collision
    step: FrontStep


class Conflict(Exception):
    """Colleagues meant the same thing differently meanwhile, or (without `clashes`) did what must be seen before the
    draft is published or discarded. Nothing was done."""

    def __init__(self, front: Front, steps: Sequence[FrontStep], clashes: Sequence[Clash] = ()) -> None:
        super().__init__("the front was changed meanwhile")
        self.front, self.steps, self.clashes = front, tuple(steps), tuple(clashes)


def may_arrange(front: Front, user: Any) -> bool:
    """May change the draft."""
    return bool(_page(front).permissions_for_user(user).can_edit())


def may_publish(front: Front, user: Any) -> bool:
    """May show it to readers, and go back to what they saw before."""
    return bool(_page(front).permissions_for_user(user).can_publish())


def of_page(page: Page) -> Front:
    """The front of the front page or a section, begun at the first call with what stands there by itself."""
    front, _made = Front.objects.get_or_create(page_id=page.pk, defaults={"draft": _of_itself(page).as_json()})
    return front


def shared() -> list[Front]:
    """Containers that may stand on several fronts."""
    return list(Front.objects.filter(page__isnull=True).order_by("title", "pk"))


def share(title: str, *, user: User | None = None) -> Front:
    """A new container for several fronts; it is to be published before readers see it. Raises `ValueError`."""
    name = " ".join(title.split())[:120]
    if not name:
        raise ValueError("a shared container has a title")
    front = Front(title=name, draft=arranging.shared_skeleton(name).as_json())
    _refuse(may_arrange, front, user)
    front.save()
    return front


@transaction.atomic
def arrange(front: Front, operations: Sequence[Operation], *, revision: int, user: User | None = None) -> Front:
    """Carry out operations that were made on `revision` of the draft.

    Raises `Conflict`, `fronts_operations.Impossible`, `fronts_arrangement.Broken` and `PermissionDenied`; nothing is
    done then.
    """
    _refuse(may_arrange, front, user)
    current = _locked(front)
    before = arranging.from_json(current.draft)
    wanted = [_whole(before, fronts_operations.check(operation)) for operation in operations]
    steps = _since(current, revision)
    if clashes := list(_clashes(wanted, steps)):
        raise Conflict(current, steps, clashes)
    after = before
    for operation in wanted:
        after = fronts_operations.apply(after, operation)
    if after == before:
        return current
    if current.is_shared and [one.kind for one in after.containers] != [arranging.FREE]:
        raise Impossible("one_container")
    return _new_draft(current, after.as_json(), FrontStep.Deed.ARRANGE, user=user, operations=wanted)


@transaction.atomic
def publish(front: Front, *, revision: int, user: User | None = None) -> Front:
    """Show the draft to readers, as it was at `revision`. Raises `Conflict` when it has changed, `PermissionDenied`."""
    _refuse(may_publish, front, user)
    current = _seen(front, revision)
    _go_live(current, current.draft, user=user)
    _step(current, FrontStep.Deed.PUBLISH, user=user)
    return current


@transaction.atomic
def discard(front: Front, *, revision: int, user: User | None = None) -> Front:
    """Take the draft back to what readers see; it can be recovered. Raises as `publish`."""
    _refuse(may_arrange, front, user)
    current = _seen(front, revision)
    live = current.live or _start(current).as_json()
    return _new_draft(current, live, FrontStep.Deed.DISCARD, user=user, before=current.draft)


@transaction.atomic
def recover(front: Front, *, user: User | None = None) -> bool:
    """Take back a discard that was the last thing done to the draft; False when it was not."""
    _refuse(may_arrange, front, user)
    current = _locked(front)
    last = recoverable(current)
    if last is None:
        return False
    _new_draft(current, last.before, FrontStep.Deed.RECOVER, user=user)
    return True


def recoverable(front: Front) -> FrontStep | None:
    """The discard that may be taken back."""
    step = FrontStep.objects.filter(front=front, revision=front.revision).exclude(deed=FrontStep.Deed.EXPIRE).first()
    return step if step is not None and step.deed == FrontStep.Deed.DISCARD else None


@transaction.atomic
def restore(front: Front, number: int, *, user: User | None = None) -> Front:
    """Show readers a published version again. A draft with changes of its own stays as it is.

    Raises `FrontVersion.DoesNotExist` and `PermissionDenied`.
    """
    _refuse(may_publish, front, user)
    current = _locked(front)
    version = FrontVersion.objects.get(front=current, number=number)
    if not current.is_changed:
        current.draft = version.arrangement
    current.revision += 1
    _go_live(current, version.arrangement, user=user)
    _step(current, FrontStep.Deed.RESTORE, user=user, operations=[{"version": number}])
    return current


def expire(*, now: datetime) -> int:
    """For the worker: fronts on which a card's time is up are baked without it; how many there were."""
    due = list(Front.objects.filter(due_at__lte=now))
    for front in due:
        with transaction.atomic():
            current = _locked(front)
            current.due_at = _due(current.live, now)
            current.save(update_fields=["due_at"])
            _step(current, FrontStep.Deed.EXPIRE, user=None)
            _order(current)
    return len(due)


def follow_picture(key: int) -> None:
    """A picture that a card shows was changed, or its rights have ended."""
    if paths := fronts_touching.paths([("picture", str(key))]):
        publishing.record(Change.Kind.FRONT, touched=paths, meaningful=False)


def _go_live(front: Front, arrangement: dict[str, Any], *, user: User | None) -> None:
    now = timezone.now()
    front.live, front.published_at, front.published_revision = arrangement, now, front.revision
    front.due_at = _due(arrangement, now)
    front.save()
    fronts_touching.note(front, arranging.from_json(arrangement))
    newest = FrontVersion.objects.filter(front=front).values_list("number", flat=True).first() or 0
    FrontVersion.objects.create(front=front, number=newest + 1, arrangement=arrangement, made_at=now, made_by=user)
    # The one that readers see now is no version to go back to.
    FrontVersion.objects.filter(front=front, number__lte=newest - KEPT).delete()
    _order(front)


def _order(front: Front) -> None:
    if paths := fronts_touching.of_front(front):
        publishing.record(Change.Kind.FRONT, touched=paths, meaningful=False)


def _due(arrangement: dict[str, Any], now: datetime) -> datetime | None:
    ends = (card.until for _container, card in arranging.from_json(arrangement).placements() if card.until)
    return min((end for end in ends if end > now), default=None) if arrangement else None


def _new_draft(front: Front, draft: dict[str, Any], deed: FrontStep.Deed, *, user: User | None, **facts: Any) -> Front:
    front.draft = draft
    front.revision += 1
    front.save(update_fields=["draft", "revision"])
    _step(front, deed, user=user, **facts)
    return front


def _step(front: Front, deed: FrontStep.Deed, *, user: User | None, **facts: Any) -> None:
    FrontStep.objects.create(
        front=front, revision=front.revision, deed=deed, made_at=timezone.now(), made_by=user, **facts
    )


def _locked(front: Front) -> Front:
    """Writers of one front take turns."""
    return Front.objects.select_for_update(of=("self",)).select_related("page").get(pk=front.pk)


def _seen(front: Front, revision: int) -> Front:
    """The front, if nobody changed the draft that the editor saw."""
    current = _locked(front)
    if current.revision != revision:
        raise Conflict(current, _since(current, revision))
    return current


def _since(front: Front, revision: int) -> list[FrontStep]:
    """What was done to the draft after a revision, oldest first."""
    steps = FrontStep.objects.filter(front=front, revision__gt=revision).exclude(deed=FrontStep.Deed.EXPIRE)
    return list(steps.select_related("made_by").order_by("pk"))


def _clashes(wanted: Sequence[Operation], steps: Iterable[FrontStep]) -> Iterable[Clash]:
    for step in steps:
        if step.deed != FrontStep.Deed.ARRANGE:
            continue
        for found in fronts_operations.collisions(wanted, step.operations):
            yield Clash(found, step)


def _whole(arrangement: Arrangement, operation: Operation) -> Operation:
    """With what is to be known of it later: which story it was about, and which cards went with a container."""
    if operation["op"] == "remove_container":
        container = arrangement.container(operation["container"])
        return {**operation, "cards": [card.key for card in container.cards] if container else []}
    if operation["op"] in ("move", "remove", "edit") and (found := arrangement.find(operation["card"])):
        return {**operation, "article": found[1].article}
    return operation


def _start(front: Front) -> Arrangement:
    return _of_itself(front.page) if front.page is not None else arranging.shared_skeleton(front.title)


def _of_itself(page: Page) -> Arrangement:
    section = SectionPage.objects.filter(pk=page.pk).first()
    return arranging.section_skeleton(section.slug) if section else fronts_documents.of_itself()


def _page(front: Front) -> Page:
    return front.page if front.page is not None else services.home()


def _refuse(allowed: Callable[[Front, Any], bool], front: Front, user: User | None) -> None:
    """Without a user it is the house itself."""
    if user is not None and not allowed(front, user):
        raise PermissionDenied
