"""One German sentence as clauses: where a subject stands, where a message begins and how far it runs."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes.frames import Frame
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.nouns import NOMINATIVE, is_attribute, is_function_word
from depesche.language.quotes.speech import is_title
from depesche.language.quotes.subjunctive import has_subjunctive, has_would
from depesche.language.quotes.tokens import Token
from depesche.language.quotes.verbs import NEEDS_PARTICLE, feeling_verbs, german_verbs
from depesche.language.word_sets import word_set

AUXILIARIES = word_set("hat habe hatte haben hatten hätte hätten")
_OPENERS = word_set(
    """dass ob wie was wer wem wen warum weshalb wieso wo wann wohin wofür womit woran welche welcher welches
    wenn man es er sie daher deshalb zu um sofern falls weil da solange sobald nachdem bevor"""
)
RELATIVES = word_set(
    """der die das den dem deren dessen denen welche welcher welches wo wobei was wodurch womit worauf"""
)
_REPORTING_THINGS = (
    "bericht", "mitteilung", "studie", "erklärung", "schreiben", "brief", "umfrage", "gutachten", "papier",
    "statistik", "zeitung", "blatt", "magazin", "sender", "agentur", "portal", "bulletin", "analyse", "prognose",
    "meldung", "protokoll", "urteil", "antrag", "text", "buch", "medien", "berichte", "kreise", "quelle", "quellen",
    "daten", "zahlen", "spiegel",
)  # fmt: skip
_NOMINATIVE = word_set("der die das ein eine")
_SECOND = word_set(
    """ist sind war waren wird werden hat haben hatte hatten kann können muss müssen soll sollen will wollen darf dürfen
    müsste müssten könnte könnten würde würden hätte hätten wäre wären sollte sollten gibt geht bleibt braucht"""
)


class Clauses:
    """The tokens and mentions of one sentence, and the questions that every frame asks of them."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._speech = {at for at, token in enumerate(tokens) if token.kind == "quote" and not is_title(tokens, at)}
        self.last = len(tokens) - 1
        while self.last > 0 and tokens[self.last].kind == "mark" and tokens[self.last].text in ".!?…":
            self.last -= 1

    def _lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _is_mark(self, at: int, marks: str) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text in marks

    def _is_quote(self, at: int) -> bool:
        """Something in quotation marks that is no title."""
        return at in self._speech

    def _has_particle(self, at: int, word: str) -> bool:
        """False when the verb says something only with a particle, as in "teilte ... mit", that is not there."""
        needed = NEEDS_PARTICLE.get(word)
        if needed is None:
            return True
        wanted = needed.split()
        if self._lower(at - 1) in wanted and self._closes_clause(at):
            return True  # "wie das Amt bekannt gab"
        clause = range(at + 1, min(at + 40, len(self.tokens)))
        return any(self.tokens[i].text in wanted and self._closes_clause(i) for i in clause)

    def _closes_clause(self, at: int) -> bool:
        return (
            at >= self.last
            or self.tokens[at + 1].kind in ("mark", "quote")
            or self._lower(at + 1) in ("und", "oder", "sowie", "und")
        )

    def _auxiliary(self, at: int) -> int:
        for back in range(at - 1, max(-1, at - 25), -1):
            if self.tokens[back].kind == "mark" and self.tokens[back].text in ":;":
                return -1
            if self._lower(back) in AUXILIARIES:
                return back
            if self._lower(back) in ("wurde", "wird", "worden", "werden", "wurden", "sei"):
                return -1
        return at + 1 if self._lower(at + 1) in AUXILIARIES else -1

    def _mention_after(self, at: int, *, reach: int = 14) -> Mention | None:
        """The subject that follows a verb at `at`, in the same clause."""
        for mention in self.mentions:
            if mention.first <= at:
                continue
            if mention.first > at + reach or any(
                self._is_quote(i) or self._is_mark(i, ",;:–—(") for i in range(at + 1, mention.first)
            ):
                return None
            close = 3 if self._is_mark(at - 1, ",") and self._is_quote(at - 2) else 1
            near = mention.first <= at + close and self._lower(mention.first) in _NOMINATIVE
            itself = mention.label == "es" and (mention.first != at + 1 or not self._is_mark(at - 1, ","))
            if mention.dative or itself:
                continue
            if mention.kind == "thing" and not near and not self._can_speak(mention):
                continue
            if mention.kind == "pronoun" and self._lower(mention.first) == "sie" and mention.first > at + 3:
                continue
            return mention
        return None

    def _can_speak(self, mention: Mention) -> bool:
        words = mention.label.lower().split()
        if not words:
            return False
        return (
            words[-1].endswith(_REPORTING_THINGS)
            or words[0].endswith(_REPORTING_THINGS)
            or self.tokens[mention.first].capital
        )

    def _subject_before(self, at: int) -> Mention | None:
        """The subject in front of a verb in second place, or behind an introducing "wie"."""
        start = self._clause_start(at)
        fitting = [m for m in self.mentions if start <= m.first and m.last < at and not m.dative and m.label != "es"]
        if not fitting:
            return None
        first = fitting[0]
        if first.first <= start + 1 or self._lower(start) in ("und", "aber", "doch", "auch", "nur"):
            return first
        return fitting[-1] if fitting[-1].last >= at - 2 else first

    def _clause_start(self, at: int) -> int:
        """Where the clause of the verb at `at` begins; appositions and relative clauses belong to it."""
        for back in range(at - 1, -1, -1):
            if self._is_mark(back, ":;–—") or self._is_quote(back):
                return back + 1
        return 0

    def _frame(
        self, first: int, last: int, mention: Mention | None, message: tuple[int, int], *, strong: bool = True
    ) -> Frame | None:
        begin, end = message
        while begin <= end and (self.tokens[begin].kind == "mark" and self.tokens[begin].text in ",;:–—-"):
            begin += 1
        while end >= begin and self.tokens[end].kind == "mark" and self.tokens[end].text in ",;:–—-":
            end -= 1
        if begin > end:
            return None
        return Frame(first, last, mention, begin, end, previous=mention is None, strong=strong)

    def _adverbs_end(self, at: int) -> int:
        """Skip "weiter", "am Montag in Kiel" behind a speaker; answers the first token behind."""
        for _ in range(14):
            if (
                at > self.last
                or (self.tokens[at].kind == "mark" and self.tokens[at].text not in "().")
                or self._is_quote(at)
            ):
                break
            at += 1
        return at

    def _goes_on(self, cue: int, end: int) -> int:
        """The last token of a message that the cue interrupts ("..., sagte X, ..."), or the one before the cue."""
        if not self._is_mark(end, ",") or end + 2 > self.last:
            return cue - 1
        if self._is_quote(end + 1):
            return self.last
        clause = self.tokens[end + 1 : self._clause_end(end + 1) + 1]
        if has_subjunctive(clause):
            return self.last
        if self._lower(end + 1) in RELATIVES or self._is_quote(cue - 1) or self._is_quote(cue - 2):
            return cue - 1
        return self.last if has_would(clause) or cue < 5 else cue - 1

    def _colon_after(self, at: int) -> int:
        return next((i for i in range(at + 1, self.last + 1) if self._is_mark(i, ":")), -1)

    def _message_comma(self, at: int, mention: Mention | None) -> int:
        """The comma behind which the message begins, or 0."""
        skip = mention.last if mention is not None and mention.first > at else at
        for comma in range(at + 1, self.last):
            if not self._is_mark(comma, ","):
                continue
            if comma <= skip:
                continue
            opener = self._lower(comma + 1)
            clause = self.tokens[comma + 1 : self._clause_end(comma + 1) + 1]
            rest = self.tokens[comma + 1 : self.last + 1]
            if self._is_quote(comma + 1) or opener in (
                "dass",
                "ob",
                "daß",
                "man",
                "es",
                "er",
                "wenn",
                "wie",
                "warum",
                "was",
                "wer",
                "weil",
            ):
                return comma
            if has_subjunctive(clause) or (has_would(clause) and opener not in RELATIVES) or is_main_clause(clause):
                return comma
            if _has_infinitive(clause):
                return comma
            if opener in RELATIVES and not has_subjunctive(rest[:12]):
                continue
            if opener in _OPENERS:
                return comma
            if has_subjunctive(rest):
                return comma
        return 0

    def _clause_end(self, at: int) -> int:
        for further in range(at, self.last + 1):
            if self._is_mark(further, ",;:–—"):
                return further - 1
        return self.last

    def _message_end(self, at: int) -> int:
        """The message runs to the end of the sentence, or to the next verb of saying joined with "und"."""
        for further in range(at + 2, self.last):
            if self._is_mark(further, ";"):
                return further - 1
            if self._lower(further - 1) in ("und", "sowie") and self._introduces(further):
                return further - 2
        return self.last

    def _introduces(self, at: int) -> bool:
        """A verb of saying stands at `at`, and a message of its own behind it."""
        token = self.tokens[at]
        if token.kind != "word" or token.lower not in german_verbs() or not self._has_particle(at, token.lower):
            return False
        return any(self._is_mark(i, ",:") or self._is_quote(i) for i in range(at + 1, self.last + 1))

    def _message_start(self, at: int) -> int:
        for back in range(at - 2, -1, -1):
            if self._is_mark(back, ";:") and not self._is_quote(back + 1):
                return back + 1
        return 0

    def _following(self, first: int, last: int, mention: Mention | None) -> Frame | None:
        """The message behind a verb: after a colon, after a comma, or a quotation in the same clause."""
        colon = self._colon_after(last)
        comma = self._message_comma(last, mention)
        if colon > 0 and (not comma or colon < comma or self._is_quote(colon + 1)):
            return self._frame(first, last, mention, (colon + 1, self.last))
        if comma:
            return self._frame(
                first, last, mention, (comma + 1, self._message_end(comma + 1)), strong=self._strong(last)
            )
        quote = next((i for i in range(last + 1, self.last + 1) if self._is_quote(i)), -1)
        if quote > 0:
            return self._frame(first, last, mention, (quote, quote), strong=False)
        return None

    def _strong(self, at: int) -> bool:
        called = self._lower(at).startswith("r") and any(self.tokens[i].text == "auf" for i in range(at, self.last))
        return called or self._lower(at) not in feeling_verbs()


def _has_infinitive(tokens: Sequence[Token]) -> bool:
    """ "die Förderung zu verdoppeln", "am Kurs festzuhalten" at the end of a clause."""
    if len(tokens) < 2 or tokens[-1].kind != "word" or not tokens[-1].text.endswith("n") or tokens[-1].capital:
        return False
    return tokens[-2].lower == "zu" or "zu" in tokens[-1].text[2:-4]


def is_main_clause(tokens: Sequence[Token]) -> bool:
    """ "die Kosten müssten sinken" and "die Regierung stütze sich auf ...", with the verb in second place.

    A relative clause ("die Kosten tragen müssten") has its verb at the end.
    """
    at = 1 if tokens and tokens[0].lower in NOMINATIVE else 0
    while at < len(tokens) and at < 4 and is_attribute(tokens, at):
        at += 1
    noun = at
    while at < len(tokens) and tokens[at].capital:
        at += 1
    if at == noun or at >= len(tokens) - 1 or tokens[at].kind != "word":
        return False
    return tokens[at].lower in _SECOND or (
        tokens[at].text.endswith(("e", "t")) and not is_function_word(tokens[at].lower)
    )
