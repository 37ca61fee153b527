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
    from depesche.accounts import lost_factors
    from depesche.accounts.models import User

    person = User.objects.filter(username=name).first()
    if person is None:
        raise click.ClickException(f"there is no account {name!r}")
    factors = lost_factors.of(person).factors
    if off:
        taken = lost_factors.take_away(person, {factor.key for factor in factors}, by=None)
        click.echo("taken away" if taken else "there was none")
    else:
        click.echo("on" if factors else "off")
