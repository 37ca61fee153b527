"""Whom a public article names, of those who have a profile, and who of them says what."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from depesche.archive import texts
from depesche.bakery import schema
from depesche.language import names, quotes
from depesche.language.lexicon.folding import fold
from depesche.language.names import Dictionary, Kind, Known
from depesche.language.names.tokens import Token, tokens_of
from depesche.language.quotes import Quote

MOST_WORDS = 8
"""Of a name; see `names.Dictionary`."""
MOST_NAMED = 40
"""Of those an article names, the first so many count."""
MOST_SAID = 60
LEAST_WORDS = 3
"""A quotation of fewer words says nothing without its article."""
AROUND = 220
"""Characters before and after a quotation that an editor sees of its passage."""
_GAP = "\n\n"
_MARKS = "„“”«»‚‘’\"' \n"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an article. `is_boxed`: it stands by itself as what `speaker` said."""

    text: str
    speaker: str = ""
    role: str = ""
    is_boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation: its words, whose name stands there, the key of that name, and its place in the article's text."""

    text: str
    speaker: str
    key: str
    position: int
    passage: str

    @property
    def digest(self) -> str:
        """The same for the same words of the same name, wherever in the article they stand."""
        return hashlib.sha256(f"{self.key}\x00{' '.join(self.text.split())}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Keys of the names an article holds, in their order, and what is said by those who bear them."""

    keys: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


def key_of(name: str) -> str:
    """A name in one spelling: `Anna Müller-Kamm` and `ANNA MUELLER KAMM` are the same. Empty for what is no name."""
    words = fold(name).replace("-", " ").split()
    return " ".join(words) if len(words) <= MOST_WORDS and any(sign.isalpha() for sign in name) else ""


def opening_of(key: str) -> str:
    """What a text is looked up by: the first two words of a name, or its only one."""
    return " ".join(key.split()[:2])


def openings_in(document: schema.ArticleDocument) -> set[str]:
    """The openings of every name that may stand in an article; as many as it has large words, four times at most."""
    found: set[str] = set()
    tokens = tokens_of(_names_stand_in(document.headline, _pieces(document)))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.is_large:
            found |= _forms(token, following)
    return found


def read(document: schema.ArticleDocument, spellings: Mapping[str, str]) -> Reading:
    """Who is named, of those whose names are given: key -> one spelling of it."""
    if not spellings:
        return Reading()
    known = Dictionary(Known(name, Kind.PERSON, path=key) for key, name in spellings.items())
    pieces = _pieces(document)
    named = _named(_names_stand_in(document.headline, pieces), known)[:MOST_NAMED]
    said = _said(pieces, document.language, known, set(named)) if named else ()
    return Reading(keys=named, said=tuple(said[:MOST_SAID]))


def _names_stand_in(headline: str, pieces: Iterable[_Piece]) -> str:
    return "\n".join([headline, *(line for piece in pieces for line in (piece.text, piece.speaker, piece.role))])


def _forms(token: Token, following: Token | None) -> set[str]:
    """One word and two, each also without the genitive's s."""
    words = [token.folded]
    if following is not None and not following.parted:
        words.append(f"{token.folded} {following.folded}")
    return {form for word in words for form in (word, word.removesuffix("s"))}


def _pieces(document: schema.ArticleDocument) -> list[_Piece]:
    """The article's words as they are printed, lead and block by block."""
    found = [_Piece(document.lead)]
    for block in document.body:
        match block:
            case schema.TextBlock() | schema.InfoBoxBlock():
                found.append(_Piece(texts.plain(block.html)))
            case schema.SubheadingBlock():
                found.append(_Piece(block.text))
            case schema.QuoteBlock():
                found.append(_Piece(block.text.strip(_MARKS), speaker=block.speaker, role=block.role, is_boxed=True))
            case _:
                continue
    return found


def _named(text: str, known: Dictionary) -> tuple[str, ...]:
    """Keys of the names that are certain: not those that are a part of a longer one (`Petra Anna Berg`)."""
    tokens = tokens_of(text)
    certain = known.find(tokens)
    if not certain:
        return ()
    ends = {token.end: at for at, token in enumerate(tokens)}
    guessed = [mention for mention in names.find(text) if mention.kind is Kind.PERSON and " " in mention.name]
    found: dict[str, None] = {}
    for mention in certain:
        after = ends[mention.end] + 1
        if after < len(tokens) and tokens[after].joined:
            continue  # `Anna Berg-Kamm`
        if any(guess.start < mention.start < guess.end for guess in guessed):
            continue
        found[mention.path] = None
    return tuple(found)


def _said(pieces: Sequence[_Piece], language: str, known: Dictionary, named: set[str]) -> list[Said]:
    """Direct speech alone, in order: what is told in other words is not what somebody said."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece.text) + 1)
    found = []
    for at, start, quote in _quoted(pieces, language):
        key = _speaker(quote.speaker or "", known)
        if key in named:
            around = _around(pieces[at].text, start, start + len(quote.text))
            found.append(_one(quote.text, quote.speaker or "", key, starts[at] + start, around))
    for at, piece in enumerate(pieces):
        key = _speaker(piece.speaker, known) if piece.is_boxed else ""
        if key in named:
            around = " · ".join(part for part in (piece.text, piece.speaker, piece.role) if part)
            found.append(_one(piece.text, piece.speaker, key, starts[at], around))
    by_place = sorted(found, key=lambda said: said.position)
    once = {said.digest: said for said in reversed(by_place) if len(said.text.split()) >= LEAST_WORDS}
    return list(reversed(once.values()))


def _quoted(pieces: Sequence[_Piece], language: str) -> Iterator[tuple[int, int, Quote]]:
    """Direct speech of the running text: which piece, where in it, and what. Speakers are told from the whole text."""
    running = [at for at, piece in enumerate(pieces) if piece.text and not piece.is_boxed]
    offsets = [0]
    for at in running:
        offsets.append(offsets[-1] + len(pieces[at].text) + len(_GAP))
    for quote in quotes.extract(_GAP.join(pieces[at].text for at in running), lang=language):
        if quote.kind == "direct":
            place = bisect_right(offsets, quote.start) - 1
            yield running[place], quote.start - offsets[place], quote


def _one(text: str, speaker: str, key: str, position: int, passage: str) -> Said:
    return Said(text=" ".join(text.split()), speaker=speaker[:300], key=key, position=position, passage=passage)


def _speaker(speaker: str, known: Dictionary) -> str:
    """The key of the one name that stands there; empty for none or several."""
    keys = {mention.path for mention in known.find(tokens_of(speaker))}
    return keys.pop() if len(keys) == 1 else ""


def _around(text: str, start: int, end: int) -> str:
    """The words about a quotation, cut between words."""
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    cut = text[first:last]
    if first:
        cut = f"… {cut.partition(' ')[2]}"
    if last < len(text):
        cut = f"{cut.rpartition(' ')[0]} …"
    return " ".join(cut.split())
