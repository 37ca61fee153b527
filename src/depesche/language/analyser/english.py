"""The tokens of one English word: Snowball stems, and the elements of hyphened words."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from depesche.language.analyser.words import elements

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being", "have": "has had", "do": "does did done", "go": "goes went gone",
        "say": "said", "get": "got gotten", "make": "made", "take": "took taken", "come": "came", "see": "saw seen",
        "know": "knew known", "give": "gave given", "find": "found", "think": "thought", "tell": "told",
        "become": "became", "leave": "left", "feel": "felt", "bring": "brought", "begin": "began begun", "keep": "kept",
        "hold": "held", "write": "wrote written", "stand": "stood", "hear": "heard", "mean": "meant", "meet": "met",
        "run": "ran", "pay": "paid", "sit": "sat", "speak": "spoke spoken", "lead": "led", "grow": "grew grown",
        "lose": "lost", "fall": "fell fallen", "send": "sent", "build": "built", "understand": "understood",
        "draw": "drew drawn", "break": "broke broken", "spend": "spent", "rise": "rose risen", "drive": "drove driven",
        "buy": "bought", "wear": "wore worn", "choose": "chose chosen", "sell": "sold", "teach": "taught",
        "win": "won", "fight": "fought", "fly": "flew flown", "steal": "stole stolen", "strike": "struck",
        "shoot": "shot", "withdraw": "withdrew withdrawn", "throw": "threw thrown", "man": "men", "woman": "women",
        "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice", "person": "people", "wife": "wives",
        "life": "lives", "knife": "knives", "leaf": "leaves", "thief": "thieves", "crisis": "crises",
        "criterion": "criteria", "good": "better best", "bad": "worse worst",
    }.items()
    for form in forms.split()
}  # fmt: skip

_local = threading.local()


@lru_cache(maxsize=50_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """The whole word's stem first, then those of what its hyphens join."""
    joined = elements(word)
    stems = [_stem(element) for element in joined]
    return tuple(stems) if len(joined) == 1 else tuple(dict.fromkeys((_stem("".join(joined)), *stems)))


def _stem(word: str) -> str:
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        # One for each thread: a Snowball stemmer keeps its state while it works.
        stemmer = _local.stemmer = Stemmer.Stemmer("english", 0)
    stem: str = stemmer.stemWord(_IRREGULAR.get(word, word))
    return stem
