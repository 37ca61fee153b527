"""What our own checks of a mail's sender mean, in words an editor can act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from depesche.desk.badges import ALARM, CAUTION, NOTE, is_unconfirmed
from depesche.desk.models import Item

METHODS = ("dkim", "spf", "dmarc", "arc")

_WHY = {
    "body_changed": gettext_lazy("the text was changed after signing"),
    "header_changed": gettext_lazy("sender, subject or other lines were changed after signing"),
    "added_header": gettext_lazy("a second sender or subject was added after signing"),
    "added_text": gettext_lazy("text was added below the signed part"),
    "expired": gettext_lazy("the signature had expired"),
    "no_key": gettext_lazy("the domain knows no such key"),
    "revoked_key": gettext_lazy("the domain has withdrawn the key"),
    "weak_key": gettext_lazy("the key is so short that others can forge it"),
    "bad_key": gettext_lazy("the domain's key cannot be read"),
    "old_algorithm": gettext_lazy("the signature uses a method that no longer counts"),
    "malformed": gettext_lazy("the signature cannot be read"),
    "malformed_mail": gettext_lazy("the mail's header is damaged"),
    "unclear_sender": gettext_lazy("the mail names several senders, or none clearly"),
    "not_allowed": gettext_lazy("the domain does not allow that server to send its mail"),
    "probably_not_allowed": gettext_lazy("the domain does not name that server among those that send its mail"),
    "neutral": gettext_lazy("the domain leaves it open"),
    "no_record": gettext_lazy("the domain has published no rules"),
    "no_client": gettext_lazy("it is not known which server handed the mail over"),
    "no_domain": gettext_lazy("the envelope names no domain"),
    "bad_record": gettext_lazy("the domain's rules cannot be read"),
    "not_aligned": gettext_lazy("nothing proves the address in “From”"),
    "unanswered": gettext_lazy("the domain name system did not answer; it is asked again"),
    "chain_failed": gettext_lazy("a server on the way already found the chain broken"),
    "seal_broken": gettext_lazy("a seal on the way is broken"),
    "not_examined": gettext_lazy("the mail could not be examined"),
}
"""Reasons that intake gives, in words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One method's result: `result` is pass, fail, none or error; `words` say for whom and why."""

    name: str
    result: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence and its tone, with the single results as evidence."""

    text: str
    tone: str
    results: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    checked_at: datetime | None = None


def verdict(item: Item) -> Verdict | None:
    """How far the sender's address can be trusted; `None` when the item did not come by mail."""
    results = tuple((name.upper(), str(item.auth[name])) for name in METHODS if item.auth.get(name))
    if not item.sender_address or not results:
        return None
    text, tone = _judge(item)
    findings = tuple(_finding(name, item) for name in METHODS) if item.auth_checked_at else ()
    return Verdict(text, tone, results, findings, item.auth_checked_at)


def _judge(item: Item) -> tuple[str, str]:
    auth = item.auth
    if item.lookalike_of:
        by_name = _("The name is that of %(domain)s, the address is not. Call back on a number you know.")
        by_domain = _("The address imitates %(domain)s. Call the sender back on a number you know.")
        text = by_name if item.lookalike_by == "name" else by_domain
        return text % {"domain": item.lookalike_of}, ALARM
    if item.auth_due_at and item.auth_checked_at is None:
        return _("The sender is being checked."), CAUTION
    if is_unconfirmed(item):
        return _("The sender could not be confirmed: the signature or the domain's policy does not hold."), ALARM
    if auth.get("aligned") and "pass" in (auth.get("dkim"), auth.get("spf")):
        return _proven(item), NOTE
    if "error" in auth.values():
        return _("The sender could not be checked just now."), CAUTION
    return _("The sender is not confirmed: anybody could have written under this address."), CAUTION


def _proven(item: Item) -> str:
    """That a domain is proven says who sent the mail, not who stands behind that domain."""
    if item.known_sender:
        return _("The mail really comes from the sender's domain.")
    text = _("The mail really comes from %(domain)s. Nobody here knows yet who that is.")
    return text % {"domain": item.sender_address.rpartition("@")[2]}


def _finding(name: str, item: Item) -> Finding:
    result = str(item.auth.get(name, "none"))
    evidence: Mapping[str, str] = item.auth_evidence
    domain, why = evidence.get(f"{name}_domain", ""), _WHY.get(evidence.get(f"{name}_why", ""), "")
    said = _said(name, result) % {"domain": domain or "?"}
    return Finding(name.upper(), result, f"{said}: {why}" if why and (result != "none" or name != "arc") else said)


def _said(name: str, result: str) -> str:
    sentences = {
        ("dkim", "pass"): _("signed by %(domain)s, unchanged since"),
        ("dkim", "fail"): _("the signature does not hold"),
        ("dkim", "none"): _("not signed"),
        ("spf", "pass"): _("sent by a server of %(domain)s"),
        ("spf", "fail"): _("sent by a server that is none of %(domain)s"),
        ("spf", "none"): _("says nothing"),
        ("dmarc", "pass"): _("%(domain)s stands behind the address"),
        ("dmarc", "fail"): _("%(domain)s does not stand behind the address"),
        ("dmarc", "none"): _("says nothing"),
        ("arc", "pass"): _("passed on by %(domain)s, who saw it like this"),
        ("arc", "fail"): _("passed on, and changed or forged on the way"),
        ("arc", "none"): _("not passed on"),
    }
    return sentences.get((name, result), _("could not be checked"))
