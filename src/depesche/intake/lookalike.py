"""Domains that want to be taken for another: letters that look alike, a letter more or less, another ending.

Pure functions. A hit is a warning for an editor, never a verdict; a false alarm a day would teach editors to look
away, so short and numbered names, of which many honest ones differ by a letter, are held to narrower rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depesche.intake.authenticity.organisations import ascii_domain, organisation

_CONFUSABLE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁԛѡһӏкмтвнгпи", "aeopcyxijsdqwhlkmtbhrnu", strict=True)),
        **dict(zip("αορνικτυχηεω", "aopviktuxnew", strict=True)),
        "ı": "i", "ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ɑ": "a", "ɡ": "g", "ⅼ": "l", "æ": "ae", "œ": "oe",
        "0": "o", "1": "l", "3": "e", "5": "s", "8": "b",
    }
)  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DIGITS = str.maketrans("", "", "0123456789")
_SHORTEST, _MIDDLING, _LONG = 5, 8, 11
"""Letters of a name from which it is compared at all; by any one edit; and by two."""
_ADDED = frozenset(
    {"presse", "pressestelle", "news", "newsroom", "online", "info", "service", "mail", "email", "medien", "media"}
    | {"pr", "kommunikation", "redaktion", "office", "team", "kontakt", "web", "portal", "secure", "login", "official"}
)
"""Words that are hung on a name to make a new domain sound like the old one's."""
_PLACES = (("burg", "berg"), ("bach", "buch"))
"""Endings by which two towns differ: Freiburg and Freiberg are neighbours in the alphabet only."""
_MOST_LABELS = 12


def find(domain: str, known: Iterable[str]) -> str:
    """The known domain that `domain` resembles without being it or lying below it; "" when there is none."""
    return Watch(known).find(domain)


def skeleton(name: str) -> str:
    """What a hurried eye sees: IDN decoded, accents off, foreign letters and digits as the Latin ones they resemble."""
    return _seen(".".join(_decoded(label) for label in name.lower().split(".")))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A domain taken apart; `forms` are the ways its name may be read, without hyphens."""

    domain: str
    name: str
    ending: str
    forms: frozenset[str]

    @classmethod
    def of(cls, domain: str) -> _Shape:
        registered = organisation(domain) or domain
        name, _, ending = registered.partition(".")
        return cls(domain, name, ending, _forms(name))


class Watch:
    """The known domains, prepared to be compared with many others."""

    def __init__(self, known: Iterable[str]) -> None:
        shapes = [_Shape.of(domain) for one in known if (domain := one.lower().strip("."))]
        self._known = {ascii_domain(shape.domain) or shape.domain: shape.domain for shape in shapes}
        self._shapes = [shape for shape in shapes if len(shape.name) >= _SHORTEST]
        self._whole = {form: shape.domain for shape in reversed(shapes) for form in _forms(shape.domain)}
        self._named = {form: shape.domain for shape in reversed(self._shapes) for form in shape.forms}
        self._glued = {form: shape.domain for shape in reversed(shapes) for form in _glued(shape)}

    def find(self, domain: str) -> str:
        """The known domain that `domain` resembles without being it or lying below it; "" when there is none."""
        own = domain.lower().strip(".")
        labels = (ascii_domain(own) or own).split(".")
        if not own or any(".".join(labels[start:]) in self._known for start in range(len(labels))):
            return ""
        shape = _Shape.of(own)
        found = (self._inside(labels), *self._alike(shape), self._by_edits(shape))
        return next((one for one in found if one), "")

    def _inside(self, labels: list[str]) -> str:
        """A known domain in front of the real one: `polizei.de.example.com`."""
        for start in range(min(len(labels), _MOST_LABELS)):
            for end in range(start + 2, min(len(labels), _MOST_LABELS)):
                if found := self._known.get(".".join(labels[start:end])):
                    return found
        return ""

    def _alike(self, shape: _Shape) -> Iterator[str]:
        """What looks the same, has another ending, or an ending or a fine word hung on."""
        yield from (self._whole.get(form, "") for form in _forms(shape.domain))
        yield from (self._named.get(form, "") for form in shape.forms)
        yield self._glued.get(shape.name, "")
        for bare in _without_added(shape.name):
            yield from (self._named.get(form, "") for form in _forms(bare))

    def _by_edits(self, shape: _Shape) -> str:
        if len(shape.name) < _SHORTEST - 1:
            return ""
        return next((one.domain for one in self._shapes if _is_edited(shape, one)), "")


def _is_edited(own: _Shape, known: _Shape) -> bool:
    if abs(len(own.name) - len(known.name)) > 3 or _differ_by_number(own.name, known.name):
        return False
    same_ending = own.ending == known.ending
    mine, theirs = _parts(own.name), _parts(known.name)
    if len(mine) == len(theirs) > 1:
        # Of `stadtwerke-rheine` and `stadtwerke-rhede` only the second word counts.
        pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        return len(pairs) == 1 and _is_near(*pairs[0], same_ending=same_ending)
    return any(_is_near(a, b, same_ending=same_ending) for a in own.forms for b in known.forms)


def _is_near(one: str, other: str, *, same_ending: bool) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST - 1 or max(len(one), len(other)) < _SHORTEST:
        return False
    if shorter < _MIDDLING:
        swapped = sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other)
        return swapped and distance(one, other, most=1) <= 1
    if any(one.replace(a, b) == other.replace(a, b) for a, b in _PLACES):
        return False
    most = 2 if shorter >= _LONG and same_ending else 1
    return distance(one, other, most=most) <= most


def _differ_by_number(one: str, other: str) -> bool:
    """`radio21` and `radio24` are neighbours, not forgeries."""
    bare = one.translate(_DIGITS)
    return bare == other.translate(_DIGITS) and bare not in (one, other)


def _undoubled(name: str) -> str:
    return "".join(letter for number, letter in enumerate(name) if number == 0 or name[number - 1] != letter)


def _without_added(name: str) -> Iterator[str]:
    parts = name.split("-")
    kept = [part for part in parts if part not in _ADDED]
    if kept and len(kept) < len(parts):
        yield "-".join(kept)
    for word in _ADDED:
        for bare in (name.removeprefix(word), name.removesuffix(word)):
            if len(word) > 3 and len(bare) > _SHORTEST and bare != name:
                yield bare


def _glued(shape: _Shape) -> tuple[str, ...]:
    """`stadt-de`, and for names that are long enough `stadtde`."""
    ending = shape.ending.replace(".", "-")
    hyphened = f"{shape.name}-{ending}"
    return (hyphened, hyphened.replace("-", "")) if len(shape.name) >= _SHORTEST else (hyphened,)


def _forms(name: str) -> frozenset[str]:
    """How a name may be read: umlauts as their base letters, or written out."""
    decoded = ".".join(_decoded(label) for label in name.split("."))
    return frozenset({_seen(decoded), _seen(unicodedata.normalize("NFC", decoded).translate(_UMLAUTS))})


def _parts(name: str) -> list[str]:
    return [_seen(part) for part in _decoded(name).split("-")]


def _seen(text: str) -> str:
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(_CONFUSABLE)
    text = text.replace("-", "").replace("i", "l")
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:60].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def distance(one: str, other: str, *, most: int) -> int:
    """Letters to insert, delete, replace or swap with their neighbour (Damerau, restricted); above `most` inexact."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, its in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
        if min(row) > most:
            return most + 1
    return row[-1]
