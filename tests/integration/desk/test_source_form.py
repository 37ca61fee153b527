"""Sources added, changed and removed on the desk: clear errors, and secrets that nobody sees again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from depesche.intake.models import Channel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sections")]
PAGE = "/desk/sources/"
BOX: dict[str, Any] = {
    "host": "imap.hoster.example",
    "secure": "1",
    "user": "presse@zeitung.example",
    "folder": "INBOX",
    "secret": "Streng-Geheim-77",
}
TOKEN = {
    **BOX,
    "oauth2": "1",
    "secret": "refresh-1",
    "token_endpoint": "https://login.example/token",
    "client_id": "depesche",
    "client_secret": "client-geheim",
}


def add(client: Client, kind: str, **facts: Any) -> Any:
    return client.post(f"{PAGE}add/?kind={kind}", facts, follow=True)


def kept(channel: Channel) -> Path:
    return Path(channel.secret_file)


def test_a_feed_is_added_tried_changed_and_removed(chief_desk: Client) -> None:
    answer = add(chief_desk, "feed", address="https://amt.example/feed.xml", name="Amt")
    assert "„Amt“ ist gespeichert" in answer.content.decode()
    channel = Channel.objects.get()
    assert (channel.kind, channel.address, channel.interval, channel.state) == (
        "feed",
        "https://amt.example/feed.xml",
        900,
        "active",
    )
    assert channel.next_try is not None
    edit = f"{PAGE}{channel.pk}/edit/"
    assert "https://amt.example/feed.xml" in chief_desk.get(edit).content.decode()
    chief_desk.post(edit, {"address": "https://amt.example/neu.xml", "name": "Amt", "interval": "60"})
    channel.refresh_from_db()
    assert (channel.address, channel.interval) == ("https://amt.example/neu.xml", 60)
    chief_desk.post(f"{PAGE}{channel.pk}/remove/")
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("feed", {"address": ""}, "benötigt"),
        ("feed", {"address": "kein feed"}, "keine Adresse"),
        ("feed", {"address": "file:///etc/passwd"}, "lassen sich abrufen"),
        ("feed", {"address": "/etc"}, "keine Adresse"),
        ("feed", {"address": "https://da.example/feed"}, "wird schon abgerufen"),
        ("mailbox", {**BOX, "secret": ""}, "Bitte eingeben"),
        ("mailbox", {**BOX, "host": "a b"}, "kein Servername"),
        ("mailbox", {**BOX, "port": "99999"}, "65535"),
        ("mailbox", {**TOKEN, "token_endpoint": ""}, "Das braucht OAuth2"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(chief_desk: Client, kind: str, facts: dict[str, Any], said: str) -> None:
    Channel.objects.create(kind="feed", name="Da", address="https://da.example/feed")
    answer = add(chief_desk, kind, **facts)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Streng-Geheim" not in answer.content.decode()
    assert Channel.objects.count() == 1


def test_a_password_lies_in_a_file_for_its_owner_and_on_no_page(chief_desk: Client) -> None:
    add(chief_desk, "mailbox", **BOX)
    channel = Channel.objects.get()
    assert channel.address == "imaps://presse@zeitung.example@imap.hoster.example/INBOX"
    assert kept(channel).read_text() == "Streng-Geheim-77"
    assert kept(channel).stat().st_mode & 0o777 == 0o600
    assert kept(channel).parent == (settings.CONFIG.home / "secrets").absolute()
    for page in (PAGE, f"{PAGE}{channel.pk}/edit/"):
        assert "Streng-Geheim" not in chief_desk.get(page).content.decode()
    before = kept(channel)
    chief_desk.post(f"{PAGE}{channel.pk}/edit/", {**BOX, "secret": "", "folder": "Presse"})
    channel.refresh_from_db()
    assert (channel.address.rpartition("/")[2], kept(channel)) == ("Presse", before)
    chief_desk.post(f"{PAGE}{channel.pk}/edit/", {**BOX, "secret": "Neu"})
    channel.refresh_from_db()
    assert kept(channel).read_text() == "Neu"
    assert not before.exists()
    chief_desk.post(f"{PAGE}{channel.pk}/remove/")
    assert not kept(channel).exists()


def test_a_secret_is_not_sent_to_another_server_than_it_was_entered_for(chief_desk: Client) -> None:
    add(chief_desk, "mailbox", **TOKEN)
    channel = Channel.objects.get()
    assert json.loads(kept(channel).read_text()) == {
        "token_endpoint": "https://login.example/token",
        "client_id": "depesche",
        "refresh_token": "refresh-1",
        "client_secret": "client-geheim",
    }
    page = chief_desk.get(f"{PAGE}{channel.pk}/edit/").content.decode()
    assert "https://login.example/token" in page
    assert "refresh-1" not in page
    assert "client-geheim" not in page
    same = {**TOKEN, "secret": "", "client_secret": ""}
    for change in ({"host": "evil.example"}, {"token_endpoint": "https://evil.example/t"}, {"oauth2": ""}):
        assert chief_desk.post(f"{PAGE}{channel.pk}/edit/", {**same, **change}).status_code == 400
    assert chief_desk.post(f"{PAGE}{channel.pk}/edit/", same).status_code == 302


def test_only_who_keeps_the_register_may_say_what_is_fetched(desk: Client) -> None:
    channel = Channel.objects.create(kind="feed", name="Da", address="https://da.example/feed")
    for path in ("add/?kind=feed", f"{channel.pk}/edit/"):
        assert desk.get(f"{PAGE}{path}").status_code in (302, 403)
    assert desk.post(f"{PAGE}{channel.pk}/remove/").status_code in (302, 403)
    assert "hinzufügen</a>" not in desk.get(PAGE).content.decode()
    assert Channel.objects.count() == 1


def test_folders_and_tokens_have_no_form(chief_desk: Client) -> None:
    folder = Channel.objects.create(kind="folder", name="Ordner", address="/srv/agentur")
    for path in (f"{folder.pk}/edit/", "4711/edit/", "add/?kind=folder"):
        assert chief_desk.get(f"{PAGE}{path}").status_code == 404
