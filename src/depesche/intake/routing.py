"""Rules of the register: what a known sender's news becomes by itself, a draft in a section or a published article.

A rule never acts on a look-alike, a sender whose proof failed, a correction, or another version of a story that is
there already: that waits in the inbox, as everything else does. An embargo, or a sender without proof, turns publishing
into a draft.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, transaction

from depesche.desk import drafts
from depesche.desk.badges import is_unconfirmed
from depesche.desk.models import EmbargoKind, Item, Kind, KnownSender, Rule, Status
from depesche.intake.drafting import MAIL
from depesche.intake.sources import Register
from depesche.stories import services
from depesche.stories.models import SectionPage

log = logging.getLogger(__name__)

KINDS = (Kind.PRESS_RELEASE, Kind.WIRE, Kind.FEED_ENTRY)


def follow(ids: Iterable[str], *, at: datetime) -> int:
    """Follow the rules for these items; of how many an article was made. What fails waits in the inbox."""
    if not KnownSender.objects.exclude(rule=Rule.NONE).exists():
        return 0
    register = Register.load()
    made = 0
    for item in Item.objects.filter(pk__in=list(ids), status=Status.NEW).order_by("pk"):
        sender = sender_of(item, register)
        rule = decide(item, sender) if sender else Rule.NONE
        if sender is not None and rule != Rule.NONE and not _is_known_story(item):
            made += _act(item, sender, rule, at=at)
    return made


def sender_of(item: Item, register: Register) -> KnownSender | None:
    """The entry of the register that an item falls under."""
    if item.parser == MAIL:
        return register.standing(item.sender_address).source
    return register.named(item.source)


def decide(item: Item, sender: KnownSender) -> Rule:
    """What may happen with an item by itself, on the evidence that it carries."""
    rule = Rule(sender.rule)
    clean = (
        item.kind in KINDS
        and not item.lookalike_of
        and not item.corrects_id
        and not item.reason
        and bool(item.headline.strip() and (item.body.strip() or item.lead.strip()))
    )
    if rule == Rule.NONE or not clean or is_unconfirmed(item):
        return Rule.NONE
    if rule == Rule.PUBLISH and item.auth_due_at is not None:
        return Rule.NONE  # its sender will be asked about again
    if rule == Rule.PUBLISH and (item.embargo_kind != EmbargoKind.NONE or not _is_proven(item)):
        return Rule.DRAFT
    return rule


def _is_proven(item: Item) -> bool:
    """A mail whose `From` is proven; of wires and feeds the road they came on is, as it names their source."""
    if item.parser != MAIL:
        return True
    passed = "pass" in (item.auth.get("dkim"), item.auth.get("spf"))
    return bool(item.auth_checked_at and item.auth.get("aligned") and passed)


def _is_known_story(item: Item) -> bool:
    return Item.objects.filter(family=item.family).exclude(pk=item.pk).exclude(family="").exists()


def _act(item: Item, sender: KnownSender, rule: Rule, *, at: datetime) -> bool:
    section = SectionPage.objects.filter(slug=sender.section, live=True).first()
    if section is None:
        log.warning("rule of %s: there is no section %r; %s waits in the inbox", sender.domain, sender.section, item.pk)
        return False
    try:
        with transaction.atomic():
            article, made = drafts.article_from(item.pk, section, None, at=at)
            if made and rule == Rule.PUBLISH:
                services.publish(article)
    except DatabaseError:
        raise
    except Exception as error:  # a rule's failure must not keep the next mails waiting
        log.error("rule of %s: %s waits in the inbox: %s: %s", sender.domain, item.pk, type(error).__name__, error)
        return False
    log.info("rule of %s: %s made of %s", sender.domain, rule, item.pk)
    return made
