"""`depesche second-factor`: for who lost the telephone and the recovery codes."""

from __future__ import annotations

import click


@click.command("second-factor")
@click.argument("name")
@click.option("--off", is_flag=True, help="Take the second factor away: the password alone signs in again.")
def command(name: str, off: bool) -> None:
    """Say whether the account NAME has a second factor, or take it away."""
    from depesche.commands import django

    django.start()
    from depesche.accounts import second_factor
    from depesche.accounts.models import User

    person = User.objects.filter(username=name).first()
    if person is None:
        raise click.ClickException(f"there is no account {name!r}")
    if off:
        click.echo("taken away" if second_factor.switch_off(person) else "there was none")
    else:
        click.echo("on" if second_factor.is_on(person) else "off")
