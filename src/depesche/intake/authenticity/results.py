"""What a check can say, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Result(StrEnum):
    """`ERROR`: could not be checked, so it says nothing. `NONE`: there was nothing to check."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    NONE = "none"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one check: for which domain, and a short word why (see `docs/intake/authenticity.md`)."""

    result: Result
    domain: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What all checks say of one mail.

    `aligned`: a domain that passed DKIM or SPF is that of every address in `From`. `policy` is what the domain asks
    for when DMARC fails: none, quarantine, reject, "" without a record.
    """

    dkim: Outcome = field(default_factory=lambda: Outcome(Result.NONE))
    spf: Outcome = field(default_factory=lambda: Outcome(Result.NONE))
    dmarc: Outcome = field(default_factory=lambda: Outcome(Result.NONE))
    arc: Outcome = field(default_factory=lambda: Outcome(Result.NONE))
    aligned: bool = False
    policy: str = ""

    @property
    def unsure(self) -> bool:
        """Whether asking again later may say more."""
        return any(outcome.result is Result.ERROR for outcome in (self.dkim, self.spf, self.dmarc, self.arc))

    def results(self) -> dict[str, str | bool]:
        """The results alone: `dkim`, `spf`, `dmarc`, `arc` and `aligned`."""
        return {
            "dkim": str(self.dkim.result),
            "spf": str(self.spf.result),
            "dmarc": str(self.dmarc.result),
            "arc": str(self.arc.result),
            "aligned": self.aligned,
        }

    def evidence(self) -> dict[str, str]:
        """Domains and reasons behind the results, for people."""
        found = {
            "dkim_domain": self.dkim.domain,
            "dkim_why": self.dkim.why,
            "spf_domain": self.spf.domain,
            "spf_why": self.spf.why,
            "dmarc_domain": self.dmarc.domain,
            "dmarc_why": self.dmarc.why,
            "arc_domain": self.arc.domain,
            "arc_why": self.arc.why,
            "policy": self.policy,
        }
        return {name: value for name, value in found.items() if value}
