"""Mails as old or careless programs write them: what an editor would have read is what comes out."""

from __future__ import annotations

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.arrivals import Circumstances
from depesche.intake.mail import cms, uuencoded
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers import registry

HEADLINE = "Neuer Speicher am Hafen kommt"
LEAD = "Die Stadtwerke Musterau bauen am Hafen einen neuen Speicher und investieren dafür rund zwölf Millionen Euro."
BODY = "Der Speicher fasst 20.000 Kubikmeter Wasser, sagte Geschäftsführerin Heike Lorenz."
RELEASE = f"{HEADLINE}\n\n{LEAD}\n\n{BODY}\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n"
HEAD = "From: Stadtwerke Musterau <presse@musterau.example>\nSubject: {}\nDate: Wed, 01 Jul 2026 10:00:00 +0200\n"


def read(headers: str, body: str, *, subject: str = "Presseinfo") -> ParsedItem:
    raw = f"{HEAD.format(subject)}{headers}\n{body}".replace("\n", "\r\n").encode()
    (item,) = registry.read(raw, Circumstances(fetcher="smtp"))[1].items
    return item


def is_release(item: ParsedItem) -> bool:
    return (item.status, item.headline, item.lead, item.body) == ("new", HEADLINE, LEAD, BODY)


def test_a_mail_passed_on_as_if_it_were_answered() -> None:
    quoted = RELEASE.replace("\n", "\n> ")
    line = "> Am 01.07.2026 um 09:00 schrieb Stadtwerke Lindenau <presse@lindenau.example>:"
    item = read(PLAIN, f"Siehe unten.\n\nAnna Amsel\n\n{line}\n> \n> {quoted}", subject="Fwd: Speicher")
    assert is_release(item)
    assert item.kind == "forwarded_release"


def test_an_answer_to_a_mail_stays_an_answer() -> None:
    line = "Am 01.07.2026 um 09:00 schrieb Stadtwerke Lindenau <presse@lindenau.example>:"
    item = read(PLAIN, f"Danke, wir kommen gern.\n\n{line}\n> {RELEASE}", subject="Re: Speicher")
    assert LEAD not in item.lead + item.body


@pytest.mark.parametrize(
    "text",
    [
        f"<html><body><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{BODY}</p></body></html>",
        f"<p><b>{HEADLINE}</b></p>\n<p>{LEAD}</p>\n<p>{BODY}<br></p>",
    ],
)
def test_html_that_calls_itself_plain(text: str) -> None:
    assert is_release(read(PLAIN, text))


def test_a_text_about_markup_stays_plain() -> None:
    assert "<p>" in read(PLAIN, "<p> heißt Absatz, und <br> ein Zeilenumbruch. Mehr muss man nicht wissen.").body


def test_what_a_scanner_wrote_below_base64_is_no_part_of_it() -> None:
    text = base64.encodebytes((RELEASE + "x").encode()).decode()
    assert text.rstrip().endswith("=")
    item = read(PLAIN + "Content-Transfer-Encoding: base64\n", f"{text}\n-- \nDiese Mail wurde geprüft.\n")
    assert item.body == f"{BODY} x"


def test_a_file_in_the_text_becomes_an_attachment() -> None:
    lines = "".join(binascii.b2a_uu(b"Anlage, Zeile %d\n" % number).decode() for number in range(4))
    item = read(PLAIN, f"{RELEASE}\nbegin 644 liste.txt\n{lines}`\nend\n")
    assert is_release(item)
    assert [(one.filename, one.content[:16]) for one in item.enclosures] == [("liste.txt", b"Anlage, Zeile 0\n")]


@given(st.text(alphabet="begin 644x\nM`A#end", max_size=300))
def test_no_text_breaks_the_search_for_files(text: str) -> None:
    assert uuencoded.parted(text)[0] is not None


def test_two_senders_are_told_of() -> None:
    item = read(f"From: andere@boese.example\n{PLAIN}", RELEASE)
    assert item.reason == "Die Mail nennt mehrere Absender: andere@boese.example, presse@musterau.example."


def tlv(tag: int, *content: bytes, definite: bool = True) -> bytes:
    value = b"".join(content)
    if not definite:
        return bytes((tag, 0x80)) + value + b"\0\0"
    size = len(value).to_bytes(4, "big")
    return bytes((tag, 0x84)) + size + value


OF_DATA, SIGNED = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010702")
MAIL = (PLAIN + "\n" + RELEASE).replace("\n", "\r\n").encode()


def envelope(*, definite: bool) -> bytes:
    octets = tlv(0x04, MAIL) if definite else tlv(0x24, tlv(4, MAIL[:50]), tlv(4, MAIL[50:]), definite=False)
    inside = tlv(0x30, OF_DATA, tlv(0xA0, octets, definite=definite), definite=definite)
    data = tlv(0x30, b"\x02\x01\x01", tlv(0x31), inside, tlv(0xA0, b"\xff\xfe\0\1" * 500), definite=definite)
    return tlv(0x30, SIGNED, tlv(0xA0, data, definite=definite), definite=definite)


@pytest.mark.parametrize("definite", [True, False])
@pytest.mark.parametrize("kind", ["; smime-type=signed-data", ""])
def test_a_signed_mail_is_read_out_of_its_envelope(kind: str, *, definite: bool) -> None:
    headers = f"Content-Type: application/pkcs7-mime{kind}; name=smime.p7m\nContent-Transfer-Encoding: base64\n"
    assert is_release(read(headers, base64.encodebytes(envelope(definite=definite)).decode()))


def test_an_encrypted_mail_is_quarantined() -> None:
    headers = "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n"
    encrypted = envelope(definite=True).replace(SIGNED, SIGNED[:-1] + b"\x03")
    item = read(headers, base64.encodebytes(encrypted).decode())
    assert (item.status, "S/MIME" in item.reason) == ("quarantined", True)


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_envelope_breaks_the_reader(rubbish: bytes, cut: int) -> None:
    cms.content(rubbish)
    cms.content(envelope(definite=False)[:cut] + rubbish)
