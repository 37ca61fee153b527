"""German frames: "sagte X", "hat X gesagt", "wie X mitteilte", "X: ...", and the cues that need no verb."""

from __future__ import annotations

from functools import cache

from depesche.language.quotes.clauses_de import AUXILIARIES, RELATIVES
from depesche.language.quotes.cues_de import Cues
from depesche.language.quotes.frames import MOST, Frame
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.subjunctive import has_subjunctive, has_would
from depesche.language.quotes.tokens import Token
from depesche.language.quotes.verbs import german_verbs
from depesche.language.word_sets import word_set

_PARTICIPLES = word_set(
    """gesagt erklärt betont gesprochen geschrieben gemeint gerufen versprochen unterstrichen gestanden empfohlen
    berichtet gefordert vorgeworfen hingewiesen zurückgewiesen zugegeben angegeben bekanntgegeben eingeräumt
    mitgeteilt angekündigt hinzugefügt festgestellt klargestellt hervorgehoben dargelegt ausgeführt angemerkt
    zugesichert festgehalten gemeldet gehofft vermutet geurteilt gemahnt gefragt geantwortet gewarnt geklagt
    gedroht geschildert geäußert bestätigt behauptet versichert ergänzt erläutert verlangt bekräftigt
    verkündet kritisiert beklagt erzählt getwittert gepostet"""
)
_LEADING = word_set(
    "am im in bei beim nach vor auf an zum zur mit für während seit dazu dabei gegenüber darüber zugleich zuvor"
)
_CUES = word_set("so laut gemäß zufolge nach aus heißt hieß heisst hiess")


@cache
def _cue_words() -> frozenset[str]:
    return _CUES | _PARTICIPLES | german_verbs() | {"lautet", "lautete", "lauteten"}


class GermanFrames(Cues):
    """Finds the frames of one sentence."""

    def find(self) -> list[Frame]:
        """All frames from left to right; their messages may overlap."""
        found: list[Frame] = []
        places = [at for at, token in enumerate(self.tokens) if token.kind == "word" and token.lower in _cue_words()]
        for at in places[:MOST]:
            frame = self._at(at, self.tokens[at])
            if frame is not None:
                found.append(frame)
        colon = self._colon_frame()
        if colon is not None and not any(frame.first <= colon.first <= frame.last for frame in found):
            found.append(colon)
        return found

    def _at(self, at: int, token: Token) -> Frame | None:
        word = token.lower
        if word in _CUES:
            return self._cue(at, word)
        if word in ("lautet", "lautete", "lauteten"):
            return self._verb(at, subject_first=True)
        if word in _PARTICIPLES and self._auxiliary(at) >= 0:
            return self._perfect(at)
        if word not in german_verbs() or (token.capital and at > 0):
            return None
        return self._verb(at) if self._has_particle(at, word) else None

    def _cue(self, at: int, word: str) -> Frame | None:
        if word == "so":
            return self._so(at)
        if word in ("laut", "gemäß"):
            return self._laut(at, at)
        if word == "zufolge":
            return self._zufolge(at)
        if word in ("nach", "aus"):
            return self._according(at) if at < self.last else None
        return self._it_says(at) if "es" in (self._lower(at + 1), self._lower(at - 1)) else None

    def _perfect(self, at: int) -> Frame | None:
        auxiliary = self._auxiliary(at)
        mention = (
            self._mention_after(auxiliary, reach=at - auxiliary if auxiliary < at else 0) if auxiliary < at else None
        )
        inverted = (
            auxiliary < at
            and (self._is_mark(auxiliary - 1, ",–—") or self._is_quote(auxiliary - 1))
            and mention is not None
        )
        if inverted and auxiliary > 1:
            return self._frame(auxiliary, at, mention, (0, auxiliary - 1))
        mention = self._subject_before(auxiliary if auxiliary < at else at) or mention
        return self._following(at, at, mention)

    def _verb(self, at: int, *, subject_first: bool = False) -> Frame | None:
        wie = self._wie_before(at)
        if wie >= 0:
            return self._wie(wie, at)
        after = self._mention_after(at)
        preceded = (self._is_mark(at - 1, ",–—") or self._is_quote(at - 1)) and at > 1
        asked = self._lower(0) in ("auf", "nach", "zu") and self._colon_after(at) > 0 and not self._is_quote(at - 2)
        if (
            preceded
            and not subject_first
            and not asked
            and after is not None
            and self._is_message(self._message_start(at), at - 1)
        ):
            end = self._goes_on(at, self._adverbs_end(after.last + 1))
            return self._frame(at, at, after, (self._message_start(at), end), strong=self._strong(at))
        if preceded and self._is_quote(at - 1) and at <= 2 and after is None and self._subject_before(at) is None:
            return self._frame(at, at, None, (0, at - 1))
        if after is not None and self._lower(self._clause_start(at)) in _LEADING and not preceded:
            return self._following(at, at, after)
        before = self._subject_before(at)
        mention = before if before is not None and self._stands_first(before, at) else after or before
        return self._following(at, at, mention)

    def _stands_first(self, mention: Mention, at: int) -> bool:
        start = self._clause_start(at)
        lead = self._lower(start)
        return mention.first <= start + 1 or lead in ("und", "aber", "doch", "auch") or mention.last >= at - 2

    def _is_message(self, first: int, last: int) -> bool:
        """True when what precedes a verb of saying can be what was said, and is not just its subject."""
        tokens = self.tokens[first : last + 1]
        if any(self._is_quote(at) for at in range(first, last + 1)):
            return True
        if any(m.first <= first + 1 and m.last >= last - 1 and m.kind != "thing" for m in self.mentions):
            return False
        words = [token for token in tokens if token.kind == "word"]
        if len(words) < 3:
            return bool(words) and len(words) == 2 and not words[0].capital
        return has_subjunctive(tokens) or has_would(tokens) or not self._begins_with_relative(first, last)

    def _begins_with_relative(self, first: int, last: int) -> bool:
        """ "Der Minister, der in Kiel war," is a subject with a relative clause."""
        comma = next((i for i in range(first, last) if self._is_mark(i, ",")), -1)
        return comma > 0 and self._lower(comma + 1) in RELATIVES and comma - first < 7

    def _wie_before(self, at: int) -> int:
        for back in range(at - 1, max(-1, at - 22), -1):
            if self._lower(back) == "wie" and (
                back == 0 or self._is_mark(back - 1, ",–—(") or self._is_quote(back - 1)
            ):
                return back if self._closes_clause(at) or self._lower(at + 1) in AUXILIARIES else -1
            if self._is_mark(back, ";:"):
                return -1
        return -1

    def _wie(self, wie: int, at: int) -> Frame | None:
        mention = next(
            (m for m in self.mentions if m.first > wie and m.last < at and not m.dative and m.label != "es"), None
        )
        mention = mention or next((m for m in self.mentions if wie < m.first < at and m.label != "es"), None)
        if wie <= 1:
            return self._frame(wie, at, mention, (at + 1, self.last))
        if at >= self.last - 1:
            return self._frame(wie, at, mention, (0, wie - 1))
        return self._frame(wie, at, mention, (0, self.last))

    def _colon_frame(self) -> Frame | None:
        """ "Müller: „...“", "Und weiter: „...“", "Der Trainer bremste: Man sei noch nicht am Ziel"."""
        at = self._colon_after(-1)
        if at < 1 or not (self._is_quote(at + 1) or has_subjunctive(self.tokens[at + 1 :])):
            return None
        fitting = [m for m in self.mentions if m.last < at and not m.dative and m.kind != "thing" and m.label != "es"]
        loose = [m for m in self.mentions if m.last < at and m.kind in ("person", "role")]
        mention = next(iter(fitting or loose), None)
        return Frame(at, at, mention, at + 1, self.last, previous=mention is None)
