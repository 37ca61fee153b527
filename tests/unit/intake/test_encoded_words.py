import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.mail import encoded_words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"Neues Bad in Musterstadt", "Neues Bad in Musterstadt"),
        (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b"=?iso-8859-1?q?Stra=DFe_und_Weg?= offen", "Straße und Weg offen"),
        (b"=?utf-8?Q?Was_nun??=", "Was nun?"),
        (b"=?utf-8?q?Ein?=\r\n =?utf-8?q?_Wort?=", "Ein Wort"),
        (b"=?utf-8?q?Ein?=\r\n Wort", "Ein Wort"),
        (b"a =?utf-8?q?b?= c =?utf-8?q?d?= e", "a b c d e"),
        (b"=?iso-8859-1?q?=E4?= =?utf-8?q?=C3=B6?=", "äö"),
        (b"=?utf-8*de?q?=C3=BC?=", "ü"),
    ],
)
def test_words_by_the_standard(value: bytes, text: str) -> None:
    assert encoded_words.decode(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(b"=?utf-8?q?f=C3?= =?utf-8?q?=BCr?=", "für", id="a character split between two words"),
        pytest.param(b"=?utf-8?B?ZsO8ciA?= =?utf-8?B?ZGljaA==?=", "für dich", id="base64 without padding"),
        pytest.param(b"=?utf-8?B?ZsO8c?= =?utf-8?B?iBkaWNo?=", "für dich", id="a base64 stream cut anywhere"),
        pytest.param(b"AW: =?utf-8?B?w7xiZXI", "AW: über", id="no end mark"),
        pytest.param(b"=?utf-8?Q?ein Wort mit Platz?=", "ein Wort mit Platz", id="raw spaces"),
        pytest.param(b"=?utf-8?Q?ein\r\n _Wort?=", "ein Wort", id="folded inside"),
        pytest.param(b"x=?utf-8?q?=C3=A4?=y", "xäy", id="no space around"),
        pytest.param(b"=?unknown-8bit?Q?Gr=FC=DFe?=", "Grüße", id="unknown charset"),
        pytest.param(b"=?us-ascii?Q?Gr=FC=DFe?=", "Grüße", id="charset that lies"),
        pytest.param("Größe".encode("latin-1"), "Größe", id="raw latin-1"),
        pytest.param("Größe".encode(), "Größe", id="raw UTF-8"),
        pytest.param(b"=?utf-8?Q?=3D=3Futf-8=3FQ=3F=C3=A4=3F=3D?=", "ä", id="encoded twice"),
        pytest.param(b"=?utf-8?Q?=ZZ=C3=A4=?=", "=ZZä=", id="broken pairs stay as they are"),
        pytest.param(b"=?x?z?nothing?= =?", "=?x?z?nothing?= =?", id="no encoded word at all"),
        pytest.param("fÃ¼r".encode(), "für", id="UTF-8 twice"),
        pytest.param(b"a\x00b\x07c", "abc", id="control characters"),
    ],
)
def test_words_as_they_come_broken(value: bytes, text: str) -> None:
    assert encoded_words.decode(value) == text


@given(
    st.lists(st.sampled_from([b"=?", b"?=", b"utf-8", b"?Q?", b"?b?", b"=C3", b"w6Q=", b" ", b"\r\n ", b"\xff", b"_"]))
)
def test_no_header_breaks_it(pieces: list[bytes]) -> None:
    text = encoded_words.decode(b"".join(pieces))
    assert "\n" not in text
    assert text == text.strip()


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40).filter(lambda text: "=?" not in text))
def test_what_python_encodes_is_decoded(text: str) -> None:
    from email.header import Header

    from depesche.intake.mail import charsets

    assert encoded_words.decode(Header(text, "utf-8").encode().encode()) == charsets.repair(text)
