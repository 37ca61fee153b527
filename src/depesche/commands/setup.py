"""`depesche setup`: first set-up without the sample."""

from __future__ import annotations

import click


@click.command("setup")
@click.option("--name", prompt="Name of the publication", default="Depesche", show_default=True)
@click.option("--press-address", prompt="Address for releases (empty: none yet)", default="", show_default=False)
@click.option("--section", "sections", multiple=True, metavar="NAME", help="A section; may be given several times.")
def command(name: str, press_address: str, sections: tuple[str, ...]) -> None:
    """Make tables, front page and sections. Running it again changes what is given and keeps the rest."""
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
    prepare.banner()
