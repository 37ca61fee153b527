"""Nouns written small in running text: only those that the lexicon knows as nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.language.copydesk.evidence import Spellings
from depesche.language.copydesk.findings import Finding
from depesche.language.copydesk.messages import message
from depesche.language.copydesk.readings import Reading, reading
from depesche.language.lexicon.closed import ENGLISH_ONLY
from depesche.language.lexicon.folding import fold
from depesche.language.lexicon.forms import german

_SENTENCE = re.compile(r"[^.!?\n]{1,1000}")
_SMALL_WORD = re.compile(r"(?<![\w@#/.&'’-])[a-zäöüß]{4,60}(?![\w@/'’-]|\.\w)")


def check(text: str, lang: str) -> Iterator[Finding]:
    """Nouns of a German text that are written small; sentences with English words in them are left alone."""
    if lang != "de":
        return
    own = Spellings([text])
    for sentence in _SENTENCE.finditer(text):
        small = list(_SMALL_WORD.finditer(sentence.group()))
        if any(word in ENGLISH_ONLY for word in sentence.group().split()):
            continue
        for word in small:
            folded = fold(word.group())
            if reading(folded) is Reading.NOUN and not _may_be_right(folded, own):
                start, end = sentence.start() + word.start(), sentence.start() + word.end()
                suggestion = word.group()[0].upper() + word.group()[1:]
                text_of = message("casing.noun", lang, word=word.group(), suggestion=suggestion)
                yield Finding(start, end, text_of, suggestion, "casing.noun")


def _may_be_right(word: str, own: Spellings) -> bool:
    """A first person or a subjunctive (`er kaufe`), or a word that the text writes small more than once."""
    if word.endswith("e") and german().other(word) is not None:
        return True
    return own.count_small(word) > 1
