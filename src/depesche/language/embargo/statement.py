"""From a line that announces an embargo to the part of it that states the deadline, and how far it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.language.embargo.elements import read_elements
from depesche.language.embargo.triggers import Trigger
from depesche.language.embargo.values import Day, DayPart, Doubt, Element, Number, Relative, Time, Weekday, Word
from depesche.language.embargo.zones import Zone
from depesche.language.word_sets import word_set

DEADLINE_PARTS = (Day, Time, Weekday, Relative, DayPart, Doubt, Zone)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line says of its embargo: the parts of the deadline in order, and whether anything in it is doubtful."""

    parts: tuple[Element, ...]
    doubtful: bool

    @property
    def complete(self) -> bool:
        """It has a day and a time."""
        return self.has(Time) and self.has(Day, Weekday, Relative)

    @property
    def dated(self) -> bool:
        return self.has(Day, Time, Weekday, Relative, Doubt)

    def has(self, *kinds: type) -> bool:
        return any(isinstance(part.value, kinds) for part in self.parts)


_FILLERS = word_set(
    """punkt nichts no used behandeln private confidential bestimmt erfolgt redaktioneller berichterstattung
    stellen mitteilung publish broadcast redaktion redaktionen danach anschließend dann sofort gestattet
    möglich zulässig erlaubt einhalten einzuhalten unbedingt ein strengstens gültig ab ablauf ablaufend
    achtung all alle allen also am an at be beachten beachtung before beitrag bericht berücksichtigen bis
    bitte bitten coming content darf das date datiert datum dem den der des die diese diesem diesen dieser
    dieses do dürfen ein eine einem einen einer einschließlich embargo embargoed ende endet ends ergebnisse
    erst expires for frei freigabe freigegeben from frühestens für gegeben gesamte gesamten gesperrt gilt
    haben hat held hier hiermit hinweis hold hours hr hrs ihnen im in information informationen inhalt inhalte
    interview is ist it kommenden kommender lift lifts läuft material may media medien medienmitteilung
    meldung mit must neue neuer news nicht not note nur of on please press presse presseinformation
    pressemeldung pressemitteilung publication publish publizieren rede redemanuskript release released report
    respect sie sind sperrfrist sperrvermerk stop story streng strenge strict strictly strikte studie tag text
    the this till time to uhrzeit um und under unsere unserer unter unterlagen until use verbindliche
    verbreiten vertraulich verwenden veröffentlichen veröffentlicht veröffentlichung vom von vor werden
    wichtig wir wird zahlen zeit zu zum zur"""
)
_HARMLESS = re.compile(
    r"\bes gilt das gesprochene wort\b|\bpublication,? (?:or |and |)(?:broadcast|distribution"
    r"|use)(?:,? or (?:use|broadcast|distribution))?\b|\bcheck against delivery\b|\bsperrfrist(?:en)? (?:ist "
    r"|sind )?(?:unbedingt "
    r"|bitte )?(?:zu )?(?:beachten|einhalten|einzuhalten)\b|\bunbedingt beachten\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:gegen|ca|circa|zirka|etwa|ungefähr|voraussichtlich\w*|vorbehaltlich\w*|geplant\w*|spätestens"
    r"|vorläufig\w*|around|about|approx\w*|approximately|tentativ\w*|provisional\w*|expected|tbc|tba"
    r"|offen|nachgereicht|bekanntgabe|bekannt gegeben|kurz|nach|after|following|nächste[nrms]?|next|statt"
    r"|verschoben|verlegt|postponed|instead|oder|or|either|außer|ausgenommen|except|zwischen|between"
    r"|beginn\w*|redebeginn|begin\w*|start\w*|anfang|schluss|redeende|sobald|wenn|während|during|as soon as|once"
    r"|when|commence\w*|conclusion|anpfiff|abpfiff|schlusspfiff|innerhalb|within|ausgaben?|editions?"
    r"|printausgaben?|print|online|hörfunk|rundfunk|tv|fernsehen"
    r"|radio|broadcast|nachrichtensperre|fotos|bilder"
    r"|zeitungen|newspapers|sendungen|social media|soziale\w* (?:medien|netzwerke\w*)|web"
    r"|\w*ausgaben?|bzw|respektive|sowie|arbeitstage?|werktage?|stunden?|std|hours? from|minuten?|minutes|tage?|tagen"
    r"|days)\b",
    re.IGNORECASE,
)
_AFTER_TIME_OK = re.compile(
    r"\bnot\b.{0,60}\bbefore\b|\b(?:for )?release after\b|\bnicht\b.{0,60}\bvor\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r"\b(?:nichts?|kein\w*|not|no|untersagt|verboten|prohibited|never|niemals)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:vor|before|prior)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3})[.!?;]+\s+(?=[\"„“»(]?[A-ZÄÖÜ])|(?<=\b(?:19|20)\d\d)[.!?;]+\s+(?=[A-ZÄÖÜ])|[!?]+\s+"
)
_SHORTENED = re.compile(
    r"\b(?:jan|feb|mär|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|ca"
    r"|str|std|bzw|inkl|tel|no)$",
    re.IGNORECASE,
)
_FAR_CITIES = re.compile(
    r"\s*[,(/]?\s*(?:in |at )?(?:London|Dublin|Lissabon|Lisbon|New York|Washington|Boston|Chicago|Los Angeles"
    r"|San Francisco|Tok[iy]o|Peking|Beijing"
    r"|Shanghai|Hong\s?kong|Sing[ae]pore?|Sydney|(?:Neu-)?Delhi|Moskau|Moscow|Kyjiw|Kiew|Kyiv|Istanbul|Ankara"
    r"|Athen|Helsinki|Tel Aviv|Jerusalem|Dubai|Doha|UK|US)\b",
    re.IGNORECASE,
)
_SOME_ZONE = re.compile(r"(?:\W+\w+){0,2}\W*\w*(?:zeit|time|clock)\b", re.IGNORECASE)
_ENGLISH_NAME = re.compile(r"\s+[A-Z][a-z]+")
_GERMAN_CLOCK = re.compile(r"\buhr\b|\d\s?h\b|sperr", re.IGNORECASE)
_HEADLINE = re.compile(r":\s|[|\]]")
_CLAUSE_END = re.compile(r"[.:;!|\])–—]|\s[-/]\s")
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_SEPARATOR = re.compile(r"[|–—\-:;(\[/.]\s*\W*$")


def read_statement(line: str, trigger: Trigger) -> Statement:
    """The statement around `trigger` in a clean line."""
    start, end = sentence_around(line, trigger)
    sentence = without_set_phrases(line[start:end])
    announced = Trigger(trigger.strength, trigger.start - start, trigger.end - start)
    elements = read_elements(sentence)
    parts = [element for element in elements if isinstance(element.value, DEADLINE_PARTS)]
    parts = _without_dateline(sentence, parts, announced)
    if trigger.strength == "lifted":
        parts = _before_headline(elements, parts, sentence, announced)
    doubtful = (
        _hedged(sentence, parts) or _unexplained(elements, parts, sentence, announced) or _second_deadline(line[end:])
    )
    return Statement(tuple(parts), doubtful)


def read_continuation(line: str) -> Statement | None:
    """A following line that holds nothing but a deadline, or None."""
    sentence = without_set_phrases(line)
    elements = read_elements(sentence)
    parts = [element for element in elements if isinstance(element.value, DEADLINE_PARTS)]
    words = [element for element in elements if not isinstance(element.value, DEADLINE_PARTS)]
    if not parts or any(not isinstance(w.value, Word) or w.value.text not in _FILLERS for w in words):
        return None
    return Statement(tuple(parts), _hedged(sentence, parts))


def is_filler(word: str) -> bool:
    """Whether a word in small letters says nothing but what announcements of embargoes say."""
    return word in _FILLERS or is_hedge(word)


def is_hedge(word: str) -> bool:
    """Whether a word leaves a deadline open: "gegen", "Redebeginn", "Donnerstagausgaben"."""
    return _HEDGES.fullmatch(word) is not None


def names_another_deadline(line: str) -> bool:
    """True for a following line such as "Print: 4. Juli" or "Online ab 18 Uhr"."""
    return (
        len(line) < 160
        and bool(_HEDGES.search(line) or re.match(r"\W*(?:und|oder|bzw|and|or|für|for)\b", line, re.IGNORECASE))
        and any(isinstance(element.value, (Day, Time, Weekday, Relative)) for element in read_elements(line))
    )


def is_heading(line: str, trigger: Trigger) -> bool:
    """True when the line says no more than "SPERRFRIST:" or "Embargo bis"."""
    rest = line[: trigger.start] + " " + line[trigger.end :]
    return all(isinstance(e.value, Word) and e.value.text in _FILLERS for e in read_elements(rest))


def without_set_phrases(sentence: str) -> str:
    """A line with spaces in place of "Es gilt das gesprochene Wort" and the like, every other letter in its place."""
    return _HARMLESS.sub(lambda match: " " * len(match[0]), sentence)


def sentence_around(line: str, trigger: Trigger) -> tuple[int, int]:
    """Where the sentence, or the bracket, begins and ends in which a clean line makes its announcement."""
    opening = line[: trigger.start].rstrip()[-1:]
    if opening in _BRACKETS and opening:
        closing = line.find(_BRACKETS[opening], trigger.end)
        if closing > 0:
            return len(line[: trigger.start].rstrip()), closing
    start, end = 0, len(line)
    for match in _SENTENCE_END.finditer(line):
        if _SHORTENED.search(line[: match.start()][-8:]):
            continue
        if match.end() <= trigger.start:
            start = match.end()
        elif match.start() >= trigger.end and match.start() > trigger.end + 3:
            end = match.start()
            break
    return start, end


def _without_dateline(sentence: str, parts: list[Element], trigger: Trigger) -> list[Element]:
    """Days set apart before the announcement, as in "Berlin, 2. Juli 2025 – Sperrfrist: ...", are no deadline."""
    before = [part for part in parts if part.end <= trigger.start]
    after = [part for part in parts if part.start >= trigger.start]
    complete = any(isinstance(p.value, Time) for p in after) and any(isinstance(p.value, Day) for p in after)
    if not before or not complete or any(isinstance(part.value, (Time, Doubt, Zone)) for part in before):
        return parts
    return after if _SEPARATOR.search(sentence[before[-1].end : trigger.start]) else parts


def _before_headline(elements: list[Element], parts: list[Element], sentence: str, trigger: Trigger) -> list[Element]:
    """The days that are not part of the headline in "For immediate release: City opens library on 8 July"."""
    headline = re.match(r"\s*[:|–—]", sentence[trigger.end :])
    behind = [element for element in elements if element.start >= trigger.end]
    opening = behind[:2]
    if headline and len(opening) == 2 and all(_is_unknown_word(element) for element in opening):
        return [part for part in parts if part.start < trigger.start]
    return parts


def _is_unknown_word(element: Element) -> bool:
    return isinstance(element.value, Word) and element.value.text not in _FILLERS


def _hedged(sentence: str, parts: Sequence[Element]) -> bool:
    """True when words such as "gegen", "nach" or "Print" stand in or behind the deadline; a headline after it may."""
    last = parts[-1].end if parts else len(sentence)
    if _BEFORE.search(sentence, 0, last) and not _NOT_BEFORE.search(sentence):
        return True
    headline = _HEADLINE.search(sentence, last)
    text = sentence[: headline.start()] if headline else sentence
    return bool(_HEDGES.search(_AFTER_TIME_OK.sub(" ", text)))


def _unexplained(elements: list[Element], parts: list[Element], sentence: str, trigger: Trigger) -> bool:
    """True when something between the announcement and the last part of the deadline is not understood."""
    if not parts:
        return any(
            isinstance(element.value, Number)
            for element in elements
            if element.start >= trigger.end and element.start < trigger.end + 12
        )
    first, last = min(trigger.start, parts[0].start), max(trigger.end, parts[-1].end)
    colon = sentence.find(":", trigger.end, parts[0].start) if parts[0].start > trigger.end else -1
    for element in elements:
        value = element.value
        inside = first <= element.start < last and not trigger.start <= element.start < trigger.end
        if isinstance(value, Word) and inside and value.text not in _FILLERS and not (element.start < colon):
            return True
        if isinstance(value, Number) and (inside or _follows(sentence, last, element.start)):
            return True
    return _trails_off(sentence, elements, last) or _strange_zone(sentence[parts[-1].end :], sentence)


def _trails_off(sentence: str, elements: list[Element], last: int) -> bool:
    """A word that is not understood follows in the same clause ("11 Uhr, falls der Rat zustimmt")."""
    stop = _CLAUSE_END.search(sentence, last)
    end = stop.start() if stop else len(sentence)
    rest = [element.value for element in elements if last <= element.start < end]
    return any(isinstance(value, Word) and value.text not in _FILLERS for value in rest)


def _follows(sentence: str, last: int, at: int) -> bool:
    return at >= last and not re.search(r"[^\W\d_]", sentence[last:at])


def _strange_zone(rest: str, sentence: str) -> bool:
    """A short word in capitals, a bracket or a far city right behind the time: perhaps a zone, and not a known one."""
    if _FAR_CITIES.match(rest):
        return True
    if bracket := re.match(r"\s*[(\[]([^)\]]*)", rest):
        return any(not isinstance(e.value, Word) or e.value.text not in _FILLERS for e in read_elements(bracket[1]))
    if _SOME_ZONE.match(rest) or (_ENGLISH_NAME.match(rest) and not _GERMAN_CLOCK.search(sentence)):
        return True
    capitals = re.match(r"\s*([A-Z]{2,5})\b", rest)
    return capitals is not None and (not sentence.isupper() or capitals[1].endswith(("T", "SZ")))


def _second_deadline(rest: str) -> bool:
    """A short further sentence on the same line with a day, time or zone of its own."""
    sentence = rest[:160]
    values = [element.value for element in read_elements(sentence)]
    if values and isinstance(values[0], Zone):
        return True
    if len(rest) > 160 and not _HEDGES.search(sentence):
        return False
    dated = any(isinstance(value, (Day, Time, Weekday, Relative)) for value in values)
    return dated and (len(sentence.split()) <= 10 or bool(_HEDGES.search(sentence)))
