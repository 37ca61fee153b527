"""One signature over a mail: what it claims, and whether it holds (RFC 6376, 3.5 and 6.1; also ARC's, RFC 8617).

Stricter than the standard where a reader could be deceived: a body longer than the signed part (`l=`), a second
`Subject` or `From` that the signature does not cover, SHA-1.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from depesche.intake.authenticity import keys, tags
from depesche.intake.authenticity.message import Field, Message
from depesche.intake.authenticity.names import Names, Unanswered
from depesche.intake.authenticity.organisations import ascii_domain
from depesche.intake.authenticity.results import Outcome, Result

_ALGORITHMS = ("rsa-sha256", "ed25519-sha256")
_FORMS = ("simple", "relaxed")
_ONCE = frozenset(
    {"from", "subject", "date", "sender", "reply-to", "message-id", "content-type", "content-transfer-encoding"}
)
"""Fields that a mail has once; a further one, added later, would be shown in place of the signed one."""
_MOST_NAMES = 300
_CLOCKS = timedelta(minutes=15)
"""How far two clocks may be apart."""


class Broken(Exception):
    """The signature does not hold; the argument is the reason, one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a signature's field says. `value` is the field's own, for hashing."""

    field: Field
    algorithm: str
    header_form: str
    body_form: str
    domain: str
    selector: str
    covered: tuple[str, ...]
    body_hash: bytes
    signature: bytes
    length: int | None = None
    identity: str = ""
    expires: float | None = None

    @classmethod
    def read(cls, field: Field, *, arc: bool = False) -> Signature:
        """Raises `Broken`. `arc`: read an `ARC-Message-Signature`, whose `i=` is a number and which has no `v=`."""
        try:
            found = tags.read(field.value)
            forms = found.get("c", "simple/simple").lower().split("/")
            header_form, body_form = forms[0].strip(), (forms[1] if len(forms) > 1 else "simple").strip()
            return cls(
                field=field,
                algorithm=_known(found["a"].lower(), _ALGORITHMS, "old_algorithm"),
                header_form=_known(header_form, _FORMS, "malformed"),
                body_form=_known(body_form, _FORMS, "malformed"),
                domain=_domain(found["d"]),
                selector=_domain(found["s"]),
                covered=_covered(found["h"], arc=arc),
                body_hash=_decoded(found["bh"]),
                signature=_decoded(found["b"]),
                length=_number(found["l"]) if "l" in found else None,
                identity="" if arc else found.get("i", "").lower(),
                expires=float(_number(found["x"])) if "x" in found else None,
            )
        except (tags.BadTags, KeyError, ValueError, binascii.Error) as error:
            raise Broken("malformed") from error


def check(message: Message, field: Field, names: Names, *, at: datetime) -> Outcome:
    """Whether a `DKIM-Signature` held when the mail came in, `at`."""
    try:
        signature = Signature.read(field)
    except Broken as broken:
        return Outcome(Result.FAIL, why=str(broken))
    try:
        hold(message, signature, names, at=at)
    except Broken as broken:
        return Outcome(Result.FAIL, signature.domain, str(broken))
    except Unanswered:
        return Outcome(Result.ERROR, signature.domain, "unanswered")
    return Outcome(Result.PASS, signature.domain)


def hold(message: Message, signature: Signature, names: Names, *, at: datetime) -> None:
    """Check a signature in full; the costly steps last. Raises `Broken` and `Unanswered`."""
    if not message.whole:
        raise Broken("malformed_mail")
    if signature.expires is not None and at.timestamp() > signature.expires + _CLOCKS.total_seconds():
        raise Broken("expired")
    if not _covers_all(message, signature.covered):
        raise Broken("added_header")
    try:
        key = keys.look_up(signature.selector, signature.domain, names)
    except keys.BadKey as bad:
        raise Broken(str(bad)) from bad
    if not _identity_fits(signature, strict=key.strict):
        raise Broken("malformed")
    length, digest = message.body_hash(signature.body_form)
    if signature.length is not None and signature.length < length:
        raise Broken("added_text")
    if digest != signature.body_hash:
        raise Broken("body_changed")
    if not key.signed(signature.algorithm, _signed(message, signature), signature.signature):
        raise Broken("header_changed")


def _signed(message: Message, signature: Signature) -> bytes:
    form = signature.header_form
    lines = [field.canonical(form) for field in message.select(signature.covered)]
    return b"\r\n".join([*lines, signature.field.canonical(form, tags.without_signature(signature.field.value))])


def _covers_all(message: Message, covered: tuple[str, ...]) -> bool:
    there, named = Counter(field.name for field in message.fields), Counter(covered)
    return all(there[name] <= max(named[name], 1 if name != "from" else 0) for name in _ONCE if there[name])


def _identity_fits(signature: Signature, *, strict: bool) -> bool:
    """`i=` lies in `d=`, or with the key's flag `s` is it (RFC 6376, 3.5 and 3.6.1)."""
    if not signature.identity:
        return True
    domain = ascii_domain(signature.identity.rpartition("@")[2])
    return domain == signature.domain or (not strict and domain.endswith(f".{signature.domain}"))


def _covered(value: str, *, arc: bool) -> tuple[str, ...]:
    covered = tuple(name.strip().lower() for name in value.split(":"))
    if len(covered) > _MOST_NAMES or "from" not in covered or (arc and "arc-seal" in covered):
        raise Broken("malformed")
    return covered


def _known(value: str, known: tuple[str, ...], why: str) -> str:
    if value.strip() not in known:
        raise Broken(why)
    return value.strip()


def _domain(value: str) -> str:
    if domain := ascii_domain(value):
        return domain
    raise Broken("malformed")


def _decoded(value: str) -> bytes:
    return base64.b64decode(tags.compact(value), validate=True)


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 18:
        raise ValueError(value)
    return int(value)
