"""What lies on the desk: the items that came in, and what was done with each of them.

Only `desk.inbox` writes these tables.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.desk.known_senders import KnownSender, Rule
from depesche.desk.records import Alert, Confirmation, Seen

__all__ = [
    "OPEN",
    "Alert",
    "Confirmation",
    "Deed",
    "EmbargoKind",
    "InboxCounter",
    "Item",
    "ItemAction",
    "Kind",
    "KnownSender",
    "Rule",
    "Seen",
    "Status",
]


class Status(models.TextChoices):
    """Where an item stands. The first two are open; `filed` was set apart by rule, `spiked` by an editor."""

    NEW = "new", _("New")
    CLAIMED = "claimed", _("In hand")
    USED = "used", _("Used")
    SPIKED = "spiked", _("Spiked")
    FILED = "filed", _("Filed apart")
    QUARANTINED = "quarantined", _("In quarantine")


OPEN = (Status.NEW, Status.CLAIMED)


class Kind(models.TextChoices):
    """What an item is."""

    PRESS_RELEASE = "press_release", _("Press release")
    FORWARDED_RELEASE = "forwarded_release", _("Forwarded release")
    CORRECTION = "correction_of_earlier_release", _("Correction of an earlier release")
    NEWSLETTER = "newsletter", _("Newsletter")
    READER_LETTER = "reader_letter", _("Reader's letter")
    BOUNCE = "bounce", _("Bounce")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    SPAM_OR_PHISH = "spam_or_phish", _("Spam or phishing")
    WIRE = "wire", _("Wire")
    FEED_ENTRY = "feed_entry", _("Feed entry")


class EmbargoKind(models.TextChoices):
    """`ask` means: there is an embargo line, and an editor must say what it means."""

    NONE = "none", _("No embargo")
    UNTIL = "until", _("Embargo")
    ASK = "ask", _("Embargo unclear")


class Item(models.Model):
    """One release, wire or feed entry as it came in. It is an item until it becomes an article.

    The key sorts by the time it was accepted. `html` is the body as clean structure, `original_html` the whole
    mail cleaned for a sandboxed frame: no scripts, nothing loaded from elsewhere, pictures of the mail itself as
    `attachment:<sha256>`. `body` is plain, paragraphs apart by a blank line; it repeats neither headline nor lead.
    `family` is the key of the first of all versions of one story. Of two versions that of higher `rank` stands above
    the other, and of the same rank the later one; what `repeats` another has the text of a version that was replaced.
    An item that `disputes` another calls itself its correction without being of its sender. `lookalike_by`: whether
    its `domain` or its `name` is like that of `lookalike_of`.
    """

    id = models.CharField(_("key"), max_length=40, primary_key=True, editable=False)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.NEW)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it is filed apart or in quarantine."))
    kind = models.CharField(_("kind"), max_length=40, choices=Kind.choices, blank=True)
    parser = models.CharField(_("parser"), max_length=40, blank=True)
    received_at = models.DateTimeField(_("received"))
    change = models.BigIntegerField(_("number of the last change"), default=0, editable=False)

    sender_name = models.TextField(_("sender"), blank=True)
    sender_address = models.TextField(_("sender's address"), blank=True)
    organisation = models.TextField(_("organisation"), blank=True)
    known_sender = models.BooleanField(_("known sender"), default=False)
    trust = models.CharField(_("trust"), max_length=40, blank=True)
    sender_domain = models.CharField(_("sender's domain"), max_length=253, blank=True, db_index=True)
    first_contact = models.BooleanField(_("first contact"), default=False)
    lookalike_of = models.TextField(_("looks like"), blank=True)
    lookalike_by = models.CharField(_("looks like it by"), max_length=10, blank=True)
    auth = models.JSONField(_("authenticity"), default=dict)
    auth_evidence = models.JSONField(_("evidence of authenticity"), default=dict, blank=True)
    auth_checked_at = models.DateTimeField(_("authenticity checked"), null=True, blank=True)
    auth_due_at = models.DateTimeField(_("authenticity to be checked"), null=True, blank=True, db_index=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    file = models.TextField(_("file"), blank=True)

    subject = models.TextField(_("subject"), blank=True)
    headline = models.TextField(_("headline"), blank=True)
    lead = models.TextField(_("lead"), blank=True)
    body = models.TextField(_("body"), blank=True)
    html = models.TextField(_("body as HTML"), blank=True)
    original_html = models.TextField(_("original"), blank=True)
    dateline = models.TextField(_("dateline"), blank=True)
    byline = models.TextField(_("byline"), blank=True)
    lang = models.CharField(_("language"), max_length=10, blank=True)
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    boilerplate = models.TextField(_("about the sender"), blank=True)
    section = models.CharField(_("section"), max_length=100, blank=True)
    contact_name = models.TextField(_("contact"), blank=True)
    contact_phone = models.TextField(_("contact's telephone"), blank=True)
    contact_email = models.TextField(_("contact's address"), blank=True)

    embargo_kind = models.CharField(_("embargo"), max_length=10, choices=EmbargoKind.choices, default=EmbargoKind.NONE)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargo_evidence = models.TextField(_("embargo line"), blank=True)

    attachments = models.JSONField(_("attachments"), default=list)
    images = models.JSONField(_("pictures"), default=list)
    parts = models.JSONField(_("releases in this mail"), default=list, blank=True)

    message_id = models.TextField(_("message id"), blank=True)
    uri = models.TextField(_("URI"), blank=True)
    link = models.TextField(_("link"), blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    identity = models.CharField(_("identity"), max_length=64, blank=True, db_index=True)
    raw_sha256 = models.CharField(_("SHA-256 of the raw bytes"), max_length=64, db_index=True)
    raw_size = models.PositiveBigIntegerField(_("raw bytes"), default=0)
    corrects = models.ForeignKey(
        "self", verbose_name=_("corrects"), null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )

    withdraws = models.BooleanField(_("takes back"), default=False)
    repeats = models.ForeignKey(
        "self", verbose_name=_("repeats"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    disputes = models.ForeignKey(
        "self", verbose_name=_("disputes"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rank = models.SmallIntegerField(_("rank among its versions"), default=0)

    confirmed_at = models.DateTimeField(_("confirmed by telephone"), null=True, blank=True)
    family = models.CharField(_("versions of"), max_length=40, blank=True)

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in hand of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    claimed_at = models.DateTimeField(_("in hand since"), null=True, blank=True)
    article = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="inbox_items",
    )

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ("-received_at", "-id")
        indexes = (
            models.Index(fields=("status", "-received_at", "-id"), name="item_by_status"),
            models.Index(fields=("change",), name="item_by_change"),
            models.Index(fields=("message_id",), name="item_by_message_id"),
            models.Index(fields=("uri",), name="item_by_uri"),
            models.Index(fields=("family", "status"), name="item_by_family"),
        )

    def __str__(self) -> str:
        return self.headline or self.subject or self.id

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def embargo(self) -> dict[str, Any]:
        return {"kind": self.embargo_kind, "until": self.embargo_until, "evidence": self.embargo_evidence}

    @property
    def contact(self) -> dict[str, str]:
        return {"name": self.contact_name, "phone": self.contact_phone, "email": self.contact_email}


class Deed(models.TextChoices):
    """What can be done with an item."""

    RECEIVED = "received", _("received")
    CLAIMED = "claimed", _("taken in hand")
    RELEASED = "released", _("laid back")
    SPIKED = "spiked", _("spiked")
    RESTORED = "restored", _("restored")
    USED = "used", _("made an article")
    REVISED = "revised", _("read again")
    FILED = "filed", _("filed apart")


class ItemAction(models.Model):
    """Who did what with an item, and when. Rows are only ever added."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="actions")
    at = models.DateTimeField(_("when"))
    deed = models.CharField(_("what"), max_length=20, choices=Deed.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.at:%Y-%m-%d %H:%M}"


class InboxCounter(models.Model):
    """One row that counts every change to the inbox.

    Its row lock orders the writers, so that numbers become visible in the order they were given out: whoever has
    seen number n never misses a smaller one that commits later.
    """

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)
