"""Lines that do nothing but announce an embargo, or say that there is none: they head a text and are no part of it."""

from __future__ import annotations

import re

from depesche.language.embargo.elements import read_elements
from depesche.language.embargo.lines import clean, may_speak
from depesche.language.embargo.statement import DEADLINE_PARTS, is_filler, is_hedge, without_set_phrases
from depesche.language.embargo.triggers import Trigger, find_trigger
from depesche.language.embargo.values import Element, Number, Word

_LONGEST = 300
_SEPARATOR = re.compile(r":\s+|\s?[|–—\])]\s*|\s-\s|[.!;]+\s+")
_NAMED = re.compile(r"sperr|embargo", re.IGNORECASE)
_ASIDE = 4
"""Words that are not understood and that a line with a deadline may have: "(Beginn der Pressekonferenz)"."""


def rest(line: str) -> str | None:
    """What stands behind the announcement of an embargo with which `line` begins: "" when it is all of the line.

    None when the line begins with none: news about embargoes, closed roads and the like are none.
    """
    if len(line) > _LONGEST or not may_speak(line):
        return None
    text = clean(line)
    trigger = find_trigger(text)
    if trigger is None:
        return None
    if _is_all(text, trigger):
        return ""
    return _behind(text, trigger) if trigger.strength != "prose" else None


def _is_all(text: str, trigger: Trigger) -> bool:
    elements = _outside(text, trigger)
    unknown = [element for element in elements if _is_unknown(element)]
    if not unknown:
        return True
    if trigger.strength == "lifted" and len(elements) == 1:
        return True  # "Keine Sperrfrist"
    dated = [element for element in elements if isinstance(element.value, DEADLINE_PARTS)]
    if not dated or not _is_named(text, trigger) or len(unknown) > _ASIDE:
        return False
    behind = _SEPARATOR.search(text, dated[-1].end)
    return behind is None or not _is_headline([one for one in elements if one.start >= behind.end()])


def _is_headline(elements: list[Element]) -> bool:
    """Two words at least, and one of them not about the embargo; two, where the words hedge ("Beginn der Sitzung")."""
    words = [element.value.text for element in elements if isinstance(element.value, Word)]
    unknown = sum(not is_filler(word) for word in words)
    return len(words) > 1 and unknown > any(map(is_hedge, words))


def _behind(text: str, trigger: Trigger) -> str | None:
    """The words behind the separator that ends the announcement."""
    elements = _outside(text, trigger)
    if any(_is_unknown(element) and element.end <= trigger.start for element in elements):
        return None
    at, is_dated = trigger.end, trigger.strength == "lifted" or _is_named(text, trigger)
    for element in elements:
        if element.start >= trigger.end and isinstance(element.value, (*DEADLINE_PARTS, Number)):
            at, is_dated = element.end, True
        elif _is_unknown(element) and element.start >= trigger.end:
            break
    found = _SEPARATOR.search(text, at) if is_dated else None
    if found is None or any(at <= element.start < found.start() and _is_unknown(element) for element in elements):
        return None
    return text[found.end() :].strip(" |–—-])") or None


def _is_named(text: str, trigger: Trigger) -> bool:
    return trigger.strength == "label" and _NAMED.search(text[trigger.start : trigger.end]) is not None


def _outside(text: str, trigger: Trigger) -> list[Element]:
    elements = read_elements(without_set_phrases(text))
    return [one for one in elements if not trigger.start <= one.start < trigger.end]


def _is_unknown(element: Element) -> bool:
    return isinstance(element.value, Word) and not is_filler(element.value.text)
