"""The sample mails are real messages, as a mail server would hand them over."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest

from depesche.sample import mails
from depesche.sample.mails import messages


@pytest.fixture(scope="module")
def raw(now: datetime) -> list[bytes]:
    return messages(now)


@pytest.fixture(scope="module")
def mailbox(raw: list[bytes]) -> dict[str, EmailMessage]:
    parsed = [message_from_bytes(one, policy=default) for one in raw]
    return {re.sub(r"^<beispiel\.|@.*$", "", str(mail["Message-ID"])): mail for mail in parsed}


def _plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_there_are_six_and_they_parse_without_defects(mailbox: dict[str, EmailMessage]) -> None:
    assert set(mailbox) == {
        "museumszug",
        "schlafstudie",
        "buechernacht",
        "museumszug-korrektur",
        "feuerwehr-weitergeleitet",
        "leserbrief",
    }
    assert [part.defects for mail in mailbox.values() for part in mail.walk() if part.defects] == []


def test_bytes_are_as_they_travel(raw: list[bytes]) -> None:
    for one in raw:
        assert b"\n" not in one.replace(b"\r\n", b"")
        assert max(map(len, one.split(b"\r\n"))) <= 998
        one.split(b"\r\n\r\n", 1)[0].decode("ascii")


def test_they_come_oldest_first_and_before_now(mailbox: dict[str, EmailMessage], now: datetime) -> None:
    dates = [parsedate_to_datetime(mail["Date"]) for mail in mailbox.values()]
    assert dates == sorted(dates)
    assert all(timedelta() < now - date < timedelta(days=1) for date in dates)


def test_the_same_moment_gives_the_same_bytes(raw: list[bytes], now: datetime) -> None:
    assert messages(now) == raw


def test_message_ids_never_change(mailbox: dict[str, EmailMessage], now: datetime) -> None:
    later = [message_from_bytes(one, policy=default)["Message-ID"] for one in messages(now + timedelta(days=400))]
    assert sorted(later) == sorted(mail["Message-ID"] for mail in mailbox.values())


def test_release_has_text_html_and_a_picture(mailbox: dict[str, EmailMessage]) -> None:
    mail = mailbox["museumszug"]
    assert mail.get_body(("html",)) is not None
    (picture,) = mail.iter_attachments()
    assert picture.get_content_type() == "image/jpeg"
    assert picture.get_filename() == "Wagen_17_Probefahrt_Kornmarkt.jpg"
    assert picture.get_content().startswith(b"\xff\xd8\xff")


def test_embargo_lies_in_the_future(mailbox: dict[str, EmailMessage]) -> None:
    mail = mailbox["schlafstudie"]
    day = parsedate_to_datetime(mail["Date"]) + timedelta(days=2)
    first_line = _plain(mail).splitlines()[0].replace("\N{NO-BREAK SPACE}", " ")
    assert first_line.startswith("SPERRFRIST: ")
    assert f"{day.day}. " in first_line
    assert first_line.endswith(f"{day.year}, 10:00 Uhr")


def test_newsletter_can_be_left_and_loads_from_afar(mailbox: dict[str, EmailMessage]) -> None:
    mail = mailbox["buechernacht"]
    assert mail["List-Unsubscribe"]
    part = mail.get_body(("html",))
    assert part is not None
    assert 'src="https://' in part.get_content()


def test_correction_answers_the_release(mailbox: dict[str, EmailMessage]) -> None:
    assert mailbox["museumszug-korrektur"]["In-Reply-To"] == mailbox["museumszug"]["Message-ID"]


def test_forwarded_chain_is_in_an_old_character_set(mailbox: dict[str, EmailMessage]) -> None:
    mail = mailbox["feuerwehr-weitergeleitet"]
    assert mail.get_content_charset() == "windows-1252"
    assert _plain(mail).count("Betreff: ") == 2


def test_nobody_real_is_written_to(mailbox: dict[str, EmailMessage]) -> None:
    for mail in mailbox.values():
        texts = [str(value) for value in mail.values()]
        texts += [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
        for address in re.findall(r"[\w.+-]+@[\w.-]+\w", " ".join(texts)):
            assert address.endswith(".example"), address


def test_a_mail_without_its_picture_is_refused(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails.pictures, "PICTURES", {})
    with pytest.raises(mails.fields.SampleError, match=r"museumszug\.toml: attachments\[0\]: picture: there is no"):
        messages(now)
