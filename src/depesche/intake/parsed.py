"""What a parser makes of raw bytes: plain values, nothing stored yet.

A parser never raises for what is in the bytes. What it cannot read becomes an item in quarantine with a reason that
an editor understands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from depesche.intake.arrivals import Circumstances

EMPTY = "empty"
"""The status of an entry that says nothing: it has a receipt and its place in the file, but becomes no item."""
_BLANK = "Der Eintrag hat weder Titel noch Text noch Adresse."


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that came with an item. `filename` is a label as the sender gave it, never a path of ours.

    `small`: a picture that the text shows no larger than a logo.
    """

    filename: str
    content_type: str
    content: bytes
    inline: bool = False
    small: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """A picture among the enclosures. `usable`: of a format and size to print, and no logo or tracking pixel."""

    filename: str
    sha256: str
    content_type: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    usable: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call. Any part may be empty."""

    name: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """An embargo the sender set in a field of its own. `kind`: none, until, ask."""

    kind: str = "none"
    until: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedItem:
    """One item. Fields mean what they mean on `desk.models.Item`.

    `status` is new, filed, quarantined or empty; `reason` says why, and of a new item what editors should know of how
    it was read. `boilerplate` is what a release says about its sender, no part of `body`. `came_at` is when a server
    says it took the mail, `written_at` what the sender says. `wording` is the text in which, beside the subject, an
    embargo line is looked for; `enclosed` is what files say that came with it, which is asked for one too. `identity`
    is equal for two copies of the same thing, "" when nobody can tell. What `withdraws` takes its story back.
    `replaces` holds keys of earlier versions (message ids or URIs), `signatures` which of "dkim" and "arc" the mail
    carries, checked or not. `parts` are the releases that an editor may make of one mail with several.
    """

    kind: str
    status: str = "new"
    reason: str = ""
    subject: str = ""
    sender_name: str = ""
    sender_address: str = ""
    headline: str = ""
    lead: str = ""
    body: str = ""
    html: str = ""
    original_html: str = ""
    dateline: str = ""
    byline: str = ""
    lang: str = ""
    urgency: int | None = None
    usage_terms: str = ""
    contact: Contact = field(default_factory=Contact)
    boilerplate: str = ""
    embargo: Embargo | None = None
    wording: str = ""
    enclosed: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    message_id: str = ""
    uri: str = ""
    link: str = ""
    version: str = ""
    identity: str = ""
    replaces: tuple[str, ...] = ()
    withdraws: bool = False
    signatures: tuple[str, ...] = ()
    parts: tuple[ParsedItem, ...] = ()
    came_at: datetime | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The items of one arrival. None of them means: well-formed and empty, and `reason` says so."""

    items: tuple[ParsedItem, ...] = ()
    reason: str = ""


class Parser(Protocol):
    """Turns raw bytes of one format into items. Registered as an entry point in the group `depesche.parsers`."""

    name: str
    """Stored with each item, so that one sees who read it."""

    priority: int
    """Parsers are asked in rising order; the first that can parse does."""

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        """Whether this looks like the parser's format. Must be cheap: the beginning of the bytes should do."""
        ...

    def parse(self, raw: bytes, how: Circumstances) -> Reading: ...


def quarantined(reason: str, *, kind: str = "", subject: str = "") -> Reading:
    """A reading that found nothing to read, for `reason`."""
    return Reading(items=(ParsedItem(kind=kind, status="quarantined", reason=reason, subject=subject),))


def empty_if_blank(item: ParsedItem) -> ParsedItem:
    """An entry of a feed or wire as it is, or marked as `EMPTY` where nothing in it is for an editor."""
    said = (item.reason, item.subject, item.headline, item.lead, item.body, item.link, item.pictures, item.enclosures)
    return item if any(said) else replace(item, status=EMPTY, reason=_BLANK)


def digest(*parts: str) -> str:
    """One SHA-256 over parts, each told apart from the next."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "replace")
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.hexdigest()
