"""ARC (RFC 8617): whether the chain of those who passed a mail on is unbroken. It says nothing about who wrote it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import datetime

from depesche.intake.authenticity import keys, signatures, tags
from depesche.intake.authenticity.message import Field, Message
from depesche.intake.authenticity.names import Names, Unanswered
from depesche.intake.authenticity.organisations import ascii_domain
from depesche.intake.authenticity.results import Outcome, Result

MOST = 10
"""Links of a chain that are looked at; the standard allows 50, and mails have one to four."""
RESULTS, MESSAGE, SEAL = "arc-authentication-results", "arc-message-signature", "arc-seal"
_INSTANCE = re.compile(rb"(?:^|;)\s{0,10}i\s{0,10}=\s{0,10}(\d{1,3})\s{0,10}(?:;|$)")
_Set = Mapping[str, Field]


def check(message: Message, names: Names, *, at: datetime) -> Outcome:
    """The state of the chain: every seal, and the signature of the last link (RFC 8617, 5.2)."""
    chain = _chain(message)
    if chain is None:
        return Outcome(Result.FAIL, why="malformed")
    if not chain:
        return Outcome(Result.NONE)
    domain = ""
    try:
        domain = _seal_tags(chain[-1])["d"]
        signatures.hold(message, signatures.Signature.read(chain[-1][MESSAGE], arc=True), names, at=at)
        for last in range(len(chain), 0, -1):
            _check_seal(chain[:last], names)
    except signatures.Broken as broken:
        return Outcome(Result.FAIL, domain, str(broken))
    except Unanswered:
        return Outcome(Result.ERROR, domain, "unanswered")
    return Outcome(Result.PASS, domain)


def _chain(message: Message) -> list[_Set] | None:
    """The links in order; None when they are not whole."""
    links: dict[int, dict[str, Field]] = {}
    for field in message.fields:
        if field.name not in (RESULTS, MESSAGE, SEAL):
            continue
        match = _INSTANCE.search(field.value[: tags.LONGEST])
        number = int(match[1]) if match else 0
        if not 1 <= number <= MOST or field.name in links.setdefault(number, {}):
            return None
        links[number][field.name] = field
    if any(len(link) < 3 for link in links.values()) or sorted(links) != list(range(1, len(links) + 1)):
        return None
    return [links[number] for number in sorted(links)]


def _check_seal(chain: list[_Set], names: Names) -> None:
    """The seal of the last link covers every link before it, and itself without its signature."""
    found = _seal_tags(chain[-1])
    if found.get("cv", "").lower() != ("none" if len(chain) == 1 else "pass"):
        raise signatures.Broken("chain_failed")
    try:
        signature = base64.b64decode(tags.compact(found["b"]), validate=True)
        key = keys.look_up(ascii_domain(found["s"]), found["d"], names)
    except (KeyError, binascii.Error, ValueError) as error:
        raise signatures.Broken("malformed") from error
    except keys.BadKey as bad:
        raise signatures.Broken(str(bad)) from bad
    lines = [link[name].canonical("relaxed") for link in chain for name in (RESULTS, MESSAGE, SEAL)]
    seal = chain[-1][SEAL]
    lines[-1] = seal.canonical("relaxed", tags.without_signature(seal.value))
    if not key.signed(found.get("a", "").lower(), b"\r\n".join(lines), signature):
        raise signatures.Broken("seal_broken")


def _seal_tags(link: _Set) -> dict[str, str]:
    try:
        found = tags.read(link[SEAL].value)
    except tags.BadTags as error:
        raise signatures.Broken("malformed") from error
    domain = ascii_domain(found.get("d", ""))
    if not domain or "h" in found:
        raise signatures.Broken("malformed")
    return found | {"d": domain}
