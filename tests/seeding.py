"""Many published articles at once, put into the tables as they are: for what is about size, not about publishing."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depesche.stories.models import ArticlePage, SectionPage

CHUNK = 1000
_SUBJECTS = ["Stadtrat", "Haushalt", "Brücke", "Schule", "Feuerwehr", "Krankenhaus", "Bahnhof", "Theater", "Kläranlage"]
_PLACES = ["Lindenbrück", "Merle", "Ostheim", "Nordhafen", "Kreuzfeld", "Altmühl", "Sonnental", "Rehbach", "Wiesenau"]
_VERBS = ["beschließt", "prüft", "verschiebt", "eröffnet", "kürzt", "saniert", "verteidigt", "erweitert", "schließt"]
_WORDS = ["gestern", "heute", "Sitzung", "Ausschuss", "Millionen", "Euro", "Bürger", "Verwaltung", "Antrag", "Mehrheit"]
_WORDS += ["Kritik", "Plan", "Kosten", "Jahr", "Sommer", "Beginn", "Verkehr", "Anwohner", "Gutachten", "Entscheidung"]


def seed(sections: Sequence[SectionPage], count: int, *, newest: datetime, a_day: float = 14.0, first: int = 0) -> None:
    """Insert `count` published articles into the sections, by turns: the newest at `newest`, `a_day` of them a day.
    Their slugs are numbered from `first`.

    The same every time. Neither outbox nor index nor store learns of them.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from wagtail.models import Page

    from depesche.stories.models import ArticlePage

    chosen = random.Random(first)
    fields = ArticlePage._meta.local_concrete_fields
    kind = ContentType.objects.get_for_model(ArticlePage)
    key = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    taken = {section.pk: section.numchild for section in sections}
    with transaction.atomic():
        for start in range(0, count, CHUNK):
            pages: list[ArticlePage] = []
            for number in range(start, min(start + CHUNK, count)):
                section = sections[number % len(sections)]
                taken[section.pk] += 1
                moment = newest - timedelta(days=number / a_day)
                pages.append(_article(section, taken[section.pk], first + number, moment, chosen))
            for offset, page in enumerate(pages):
                page.pk = page.id = page.page_ptr_id = key + start + offset
                page.content_type = kind
            Page.objects.bulk_create([_base(page) for page in pages])
            ArticlePage._base_manager._insert(pages, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]
        for section in sections:
            Page.objects.filter(pk=section.pk).update(numchild=taken[section.pk])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):  # PostgreSQL counts by itself.
                cursor.execute(statement)


def _article(section: SectionPage, child: int, number: int, moment: datetime, chosen: random.Random) -> ArticlePage:
    from depesche.stories import footprints
    from depesche.stories.models import ArticlePage

    subject, place, verb = chosen.choice(_SUBJECTS), chosen.choice(_PLACES), chosen.choice(_VERBS)
    title = f"{place} {verb}: {subject} Nummer {number}"
    slug = f"meldung-{number}"
    return ArticlePage(
        title=title,
        draft_title=title,
        slug=slug,
        path=ArticlePage._get_path(section.path, section.depth + 1, child),
        depth=section.depth + 1,
        numchild=0,
        url_path=f"{section.url_path}{slug}/",
        live=True,
        has_unpublished_changes=False,
        locale_id=section.locale_id,
        translation_key=uuid.UUID(int=chosen.getrandbits(128), version=4),
        guid=uuid.UUID(int=chosen.getrandbits(128), version=4),
        first_published_at=moment,
        last_published_at=moment,
        updated_at=moment,
        month=footprints.month_of(moment, time_zone="Europe/Berlin"),
        version=1,
        section=section,
        lead=_sentence(chosen, subject, place),
        body=json.dumps(list(_body(chosen, subject, place))),
        language="de",
    )


def _body(chosen: random.Random, subject: str, place: str) -> Iterator[dict[str, Any]]:
    for _ in range(2):
        text = " ".join(_sentence(chosen, subject, place) for _ in range(2))
        yield {"type": "text", "value": f"<p>{text}</p>", "id": str(uuid.UUID(int=chosen.getrandbits(128), version=4))}


def _sentence(chosen: random.Random, subject: str, place: str) -> str:
    return f"{' '.join(chosen.sample(_WORDS, 9))} {subject} {place}."


def _base(page: ArticlePage) -> Any:
    from wagtail.models import Page

    return Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields})
