import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.mail import charsets

TEXT = "Für „schöne“ Straßen – 5 €"


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "us-ascii"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", None),
        ("utf-8", '"UTF-8";'),
        ("utf-8", "utf-16"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "us-ascii"),
        ("cp1252", "unknown-8bit"),
        ("cp1252", "utf-8"),
        ("cp1252", None),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16le"),
        ("utf-7", "unicode-1-1-utf-7"),
        ("utf-8-sig", "iso-8859-15"),
        ("mac_roman", "macintosh"),
    ],
)
def test_german_text_is_read_under_true_and_false_labels(codec: str, label: str | None) -> None:
    assert charsets.decode(TEXT.encode(codec), label) == TEXT


def test_one_stray_byte_does_not_spoil_the_utf8_around_it() -> None:
    assert charsets.decode("schön ".encode() + b"gr\xfcn", "utf-8") == "schön grün"


@pytest.mark.parametrize(
    ("codec", "text"), [("gb2312", "新闻"), ("iso2022_jp", "新聞"), ("koi8-r", "Новости"), ("euc_kr", "뉴스")]
)
def test_other_scripts_keep_their_label(codec: str, text: str) -> None:
    assert charsets.decode(text.encode(codec), codec.replace("_", "-").replace("iso2022", "iso-2022")) == text


@pytest.mark.parametrize("label", ["idna", "punycode", "zip", "base64", "unicode_escape", "rot13", "\x00", "x" * 5000])
def test_labels_that_name_no_charset_are_passed_over(label: str) -> None:
    assert charsets.decode(TEXT.encode(), label) == TEXT


@pytest.mark.parametrize("text", ["für", "Straße – „ja“", "5 €"])
def test_text_encoded_twice_is_repaired(text: str) -> None:
    assert charsets.repair(text.encode().decode("cp1252", "replace")) in (
        text,
        text.encode().decode("cp1252", "replace"),
    )
    assert charsets.repair("fÃ¼r die StraÃŸe â€“ ja") == "für die Straße – ja"


@pytest.mark.parametrize("text", ["", "Ã", "São Paulo", "Ângela", "für", "Ã¼ber – ü"])
def test_text_that_is_right_stays(text: str) -> None:
    assert charsets.repair(text) == text


@given(
    st.binary(max_size=200),
    st.sampled_from([None, "utf-8", "utf-16", "utf-7", "gb2312", "iso-2022-jp", "cp1252", "big5"]),
)
def test_no_bytes_break_it(content: bytes, label: str | None) -> None:
    assert isinstance(charsets.repair(charsets.decode(content, label)), str)


def test_a_large_text_with_wrong_bytes_takes_linear_time() -> None:
    content = (b"abc\xff" * 1_000_000) + "ü".encode()
    start = time.process_time()
    charsets.decode(content, "utf-8")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("label", ["utf-7", "unicode-1-1-utf-7"])
def test_half_a_surrogate_pair_becomes_a_replacement_character(label: str) -> None:
    assert charsets.decode(b"Hallo +2AA- Welt", label) == "Hallo \ufffd Welt"


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "utf-32", "utf-32be", "utf-8", "gb18030", "iso-2022-kr", None])
@given(content=st.binary(max_size=60))
def test_what_is_decoded_can_be_encoded(label: str | None, content: bytes) -> None:
    charsets.decode(content, label).encode("utf-8")
    charsets.decode(content + b"+2AA-", "utf-7").encode("utf-8")
