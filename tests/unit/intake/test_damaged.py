"""What is broken or hostile never becomes an empty row: it has a reason that an editor understands, and a title."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.mail import tnef
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers import registry

TORN = tnef.SIGNATURE + b"\x00\x01 torn to pieces" * 20
HEAD = b"From: Stadtwerke Musterau <presse@musterau.example>\r\nDate: Wed, 01 Jul 2026 10:00:00 +0200\r\n"


def read(raw: bytes, *, fetcher: str = "smtp", file_name: str = "", mail_from: str | None = None) -> ParsedItem:
    how = Circumstances(fetcher=fetcher, file_name=file_name, mail_from=mail_from)
    (item,) = registry.read(raw, how)[1].items
    return item


def mail(name: str, type_: str, content: bytes, *, text: str = "", subject: str = "") -> bytes:
    return (
        HEAD
        + f"Subject: {subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n".encode()
        + f'--b\r\nContent-Type: {type_}\r\nContent-Disposition: attachment; filename="{name}"\r\n'.encode()
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        + b"\r\n--b--\r\n"
    )


@pytest.mark.parametrize("subject", ["", "Speicher am Hafen"])
@pytest.mark.parametrize("content", [TORN, b"no such format", tnef.SIGNATURE])
def test_a_broken_winmail_dat_alone_is_quarantined_with_its_reason_and_kept(content: bytes, subject: str) -> None:
    item = read(mail("winmail.dat", "application/ms-tnef", content, subject=subject))
    assert item.status == "quarantined"
    assert "winmail.dat" in item.reason
    assert [(one.filename, one.content) for one in item.enclosures] == [("winmail.dat", content)]
    assert (item.headline or item.subject) == (subject or "Mail ohne Betreff von Stadtwerke Musterau")


def test_beside_a_text_it_is_told_of() -> None:
    text = "Die Stadtwerke Musterau bauen am Hafen einen Speicher. Er kostet zwölf Millionen Euro."
    item = read(mail("winmail.dat", "application/ms-tnef", TORN, text=text, subject="Speicher am Hafen"))
    assert (item.status, item.body) == ("new", text)
    assert "winmail.dat" in item.reason
    assert [one.filename for one in item.enclosures] == ["winmail.dat"]


def test_all_bytes_there_are_is_no_mail() -> None:
    item = read(bytes(range(256)) * 20, mail_from="jemand@musterau.example")
    assert (item.status, item.headline) == ("quarantined", "Mail ohne Betreff von jemand@musterau.example")
    assert "Kopfzeilen fehlen" in item.reason


def test_a_document_without_mail_headers_is_no_mail() -> None:
    assert "XML" in read(b"<?xml version='1.0'?>\n<rss><channel/></rss>").reason


def test_a_mail_without_headers_in_plain_words_is_one() -> None:
    assert read(b"Hallo Redaktion,\r\n\r\nim Anhang nichts, nur ein Gruss.\r\n").status == "new"


ENTITIES = {
    "nested": b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY g "&b;&b;&b;&b;">',
    "file": b'<!ENTITY g SYSTEM "file:///etc/passwd">',
}


@pytest.mark.parametrize("declared", ENTITIES.values(), ids=ENTITIES)
def test_feeds_with_entities_made_for_attacks_are_quarantined(declared: bytes) -> None:
    feed = b"<!DOCTYPE rss [" + declared + b"]><rss><channel><item><title>&g;</title></item></channel></rss>"
    item = read(feed, fetcher="folder", file_name="eingang/laughs.xml")
    assert (item.status, item.headline) == ("quarantined", "Datei laughs.xml")
    assert "<!ENTITY" in item.reason


def test_feeds_that_declare_a_character_are_read() -> None:
    entry = b"<item><title>Ein&nbsp;Titel</title></item>"
    feed = b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss><channel>' + entry + b"</channel></rss>"
    assert read(feed, fetcher="folder", file_name="feed.xml").headline == "Ein Titel"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [("tor.png", png(60_000, 60_000), "Bildpunkte"), ("tor.jpg", b"\xff\xd8??", "beschädigt")],
)
def test_a_picture_that_cannot_be_opened_is_told_of(name: str, content: bytes, word: str) -> None:
    item = read(mail(name, "image/png", content, text="Das Tor ist offen, sagt die Stadt.", subject="Tor offen"))
    assert f"{name}: Das Bild" in item.reason
    assert word in item.reason
    assert [picture.usable for picture in item.pictures] == [False]
