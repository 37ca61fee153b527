"""`depesche sources`, as a user calls it, and what an address is taken for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from depesche.cli import group
from depesche.intake.channels import tokens, wording
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.polling.recognition import recognise
from depesche.intake.models import Channel

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["sources", *arguments])


def listed() -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("list", "--json").stdout.splitlines()]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://quelle.example/feed", "feed"),
        ("imaps://a@b.example", "mailbox"),
        ("/srv/eingang", "folder"),
        ("eingang", "folder"),
    ],
)
def test_an_address_says_what_it_is(address: str, kind: str) -> None:
    assert recognise(address)[0] == kind


def test_a_source_is_added_once_and_takes_over_what_is_said_later() -> None:
    assert run("add", "https://Quelle.example:443/feed", "--name", "Alt").exit_code == 0
    assert run("add", "https://quelle.example/feed", "--name", "Neu", "--interval", "60").exit_code == 0
    (line,) = listed()
    assert (line["name"], line["address"], line["interval"]) == ("Neu", "https://quelle.example/feed", 60)
    assert line["next_try"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://a.example/", "Only feeds (https:// or http://), mailboxes (imaps:// or imap://) and folders"),
        ("http://u:p@a.example/", "must not hold a password"),
        ("imaps://a.example/", "imaps://user@host/FOLDER"),
        ("http://0x7f.1/", "no setting allows it"),
        ("http://a b/", "Please check how it is written"),
    ],
)
def test_what_cannot_be_fetched_is_refused(address: str, why: str) -> None:
    result = run("add", address)
    assert result.exit_code == 1
    assert f"{address}: " in result.stderr
    assert why in result.stderr
    assert listed() == []


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    missing = run("add", str(tmp_path / "eingang"))
    assert missing.exit_code == 1
    assert "there is no such folder; make it first" in missing.stderr
    (tmp_path / "eingang").mkdir()
    assert run("add", str(tmp_path / "eingang")).exit_code == 0
    (tmp_path / "datei").touch()
    assert "this is a file" in run("add", str(tmp_path / "datei")).stderr
    assert "https://" in run("add", "quelle.example/feed").stderr
    assert len(listed()) == 1


def test_what_hinders_is_told_as_it_is() -> None:
    allowed = wording.sentence(Trouble(Code.FORBIDDEN, "10.0.0.1").facts)
    never = wording.sentence(Trouble(Code.NEVER, "169.254.169.254").facts)
    assert "DEPESCHE_FETCH_PRIVATE erlaubt es" in allowed
    assert "169.254.169.254" in never
    assert "keine Einstellung erlaubt es" in never
    assert "Nur Feeds" in wording.sentence(Trouble(Code.ADDRESS, "scheme").facts)


def test_a_mailbox_needs_its_password_file() -> None:
    assert run("add", "imaps://a@imap.example/INBOX").exit_code == 1
    assert run("add", "imaps://a@imap.example/INBOX", "--password-file", "geheim").exit_code == 0
    assert Channel.objects.get().secret_file.startswith("/")


def test_an_interval_that_would_be_a_flood_is_refused() -> None:
    assert run("add", "https://quelle.example/", "--interval", "1").exit_code == 1


def test_pausing_trying_and_removing() -> None:
    run("add", "https://quelle.example/feed")
    (line,) = listed()
    run("pause", str(line["id"]))
    assert [(one["state"], one["trouble"], one["next_try"]) for one in listed()] == [("paused", "by_hand", None)]
    assert "Von Hand angehalten" in listed()[0]["sentence"]
    run("try", str(line["id"]))
    (again,) = listed()
    assert (again["state"], again["trouble"]) == ("active", "")
    assert again["next_try"]
    assert run("remove", str(line["id"])).exit_code == 0
    assert listed() == []
    assert run("pause", "99").exit_code == 1


def test_of_a_token_only_a_hash_is_kept() -> None:
    result = run("token", "Agentur")
    token = result.stdout.split()[1]
    found = tokens.find(token)
    assert found is not None
    assert found.name == "Agentur"
    assert token not in json.dumps(list(Channel.objects.values()), default=str)
    assert tokens.find(token + "x") is None
    assert tokens.find("") is None
    run("pause", str(found.pk))
    assert tokens.find(token) is None


def test_each_signing_sender_has_a_key_of_its_own() -> None:
    keys = [run("token", name, "--signed").stdout.split()[3] for name in ("Eins", "Zwei")]
    assert len(set(keys)) == 2
    assert keys == [tokens.signing_key(channel) for channel in Channel.objects.order_by("pk")]
