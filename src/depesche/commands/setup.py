"""`depesche setup`: first set-up in a terminal, without the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from depesche.accounts.models import User

OF_IMPRINT = ("legal_name", "address", "email", "phone", "responsible_person", "responsible_address")


@click.command("setup")
@click.option("--name", prompt="Name of the publication", default="Depesche", show_default=True)
@click.option("--press-address", prompt="Address for releases (empty: none yet)", default="", show_default=False)
@click.option("--section", "sections", multiple=True, metavar="NAME", help="A section; may be given several times.")
@click.option("--language", type=click.Choice(["de", "en"]), help="Language of the publication.")
@click.option("--accent", metavar="#RRGGBB", help="Accent colour.")
@click.option("--legal-name", help="Imprint: the publisher.")
@click.option("--address", help="Imprint: postal address.")
@click.option("--email", help="Imprint: e-mail for readers.")
@click.option("--phone", help="Imprint: telephone.")
@click.option("--responsible-person", help="Imprint: who is responsible for the content (MStV § 18).")
@click.option("--responsible-address", help="Imprint: address of that person.")
@click.option("--editor", metavar="NAME", help="Make the first account, with a second factor; asks for what it needs.")
def command(name: str, press_address: str, sections: tuple[str, ...], editor: str | None, **given: str | None) -> None:
    """Make tables, front page and sections. Running it again changes what is given and keeps the rest.

    Without --editor, the address that is printed leads to the rest in a browser.
    """
    from depesche.commands import django, migration, prepare

    django.start()
    migration.migrate()
    from django.conf import settings
    from django.core.exceptions import ValidationError

    from depesche.stories import rebuilding, services
    from depesche.stories.models import PublicationSettings, SectionPage

    services.home()
    own = PublicationSettings.load()
    own.name, own.press_address = name, press_address
    own.language, own.time_zone = settings.CONFIG.language, settings.CONFIG.time_zone
    for field in ("language", "accent", *OF_IMPRINT):
        if given[field]:
            setattr(own, field, given[field])
    try:
        own.full_clean()
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    own.save()
    wanted = sections or (() if SectionPage.objects.exists() else ("Nachrichten", "Politik", "Sport"))
    for section in wanted:
        try:
            services.section(services.slug_of(section), name=section)
        except ValueError as error:
            raise click.ClickException(f"section {section!r}: {error}") from error
    rebuilding.everything()
    if editor:
        _first_editor(editor)
    prepare.banner()


def _first_editor(name: str) -> None:
    """The first account, usable only when an authenticator app has its key."""
    from django.conf import settings
    from django.contrib.auth import password_validation
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from depesche.accounts import invitation
    from depesche.accounts.models import User

    if User.objects.exists():
        raise click.ClickException("there is an account already; more are made at the desk, under settings")
    person = User(username=name, is_staff=True, is_superuser=True)
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        person.full_clean(exclude=["password"])
        password_validation.validate_password(password, person)
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    person.set_password(password)
    with transaction.atomic():
        person.save()
        _protect(person)
    invitation.withdraw(settings.HOME)


def _protect(person: User) -> None:
    from depesche.accounts import second_factor

    secret = second_factor.new_secret()
    address = second_factor.address_of(person, secret)
    second_factor.print_picture(address)
    click.echo(f"Scan this with an authenticator app, or type in the key {secret}")
    codes = None
    while codes is None:
        codes = second_factor.switch_on(person, secret=secret, code=click.prompt("Code that the app shows"))
    click.echo("Keep these recovery codes; each signs you in once: " + " ".join(codes))
