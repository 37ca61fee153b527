from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.accounts.models import User
    from depesche.desk.models import Item
    from depesche.stories.models import SectionPage

MakeItem = Callable[..., "Item"]
TEXT = (
    "<p>Die Stadt hat die Pläne vorgestellt.</p><h2>Was das heißt</h2>"
    "<p>Zehn Minuten <strong>mehr</strong> Fahrzeit.</p>"
    "<ul><li>Einspurig ab September</li></ul><blockquote>Die Brücke trägt nicht ewig.</blockquote>"
    '<p>Mehr <a href="https://stadt.example/plan">im Netz</a>.</p>'
)


@pytest.fixture
def sections(plant_folders: Path) -> dict[str, SectionPage]:
    """A newsroom with two sections."""
    from depesche.stories import services

    services.home()
    return {slug: services.section(slug) for slug in ("nachrichten", "politik")}


@pytest.fixture
def make_item(plant_folders: Path) -> MakeItem:
    """Puts an item into the inbox; each a minute older than the one before."""
    from django.conf import settings
    from django.utils import timezone

    from depesche.delivery.stores.blobs import Blobs
    from depesche.desk import inbox
    from depesche.desk.models import Item

    count = itertools.count(1)
    now = timezone.now().replace(microsecond=0)

    def make(**facts: Any) -> Item:
        number = next(count)
        raw = Blobs(settings.CONFIG.raw_folder).put(b"Subject: Umbau\r\n\r\nDie Pl\xc3\xa4ne.\r\n")
        usual: dict[str, Any] = {
            "received_at": now - timedelta(minutes=number),
            "kind": "press_release",
            "headline": "Umbau der Merlebrücke beginnt im September",
            "lead": "Der Verkehr läuft ab September einspurig.",
            "body": "Die Stadt hat die Pläne vorgestellt.\n\nZehn Minuten mehr Fahrzeit.",
            "html": TEXT,
            "sender_name": "Pressestelle",
            "sender_address": "presse@stadt.example",
            "organisation": "Stadt Merle",
            "section": "politik",
            "lang": "de",
            "raw_sha256": raw,
            "raw_size": 30,
        }
        item = Item(id=f"01ITEM{number:04d}", **{**usual, **facts})
        inbox.receive([item], at=now)
        return item

    return make


@pytest.fixture
def attach(plant_folders: Path) -> Callable[..., dict[str, Any]]:
    """Keeps bytes as intake does, and describes them as an attachment."""
    from django.conf import settings

    from depesche.delivery.stores.blobs import Blobs

    def keep(name: str, content: bytes, content_type: str, *, inline: bool = False) -> dict[str, Any]:
        sha256 = Blobs(settings.CONFIG.raw_folder).put(content)
        return {
            "filename": name,
            "content_type": content_type,
            "bytes": len(content),
            "inline": inline,
            "sha256": sha256,
        }

    return keep


def photograph(colour: str = "navy", size: tuple[int, int] = (900, 600)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def _person(name: str, group: str) -> User:
    from django.contrib.auth.models import Group

    from depesche.accounts.models import User

    user = User.objects.create_user(name, password="geheim", first_name=name.capitalize())
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def anna(db: None) -> User:
    """Writes."""
    return _person("anna", "Redaktion")


@pytest.fixture
def chefin(db: None) -> User:
    """Decides."""
    return _person("chefin", "Chefredaktion")


def _signed_in(user: User) -> Client:
    from django.test import Client

    client = Client(headers={"accept-language": "en-US,en"})
    client.force_login(user)
    return client


@pytest.fixture
def desk(anna: User) -> Client:
    """Anna's browser. It prefers English; the desk does not care."""
    return _signed_in(anna)


@pytest.fixture
def chief_desk(chefin: User) -> Client:
    return _signed_in(chefin)
