"""Ways in which mails and files arrive broken, each a function of the bytes and of chance.

`MANGLERS` holds them by name. All of them take and give bytes, and the same seed gives the same bytes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from random import Random

Mangler = Callable[[bytes, Random], bytes]

_CHARSETS = (
    b"us-ascii",
    b"utf-7",
    b"utf-16",
    b"utf-16le",
    b"utf-32",
    b"hz-gb-2312",
    b"iso-2022-jp",
    b"ebcdic",
    b"x",
    b"",
)
_ENCODINGS = (b"base64", b"quoted-printable", b"x-uuencode", b"binary", b"7bit", b"gzip", b"")
_NASTY = (
    b"\0", b"\xff", b"\xc3", b"=", b"=?utf-8?Q?", b"=?", b"?=", b"<", b"</", b"<!--", b"<![CDATA[", b"]]>", b"&", b"{",
    b"[", b"]", b"\"", b"\\u", b"\\ud800", b"--", b"\r", b"\n", b"\r\n\r\n", b"\t", b"From ", b">", b"|", b"*",
    b"+++ ", b"Sperrfrist: ", b"<table><tr><td>", b"Content-Type: multipart/mixed; boundary=", b"\xe2\x80\x8b",
    b"\xed\xa0\x80", b"&#x110000;",
)  # fmt: skip


def cut(raw: bytes, random: Random) -> bytes:
    return raw[: random.randint(0, len(raw))]


def behead(raw: bytes, random: Random) -> bytes:
    return raw[random.randint(0, len(raw)) :]


def flip(raw: bytes, random: Random) -> bytes:
    content = bytearray(raw)
    for _ in range(random.choice((1, 3, 30, 300)) if content else 0):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def drop(raw: bytes, random: Random) -> bytes:
    start = random.randint(0, len(raw))
    return raw[:start] + raw[start + random.choice((1, 10, 500)) :]


def repeat(raw: bytes, random: Random) -> bytes:
    start = random.randint(0, len(raw))
    piece = raw[start : start + random.choice((1, 7, 80, 900))]
    return raw[:start] + piece * random.choice((2, 50, 2000 if len(piece) < 100 else 20)) + raw[start:]


def insert(raw: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 5, 40))):
        start = random.randint(0, len(raw))
        raw = raw[:start] + random.choice(_NASTY) * random.choice((1, 1, 1, 500)) + raw[start:]
    return raw


def shuffle_lines(raw: bytes, random: Random) -> bytes:
    lines = raw.split(b"\n")
    start = random.randrange(len(lines))
    some = lines[start : start + random.choice((3, 30, 300))]
    random.shuffle(some)
    return b"\n".join(lines[:start] + some + lines[start + len(some) :])


def drop_lines(raw: bytes, random: Random) -> bytes:
    share = random.choice((0.02, 0.2, 0.6))
    return b"\n".join(line for line in raw.split(b"\n") if random.random() > share)


def swap_boundaries(raw: bytes, random: Random) -> bytes:
    """Boundaries that are missing, closed early, or another's."""
    found = re.findall(rb"boundary=\"?([^\"\r\n;]+)", raw)
    if not found:
        return raw
    one, other = random.choice(found), random.choice([*found, b"", b"x", b"-"])
    line = b"--" + one
    return raw.replace(*random.choice(((line, b"--" + other), (line + b"--", b""), (line, line + b"--"))))


def nest(raw: bytes, random: Random) -> bytes:
    """200 multiparts or messages, one in the other."""
    deep = 200
    if random.random() < 0.5:
        return b"Content-Type: message/rfc822\r\n\r\n" * deep + raw
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(deep))
    return heads + raw + b"".join(b"\r\n--b%d--" % n for n in reversed(range(deep)))


def many_parts(raw: bytes, random: Random) -> bytes:
    head = b"From: a@b.example\r\nSubject: Teile\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: %s\r\n\r\n%s\r\n" % (
        random.choice(
            (b"text/plain", b"text/html", b"image/png", b"message/rfc822", b"multipart/alternative; boundary=b")
        ),
        raw[: random.choice((0, 50, 300))],
    )
    return head + part * 10_000 + b"--b--\r\n"


def huge_header(raw: bytes, random: Random) -> bytes:
    name = random.choice(
        (b"Subject", b"From", b"References", b"Content-Type", b"Received", b"X-Lang", b"DKIM-Signature")
    )
    value = random.choice((b"a", b"a@b, ", b"<a@b> ", b"=?utf-8?Q?a?= ", b";a=b", b"\r\n ", b"\r\nX: y", b"(", b'"'))
    return name + b": " + value * (1_000_000 // len(value)) + b"\r\n" + raw


def nulls(raw: bytes, random: Random) -> bytes:
    return raw.replace(random.choice((b" ", b"\n", b"e")), b"\0")


def wrong_encoding(raw: bytes, random: Random) -> bytes:
    label = b"Content-Transfer-Encoding: " + random.choice(_ENCODINGS)
    changed = re.sub(rb"(?i)content-transfer-encoding:[^\r\n]*", lambda _: label, raw)
    return changed if changed != raw else label + b"\r\n" + raw


def wrong_charset(raw: bytes, random: Random) -> bytes:
    label = random.choice(_CHARSETS)
    changed = re.sub(rb"(?i)(charset=|encoding=)[\"']?[\w-]+[\"']?", lambda found: found[1] + b'"' + label + b'"', raw)
    return changed if changed != raw else b"Content-Type: text/plain; charset=" + label + b"\r\n" + raw


def utf_16(raw: bytes, random: Random) -> bytes:
    """The body, or all of it, in UTF-16."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    name = random.choice(("utf_16", "utf_16_le", "utf_16_be", "utf_32"))
    if not blank or random.random() < 0.3:
        return raw.decode("utf_8", "replace").encode(name)
    return head + blank + body.decode("utf_8", "replace").encode(name)


def line_ends(raw: bytes, random: Random) -> bytes:
    return b"".join(
        line.rstrip(b"\r\n") + random.choice((b"\r\n", b"\n", b"\r", b"\r\r\n", b"\n\r")) for line in raw.splitlines()
    )


def mailbox_lines(raw: bytes, random: Random) -> bytes:
    line = b"From a@b.example Mon Jan  6 10:00:00 2025\r\n"
    return line + raw if random.random() < 0.5 else line + raw + b"\r\n" + line + raw


def twice_encoded(raw: bytes, random: Random) -> bytes:
    return raw.decode(random.choice(("cp1252", "latin_1")), "replace").encode("utf_8")


def no_blank_line(raw: bytes, _random: Random) -> bytes:
    return raw.replace(b"\r\n\r\n", b"\r\n").replace(b"\n\n", b"\n")


def wrapped(raw: bytes, random: Random) -> bytes:
    """All of it as a file in a mail, in base64, or with a strange name."""
    name = random.choice(
        (b"a.pdf", b"a.docx", b"winmail.dat", b"a.jpg", b"a.ics", b"a.vcf", b"a.eml", b"a.msg", b"a.html")
    )
    head = (
        b"Subject: x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=%s\r\n"
        % name
    )
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(raw)


def other_types(raw: bytes, random: Random) -> bytes:
    """Numbers for texts, lists for objects, null for anything: what JSON lets senders do."""
    new = random.choice((b": null", b": 1e999", b": [[]]", b": {}", b": true", b': ""', b": -1", b": [null, 1, {}]"))
    return re.sub(
        rb":\s*(?:\"[^\"]*\"|\d+|null|true|false)", lambda found: new if random.random() < 0.2 else found[0], raw
    )


def other_tags(raw: bytes, random: Random) -> bytes:
    """Elements that are not closed, closed twice, or called differently."""

    def change(found: re.Match[bytes]) -> bytes:
        if random.random() > 0.1:
            return found[0]
        return random.choice((b"", found[0] * 2, found[0].replace(b"</", b"<"), b"<x>", found[0].upper()))

    return re.sub(rb"<[^<>]{1,200}>", change, raw)


def doctype(raw: bytes, _random: Random) -> bytes:
    lines = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "%s"><!ENTITY c SYSTEM "file:///etc/passwd">]>' % (
        b"&a;" * 50
    )
    return re.sub(rb"(<\?xml[^>]*\?>)?", lambda found: found[0] + lines, raw, count=1).replace(b" ", b" &b;&c;", 3)


MANGLERS: dict[str, Mangler] = {
    function.__name__: function
    for function in (
        cut, behead, flip, drop, repeat, insert, shuffle_lines, drop_lines, swap_boundaries, nest, many_parts,
        huge_header, nulls, wrong_encoding, wrong_charset, utf_16, line_ends, mailbox_lines, twice_encoded,
        no_blank_line, wrapped, other_types, other_tags, doctype,
    )
}  # fmt: skip
