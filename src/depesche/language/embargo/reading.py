"""The way from a text to an answer: find the announcements, read each, and trust only what agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from depesche.language.embargo.answer import Embargo
from depesche.language.embargo.deadline import Receipt, instant
from depesche.language.embargo.lines import Line, candidates
from depesche.language.embargo.statement import (
    Statement,
    is_heading,
    names_another_deadline,
    read_continuation,
    read_statement,
    sentence_around,
)
from depesche.language.embargo.triggers import Trigger, find_trigger
from depesche.language.embargo.values import Doubt, Element, Time
from depesche.language.embargo.zones import zone_info

_GERMAN = re.compile(
    r"\b(?:sp\w*frist|uhr|bis|frei|nicht|gesperrt|und|erst|um|den|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember)\b|\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ])",
    re.IGNORECASE,
)

MOST_LINES = 3000
"""Lines that may speak of an embargo and are read; a text with more of them is one to ask about."""


LONGEST_EVIDENCE = 200
"""Characters of a line that is evidence as a whole; of a longer one its sentence is."""

MOST_ANNOUNCEMENTS = 100
"""Announcements that are compared with each other; beyond that, too, somebody has to look."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """One line's answer, and the statement it rests on."""

    answer: Embargo
    statement: Statement
    twelve_hours: bool = False

    @property
    def incomplete(self) -> bool:
        """It leaves open what another line may say, and contradicts none."""
        return self.answer.kind == "ask" and not self.statement.doubtful


def read(text: str, *, received_at: datetime, time_zone: str, lang: str) -> Embargo:
    """The answer of `embargo.parse`."""
    if received_at.tzinfo is None:
        raise ValueError("received_at must be an aware datetime")
    receipt = Receipt(received_at, zone_info(time_zone))
    findings: list[_Finding] = []
    for number, (line, following) in enumerate(candidates(text)):
        if number == MOST_LINES or len(findings) == MOST_ANNOUNCEMENTS:
            return Embargo("ask", evidence=line.raw)
        trigger = find_trigger(line.clean)
        if trigger is not None:
            last, statement = _continued(line, following, trigger)
            evidence = text[line.start : last.start + len(last.raw)] if last is not line else _evidence(line, trigger)
            twelve_hours = lang == "en" or not _GERMAN.search(line.clean)
            findings.append(_judged(statement, trigger, evidence, receipt, twelve_hours))
    return _verdict(findings, receipt)


def _evidence(line: Line, trigger: Trigger) -> str:
    """The line as it stands in the text; of a whole paragraph only the sentence that makes the announcement."""
    if len(line.raw) <= LONGEST_EVIDENCE:
        return line.raw
    start, end = sentence_around(line.clean, trigger)
    words = re.findall(r"[^\W_]+", line.clean[start:end])
    found = re.search(r"[\W_]{0,20}".join(words) + r"[.!?)\]]?", line.raw)
    return found[0] if words and found else line.raw


def _continued(line: Line, following: list[Line], trigger: Trigger) -> tuple[Line, Statement]:
    """The statement, with what stands on the next lines where the announcement's own line breaks off."""
    statement, last = read_statement(line.clean, trigger), line
    if trigger.strength == "lifted":
        return last, _with_day_below(statement, following)
    rest = following
    goes_on = bool(statement.parts) or is_heading(line.clean, trigger)
    while rest and goes_on and not statement.doubtful and not statement.complete:
        more = read_continuation(rest[0].clean)
        if more is None:
            break
        statement = Statement((*statement.parts, *more.parts), statement.doubtful or more.doubtful)
        last, rest = rest[0], rest[1:]
    if rest and names_another_deadline(rest[0].clean):
        statement = replace(statement, doubtful=True)
    return last, statement


def _with_day_below(statement: Statement, following: list[Line]) -> Statement:
    """What is free "ab sofort" may have a day on the next line that says otherwise."""
    more = read_continuation(following[0].clean) if following and not statement.dated else None
    return Statement((*statement.parts, *more.parts), statement.doubtful or more.doubtful) if more else statement


def _judged(statement: Statement, trigger: Trigger, evidence: str, receipt: Receipt, twelve_hours: bool) -> _Finding:
    if trigger.strength == "lifted":
        doubtful = statement.dated and not _begun(statement, receipt)
        return _Finding(
            Embargo("ask" if doubtful else "none", evidence=evidence), replace(statement, doubtful=doubtful)
        )
    until = None if statement.doubtful else instant(statement.parts, receipt, twelve_hours=twelve_hours)
    if until is not None:
        return _Finding(Embargo("until", until, evidence), statement, twelve_hours)
    unreadable = statement.doubtful or statement.complete or statement.has(Doubt)
    return _Finding(Embargo("ask", evidence=evidence), replace(statement, doubtful=unreadable), twelve_hours)


def _begun(statement: Statement, receipt: Receipt) -> bool:
    """The only date in "For immediate release: July 1, 2025" is the release's own, and not ahead."""
    if statement.has(Time):
        return False
    start = instant((*statement.parts, Element(0, 0, Time(0, 0))), receipt)
    return start is not None and start <= receipt.at


def _verdict(findings: list[_Finding], receipt: Receipt) -> Embargo:
    """What all lines together say: they must agree, and one line that only a person can settle settles it."""
    if not findings:
        return Embargo("none")
    until = next((finding for finding in findings if finding.answer.kind == "until"), None)
    if until is None or any(finding.answer.kind == "none" for finding in findings):
        asking = next((finding.answer for finding in findings if finding.answer.kind == "ask"), None)
        return asking or Embargo("ask" if until else "none", evidence=findings[0].answer.evidence)
    for finding in findings:
        if not _agrees(finding, until, receipt):
            return Embargo("ask", evidence=finding.answer.evidence)
    return until.answer


def _agrees(finding: _Finding, until: _Finding, receipt: Receipt) -> bool:
    if finding.answer.kind == "until":
        return finding.answer.until == until.answer.until
    if not finding.incomplete:
        return False
    together = (*until.statement.parts, *finding.statement.parts)
    return instant(together, receipt, twelve_hours=until.twelve_hours) == until.answer.until
