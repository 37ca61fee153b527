"""Does a new version change the meaning, or only mend a typing error? Decides what time readers are shown."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[-.,:]\w+)*", re.UNICODE)
_TURNING = frozenset(
    [
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "nicht",
        "nie",
        "niemals",
        "ohne",
        "mit",
        "nur",
        "alle",
        "er",
        "sie",
        "es",
        "sein",
        "ihr",
        "seine",
        "ihre",
        "no",
        "not",
        "never",
        "none",
        "without",
        "all",
        "he",
        "she",
        "it",
        "his",
        "her",
    ]
)
"""Short words whose exchange turns a sentence around, however near their letters are."""
MOST_TYPING_ERRORS = 8


def is_meaningful(old: str, new: str) -> bool:
    """True unless `new` differs from `old` only in case, marks, spaces or a few misspelt words.

    Numbers, negations and pronouns are never taken for misspellings; added or dropped words always count.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    errors = 0
    matcher = SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            continue
        if not _is_typing_error(before[i:j], after[k:m], before[i - 1] if i else ""):
            return True
        errors += max(j - i, m - k)
    return errors > MOST_TYPING_ERRORS


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]


def _is_typing_error(old: list[str], new: list[str], preceding: str) -> bool:
    if "".join(old).casefold().replace("-", "") == "".join(new).casefold().replace("-", ""):
        return True  # Words run together or taken apart.
    if [word.casefold() for word in old + new] == [preceding.casefold()]:
        return True  # A doubled word, dropped or slipped in.
    if len(old) != len(new):
        return False
    return all(_is_misspelling(a, b) for a, b in zip(old, new, strict=True))


def _is_misspelling(old: str, new: str) -> bool:
    a, b = old.casefold(), new.casefold()
    if a == b:
        return True
    if any(c.isdigit() for c in a + b) or a in _TURNING or b in _TURNING or min(len(a), len(b)) < 3:
        return False
    return _distance(a, b) <= (1 if min(len(a), len(b)) < 6 else 2)


def _distance(a: str, b: str) -> int:
    """Optimal string alignment distance: insertion, deletion, exchange, transposition."""
    rows = [list(range(len(b) + 1))]
    for i, ca in enumerate(a, 1):
        row = [i]
        for j, cb in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (ca != cb))
            if i > 1 and j > 1 and ca == b[j - 2] and a[i - 2] == cb:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
