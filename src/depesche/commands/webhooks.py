"""`depesche webhooks`: whose servers are told what happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from depesche.outgoing.models import Webhook


@click.group("webhooks")
def command() -> None:
    """Keep the list of servers that are told of what happens here."""


@command.command("add")
@click.argument("name")
@click.argument("url")
@click.option("--event", "events", multiple=True, help="Only this event; may be given several times. Default: all.")
def add(name: str, url: str, events: tuple[str, ...]) -> None:
    """Tell URL of what happens, and print the secret with which its owner checks signatures."""
    webhooks = _webhooks()
    from django.core.exceptions import ValidationError

    try:
        hook = webhooks.add(name, url, events=events)
    except ValidationError as refusal:
        raise click.ClickException(" ".join(refusal.messages)) from refusal
    click.echo(webhooks.secret(hook))


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def list_(as_json: bool) -> None:
    """Print each with its address, its events and how it fares."""
    _webhooks()
    from depesche.outgoing.models import Webhook

    for hook in Webhook.objects.all():
        facts = _facts(hook)
        click.echo(json.dumps(facts) if as_json else f"{hook.name}\t{hook.url}\t{facts['state']}")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Forget it, and what it was still to be told."""
    _webhooks()
    _named(name).delete()


@command.command("secret")
@click.argument("name")
def secret(name: str) -> None:
    """Print the secret with which its owner checks signatures."""
    webhooks = _webhooks()
    click.echo(webhooks.secret(_named(name)))


@command.command("try")
@click.argument("name")
def try_(name: str) -> None:
    """Send a message of type `try` now and say how it went."""
    webhooks = _webhooks()
    attempt = webhooks.try_now(_named(name))
    if attempt.failure:
        raise click.ClickException(webhooks.in_words(attempt.failure))
    click.echo("taken", err=True)


def _webhooks() -> Any:
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    from depesche.outgoing import webhooks

    return webhooks


def _named(name: str) -> Webhook:
    from depesche.outgoing.models import Webhook

    hook = Webhook.objects.filter(name=name).first()
    if hook is None:
        raise click.ClickException(f"there is no webhook {name!r}; `depesche webhooks list` names them")
    return hook


def _facts(hook: Webhook) -> dict[str, Any]:
    from depesche.outgoing import webhooks

    return {
        "name": hook.name,
        "url": hook.url,
        "events": hook.events,
        "state": "disabled" if hook.disabled_at else webhooks.in_words(hook.failure) or "ok",
        "succeeded_at": hook.succeeded_at.isoformat() if hook.succeeded_at else None,
        "failed_at": hook.failed_at.isoformat() if hook.failed_at else None,
        "waiting": hook.calls.count(),
    }
