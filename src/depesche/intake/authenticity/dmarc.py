"""DMARC (RFC 7489): whether what DKIM and SPF proved is true of the address in `From`, and what its owner asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.intake.authenticity import tags
from depesche.intake.authenticity.names import Names, Unanswered
from depesche.intake.authenticity.organisations import aligned, organisation
from depesche.intake.authenticity.results import Outcome, Result

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the owner of a domain asks for. Without a record: relaxed alignment, and `action` is ""."""

    action: str = ""
    strict_dkim: bool = False
    strict_spf: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome, whether sender and proofs are of one domain, and the policy's action."""

    outcome: Outcome
    aligned: bool
    action: str = ""


def judge(domain: str, *, dkim: Sequence[Outcome], spf: Outcome, names: Names) -> Judgement:
    """The judgement on one domain of `From`."""
    try:
        policy = find(domain, names)
    except Unanswered:
        return Judgement(Outcome(Result.ERROR, domain, "unanswered"), _is_aligned(domain, Policy(), dkim, spf))
    proven = _is_aligned(domain, policy, dkim, spf)
    if not policy.action:
        return Judgement(Outcome(Result.NONE, domain, "no_record"), proven)
    if proven:
        return Judgement(Outcome(Result.PASS, domain), True, policy.action)
    if Result.ERROR in (spf.result, *(one.result for one in dkim)):
        return Judgement(Outcome(Result.ERROR, domain, "unanswered"), False, policy.action)
    return Judgement(Outcome(Result.FAIL, domain, "not_aligned"), False, policy.action)


def find(domain: str, names: Names) -> Policy:
    """The policy of a domain, or of its organisation (RFC 7489, 6.6.3). Raises `Unanswered`."""
    found = _record(domain, names)
    above = organisation(domain)
    below = found is None and bool(above) and above != domain
    if below:
        found = _record(above, names)
    if found is None:
        return Policy()
    action = found.get("p", "none").lower()
    if below:
        action = found.get("sp", action).lower()
    return Policy(
        action if action in _POLICIES else "none",
        strict_dkim=found.get("adkim", "r").lower() == "s",
        strict_spf=found.get("aspf", "r").lower() == "s",
    )


def _record(domain: str, names: Names) -> dict[str, str] | None:
    """The one record at `_dmarc.<domain>`. Several are none."""
    found = []
    for text in names.ask(f"_dmarc.{domain}", "TXT"):
        if text.replace(" ", "").startswith("v=DMARC1"):
            try:
                found.append(tags.read(text))
            except tags.BadTags:
                continue
    return found[0] if len(found) == 1 else None


def _is_aligned(domain: str, policy: Policy, dkim: Sequence[Outcome], spf: Outcome) -> bool:
    signed = any(one.result is Result.PASS and aligned(one.domain, domain, strict=policy.strict_dkim) for one in dkim)
    return signed or (spf.result is Result.PASS and aligned(spf.domain, domain, strict=policy.strict_spf))
