"""Addresses of mailboxes, and the small languages of IMAP."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.mailbox import addresses
from depesche.intake.fetchers.mailbox.addresses import MailboxAddress
from depesche.intake.fetchers.mailbox.session import encode_folder, ranges


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "imaps://redaktion@zeitung.example@imap.hoster.example/INBOX",
            MailboxAddress(True, "redaktion@zeitung.example", "imap.hoster.example", 993, "INBOX", False),
        ),
        (
            "imap://presse%40x.example@Mail.Example:1143/Presse/Fr%C3%BCh?auth=OAuth2",
            MailboxAddress(False, "presse@x.example", "mail.example", 1143, "Presse/Früh", True),
        ),
        ("imaps://a@[::1]", MailboxAddress(True, "a", "::1", 993, "INBOX", False)),
    ],
)
def test_addresses_are_read_and_written(url: str, expected: MailboxAddress) -> None:
    assert addresses.parse(url) == expected
    assert addresses.parse(expected.url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "imaps://user:secret@imap.example/",
        "imaps://imap.example/INBOX",
        "imaps://user@/INBOX",
        "imaps://user@imap.example:99999/",
        "pop3://user@imap.example/",
        "imaps://user@imap.example/?auth=magic",
        "imaps://us%0Aer@imap.example/",
        "imaps://user@imap.example/a%0D%0Ab",
    ],
)
def test_what_is_no_mailbox(url: str) -> None:
    with pytest.raises(Trouble) as refused:
        addresses.parse(url)
    assert refused.value.code == Code.ADDRESS


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("INBOX", "INBOX"),
        ("Entwürfe", "Entw&APw-rfe"),
        ("A & B", "A &- B"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),  # the example of RFC 3501
    ],
)
def test_names_of_folders(name: str, encoded: str) -> None:
    assert encode_folder(name) == encoded


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_names_of_folders_can_be_read_back(name: str) -> None:
    encoded = encode_folder(name)
    assert encoded.isascii()
    parts = encoded.split("&")
    back = parts[0]
    for part in parts[1:]:
        run, _, rest = part.partition("-")
        padded = run.replace(",", "/") + "=" * (-len(run) % 4)
        back += (base64.b64decode(padded).decode("utf-16-be") if run else "&") + rest
    assert back == name


def test_neighbours_are_drawn_together() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1:3,7,9:10"
