"""The intake's board of sources, as the desk asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from depesche.desk.source_board import Fitness, SourceHealth, UnknownSource
from depesche.intake.channels import register, wording
from depesche.intake.channels.trouble import Code
from depesche.intake.polling_models import Channel, ChannelKind, ChannelState


class ChannelBoard:
    """Those in trouble first, then by name."""

    def count(self) -> int:
        return Channel.objects.count()

    def ailing(self) -> int:
        return _ailing().count()

    def rows(self, *, start: int, count: int, now: datetime) -> Sequence[SourceHealth]:
        ailing = Case(When(pk__in=_ailing().values("pk"), then=Value(0)), default=Value(1), output_field=IntegerField())
        found = Channel.objects.annotate(ailing=ailing).order_by("ailing", "name", "pk")[start : start + count]
        return [_health(channel, now) for channel in found]

    def try_now(self, source_id: int, *, at: datetime) -> str:
        try:
            return str(register.try_now(source_id, at=at))
        except Channel.DoesNotExist as missing:
            raise UnknownSource from missing

    def pause(self, source_id: int) -> str:
        try:
            return str(register.pause(source_id))
        except Channel.DoesNotExist as missing:
            raise UnknownSource from missing


def _ailing() -> QuerySet[Channel]:
    """Failing, or put to rest by a failure; what an editor paused ails nobody."""
    failing = Channel.objects.filter(state=ChannelState.ACTIVE, failures__gt=0)
    return failing | Channel.objects.filter(state=ChannelState.PAUSED).exclude(trouble__code=Code.BY_HAND.value)


def _health(channel: Channel, now: datetime) -> SourceHealth:
    paused = channel.state == ChannelState.PAUSED
    polled = channel.kind != ChannelKind.PUSH
    return SourceHealth(
        id=channel.pk,
        name=channel.name,
        kind=channel.get_kind_display(),
        address=channel.address,
        fitness=_fitness(channel, paused=paused),
        last_success=channel.last_success,
        last_news=channel.last_news,
        next_try=channel.next_try,
        trouble=wording.sentence(channel.trouble),
        failures=channel.failures,
        can_edit=channel.kind in (ChannelKind.FEED, ChannelKind.MAILBOX),
        can_try=polled and not paused,
        trying=channel.next_try is not None and channel.next_try <= now,
    )


def _fitness(channel: Channel, *, paused: bool) -> Fitness:
    if paused:
        return Fitness.PAUSED
    if channel.failures:
        return Fitness.TROUBLE
    return Fitness.WELL if channel.last_success else Fitness.NEW
