"""`depesche prepare`: what a start needs done first: tables, front page, assets. Hidden; `serve` calls it."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import click

from depesche.sample.studio import Studio


@click.command("prepare")
@click.option("--with-demo", is_flag=True)
def command(with_demo: bool) -> None:
    """Bring the home up to date: migrate with progress, make the front page, bake what is missing."""
    from depesche.commands import django, migration

    started = time.monotonic()
    # A short life with many objects that stay: collecting them costs a quarter of the time and frees nothing.
    gc.set_threshold(200_000, 50, 50)
    with Studio() as studio:
        if with_demo and migration.is_first():
            studio.begin()
        django.start()
        first = migration.migrate()
        from depesche.stories import press, rebuilding, services

        services.home()
        if with_demo:
            from depesche.commands import demo

            demo.load(studio)
    press.bake_assets()
    press.run_open()
    rebuilding.order_if_look_changed()
    if first:
        click.echo(f"Ready after {time.monotonic() - started:.0f} s.", err=True)
    banner()


def banner() -> None:
    """Say where everything is, as `serve` starts."""
    from django.conf import settings

    from depesche.stories import selectors

    config = settings.CONFIG
    own = selectors.publication_settings()
    press_address = own.press_address or "redaktion@localhost"
    lines = [
        "",
        f"  {own.name}",
        f"  Readers   {config.origin}/",
        f"  Desk      {config.origin}/desk/",
    ]
    sign_in = settings.HOME / "first_sign_in"
    if sign_in.is_file():
        lines.append(
            f"  Sign-in   {sign_in.read_text('utf-8').strip()}  (until you change it; kept in {sign_in.name} at home)"
        )
    elif code := _setup_code(settings.HOME):
        lines.append(f"  Set up    {config.origin}/desk/setup/?code={code}  (open this first; the code is good once)")
    if config.smtp_port:
        lines.append(f"  Mail in   to {press_address}, by SMTP on {config.host}:{config.smtp_port}, for example:")
        lines.append(f"            {_mail_line(config.host, config.smtp_port, press_address)}")
    click.echo("\n".join([*lines, ""]), err=True)


def _setup_code(home: Path) -> str:
    """Of a newsroom in which nobody has an account, or whose set-up was begun and not finished; else empty."""
    from depesche.accounts import invitation, second_factor
    from depesche.accounts.models import User

    first = User.objects.order_by("pk").first()
    if first is None:
        return invitation.issue(home)
    if invitation.standing(home) and (User.objects.count() > 1 or second_factor.is_on(first)):
        invitation.withdraw(home)  # Accounts were made another way.
    return invitation.standing(home)


def _mail_line(host: str, port: int, to: str) -> str:
    text = "Subject: Neue Brücke eröffnet\\n\\nDie Brücke ist seit heute frei."
    return (
        f"python3 -c \"import smtplib; smtplib.SMTP('{host}', {port})"
        f".sendmail('presse@stadt.example', '{to}', '{text}'.encode())\""
    )
