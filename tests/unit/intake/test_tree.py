import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.mail import tree

MIXED = b"""Subject: Neues Bad
Content-Type: multipart/mixed; boundary=AA

preamble
--AA
Content-Type: multipart/alternative; boundary="AAB"

--AAB

plain
--AAB
Content-Type: text/html

<p>rich</p>
--AAB--

--AA
Content-Type: message/rfc822

Subject: inner

inner text
--AA--
epilogue
"""


def shape(part: tree.Part) -> object:
    return (part.type, [shape(child) for child in part.children]) if part.children else (part.type, part.body)


WHOLE = (
    "multipart/mixed",
    [
        ("multipart/alternative", [("text/plain", b"plain"), ("text/html", b"<p>rich</p>")]),
        ("message/rfc822", [("text/plain", b"inner text")]),
    ],
)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_parts_nest_whatever_ends_their_lines(line_end: bytes) -> None:
    assert shape(tree.parse(MIXED.replace(b"\n", line_end))) == WHOLE


def test_a_missing_boundary_is_guessed() -> None:
    assert shape(tree.parse(MIXED.replace(b"; boundary=AA\n", b"\n"))) == WHOLE


def test_a_boundary_that_never_comes_leaves_text() -> None:
    assert shape(tree.parse(b"Content-Type: multipart/mixed; boundary=x\n\nJust text.\n")) == (
        "text/plain",
        b"Just text.\n",
    )


def test_a_missing_last_delimiter_ends_with_the_mail() -> None:
    cut = MIXED[: MIXED.index(b"--AAB--")]
    assert shape(tree.parse(cut)) == (
        "multipart/mixed",
        [("multipart/alternative", [("text/plain", b"plain"), ("text/html", b"<p>rich</p>\n")])],
    )


def test_a_forwarded_mail_in_base64_is_opened() -> None:
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKaW5uZXI=\n"
    assert shape(tree.parse(raw)) == ("message/rfc822", [("text/plain", b"inner")])


@pytest.mark.parametrize(
    ("value", "type_"), [("text", "text/plain"), ("html", "text/html"), ("", "text/plain"), ("a b/c", "text/plain")]
)
def test_types_that_are_none(value: str, type_: str) -> None:
    assert tree.parse(f"Content-Type: {value}\n\nx".encode()).type == type_


def test_html_without_a_label_is_seen() -> None:
    assert tree.parse(b"Subject: x\n\n<html><body>x</body></html>").type == "text/html"


def test_depth_is_limited() -> None:
    part = tree.parse(b"Content-Type: message/rfc822\n\n" * 5_000)
    assert sum(1 for _ in part.walk()) == tree.MAX_DEPTH + 1


HOSTILE = {
    "a million parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 500_000,
    "a million near misses": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--xy\n" * 1_000_000,
    "deep and long": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(500))
    + b"\n" * 1_000_000,
    "many headers": b"a:b\n" * 400_000,
    "broken headers": (b"broken line\n" * 3 + b"subject: x\n") * 300_000,
    "endless parameters": b"Content-Type: text/plain;" + b' a="b";' * 500_000 + b"\n\n",
    "one long line": b"Subject: x\n\n" + b"x" * 5_000_000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mails_cost_little(raw: bytes) -> None:
    start = time.process_time()
    part = tree.parse(raw)
    assert time.process_time() - start < 5
    assert sum(1 for _ in part.walk()) <= tree.MAX_PARTS + 1


@given(st.integers(0, len(MIXED)), st.integers(0, len(MIXED)), st.binary(max_size=5))
def test_mangled_mails_are_read(start: int, end: int, wedge: bytes) -> None:
    part = tree.parse(MIXED[:start] + wedge + MIXED[end:])
    assert all(isinstance(one.body, bytes) for one in part.walk())
