"""What kind of mail this is, and whether it is filed apart.

First what standards make certain (RFC 3464 reports, RFC 3834 automatic replies, RFC 2369 list headers), then wording.
In doubt a mail is a press release: one letter too many in the inbox harms less than one release too few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from depesche.intake.mail.addresses import Address
from depesche.intake.mail.headers import Headers
from depesche.intake.markup.blocks import Block, Run
from depesche.intake.release import explanations, statements, telltales, wording
from depesche.intake.release.statements import Statement

_HEAD = 3_000
_LIST_HEADERS = (
    "list-unsubscribe",
    "list-id",
    "list-post",
    "feedback-id",
    "x-mailchimp-id",
    "x-csa-complaints",
    "x-campaign",
)
_PRESS_LOCAL = re.compile(r"(?:presse|press|media|medien|kommunikation|pr|pressestelle)(?:[.+_-].*)?@", re.IGNORECASE)
_DOMAIN_IN_TEXT = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)
_DANGEROUS = re.compile(r"\.(?:exe|scr|js|jse|vbs|bat|cmd|lnk|iso|img|jar|hta|html?|one|ace)$", re.IGNORECASE)
_DISGUISED = re.compile(
    r"\.(?:pdf|docx?|xlsx?|jpe?g|png|txt)\s*\.(?:exe|scr|jse?|vbs|bat|cmd|lnk|hta|jar)$", re.IGNORECASE
)
"""A program that gives itself out as a document."""
_SPAM_ENOUGH = 3
_STEM = 6
"""Letters by which words are told apart: more of the same makes nothing worse."""
_SHORT_NOTE = 1_200
"""Characters that a note of absence has at most, with its signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What the kind is judged by. `return_path` is the envelope's, None when unknown, "" for the null path."""

    headers: Headers
    types: frozenset[str]
    sender: Address
    subject: str
    blocks: Sequence[Block]
    return_path: str | None
    filenames: Sequence[str] = ()
    is_forward: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` says in German why a mail is filed apart; it is empty for what belongs in the inbox.

    What `withdraws` takes an earlier release back.
    """

    kind: str
    reason: str = ""
    withdraws: bool = False


def judge(facts: MailFacts) -> Verdict:
    text = "\n".join(block.text for block in facts.blocks)[: 10 * _HEAD]
    judged = _bounce(facts) or _automatic(facts)
    if judged:
        return judged
    is_press = _is_press(facts, text)
    return (
        _fraud(facts, text, is_press=is_press)
        or _correction(facts)
        or (Verdict("forwarded_release") if facts.is_forward and (is_press or not _list_sign(facts.headers)) else None)
        or _letter(facts, text, is_press=is_press)
        or _newsletter(facts, text, is_press=is_press)
        or Verdict("press_release")
    )


def _bounce(facts: MailFacts) -> Verdict | None:
    machine = facts.return_path == "" or bool(telltales.BOUNCE_SENDER.match(facts.sender.email))
    is_report = "message/delivery-status" in facts.types or "message/global-delivery-status" in facts.types
    said = telltales.BOUNCE_SUBJECT.match(facts.subject)
    if (
        is_report
        or "x-failed-recipients" in facts.headers
        or (machine and said)
        or (telltales.BOUNCE_SENDER.match(facts.sender.email) and not facts.subject)
    ):
        return Verdict("bounce", "Rückläufer: Eine Mail konnte nicht zugestellt werden; das meldet ein Mailserver.")
    return None


def _automatic(facts: MailFacts) -> Verdict | None:
    headers = facts.headers
    submitted = headers.text("auto-submitted").lower()
    reason = ""
    if "message/disposition-notification" in facts.types:
        reason = "Lesebestätigung eines Mailprogramms."
    elif (
        submitted.startswith("auto-replied")
        or "auto_reply" in headers.text("precedence").lower().replace("-", "_")
        or any(name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"))
    ):
        reason = "Automatische Antwort; so hat sie der Absender gekennzeichnet."
    elif telltales.AUTO_SUBJECT.search(facts.subject):
        reason = "Automatische Antwort, nach dem Betreff zu schließen."
    elif _is_absent(facts):
        reason = "Abwesenheitsnotiz, nach dem Wortlaut zu schließen."
    elif (submitted.startswith("auto-gen") or telltales.NO_REPLY.match(facts.sender.email)) and _is_receipt(facts):
        reason = "Automatische Eingangsbestätigung."
    return Verdict("auto_reply", reason) if reason else None


def _is_absent(facts: MailFacts) -> bool:
    """Whether a short text says that somebody is away and what to do meanwhile."""
    text = "\n".join(block.text for block in facts.blocks)
    return (
        len(text) < _SHORT_NOTE
        and bool(telltales.ABSENT.search(text[:_HEAD]) and telltales.MEANWHILE.search(text))
        and not wording.RELEASE_CUE.search(facts.subject)
    )


def _is_receipt(facts: MailFacts) -> bool:
    text = "\n".join(block.text for block in facts.blocks)
    return (
        len(text) < _SHORT_NOTE
        and bool(telltales.ACKNOWLEDGED.search(text))
        and not wording.RELEASE_CUE.search(facts.subject)
    )


def _is_press(facts: MailFacts, text: str) -> bool:
    return bool(
        wording.RELEASE_CUE.search(facts.subject)
        or wording.RELEASE_CUE.search(text)
        or _PRESS_LOCAL.match(facts.sender.email)
        or any(wording.RELEASE_CUE.search(re.sub(r"[_-]", " ", name)) for name in facts.filenames)
    )


def _fraud(facts: MailFacts, text: str, *, is_press: bool) -> Verdict | None:
    points, reasons = 0, []
    if facts.headers.text("x-spam-flag").lower().startswith("yes"):
        points += 3
        reasons.append("Ein Mailserver hat sie als Spam gekennzeichnet.")
    if telltales.PHISH.search(facts.subject) or telltales.PHISH.search(text[:_HEAD]):
        points += 2
        reasons.append("Sie drängt zur Eingabe von Zugangsdaten.")
        if target := _foreign_link(facts):
            points += 1
            reasons.append(f"Der Link führt zu {target}, nicht zum Absender.")
    if mismatch := _false_link(facts.blocks):
        points += 2
        reasons.append(f"Ein Link gibt sich als {mismatch[0]} aus und führt zu {mismatch[1]}.")
    words = {match[0].lower()[:_STEM] for match in telltales.SPAM.finditer(f"{facts.subject}\n{text[:_HEAD]}")}
    if len(words) >= 2:
        points += 2 + (len(words) >= 3)
        reasons.append("Typische Wörter unerwünschter Werbung.")
    if "@" in facts.sender.name and facts.sender.domain and facts.sender.domain not in facts.sender.name.lower():
        points += 1
        reasons.append("Der Absendername nennt eine fremde Adresse.")
    if any(_DANGEROUS.search(name) for name in facts.filenames):
        points += 1 + 3 * any(_DISGUISED.search(name) for name in facts.filenames)
        reasons.append("Ein Anhang könnte Schaden anrichten.")
    if points - is_press >= _SPAM_ENOUGH:
        return Verdict("spam_or_phish", "Verdacht auf Spam oder Betrug. " + " ".join(reasons))
    return None


def _false_link(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """A link whose text is one site's address and whose target is another's; tracking links of the sender are none."""
    for block in blocks:
        for run in block.links:
            shown = _DOMAIN_IN_TEXT.fullmatch(run.text.strip())
            if shown and (target := _site(run)) and _registered(shown[1]) != _registered(target):
                return shown[1].lower(), target
    return None


def _foreign_link(facts: MailFacts) -> str:
    """Where the first link leads that is none of the sender's domain; "" when all are."""
    own = _registered(facts.sender.domain)
    targets = (_site(run) for block in facts.blocks for run in block.links)
    return next((target for target in targets if target and _registered(target) != own), "")


def _site(run: Run) -> str:
    try:
        return (urlsplit(run.href).hostname or "").lower()
    except ValueError:
        return ""


def _registered(host: str) -> str:
    return ".".join(host.lower().removeprefix("www.").split(".")[-2:])


def _correction(facts: MailFacts) -> Verdict | None:
    said = statements.of(facts.subject, [block.text for block in facts.blocks])
    if said is None and not any(explanations.explains(block.text) for block in facts.blocks[:3]):
        return None
    return Verdict("correction_of_earlier_release", withdraws=said is Statement.WITHDRAWS)


def _letter(facts: MailFacts, text: str, *, is_press: bool) -> Verdict | None:
    said = telltales.LETTER.search(facts.subject) or telltales.LETTER.search(text[:600])
    if not said and len(telltales.FIRST_PERSON.findall(text)) >= 3:
        said = telltales.TO_EDITORS.match(text)
    if said and not is_press and not _list_sign(facts.headers):
        return Verdict("reader_letter", f"Zuschrift aus der Leserschaft („{said[0].strip()[:60]}“).")
    return None


def _newsletter(facts: MailFacts, text: str, *, is_press: bool) -> Verdict | None:
    sign = _list_sign(facts.headers)
    named = bool(re.search(r"newsletter|rundbrief|infobrief", facts.subject, re.IGNORECASE))
    hits = {match[0].lower() for match in telltales.NEWSLETTER.finditer(text)} if named or not is_press else set()
    if named and (sign or hits) and not wording.RELEASE_CUE.search(facts.subject):
        return Verdict("newsletter", "Newsletter; so nennt sie sich im Betreff.")
    if sign and (not is_press or (telltales.OFFER.search(text) and not wording.RELEASE_CUE.search(facts.subject))):
        return Verdict("newsletter", f"Newsletter oder Listenpost ({sign}), ohne Anzeichen einer Pressemitteilung.")
    if not is_press and len(hits) >= 2 and wording.UNSUBSCRIBE.search(text):
        return Verdict("newsletter", "Newsletter, nach Aufmachung und Abmeldehinweis zu schließen.")
    return None


def _list_sign(headers: Headers) -> str:
    found = next((name for name in _LIST_HEADERS if name in headers), "")
    precedence = headers.text("precedence").lower()
    if not found and precedence in ("bulk", "list", "junk"):
        return f"Precedence: {precedence}"
    return found.title()
