"""Sources as the desk adds, changes and removes them: what an editor says of one becomes an address and a secret."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from depesche.desk.source_board import BadSource, SourceFacts, UnknownSource
from depesche.intake.channels import register, secrets, wording
from depesche.intake.channels.board import ChannelBoard
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.mailbox import addresses
from depesche.intake.fetchers.mailbox.addresses import MailboxAddress
from depesche.intake.fetchers.polling.recognition import recognise
from depesche.intake.models import Channel
from depesche.intake.polling_models import ChannelKind, ChannelState

_PORTS = {True: 993, False: 143}


class EditableBoard(ChannelBoard):
    """The board with what a form may change. Folders and tokens are set up by who has the server's command line."""

    def read(self, source_id: int) -> SourceFacts:
        channel = _found(source_id)
        if channel.kind == ChannelKind.FEED:
            return SourceFacts(kind="feed", name=channel.name, address=channel.address, interval=channel.interval)
        box = addresses.parse(channel.address)
        facts = SourceFacts(
            kind="mailbox",
            name=channel.name,
            interval=channel.interval,
            host=box.host,
            port=None if box.port == _PORTS[box.secure] else box.port,
            user=box.user,
            folder=box.folder,
            secure=box.secure,
            oauth2=box.oauth2,
        )
        kept = _kept(channel) if box.oauth2 else {}
        return replace(facts, token_endpoint=kept.get("token_endpoint", ""), client_id=kept.get("client_id", ""))

    def save(self, source_id: int | None, facts: SourceFacts, *, at: datetime) -> str:
        channel = _found(source_id) if source_id else None
        kind, address = _address(facts)
        if Channel.objects.filter(kind=kind, address=address).exclude(pk=source_id or 0).exists():
            raise BadSource("address" if kind == ChannelKind.FEED else "host", _("This is fetched already."))
        _check_interval(facts)
        secret = _secret(facts, channel, address) if kind == ChannelKind.MAILBOX else ""
        before = channel.secret_file if channel else ""
        file = secrets.keep(settings.CONFIG.home, secret) if secret else before
        row = channel or Channel(kind=kind)
        if row.address != address:
            row.bookmark = {}
        row.name, row.address = (facts.name or address)[:200], address
        row.interval = facts.interval or register.INTERVALS[kind]
        row.secret_file, row.state, row.next_try = file, ChannelState.ACTIVE, at
        row.failures, row.trouble = 0, {}
        row.save()
        if before != file:
            secrets.discard(settings.CONFIG.home, before)
        return row.name

    def remove(self, source_id: int) -> str:
        channel = _found(source_id)
        register.remove(source_id)
        secrets.discard(settings.CONFIG.home, channel.secret_file)
        return channel.name


def _found(source_id: int) -> Channel:
    found = Channel.objects.filter(pk=source_id, kind__in=(ChannelKind.FEED, ChannelKind.MAILBOX)).first()
    if found is None:
        raise UnknownSource
    return found


def _address(facts: SourceFacts) -> tuple[ChannelKind, str]:
    """The kind and the address in its one form."""
    if facts.kind == "mailbox":
        box = MailboxAddress(
            facts.secure, facts.user, facts.host, facts.port or _PORTS[facts.secure], facts.folder, facts.oauth2
        )
        try:
            return ChannelKind.MAILBOX, addresses.parse(box.url).url
        except Trouble as trouble:
            raise BadSource("host", wording.sentence(trouble.facts)) from None
    try:
        kind, address = recognise(facts.address)
    except Trouble as trouble:
        raise BadSource("address", wording.sentence(trouble.facts)) from None
    if kind != ChannelKind.FEED:
        raise BadSource("address", wording.sentence(Trouble(Code.ADDRESS).facts))
    return kind, address


def _check_interval(facts: SourceFacts) -> None:
    if facts.interval is not None and facts.interval < register.SHORTEST:
        raise BadSource("interval", _("At least %(count)d seconds.") % {"count": register.SHORTEST})


def _secret(facts: SourceFacts, channel: Channel | None, address: str) -> str:
    """What is to be written into a new file of its own; "" to keep the one that is there.

    Who cannot read a secret must not be able to send it elsewhere: another server or user needs it anew.
    """
    before = addresses.parse(channel.address) if channel else None
    now = addresses.parse(address)
    same_place = before is not None and (before.host, before.user, before.oauth2) == (now.host, now.user, now.oauth2)
    kept = _kept(channel) if channel and now.oauth2 else {}
    same_endpoint = (kept.get("token_endpoint"), kept.get("client_id")) == (facts.token_endpoint, facts.client_id)
    if not facts.secret:
        if same_place and (not now.oauth2 or (same_endpoint and not facts.client_secret)):
            return ""
        raise BadSource("secret", _("Please enter it: server, user or sign-in are new."))
    if not now.oauth2:
        return facts.secret
    for name in ("token_endpoint", "client_id"):
        if not getattr(facts, name):
            raise BadSource(name, _("This is needed for OAuth2."))
    said = {"token_endpoint": facts.token_endpoint, "client_id": facts.client_id, "refresh_token": facts.secret}
    return json.dumps(said | ({"client_secret": facts.client_secret} if facts.client_secret else {}))


def _kept(channel: Channel) -> dict[str, str]:
    """What lies in an OAuth2 mailbox's file, {} for a bare token or none."""
    try:
        found = json.loads(Path(channel.secret_file).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
