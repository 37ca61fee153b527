"""English frames: "said X", "X said", "X told Y that ...", "according to X"."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes.frames import MOST, Frame
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.tokens import Token
from depesche.language.quotes.verbs import ENGLISH_WEAK_VERBS, english_verbs

_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})


class EnglishFrames:
    """Finds the frames of one sentence."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.last = len(tokens) - 1
        while self.last > 0 and tokens[self.last].kind == "mark" and tokens[self.last].text in ".!?…":
            self.last -= 1

    def find(self) -> list[Frame]:
        """All frames from left to right."""
        found: list[Frame] = []
        cues = english_verbs() | {"according"}
        places = [at for at, token in enumerate(self.tokens) if token.kind == "word" and token.lower in cues]
        for at in places[:MOST]:
            token = self.tokens[at]
            frame: Frame | None = None
            if token.lower == "according" and at + 1 < len(self.tokens) and self.tokens[at + 1].lower == "to":
                frame = self._according(at)
            elif token.lower in english_verbs() and not (token.capital and at > 0):
                frame = self._verb(at)
            if frame is not None:
                found.append(frame)
        return found

    def _mark(self, at: int, marks: str) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text in marks

    def _quote(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "quote"

    def _frame(
        self, first: int, last: int, mention: Mention | None, begin: int, end: int, *, strong: bool = True
    ) -> Frame | None:
        while begin <= end and self._mark(begin, ",;:–—-"):
            begin += 1
        while end >= begin and self._mark(end, ",;:–—-"):
            end -= 1
        return (
            Frame(first, last, mention, begin, end, previous=mention is None, strong=strong) if begin <= end else None
        )

    def _according(self, at: int) -> Frame | None:
        mention = next((m for m in self.mentions if at + 1 < m.first <= at + 3), None)
        if mention is None:
            return None
        if at <= 1:
            return self._frame(at, mention.last, mention, mention.last + 1, self.last)
        return self._frame(at, mention.last, mention, 0, at - 1)

    def _verb(self, at: int) -> Frame | None:
        before = self._before(at)
        after = self._after(at)
        start = before.first if before is not None else at
        closes = self._mark(start - 1, ",–—") or self._quote(start - 1)
        strong = self.tokens[at].lower not in ENGLISH_WEAK_VERBS
        if before is not None and closes and start > 0 and self._ends(at):
            return self._frame(at, at, before, 0, self._goes_on(at, start, at + 1), strong=strong)
        if before is None and after is not None and (self._mark(at - 1, ",–—") or self._quote(at - 1)):
            return self._frame(at, at, after, 0, self._goes_on(at, at, after.last + 1), strong=strong)
        if before is None and after is None and self._quote(at - 1):
            return self._frame(at, at, None, 0, at - 1)
        if before is None:
            return None
        return self._following(at, before, strong=strong)

    def _goes_on(self, cue: int, start: int, end: int) -> int:
        rest = next((i for i in range(end, self.last + 1) if self._quote(i)), -1)
        return self.last if rest > 0 and cue else start - 1

    def _ends(self, at: int) -> bool:
        """Nothing that could be a message follows the verb."""
        following = self.tokens[at + 1].lower if at + 1 <= self.last else ""
        return following not in ("that", "he", "she", "they", "it", "there", "the") and not self._mark(at + 1, ":")

    def _before(self, at: int) -> Mention | None:
        fitting = [m for m in self.mentions if m.last < at and at - m.last <= 3 and not m.dative]
        if fitting and not any(self._quote(i) for i in range(fitting[-1].last, at)):
            return fitting[-1]
        return next(
            (
                m
                for m in self.mentions
                if m.first <= 1
                and m.last < at
                and at - m.last < 12
                and not m.dative
                and not any(self._quote(i) for i in range(m.last, at))
            ),
            None,
        )

    def _after(self, at: int) -> Mention | None:
        near = next((m for m in self.mentions if at < m.first <= at + 2), None)
        return near or self._behind_role(at)

    def _behind_role(self, at: int) -> Mention | None:
        """The name in "said the midfielder, Tom Okafor": a role that we do not know, a comma, a name."""
        if at + 1 > self.last or self.tokens[at + 1].lower not in _DETERMINERS:
            return None
        comma = next((i for i in range(at + 2, min(at + 7, self.last)) if self._mark(i, ",")), -1)
        role = self.tokens[at + 2 : comma] if comma > 0 else []
        if not role or any(token.kind != "word" for token in role) or role[-1].capital:
            return None
        return next((m for m in self.mentions if m.first == comma + 1 and m.kind == "person"), None)

    def _following(self, at: int, mention: Mention, *, strong: bool) -> Frame | None:
        colon = next((i for i in range(at + 1, self.last + 1) if self._mark(i, ":")), -1)
        if colon > 0:
            return self._frame(at, at, mention, colon + 1, self.last)
        begin = at + 1
        if self.tokens[at].lower in ("told", "tells") and (that := self._that(at)) > 0:
            begin = that
        elif begin <= self.last and self.tokens[begin].lower in (
            "on",
            "in",
            "at",
            "yesterday",
            "today",
            "earlier",
            "to",
        ):
            that = self._that(at)
            quote = next((i for i in range(at + 1, self.last + 1) if self._quote(i)), -1)
            begin = that if that > 0 else quote
            if begin < 0:
                return None
        if self.tokens[at].lower in ("told", "tells", "asked", "asks") and begin == at + 1:
            quote = next((i for i in range(at + 1, self.last + 1) if self._quote(i)), -1)
            begin = quote if quote > 0 else begin
        return self._frame(at, at, mention, begin, self.last, strong=strong)

    def _that(self, at: int) -> int:
        return next(
            (
                i
                for i in range(at + 1, min(at + 10, self.last))
                if self.tokens[i].lower in ("that", "if", "whether", "how", "why")
            ),
            -1,
        )
