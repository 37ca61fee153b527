"""Are two names the same person's?"""

from __future__ import annotations

from depesche.language.quotes.given_names import is_given_name
from depesche.language.quotes.roles import TITLES, is_body, is_role


def different_people(one: str, other: str) -> bool:
    """True when both are people's names and cannot be the same person's; roles and bodies are never sure."""
    first, second = _name(one), _name(other)
    if not first or not second:
        return False
    if first[-1] == second[-1]:
        given = [name[0].title() for name in (first, second) if len(name) > 1 and is_given_name(name[0].title())]
        return len(given) == 2 and given[0] != given[1]
    return first[-1] not in second and second[-1] not in first


def _name(text: str) -> list[str]:
    """The parts of a person's name in small letters; empty for "Sprecher der Polizei" and "Stadt Kiel"."""
    words = [word.strip(".,()") for word in text.split()]
    words = [word for word in words if word and word not in TITLES]
    while len(words) > 1 and is_role(words[0]) and not is_given_name(words[0]):
        words = words[1:]
    if not words or any(is_body(word) for word in words) or any(word in ("der", "des", "die") for word in words[:2]):
        return []
    if len(words) == 1 and is_role(words[0]):
        return []
    return [word.casefold() for word in words]
