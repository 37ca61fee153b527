"""The shelves of the inbox and what a person asks of them: one value that filters, counts and makes addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from depesche.desk import marks, versions
from depesche.desk.marks import Mark, Order
from depesche.desk.models import OPEN, Item, Kind, Status

PAGE = 60
LONGEST_QUERY = 200
_SEARCHED = ("headline", "subject", "lead", "body", "organisation", "sender_name", "sender_address")


class Shelf(TextChoices):
    """Where items lie, as editors speak of it."""

    OPEN = "open", _("Open")
    MINE = "mine", _("Mine")
    USED = "used", _("Used")
    SPIKED = "spiked", _("Spiked")
    FILED = "filed", _("Filed")
    QUARANTINE = "quarantine", _("Quarantine")


_STATUSES: Mapping[str, tuple[str, ...]] = {
    Shelf.OPEN: OPEN,
    Shelf.MINE: (Status.CLAIMED,),
    Shelf.USED: (Status.USED,),
    Shelf.SPIKED: (Status.SPIKED,),
    Shelf.FILED: (Status.FILED,),
    Shelf.QUARANTINE: (Status.QUARANTINED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a list shows. Unknown values in an address fall back to what is usual; nothing here can fail."""

    shelf: str = Shelf.OPEN
    text: str = ""
    kind: str = ""
    section: str = ""
    mark: str = ""
    order: str = Order.NEWEST
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Wish:
        """From the parameters of an address."""
        number = parameters.get("p", "1")
        return cls(
            shelf=_known(parameters.get("shelf", ""), Shelf.values, Shelf.OPEN),
            text=" ".join(parameters.get("q", "").replace("\x00", "").split())[:LONGEST_QUERY],
            kind=_known(parameters.get("kind", ""), Kind.values, ""),
            section=parameters.get("section", "").replace("\x00", "")[:100],
            mark=_known(parameters.get("mark", ""), Mark.values, ""),
            order=_known(parameters.get("order", ""), Order.values, Order.NEWEST),
            page=int(number) if number.isdecimal() and 0 < len(number) < 6 and int(number) else 1,
        )

    def parameters(self, **changes: Any) -> str:
        """This wish, changed, as the query of an address; without what is usual."""
        wish = replace(self, **changes)
        named = {
            "shelf": wish.shelf,
            "q": wish.text,
            "kind": wish.kind,
            "section": wish.section,
            "mark": wish.mark,
            "order": wish.order,
            "p": wish.page,
        }
        usual = {"shelf": Shelf.OPEN, "q": "", "kind": "", "section": "", "mark": "", "order": Order.NEWEST, "p": 1}
        return urlencode({name: value for name, value in named.items() if value != usual[name]})

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.kind or self.section or self.mark)

    def items(self, user: Any, *, now: datetime) -> QuerySet[Item]:
        """The items asked for in the order asked for, without those long texts that no list shows."""
        found = self._unmarked(user)
        if self.mark:
            found = found.filter(marks.condition(self.mark, user, now=now, stories=self.has_stories))
        return marks.ordered(found, self.order, now=now).select_related("claimed_by").defer("html", "original_html")

    def mark_counts(self, user: Any, *, now: datetime) -> dict[str, int]:
        """How many items of this shelf carry each mark, as far as search and filters let them through."""
        return marks.counts(self._unmarked(user), user, now=now, stories=self.has_stories)

    def counts(self, user: Any) -> dict[str, int]:
        """How many items lie on each shelf, as far as search and filters let them through."""
        by_status = dict(self._matching().order_by().values_list("status").annotate(Count("pk")))
        counts = {shelf: sum(by_status.get(status, 0) for status in statuses) for shelf, statuses in _STATUSES.items()}
        counts[Shelf.MINE] = _on_shelf(self._matching(), Shelf.MINE, user).count()
        counts[Shelf.OPEN] = self._one_a_story(_on_shelf(self._matching(), Shelf.OPEN, user), Shelf.OPEN).count()
        return counts

    def _unmarked(self, user: Any) -> QuerySet[Item]:
        return self._one_a_story(_on_shelf(self._matching(), self.shelf, user), self.shelf)

    @property
    def has_stories(self) -> bool:
        """Whether each row stands for all open versions of its story."""
        return self.shelf == Shelf.OPEN and not (self.text or self.kind or self.section)

    def _one_a_story(self, items: QuerySet[Item], shelf: str) -> QuerySet[Item]:
        """Of what is open only the topmost version; a search finds those below it too."""
        if shelf != Shelf.OPEN or self.text or self.kind or self.section:
            return items
        return versions.newest_only(items, OPEN)

    def _matching(self) -> QuerySet[Item]:
        found = Item.objects.all()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.section:
            found = found.filter(section=self.section)
        for word in self.text.split():
            found = found.filter(_contains(word))
        return found


def open_count() -> int:
    """How many stories wait for somebody."""
    return versions.newest_only(Item.objects.filter(status__in=OPEN), OPEN).count()


def _on_shelf(items: QuerySet[Item], shelf: str, user: Any) -> QuerySet[Item]:
    found = items.filter(status__in=_STATUSES[shelf])
    return found.filter(claimed_by=user.pk) if shelf == Shelf.MINE else found


def _contains(word: str) -> Q:
    """Any field has the word. SQLite folds only the case of ASCII letters: other words are asked for in each case."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    found = Q()
    for name in _SEARCHED:
        for spelling in spellings:
            found |= Q(**{f"{name}__icontains": spelling})
    return found


def _known(value: str, known: list[str], usual: str) -> str:
    return value if value in known else usual
