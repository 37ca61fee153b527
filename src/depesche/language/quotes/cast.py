"""Who has been introduced so far: surnames, pronouns and role nouns become the full name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from depesche.language.quotes.mention import Mention
from depesche.language.quotes.rivals import Rivals
from depesche.language.quotes.roles import same_role
from depesche.language.word_sets import word_set

_MEMORY = 40
"""Mentions back that a pronoun or a role may reach."""

_OFFICES = (
    "kanzler", "kanzlerin", "präsident", "präsidentin", "minister", "ministerin", "papst", "könig", "königin",
    "meister", "meisterin", "sprecher", "sprecherin", "anwalt", "anwältin", "verteidiger", "richter", "richterin",
    "angeklagte", "trainer", "regierungschef", "senator", "senatorin", "vorsitzende", "vorsitzender", "kapitän",
    "kollege", "kollegin", "nachfolger",
)  # fmt: skip
_ANY_BODY = word_set(
    "verband organisation unternehmen konzern verein behörde gewerkschaft firma bank sender gericht gremium institut"
)
_AGED = ("jährige", "jähriger", "jährigen")


@dataclass(slots=True)
class Person:
    """Somebody in the text; `name` is the full name, or what an unnamed one is called."""

    name: str
    gender: str = ""
    named: bool = True
    roles: list[str] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    body: bool = False
    """The police, a company, a ministry: something that speaks as one."""
    seen: int = -1
    """The sentence of the last mention."""
    subject: int = -1
    """The sentence in which the person last stood first in the nominative."""


class Cast:
    """The people of one text in the order of their mentions."""

    def __init__(self) -> None:
        self._by_name: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._recent: list[Person] = []
        self.rivals = Rivals()
        self.speaker: Person | None = None
        self.spoke = -10
        """The sentence in which `speaker` last said something."""

    def prepare(self, mentions: Iterable[Mention]) -> None:
        """Learn the full names of the whole text before it is read, so that a headline's surname finds its owner."""
        for mention in mentions:
            if mention.kind == "person" and " " in mention.name:
                self._learn(mention)

    def recognised(self, mention: Mention) -> Mention:
        """A lone surname as the person it belongs to."""
        if mention.kind == "thing" and (person := self._by_surname_alone(mention)) is not None:
            return replace(mention, kind="person", name=mention.label, gender=person.gender)
        return mention

    def _learn(self, mention: Mention) -> Person:
        name = _plain(mention.name)
        person = self._by_name.get(name)
        if person is None:
            person = Person(name, mention.gender)
            self._by_name[name] = person
            self._by_surname.setdefault(_surname(name), []).append(person)
        person.gender = person.gender or mention.gender
        if mention.role and mention.role not in person.roles:
            person.roles.append(mention.role)
        if mention.party:
            person.parties.add(mention.party)
        return person

    def meet(self, mention: Mention, sentence: int, *, first: bool) -> Person | None:
        """Note a mention as the text is read; answers who it is, or None for things."""
        person = self.identify(mention, sentence)
        if person is None:
            return None
        person.seen = sentence
        if first and not mention.dative:
            person.subject = sentence
        if not self._recent or self._recent[-1] is not person:
            self._remember(person)
        return person

    def spoken(self, person: Person, sentence: int) -> None:
        """Note who said something."""
        self.speaker, self.spoke = person, sentence
        person.seen = person.subject = sentence
        self._remember(person)

    def _remember(self, person: Person) -> None:
        self._recent.append(person)
        if len(self._recent) > 2 * _MEMORY:
            del self._recent[:-_MEMORY]

    def identify(self, mention: Mention, sentence: int) -> Person | None:
        """Whom a mention means."""
        if mention.kind == "person":
            return self._named(mention)
        if mention.kind == "pronoun":
            return self._meant_by(mention, sentence)
        if mention.kind == "role":
            return self._in_role(mention, sentence)
        if mention.kind == "body":
            return self._body(mention, sentence)
        return self._by_surname_alone(mention)

    def _named(self, mention: Mention) -> Person:
        name = _plain(mention.name)
        if " " in name or not (known := self._with_surname(name)):
            return self._learn(mention)
        fitting = [one for one in known if _agree(one.gender, mention.gender)] or known
        person = max(fitting, key=lambda one: one.seen)
        if mention.role and mention.role not in person.roles:
            person.roles.append(mention.role)
        return person

    def _by_surname_alone(self, mention: Mention) -> Person | None:
        known = self._with_surname(_plain(mention.label))
        return max(known, key=lambda one: one.seen) if known else None

    def _with_surname(self, name: str) -> list[Person]:
        return self._by_surname.get(name) or self._by_surname.get(name.rstrip("'’").removesuffix("s")) or []

    def _body(self, mention: Mention, sentence: int) -> Person:
        """ "das Unternehmen", "der Verband": the last one that was named, where there is one."""
        if mention.label.lower() in _ANY_BODY and not mention.indefinite:
            named = [one for one in self._recent if one.body and one.name.lower() not in _ANY_BODY]
            near = next((one for one in reversed(named) if sentence - one.seen <= 3), None)
            if near is not None:
                return near
        person = self._unnamed(mention)
        person.body = True
        return person

    def last_body(self, sentence: int) -> Person | None:
        """The office or company named last, in this sentence or the two before it."""
        return next((one for one in reversed(self._recent) if one.body and sentence - one.seen <= 2), None)

    def _unnamed(self, mention: Mention) -> Person:
        key = mention.label
        if key not in self._by_name:
            self._by_name[key] = Person(key, mention.gender, named=False, roles=[mention.role] if mention.role else [])
        return self._by_name[key]

    def _in_role(self, mention: Mention, sentence: int) -> Person | None:
        if mention.label.split()[0] != mention.label and mention.label in self._by_name:
            return self._by_name[mention.label]
        if not mention.indefinite:
            owner = self._owner(mention, sentence)
            if owner is not None:
                return owner
        return self._unnamed(mention)

    def _owner(self, mention: Mention, sentence: int) -> Person | None:
        seen = [person for person in reversed(self._recent) if _agree(person.gender, mention.gender)]
        alone = " " not in mention.label
        for person in seen:
            if any(same_role(mention.role, role) for role in person.roles) and (alone or person.named):
                return person
        if alone and (plain := self._by_plain_word(mention, seen, sentence)) is not None:
            return plain
        if alone and not mention.dative and not _holds_office(mention.role):
            near = next((person for person in seen if person.named and sentence - person.seen < 4), None)
            free = near is not None and (not near.roles or _general(mention.role) or near.subject >= sentence - 1)
            if near is not None and free:
                return near
        if self._goes_on_with_speaker(mention, sentence):
            return self.speaker
        return self._only_owner(mention) if alone else None

    def _by_plain_word(self, mention: Mention, seen: list[Person], sentence: int) -> Person | None:
        """ "die CDU-Politikerin", "der Mann", "der 45-Jährige": no role, but somebody who was just spoken of."""
        party, joined, _ = mention.role.partition("-")
        if joined and (member := next((one for one in seen if party in one.parties), None)) is not None:
            return member
        label = mention.label.lower()
        if label in ("mann", "frau"):
            return next((one for one in seen if one.gender and not one.body and sentence - one.seen <= 6), None)
        aged = label.endswith(_AGED)
        return next((one for one in seen if one.roles or one.named), None) if aged else None

    def _only_owner(self, mention: Mention) -> Person | None:
        """The one person of that role in the whole text, though introduced further on."""
        people = [person for person in islice(self._by_name.values(), 200) if person.named]
        owners = [person for person in people if any(same_role(mention.role, role) for role in person.roles)]
        fitting = [person for person in owners if _agree(person.gender, mention.gender)]
        return fitting[0] if len(fitting) == 1 else None

    def _goes_on_with_speaker(self, mention: Mention, sentence: int) -> bool:
        """ "so der Forscher", "sagte der Mann": another word for whoever spoke just before."""
        if self.speaker is None or sentence - self.spoke > 2 or not self.speaker.gender or mention.dative:
            return False
        if not _agree(self.speaker.gender, mention.gender) or _holds_office(mention.role):
            return False
        complement = mention.label.split()[1:2]
        return not complement or complement[0] in ("vom", "aus", "im", "beim", "bei")

    def _meant_by(self, mention: Mention, sentence: int) -> Person | None:
        if mention.gender == "n":
            return next((p for p in reversed(self._recent) if p.gender == "n" and sentence - p.seen <= 2), None)
        if self.speaker and sentence - self.spoke <= 2 and _agree(self.speaker.gender, mention.gender):
            newer = [p for p in self._recent if p.subject > self.spoke and p.named and p.gender == mention.gender]
            if not newer:
                return None if self.rivals.joined(self.speaker, self.spoke, mention.gender) else self.speaker
        fitting = [p for p in self._recent if p.gender == mention.gender and sentence - p.seen <= 6]
        subjects = [p for p in fitting if p.subject >= max(0, sentence - 2)]
        best = subjects or fitting
        if not best:
            return None
        likeliest = max(reversed(best), key=lambda p: (p.subject, p.named, p.seen))
        there = likeliest.subject if subjects else likeliest.seen
        unclear = self.rivals.beside(likeliest, there, mention.gender)
        return None if unclear or self.rivals.joined(likeliest, there, mention.gender) else likeliest


def _plain(name: str) -> str:
    return name.replace(" .", "").strip()


def _surname(name: str) -> str:
    words = name.split()
    for place, word in enumerate(words[1:], 1):
        if word[0].islower() and place < len(words) - 1:
            return " ".join(words[place:])
    return words[-1]


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other or "n" in (one, other)


def _holds_office(role: str) -> bool:
    """Offices that belong to one person; another person is meant unless the role is the same."""
    return role.lower().endswith(_OFFICES)


def _general(role: str) -> bool:
    """Nouns that may stand for nearly anybody: "der Politiker", "die Ministerin", "der Mann"."""
    name = role.lower()
    return name.endswith(
        ("politiker", "politikerin", "mann", "frau", "chef", "chefin", "jurist", "juristin", "vater", "mutter")
    )
