"""From a text to its messages: sentence by sentence, frames first, then what the sentences around tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.language.quotes.answers import Quote
from depesche.language.quotes.cast import Cast, Person
from depesche.language.quotes.frames import Frame
from depesche.language.quotes.frames_de import GermanFrames
from depesche.language.quotes.frames_en import EnglishFrames
from depesche.language.quotes.marks import marked_spans
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.mentions import mentions_in
from depesche.language.quotes.mentions_en import mentions_in_english
from depesche.language.quotes.speech import is_speech
from depesche.language.quotes.subjunctive import has_subjunctive, has_would
from depesche.language.quotes.tokens import Sentence, Token, sentences_of
from depesche.language.quotes.verbs import german_verbs
from depesche.language.word_sets import word_set

_IT_SAYS = word_set("heißt hieß heisst hiess")
_PARAGRAPHS = 6
"""Paragraphs of one quotation that are followed to its speaker."""

_POINTERS = word_set("das dies so diese dieses")
LONGEST = 120_000
"""Characters of a text that are read; a long book chapter, and far more than any article."""


@dataclass(slots=True)
class _Attribution:
    person: Person | None
    start: int
    end: int
    cue: str


class Extraction:
    """One text on the way to its messages."""

    def __init__(self, text: str, lang: str = "de") -> None:
        self.text = text[:LONGEST]
        self.english = lang == "en"
        self.spans = marked_spans(self.text)
        self.sentences = sentences_of(self.text, self.spans)
        self.mentions = [self._mentions(sentence) for sentence in self.sentences]
        self.cast = Cast()
        self.found: list[Quote] = []
        self.last: _Attribution | None = None
        self.last_sentence = -10
        self.last_paragraph = -10

    def _mentions(self, sentence: Sentence) -> list[Mention]:
        return mentions_in_english(sentence.tokens) if self.english else mentions_in(sentence.tokens)

    def run(self) -> list[Quote]:
        for mentions in self.mentions:
            self.cast.prepare(mentions)
        self.mentions = [[self.cast.recognised(mention) for mention in mentions] for mentions in self.mentions]
        for number in range(len(self.sentences)):
            self._read(number)
        return sorted(self.found, key=lambda quote: (quote.start, -quote.end))

    def _frames(self, number: int) -> list[Frame]:
        finder = EnglishFrames if self.english else GermanFrames
        return finder(self.sentences[number].tokens, self.mentions[number]).find()

    def _read(self, number: int) -> None:
        sentence, mentions = self.sentences[number], self.mentions[number]
        frames = self._frames(number)
        met = [(m, self.cast.meet(m, number, first=m is _first_subject(mentions))) for m in mentions]
        self.cast.rivals.note(number, [(m, person) for m, person in met if person is not None], sentence.tokens)
        attributions = [self._attribution(frame, number) for frame in frames]
        quoted = [place for place, token in enumerate(sentence.tokens) if token.kind == "quote"]
        alone = all(token.kind in ("quote", "mark") for token in sentence.tokens)
        direct = [self._direct(place, number, frames, attributions, alone=alone) for place in quoted]
        indirect = self._indirect(number, frames, attributions)
        said = [attribution for attribution in [*direct, *indirect] if attribution is not None]
        told = self._told(number) if not said else None
        said = said or ([told] if told else [])
        if said:
            self.last = said[-1]
            self.last_sentence, self.last_paragraph = number, sentence.paragraph
            for attribution in said:
                if attribution.person is not None:
                    self.cast.spoken(attribution.person, number)

    # --- Who ---

    def _attribution(self, frame: Frame, number: int) -> _Attribution:
        tokens = self.sentences[number].tokens
        cue = " ".join(token.text for token in tokens[frame.cue_first : frame.cue_last + 1])
        cue = cue if frame.cue_last - frame.cue_first < 6 else tokens[frame.cue_last].text
        if frame.mention is not None:
            person = self.cast.identify(frame.mention, number)
            if person is None and frame.mention.kind == "thing" and tokens[frame.cue_first].lower in _IT_SAYS:
                # "hieß es in einer Mitteilung": of the office that the sentences before are about.
                person = self.cast.last_body(number) if " " not in frame.mention.label else None
            label = person or Person(frame.mention.label, named=False)
            if frame.mention.kind == "pronoun" and person is None:
                return _Attribution(None, frame.mention.start, frame.mention.end, cue)
            return _Attribution(label, frame.mention.start, frame.mention.end, cue)
        recent = self.last is not None and number - self.last_sentence <= 3
        before = self.last if recent else self._speaker_before(number)
        person = before.person if before else None
        if tokens[frame.cue_first].lower in _IT_SAYS and person is not None and person.named:
            person = None  # "hieß es" is said of offices and companies, not of people
        return _Attribution(person, -1, -1, cue)

    # --- Direct speech ---

    def _direct(
        self, place: int, number: int, frames: Sequence[Frame], attributions: Sequence[_Attribution], *, alone: bool
    ) -> _Attribution | None:
        tokens = self.sentences[number].tokens
        span = self.spans[tokens[place].quote]
        near = _nearest(frames, place)
        attributed = near >= 0 and (frames[near].strong or abs(frames[near].cue_first - place) <= 2)
        if not is_speech(self.text[span.start : span.end], tokens, place, attributed=attributed, alone=alone):
            return None
        attribution = (
            attributions[near]
            if near >= 0
            else self._where_it_goes_on(tokens[place].quote, number) or self._from_around(number)
        )
        self._add("direct", span.start, span.end, attribution)
        return attribution or _Attribution(None, -1, -1, "")

    def _where_it_goes_on(self, quote: int, number: int) -> _Attribution | None:
        """Whose words a quotation is that goes on in the next paragraph, where its speaker is named."""
        last = quote
        while (
            last + 1 < min(len(self.spans), quote + _PARAGRAPHS) and self.spans[last].outer_end == self.spans[last].end
        ):
            last += 1
        if last == quote:
            return None
        for further in range(number + 1, min(number + _PARAGRAPHS, len(self.sentences))):
            place = next((at for at, t in enumerate(self.sentences[further].tokens) if t.quote == last), -1)
            frames = self._frames(further) if place >= 0 else []
            near = _nearest(frames, place)
            if near >= 0:
                return self._attribution(frames[near], further)
        return None

    def _from_around(self, number: int) -> _Attribution | None:
        """Without a frame: somebody in the quotation's sentence, "Das sagte X" behind it, or whoever came before."""
        inside = [m for m in self.mentions[number] if m.kind != "thing" and not m.dative and m.label != "es"]
        if inside:
            person = self.cast.identify(inside[0], number)
            if person is not None:
                return _Attribution(person, inside[0].start, inside[0].end, "")
        return self._told_next(number) or self._speaker_before(number)

    def _told_next(self, number: int) -> _Attribution | None:
        return self._told(number + 1) if number + 1 < len(self.sentences) else None

    def _told(self, number: int) -> _Attribution | None:
        """ "Das sagte X", "Dies teilte die Polizei mit": whose words the sentences around are."""
        tokens = self.sentences[number].tokens
        words = [token.lower for token in tokens[:3]]
        points = words[:1] and words[0] in _POINTERS and len(words) > 2 and words[1] in german_verbs() | {"so"}
        if not points and words != ["mit", "diesen", "worten"]:
            return None
        mention = next((m for m in self.mentions[number] if m.first > 1 and not m.dative and m.label != "es"), None)
        if mention is None:
            return None
        person = self.cast.identify(mention, number) or Person(mention.label, named=False)
        return _Attribution(person, mention.start, mention.end, tokens[1].text)

    # --- Indirect speech ---

    def _indirect(
        self, number: int, frames: Sequence[Frame], attributions: Sequence[_Attribution]
    ) -> list[_Attribution | None]:
        tokens = self.sentences[number].tokens
        said: list[_Attribution | None] = []
        covered: list[tuple[int, int]] = []
        for frame, attribution in zip(frames, attributions, strict=True):
            first, last = frame.first, frame.last
            if any(first <= b and a <= last for a, b in covered) or not self._is_indirect(tokens, frame):
                continue
            covered.append((first, last))
            self._add("indirect", tokens[first].start, tokens[last].end, attribution)
            said.append(attribution)
        if not covered and not any(token.kind == "quote" and self._is_found(token) for token in tokens):
            reported = self._reported(number, frames)
            if reported is not None:
                said.append(reported)
        return said

    def _is_found(self, token: Token) -> bool:
        return any(quote.start == self.spans[token.quote].start for quote in self.found[-6:])

    def _is_indirect(self, tokens: Sequence[Token], frame: Frame) -> bool:
        message = tokens[frame.first : frame.last + 1]
        words = [token for token in message if token.kind == "word"]
        if len(words) < 3:
            return False
        quoted = sum(len(token.text.split()) for token in message if token.kind == "quote" and self._is_found(token))
        if quoted >= len(words):
            return False
        return frame.strong or message[0].lower in ("dass", "ob") or has_subjunctive(message)

    def _reported(self, number: int, frames: Sequence[Frame]) -> _Attribution | None:
        """A sentence in Konjunktiv I: whoever spoke last goes on."""
        tokens = self.sentences[number].tokens
        goes_on = number - self.last_sentence == 1 and has_would(tokens) and not frames
        if not has_subjunctive(tokens) and not (goes_on and self.last_was_indirect()):
            return None
        words = [token for token in tokens if token.kind == "word"]
        if len(words) < 4:
            return None
        last = len(tokens) - 1
        while last > 0 and tokens[last].kind == "mark" and tokens[last].text in ".!?…":
            last -= 1
        attribution = self._speaker_before(number) or self._speaker_behind(number)
        self._add("indirect", tokens[0].start, tokens[last].end, attribution)
        return attribution or _Attribution(None, -1, -1, "")

    def _speaker_behind(self, number: int) -> _Attribution | None:
        """Nobody has spoken yet: whoever is named in the next sentence of the paragraph."""
        behind = number + 1
        if behind >= len(self.sentences) or self.sentences[behind].paragraph != self.sentences[number].paragraph:
            return None
        frame = next((frame for frame in self._frames(behind) if frame.mention is not None), None)
        return self._attribution(frame, behind) if frame else None

    def last_was_indirect(self) -> bool:
        return bool(self.found) and self.found[-1].kind == "indirect"

    def _speaker_before(self, number: int) -> _Attribution | None:
        """The subject of the sentence before, when nobody spoke in it; else whoever spoke last."""
        recent = self.last is not None and number - self.last_sentence <= 3
        for back in range(number - 1, max(-1, number - 4), -1):
            subject = _first_subject(self.mentions[back])
            if back <= self.last_sentence and recent:
                break
            if subject is None or (subject.kind == "body" and recent):
                continue
            person = self.cast.identify(subject, back)
            if person is not None:
                return _Attribution(person, subject.start, subject.end, "")
        if recent and self.last is not None:
            return _Attribution(self.last.person, self.last.start, self.last.end, "")
        return None

    def _add(self, kind: str, start: int, end: int, attribution: _Attribution | None) -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        person = attribution.person if attribution else None
        self.found.append(
            Quote(
                "direct" if kind == "direct" else "indirect",
                start,
                end,
                self.text[start:end],
                person.name if person else None,
                attribution.start if attribution else -1,
                attribution.end if attribution else -1,
                attribution.cue if attribution else "",
            )
        )


def _first_subject(mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if not m.dative and m.label != "es" and m.kind != "thing"), None)


def _nearest(frames: Sequence[Frame], place: int) -> int:
    """The frame whose message holds the quotation at `place`; else the one right beside it; -1 for none."""
    holding = [n for n, frame in enumerate(frames) if frame.first <= place <= frame.last]
    if holding:
        return min(holding, key=lambda n: (frames[n].previous, abs(frames[n].cue_first - place)))
    beside = [
        n for n, frame in enumerate(frames) if abs(frame.cue_first - place) <= 12 or abs(frame.cue_last - place) <= 12
    ]
    return min(beside, key=lambda n: abs(frames[n].cue_first - place)) if beside else -1
