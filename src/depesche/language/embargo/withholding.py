"""Lines that hold a text back in everyday words: secrecy, a refused or awaited release, "nothing before".

"Bitte geheim halten bis Samstag", "Noch nicht freigegeben", "Nichts vor 15 Uhr raus!", "Kein Vorabdruck". What is held
back here often goes unnamed, so that only the company of a plea, of a text or of a time tells it from other news.
"""

from __future__ import annotations

import re

_F = re.IGNORECASE
_TEXT = (
    r"(?:text\w*|\w*meldung\w*|\w*mitteilung\w*|entwurf\w*|bericht\w*|artikel\w*|manuskript\w*|dokument\w*|unterlagen"
    r"|fassung|\w*zahlen|rezension\w*|besprechung\w*|kritiken|reviews?|(?:erst)?veröffentlichung)"
)
_SHORT = 6
"""Words of a line that is a note over a text and no sentence of news."""

_NOTE = re.compile(
    rf"^\W*(?:{_TEXT}\W+)?(?:noch |derzeit |weiterhin )?gesperrt\W*$|\b(?:noch )?nicht freigegeben\b"
    r"|\bfreigabe\b.{0,40}\babwarten\b"
    r"|\bnoch gesperrt\b",
    _F,
)
_TEXT_NOT_FREE = re.compile(rf"\b{_TEXT}\b.{{0,30}}\b(?:noch )?nicht (?:frei|freigegeben)\b", _F)
_REFUSED = re.compile(
    r"\bkein(?:en)? vorabdruck\b"
    r"|\b(?:vorher|zuvor|bis dahin) nicht\b.{0,30}\b(?:veröffentlich|verwend|verbreit|bericht)\w*"
    rf"|\b{_TEXT}\b.{{0,30}}\b(?:bitte )?nicht vor\b|\bnur (?:zur|zu ihrer) (?:internen )?(?:planung|kenntnis)\b"
    r"|\bfrei (?:ab|mit|nach|zu) \w{0,12}(?:beginn|ende|anfang)\b",
    _F,
)
_SECRECY = re.compile(
    r"\bgeheim\s?(?:zu\s?)?(?:halten|behandeln)\b|\bdiskret\w*\b|\bin umlauf\b|\bnichts vor\b|\bnicht nach außen\b"
    r"|\bnot\b.{1,60}\bbefore\b|\bnicht vor\b.{1,40}\b(?:online|raus|posten|teilen)\b",
    _F,
)
_SEALED = re.compile(
    r"\bgeheimhaltung\b|\bvertraulichkeit\b|\bunter verschluss\b|\bunder nda\b|\bto yourselves\b|\bintern bleiben\b"
    r"|\bkeine? (?:bericht|meldung|artikel|post|veröffentlichung)\w*\b.{0,20}\bvor\b"
    r"|\bbitte\b.{0,40}\b(?:vor|vorher|bis)\b.{0,40}\bnichts? (?:\w+ )?(?:schreiben|berichten|veröffentlichen)\b",
    _F,
)
_FOR_PAPERS = re.compile(r"^\W*(?:für die \w*zeitungen\b|for (?:\w+day|tomorrow)'?s? papers\b)", _F)
_PLEA = re.compile(r"\b(?:bitten?|please|darf|dürfen|nichts vor|must|may|do not)\b", _F)
_LIMIT = re.compile(r"\b(?:bis|vor|vorher|until|before)\b", _F)
_SET = re.compile(
    r"\b(?:erst)?(?:veröffentlichung|publikation)\W{1,3}(?=(?:mo|di|mi|do|fr|sa|so|\w+tag|\d{1,2}\.)\b)"
    r"|^\W*(?:darf|kann|may be \w+) (?:erst )?(?:ab|am|from)\b.{1,60}"
    r"\b(?:veröffentlicht|verwendet|verbreitet|gesendet)\b"
    r"|\bzur (?:verwendung|verwertung|nutzung|verbreitung) (?:ab|am|erst)\b|\btime of (?:release|publication)\b",
    _F,
)


def find_withholding(line: str, *, dated: bool, timed: bool) -> int:
    """Where a clean line begins to hold its text back; -1 for none.

    `dated`: a day or a time by the clock stands in it; `timed`: both do.
    """
    found = _NOTE.search(line) if len(line.split()) <= _SHORT else None
    found = found or _TEXT_NOT_FREE.search(line) or _REFUSED.search(line)
    if found is None and dated and _LIMIT.search(line) and _PLEA.search(line):
        found = _SECRECY.search(line)
    if found is None and dated:
        found = (_SEALED.search(line) if _LIMIT.search(line) else None) or _FOR_PAPERS.search(line)
    if found is None and timed:
        found = _SET.search(line)
    return found.start() if found else -1
