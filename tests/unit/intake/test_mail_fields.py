"""Header blocks, parameters, addresses, dates and transfer encodings."""

import binascii
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.mail import addresses, dates, headers, parameters, transfer
from depesche.intake.mail.addresses import Address


def names(raw: bytes) -> tuple[list[str], bytes]:
    found, offset = headers.read(raw)
    return [name for name, _ in found.fields], raw[offset:]


@pytest.mark.parametrize(
    ("raw", "fields", "body"),
    [
        (b"From: a\r\nSubject: b\r\n\r\nText", ["from", "subject"], b"Text"),
        (b"From: a\nSubject: b\n\nText", ["from", "subject"], b"Text"),
        (b"Subject: b\r\n c\r\n\td\r\n\r\nText", ["subject"], b"Text"),
        (b"From mbox line\r\nFrom: a\r\n\r\nText", ["from"], b"Text"),
        (b"Subject: b\r\nlost its space\r\nTo: x\r\n\r\nText", ["subject", "to"], b"Text"),
        (b"Subject: b\r\nDear editors,\r\nthis is the text\r\n", ["subject"], b"Dear editors,\r\nthis is the text\r\n"),
        (b"no header at all\r\n\r\nText", [], b"no header at all\r\n\r\nText"),
        (b"\r\nText", [], b"Text"),
        (b"", [], b""),
        (b"Subject : space before the colon\r\n\r\n", ["subject"], b""),
    ],
)
def test_header_blocks(raw: bytes, fields: list[str], body: bytes) -> None:
    assert names(raw) == (fields, body)


def test_a_folded_value_is_one_line_of_text() -> None:
    found, _ = headers.read(b"Subject: eine lange\r\n =?utf-8?q?_=C3=9Cberschrift?=\r\n\r\n")
    assert found.text("subject") == "eine lange Überschrift"


def test_a_megabyte_of_headers_is_cut_short_but_the_body_is_found() -> None:
    found, offset = headers.read(b"X-A: b\r\n" * 150_000 + b"\r\nText")
    assert len(found.fields) <= 5_000
    assert offset == 8 * 150_000 + 2


@pytest.mark.parametrize(
    ("value", "main", "params"),
    [
        (b'text/plain; charset="utf-8"', "text/plain", {"charset": "utf-8"}),
        (b"TEXT/Plain;charset=utf-8;format=flowed", "text/plain", {"charset": "utf-8", "format": "flowed"}),
        (b'attachment; filename="a;b \\"c\\".pdf"', "attachment", {"filename": 'a;b "c".pdf'}),
        (b"attachment; filename=Foto vom Bad.jpg", "attachment", {"filename": "Foto vom Bad.jpg"}),
        (b"attachment; filename*=utf-8''B%C3%A4der.pdf", "attachment", {"filename": "Bäder.pdf"}),
        (b"a; filename*1=cd; filename*0*=iso-8859-1''%E4b", "a", {"filename": "äbcd"}),
        (b'a; filename="=?utf-8?Q?B=C3=A4der.pdf?="', "a", {"filename": "Bäder.pdf"}),
        (b'multipart/mixed; boundary="open', "multipart/mixed", {"boundary": "open"}),
        (b";;;==", "", {}),
        (b"", "", {}),
    ],
)
def test_parameters(value: bytes, main: str, params: dict[str, str]) -> None:
    assert parameters.parse(value) == (main, params)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (b"Anna Muster <a.muster@Stadt.Example>", Address("Anna Muster", "a.muster@stadt.example")),
        (b'"Muster, Anna" <a@b.example>', Address("Muster, Anna", "a@b.example")),
        (b"=?utf-8?q?J=C3=BCrgen?= <j@b.example>", Address("Jürgen", "j@b.example")),
        (b"a@b.example (Anna Muster)", Address("Anna Muster", "a@b.example")),
        (b"a@b.example", Address("", "a@b.example")),
        (b'"bank@bank.example" <thief@evil.example>', Address("bank@bank.example", "thief@evil.example")),
        (
            b"=?utf-8?q?x_=3Cbank=40bank=2Eexample=3E?= <t@evil.example>",
            Address("x <bank@bank.example>", "t@evil.example"),
        ),
        (b"Presse <Stadt> <a@b.example>", Address("Presse <Stadt>", "a@b.example")),
        (b"one@b.example, two@b.example", Address("", "one@b.example")),
        (b"undisclosed-recipients:;", Address("undisclosed-recipients:;", "")),
        (b"", Address("", "")),
    ],
)
def test_addresses(value: bytes, address: Address) -> None:
    assert addresses.first(value) == address


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Thu, 3 Jul 2025 19:24:00 +0200", datetime(2025, 7, 3, 17, 24, tzinfo=UTC)),
        ("Thu, 3 Jul 2025 19:24:00 +0200 (CEST)", datetime(2025, 7, 3, 17, 24, tzinfo=UTC)),
        ("2025-07-03T19:24:00+02:00", datetime(2025, 7, 3, 17, 24, tzinfo=UTC)),
        ("3 Jul 2025 19:24:00", datetime(2025, 7, 3, 19, 24, tzinfo=UTC)),
        ("gestern", None),
        ("Thu, 99 Foo 2025 99:99:99", None),
        ("Fri, 31 Dec 9999 23:59:00 -0100", None),
        ("", None),
    ],
)
def test_dates(value: str, moment: datetime | None) -> None:
    assert dates.parse(value) == moment


@given(st.binary(max_size=300))
def test_base64_comes_back(content: bytes) -> None:
    assert transfer.base64(binascii.b2a_base64(content)) == content


@pytest.mark.parametrize(
    ("content", "encoding", "decoded"),
    [
        (b"R3LDvMOfZQ", "base64", "Grüße".encode()),
        (b"R3LD\r\n*!vMOf\r\nZQ==", "BASE64", "Grüße".encode()),
        (b"YQ==YQ==", "base64", b"aa"),
        (b"Dies ist gar kein Base64, sondern Text.", "base64", b"Dies ist gar kein Base64, sondern Text."),
        (b"Gr=C3=BC=\r\n=C3=9Fe =ZZ", "quoted-printable", "Grüße =ZZ".encode()),
        (b"begin 644 a\n#0V%T\n`\nend\n", "x-uuencode", b"Cat"),
        (b"a\xffb", "8bit", b"a\xffb"),
        (b"abc", "rubbish", b"abc"),
    ],
)
def test_transfer_encodings(content: bytes, encoding: str, decoded: bytes) -> None:
    assert transfer.decode(content, encoding) == decoded


@given(st.binary(max_size=200), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", ""]))
def test_no_body_breaks_a_decoder(content: bytes, encoding: str) -> None:
    assert isinstance(transfer.decode(content, encoding), bytes)


@given(st.binary(max_size=200))
def test_no_value_breaks_a_field_reader(value: bytes) -> None:
    headers.read(value)
    parameters.parse(value)
    addresses.first(value)
    dates.parse(value.decode("latin-1"))
