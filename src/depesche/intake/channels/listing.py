"""The list of sources as commands print it."""

from __future__ import annotations

from typing import Any

from depesche.intake.channels import wording
from depesche.intake.polling_models import Channel


def line(channel: Channel) -> dict[str, Any]:
    """One source as JSON. `trouble` is a code for programs, `sentence` the same for people."""

    def moment(value: Any) -> str | None:
        return value.isoformat(timespec="seconds") if value else None

    return {
        "id": channel.pk,
        "kind": channel.kind,
        "name": channel.name,
        "address": channel.address,
        "state": channel.state,
        "interval": channel.interval,
        "last_success": moment(channel.last_success),
        "last_news": moment(channel.last_news),
        "next_try": moment(channel.next_try),
        "failures": channel.failures,
        "trouble": channel.trouble.get("code", ""),
        "sentence": wording.sentence(channel.trouble),
    }


def row(channel: Channel) -> str:
    """One source as a line of text."""
    seen = channel.last_success.strftime("%Y-%m-%d %H:%M UTC") if channel.last_success else "never"
    trouble = wording.sentence(channel.trouble)
    parts = [f"{channel.pk:>4}", channel.kind, channel.state, f"last success {seen}", channel.name, channel.address]
    return "  ".join(part for part in (*parts, trouble and f"({trouble})") if part)
