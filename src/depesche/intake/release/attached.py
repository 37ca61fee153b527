"""The release in a file: mails that only say "anbei unsere Pressemitteilung" are read from what is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.intake.isolation import calling
from depesche.intake.isolation.troubles import CannotRead, Cause
from depesche.intake.markup import as_json
from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup.blocks import Block
from depesche.intake.parsed import Enclosure
from depesche.intake.release import wording

_SUFFIX = re.compile(r"\.(?:docx|docm|odt|rtf|pdf|doc|dot|dotx|msg)$", re.IGNORECASE)
_TYPES = (
    "application/pdf",
    "application/rtf",
    "text/rtf",
    "application/msword",
    "application/vnd.ms-outlook",
    "application/vnd.oasis.opendocument.text",
)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELEASE_NAME = re.compile(
    rf"{wording.RELEASE_NAME}|(?:^|[\W_])(?:pm|pi|mm|pr)(?:[\W_]|\d|$)|presse|medien|mitteilung|meldung|press",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"agb|datenschutz|programm|flyer|plakat|anmelde|formular|vollmacht|lebenslauf|factsheet|preisliste|lageplan|logo"
    r"|tabelle|statistik|bildnachweis|nutzungs|vita|anfahrt|rechnung",
    re.IGNORECASE,
)
_SAYS_ATTACHED = re.compile(
    r"\banbei|im anhang|in (?:der|den) anlagen?|angehängt|beigefügt|beiliegend|als (?:pdf|word|anhang|datei)"
    r"|\battached|\benclosed|attachment",
    re.IGNORECASE,
)
_READ = "depesche.intake.documents.reading:read"
_MOST_READ, _MOST_PARTS = 3, 10
_THIN = 300
"""Characters: a mail that says less has its release elsewhere."""

_COVER_LETTER = 1_200
"""Characters that a letter which speaks of an attachment may have."""

_SOMETHING, _ENOUGH = 80, 250
"""Characters that a file must have: as many as the mail at least, or enough for a release."""

_LARGEST = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: `blocks`, or in German the `trouble` that kept it from being read. `costly`: it used up its
    time or its memory; then no other file of the mail is tried."""

    filename: str
    blocks: list[Block] = field(default_factory=list)
    trouble: str = ""
    costly: bool = False

    @property
    def note(self) -> str:
        """What editors should know, in German."""
        if self.trouble:
            return f"{self.filename}: {self.trouble}"
        return f"Der Text wurde aus der Datei {self.filename} gelesen."

    @property
    def weight(self) -> int:
        return sum(len(block.text) for block in self.blocks)


def is_document(enclosure: Enclosure) -> bool:
    return (
        bool(_SUFFIX.search(enclosure.filename))
        or enclosure.content_type in _TYPES
        or enclosure.content_type.startswith(_WORD_TYPE)
    )


def is_elsewhere(blocks: Sequence[Block]) -> bool:
    """Whether the text of a mail, without its signature, is too little for a release or only hands one over."""
    said = sum(len(block.text) for block in blocks)
    if said < _THIN:
        return True
    return said < _COVER_LETTER and any(_SAYS_ATTACHED.search(block.text) for block in blocks)


def find(enclosures: Sequence[Enclosure], *, more_than: int = 0) -> Document | None:
    """The release among the files, or the trouble with it; None when no file is a document, or none says much.

    `more_than` is how many characters the mail itself has.
    """
    troubled: Document | None = None
    for enclosure in _likeliest(enclosures):
        document = read(enclosure)
        if document.trouble:
            troubled = troubled or document
            if document.costly:
                return document
        elif document.weight >= min(max(_SOMETHING, more_than), _ENOUGH):
            return document
    return troubled


def wordings(enclosures: Sequence[Enclosure], *, besides: str = "") -> list[str]:
    """What the likeliest files say, but for the one named `besides`: a release may have its embargo there alone."""
    said: list[str] = []
    for enclosure in _likeliest(enclosures):
        if enclosure.filename == besides:
            continue
        document = read(enclosure)
        if document.blocks:
            said.append(block_forms.to_text(document.blocks))
        if document.costly:
            break
    return said


def each(enclosures: Sequence[Enclosure]) -> list[Document]:
    """All files that are named for a release and can be read, if there are several, in the mail's order."""
    named = [one for one in _likeliest(enclosures, most=_MOST_PARTS) if _rank(one.filename) < 2]
    if len(named) < 2:
        return []
    documents: list[Document] = []
    for one in sorted(named, key=list(enclosures).index):
        documents.append(read(one))
        if documents[-1].costly:
            break
    return [document for document in documents if not document.trouble]


def read(enclosure: Enclosure) -> Document:
    """The text of one file."""
    if len(enclosure.content) > _LARGEST:
        return Document(enclosure.filename, trouble="Die Datei ist größer als 40 MB und wurde nicht gelesen.")
    try:
        return Document(enclosure.filename, as_json.load(calling.call(_READ, enclosure.content)))
    except CannotRead as trouble:
        return Document(enclosure.filename, trouble=trouble.reason, costly=trouble.cause in (Cause.TIME, Cause.MEMORY))


def _likeliest(enclosures: Sequence[Enclosure], *, most: int = _MOST_READ) -> list[Enclosure]:
    """Documents, the likeliest first: named for a release, and of the same text the form that is easiest to read."""
    documents = [one for one in enclosures if is_document(one) and one.content]
    documents.sort(key=lambda one: (_rank(one.filename), one.filename.lower().endswith(".pdf")))
    chosen: dict[str, Enclosure] = {}
    for one in documents:
        chosen.setdefault(_SUFFIX.sub("", one.filename).casefold(), one)
    return list(chosen.values())[:most]


def _rank(filename: str) -> int:
    words = re.sub(r"[_-]", " ", filename)
    return 0 if _RELEASE_NAME.search(words) else 2 if _OTHER_NAME.search(words) else 1
