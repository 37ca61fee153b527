"""The copy desk: findings with a place, a message and a suggestion. It never corrects anything by itself.

>>> [(finding.rule, finding.suggestion) for finding in check_headline("Streit um waffenlieferungen an die ukraine")]
[('casing.noun', 'Waffenlieferungen'), ('casing.name', 'Ukraine')]
>>> check_text('Er sagte: "Nein"  und ging .')[0].suggestion
'„'
"""

from __future__ import annotations

from collections.abc import Iterable

from depesche.language.copydesk import casing, running_text, style, typography
from depesche.language.copydesk.evidence import Spellings
from depesche.language.copydesk.findings import Finding

__all__ = ["Finding", "Spellings", "check_headline", "check_lead", "check_text"]

MOST_CHARACTERS = 300_000
_NOTHING = Spellings()


def check_headline(
    headline: str, *, body: str = "", archive: Spellings | Iterable[str] | None = None, lang: str = "de"
) -> list[Finding]:
    """What to look at in a headline, in order.

    `body` is the article's own text: how it writes a word counts first. `archive` is how the newsroom has written its
    words so far: a `Spellings`, or texts to make one of. Then the lexicon counts, and the words around.
    """
    headline = headline[:MOST_CHARACTERS]
    findings = [
        *casing.check(headline, Spellings([body]) if body else _NOTHING, _spellings(archive), lang),
        *typography.check(headline, lang),
        *style.check_headline(headline, lang),
    ]
    return _in_order(findings)


def check_lead(lead: str, *, lang: str = "de") -> list[Finding]:
    """What to look at in a lead or teaser, in order."""
    return _in_order([*check_text(lead, lang=lang), *style.check_lead(lead, lang)])


def check_text(text: str, *, lang: str = "de") -> list[Finding]:
    """What to look at in running text, in order; silent on correct text. Reads the first 300,000 characters."""
    text = text[:MOST_CHARACTERS]
    findings = [*typography.check(text, lang), *running_text.check(text, lang), *style.check_text(text, lang)]
    return _in_order(findings)


def _spellings(archive: Spellings | Iterable[str] | None) -> Spellings:
    if archive is None:
        return _NOTHING
    return archive if isinstance(archive, Spellings) else Spellings(archive)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule))
