"""Cues without a verb of saying: "so X weiter", "laut X", "X zufolge", "nach Angaben von X", and "heißt es in ..."."""

from __future__ import annotations

import re

from depesche.language.quotes.clauses_de import Clauses
from depesche.language.quotes.frames import Frame
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.verbs import german_verbs
from depesche.language.word_sets import word_set

_SOURCES = word_set(
    """Angaben Angabe Ansicht Meinung Einschätzung Auffassung Worten Informationen Aussage Aussagen Darstellung
    Bericht Berichten Auskunft Überzeugung Schätzung Schätzungen Erkenntnissen Mitteilung Medienbericht
    Medienberichten Polizeiangaben Behördenangaben Firmenangaben Unternehmensangaben Zeugenaussagen
    Agenturberichten Presseberichten Militärangaben Regierungsangaben Expertenmeinung Verbandsangaben
    Veranstalterangaben Zeitungsberichten Vorstellung Vorstellungen Lesart Rechnung Berechnungen Prognose"""
)
_NOT_AFTER_SO = word_set(
    """dass wie viel viele sehr gut groß lange weit etwas einen genannte schnell bald oft einfach wenig hoch"""
)
_NEEDS_OWNER = word_set("Angaben Angabe Ansicht Meinung")
_COMPOUND = re.compile(r"(\w{4,})(?:angaben|berichten|aussagen|meinung)")
_SOURCES_SMALL = frozenset(word.lower() for word in _SOURCES)


class Cues(Clauses):
    """Frames that need no verb."""

    def _so(self, at: int) -> Frame | None:
        following = self._lower(at + 1)
        if following in _NOT_AFTER_SO or following in german_verbs() or following == "heißt":
            return None
        mention = self._mention_after(at, reach=3)
        if mention is None or mention.first > at + 2:
            goes_on = following == "weiter" and self._is_mark(at - 1, ",")
            return self._frame(at, at + 1, None, (0, at - 1)) if goes_on else None
        if mention.kind == "thing" and (mention.indefinite or not self._can_speak(mention)):
            return None
        end = self._adverbs_end(mention.last + 1)
        if at == 0:
            return self._frame(at, at, mention, (end + 1, self.last)) if self._is_mark(end, ":") else None
        set_apart = self._is_mark(at - 1, ",–—") or self._is_quote(at - 1)
        closed = end > self.last or self.tokens[end].kind == "mark" or self._is_quote(end)
        return self._frame(at, at, mention, (0, self._goes_on(at, end))) if set_apart and closed else None

    def _laut(self, at: int, first: int) -> Frame | None:
        mention = next((m for m in self.mentions if at < m.first <= at + 2), None)
        if mention is None:
            return None
        last = mention.last
        for owner in self.mentions:
            complement = owner.first == last + 1 and self._lower(owner.first) in ("der", "des", "von")
            if complement and mention.kind not in ("person", "pronoun"):
                last = owner.last
        return self._around(first, last, mention)

    def _around(self, first: int, last: int, mention: Mention | None) -> Frame | None:
        """What follows a prepositional cue at the start of a sentence, what precedes it at the end, else all of it."""
        start = self._clause_start(first)
        if first <= start + 1:
            return self._frame(first, last, mention, (last + 1, self.last))
        if last >= self.last - 1:
            return self._frame(first, last, mention, (start, first - 1))
        return self._frame(first, last, mention, (start, self.last))

    def _zufolge(self, at: int) -> Frame | None:
        mention = next((m for m in reversed(self.mentions) if m.last < at and m.last >= at - 2), None)
        first = mention.first if mention else max(0, at - 1)
        if self._lower(first - 1) in _SOURCES_SMALL or (mention and mention.label.split()[0] in _SOURCES):
            mention, first = self._source_owner(at), min(first, self._source_start(at))
        return self._around(first, at, mention)

    def _source_start(self, at: int) -> int:
        for back in range(at - 1, max(-1, at - 10), -1):
            if self.tokens[back].text in _SOURCES:
                return back - (self._lower(back - 1) in ("den", "eigenen", "ersten", "übereinstimmenden"))
        return at - 1

    def _source_owner(self, at: int) -> Mention | None:
        start = self._source_start(at)
        return next((m for m in self.mentions if start <= m.first < at and m.label.split()[0] not in _SOURCES), None)

    def _according(self, at: int) -> Frame | None:
        noun = next((i for i in range(at + 1, min(at + 7, len(self.tokens))) if self.tokens[i].text in _SOURCES), -1)
        if self._lower(at) == "aus":
            noun = next((i for i in range(at + 1, min(at + 3, len(self.tokens))) if self.tokens[i].text == "Sicht"), -1)
        if noun < 0 or any(self._is_mark(i, ",;:") for i in range(at + 1, noun)):
            return None
        if self._lower(noun - 1) == "eigenen" or self._lower(noun - 2) == "eigenen":
            return self._around(at, noun, self._subject_after_cue(noun))
        before = [m for m in self.mentions if at < m.first and m.last < noun]
        following = [m for m in self.mentions if noun < m.first <= noun + 2]
        mention = (
            following[0]
            if following and self._lower(noun + 1) in ("der", "des", "von", "vom", "eines", "einer")
            else None
        )
        if mention is None and before:
            mention = before[-1]
        last = mention.last if mention and mention.first > noun else noun
        mention = mention or self._inside_compound(noun)
        if mention is None and self.tokens[noun].text in _NEEDS_OWNER:
            return None
        return self._around(at, last, mention)

    def _inside_compound(self, noun: int) -> Mention | None:
        """ "nach Polizeiangaben" names the police."""
        token = self.tokens[noun]
        match = _COMPOUND.fullmatch(token.text)
        return Mention("body", noun, noun, token.start, token.end, label=match[1]) if match else None

    def _subject_after_cue(self, at: int) -> Mention | None:
        return next((m for m in self.mentions if m.first > at and not m.dative and m.label != "es"), None) or next(
            (m for m in self.mentions if not m.dative and m.label != "es"), None
        )

    def _it_says(self, at: int) -> Frame | None:
        """ "heißt es in einer Mitteilung der Polizei", "hieß es aus dem Rathaus"."""
        stop = next((i for i in range(at + 2, len(self.tokens)) if self.tokens[i].kind != "word"), at)
        source = [m for m in self.mentions if at < m.first < stop and m.label != "es"]
        if not source and not self._is_mark(at - 1, ",") and not self._is_quote(at - 1):
            source = [m for m in self.mentions if m.last < at and at - m.last < 4 and m.label != "es"]
        mention = next((m for m in source if m.kind in ("person", "role", "body")), None)
        mention = mention or (source[0] if source and not self._is_place(source[0]) else None)
        comma = self._message_comma(at, mention)
        led = self._lower(0) in ("in", "im", "aus", "auf") and bool(comma)
        if (self._is_mark(at - 1, ",–—") or self._is_quote(at - 1)) and at > 1 and not led:
            return self._frame(at, at, mention, (0, at - 1))
        colon = self._colon_after(at)
        begin = comma or colon
        return self._frame(at, at, mention, (begin + 1, self.last)) if begin > 0 else None

    def _is_place(self, mention: Mention) -> bool:
        return mention.kind == "thing" and len(mention.label.split()) == 1 and not self._can_speak(mention)
