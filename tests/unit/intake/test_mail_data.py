from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.fetchers.mail_data import MailData

PIECES = st.lists(
    st.sampled_from([b"\r\n", b".", b"\n", b"\r", b"a", b"\x00", b"\xff", b"\r\n.", b"x" * 1200]), max_size=30
)


def stuffed(content: bytes) -> bytes:
    """What a client sends for `content` (RFC 5321, 4.5.2), written the slow and plain way."""
    lines = content.split(b"\r\n")
    if lines[-1]:
        lines.append(b"")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b".\r\n"


def collect(sent: bytes, size: int, limit: int = 1 << 20) -> tuple[MailData, bytes | None]:
    data = MailData(limit=limit)
    rest = None
    for start in range(0, len(sent), size):
        assert rest is None, "the mail ended too early"
        rest = data.feed(sent[start : start + size])
    return data, rest


@given(PIECES, st.integers(1, 9))
def test_any_mail_comes_out_as_it_went_in_however_it_is_cut(pieces: list[bytes], size: int) -> None:
    content = b"".join(pieces)
    if content and not content.endswith(b"\r\n"):
        content += b"\r\n"
    data, rest = collect(stuffed(content), size)
    assert rest == b""
    assert data.content() == content


def test_an_empty_mail_is_a_mail() -> None:
    data, rest = collect(b".\r\n", 1)
    assert (data.content(), rest) == (b"", b"")


def test_what_follows_the_mail_is_handed_back() -> None:
    data = MailData(limit=100)
    assert data.feed(b"x\r\n.\r\nQUIT\r\n") == b"QUIT\r\n"
    assert data.content() == b"x\r\n"


def test_a_dot_between_bare_line_feeds_ends_nothing() -> None:
    """Else a second mail could be smuggled in behind the first."""
    data = MailData(limit=1000)
    assert data.feed(b"a\n.\nb\r\n.\nMAIL FROM:<x>\n.\r\nc\r\n") is None
    assert data.feed(b".\r\n") == b""
    assert data.content() == b"a\n.\nb\r\n\nMAIL FROM:<x>\n.\r\nc\r\n"


def test_a_mail_over_the_limit_is_counted_but_not_held() -> None:
    data = MailData(limit=1000)
    for _ in range(100):
        assert data.feed(b"y" * 998 + b"\r\n") is None
        assert data.held < 3000
    assert data.feed(b".\r\nNOOP\r\n") == b"NOOP\r\n"
    assert data.too_large
    assert data.size == 100_000


def test_a_mail_of_just_the_limit_is_taken() -> None:
    data = MailData(limit=100)
    assert data.feed(b"z" * 98 + b"\r\n.\r\n") == b""
    assert not data.too_large


def test_a_refused_mail_is_watched_to_its_end() -> None:
    data = MailData(limit=1000)
    data.feed(b"first\r\n")
    data.refuse()
    data.feed(b"second\r")
    assert data.feed(b"\n.\r\n") == b""
