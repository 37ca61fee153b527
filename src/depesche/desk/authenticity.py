"""What our own checks of a mail's sender mean, in words an editor can act on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from depesche.desk.badges import ALARM, CAUTION, NOTE
from depesche.desk.models import Item

METHODS = ("dkim", "spf", "dmarc", "arc")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence and its tone, with the single results as evidence."""

    text: str
    tone: str
    results: tuple[tuple[str, str], ...] = ()


def verdict(item: Item) -> Verdict | None:
    """How far the sender's address can be trusted; `None` when the item did not come by mail."""
    results = tuple((name.upper(), str(item.auth[name])) for name in METHODS if item.auth.get(name))
    if not item.sender_address or not results:
        return None
    text, tone = _judge(item)
    return Verdict(text, tone, results)


def _judge(item: Item) -> tuple[str, str]:
    if item.lookalike_of:
        text = _("The address imitates %(domain)s. Call the sender back on a number you know.")
        return text % {"domain": item.lookalike_of}, ALARM
    if item.auth.get("dmarc") == "fail" or item.auth.get("dkim") == "fail":
        return _("The sender could not be confirmed: the signature or the domain's policy does not hold."), ALARM
    if item.auth.get("aligned") and "pass" in (item.auth.get("dkim"), item.auth.get("spf")):
        return _("The mail really comes from the sender's domain."), NOTE
    if "error" in item.auth.values():
        return _("The sender could not be checked just now."), CAUTION
    return _("The sender is not confirmed: anybody could have written under this address."), CAUTION
