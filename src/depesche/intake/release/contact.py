"""The press contact: a labelled block in the release, else the signature of the mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from depesche.intake.markup.blocks import Block, BlockKind
from depesche.intake.parsed import Contact
from depesche.intake.release import wording

_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE)
_PHONE_LABEL = re.compile(
    r"(?:tel(?:efon)?|fon|phone|mobil(?:e|telefon)?|handy|ruf|durchwahl|t|m)\b\.?\s*(?:\([^)]*\))?\s*[:.]?\s*"
    r"((?:\+|00)?[\d(][\d\s()/.–-]{4,25}\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/.-])((?:\+|00?)[1-9(][\d\s()/–-]{5,22}\d)(?![\w.])")
_FAX = re.compile(r"(?:tele)?fax|\bf:", re.IGNORECASE)
_TITLE = r"(?:(?:Frau|Herr|Dr|Prof|Dipl|Mag|Ing|Mr|Mrs|Ms)\b\.?\s?(?:-\s?\w+\.?\s)?)*"
_NAME = re.compile(
    rf"{_TITLE}[A-ZÄÖÜ][a-zäöüßéèáçñ'’]+(?:-[A-ZÄÖÜ][a-zäöüßé]+)?(?:\s(?:von|van|de|der|zu|zur|[A-ZÄÖÜ]\.))*"
    r"(?:\s[A-ZÄÖÜ][a-zäöüßéèáçñ'’]+(?:-[A-ZÄÖÜ][a-zäöüßé]+)?){1,3}"
)
_NO_NAME = re.compile(
    r"\b(?:gmbh|ag|e\.?\s?v|mbh|kg|se|stadt|gemeinde|landkreis|kreis|amt|stelle|abteilung|referat|büro|presse"
    r"|kommunikation"
    r"|öffentlichkeitsarbeit|ministerium|universität|hochschule|verband|verein|stiftung|museum|theater|klinik"
    r"|straße|platz"
    r"|weg|allee|polizei|werke|bank|verlag|leitung|leiter(?:in)?|sprecher(?:in)?|referent(?:in)?|postfach"
    r"|media|press|office"
    r"|public|gewerkschaft|partei|fraktion|kirche|pfarrei|bistum|institut|agentur|gesellschaft|firma|hotel"
    r"|feuerwehr|club|chor|orchester|initiative|bündnis|netzwerk|landkreis|relations|contact|kontakt"
    r"|rückfragen|marketing|team|redaktion|grüße[n]?"
    r"|auftrag|vertretung|original|release|hausanschrift|ansprechpartner(?:in)?)\b|\w*(?:kammer|direktion|präsidium|verwaltung|genossenschaft|betriebe?|wacht"
    r"|agentur|akademie|sparkasse|theater|vereinigung|föderation|ausschuss|förderung)\b|\w+(?:straße|str\.|amt|platz|weg)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?:\w*(?:haus|schule|verein|verband|bund|werke?|zentrum|heim|hof|klinik|stelle|dienst|wehr))\s", re.IGNORECASE
)
_MAX_LINE = 110
_LONGEST_LINE = 500
_MAX_BLOCKS = 6
_ADDRESS_LINES = 4


def take(blocks: Sequence[Block], *, signature: Sequence[Block]) -> tuple[Contact, list[Block]]:
    """The contact, and the blocks without the stretch that named it."""
    for number, block in enumerate(blocks):
        if (label := _label(block)) is None:
            continue
        end = _stretch_end(blocks, number)
        lines = [label, *_lines([block])[1:], *_lines(blocks[number + 1 : end])]
        found = read(lines)
        if found.phone or found.email:
            return found, [*blocks[: _address_start(blocks, number)], *blocks[end:]]
    return read(_lines(signature)), list(blocks)


def in_letterhead(blocks: Iterable[Block]) -> Contact:
    """Whom to call, as the lines above a headline tell it; nobody if they give no way to reach them."""
    found = read(line for line in _lines(blocks) if not wording.SALUTATION.match(line.strip()))
    return found if found.phone or found.email else Contact()


def is_name(line: str) -> bool:
    """Whether a line is a person's name, perhaps with what they are behind it."""
    return bool(_name(line))


def names_contact(block: Block) -> bool:
    """Whether a block begins the lines that tell whom to call."""
    return _label(block) is not None


def read(lines: Iterable[str]) -> Contact:
    """The first name, telephone number and address in some lines."""
    name = phone = email = ""
    for line in (line[:_LONGEST_LINE] for line in lines):
        if not email and (match := _EMAIL.search(line)):
            email = re.sub(r"\s?[(\[]at[)\]]\s?", "@", match[0], flags=re.IGNORECASE)
        if not phone:
            phone = _phone(line)
        if not name:
            label = wording.CONTACT_LABEL.match(line)
            name = _name(line[label.end() :] if label else line)
    return Contact(name=name, phone=phone, email=email)


def _label(block: Block) -> str | None:
    """What follows the label on a line that begins a contact; None when the block begins none."""
    first = block.text.split("\n", 1)[0].replace("\t", " ").strip()
    match = wording.CONTACT_LABEL.match(first)
    if match is None or len(first) > 200:
        return None
    rest = re.sub(r"^(?:ist|sind|is)\s", "", first[match.end() :].strip(" :–-"))
    if not rest or match[0].endswith(":") or _EMAIL.search(rest) or _phone(rest) or len(first) < 50:
        return rest
    return None


def _stretch_end(blocks: Sequence[Block], start: int) -> int:
    """Past the short lines that belong to the label at `start`."""
    for number in range(start + 1, min(start + _MAX_BLOCKS, len(blocks))):
        block = blocks[number]
        first = block.text.split("\n", 1)[0].strip()
        is_long = any(len(line) > _MAX_LINE for line in block.text.split("\n"))
        if block.kind is BlockKind.HEADING or is_long or wording.BOILERPLATE.fullmatch(first):
            return number
        if not _looks_like_contact(block):
            return number
    return min(start + _MAX_BLOCKS, len(blocks))


def _address_start(blocks: Sequence[Block], label: int) -> int:
    """Where the sender's postal address begins that stands right above the contact; `label` when there is none."""
    start = label
    while start > 1 and start > label - _ADDRESS_LINES:
        lines = blocks[start - 1].text.strip().split("\n")
        if len(lines) > _ADDRESS_LINES or not all(wording.ADDRESS.fullmatch(line.strip()) for line in lines):
            break
        start -= 1
    return start


def _looks_like_contact(block: Block) -> bool:
    text = block.text.strip()
    if _EMAIL.search(text) or _phone(text):
        return True
    if text.endswith((".", "!", "?")) and len(text.split()) > 3:
        return False
    return bool(_name(text.split("\n", 1)[0]) or _NO_NAME.search(text))


def _lines(blocks: Iterable[Block]) -> list[str]:
    return [line.replace("\t", " ") for block in blocks for line in block.text.split("\n")]


def _phone(line: str) -> str:
    if match := _PHONE_LABEL.search(line):
        return _tidy(match[1])
    match = _PHONE.search(line)
    if match and not _FAX.search(line[: match.start()]):
        return _tidy(match[1])
    return ""


def _tidy(number: str) -> str:
    number = re.sub(r"\s+", " ", number).strip(" .–-")
    return number if sum(character.isdigit() for character in number) >= 6 else ""


def _name(line: str) -> str:
    """A line, or the part before the first comma or bar, that reads like a person's name."""
    for piece in re.split(r"[,|;/•·]|\s[–-]\s|\s{3,}|(?:^|\s)(?:Tel|Fon|E-Mail|Mobil)\b", line)[:3]:
        candidate = piece.strip(" *:\t")
        match = _NAME.fullmatch(candidate)
        if match and not _NO_NAME.search(candidate) and not _HOUSE.match(candidate):
            return candidate
    return ""
