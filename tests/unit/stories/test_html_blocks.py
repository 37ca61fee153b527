from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depesche.stories import html_blocks
from depesche.stories.markup import plain


def test_headings_quotes_and_tables_become_blocks() -> None:
    blocks = html_blocks.from_html(
        "<p>Erstens.</p><p>Zweitens.</p><h2>Zwischen<b>titel</b></h2><blockquote><p>Gesagt.</p></blockquote>"
        "<table><caption>Preise</caption><tr><th>Ware</th><th>Euro</th></tr><tr><td>Brot</td></tr></table><p>Schluss.</p>"
    )
    assert [name for name, _value in blocks] == ["text", "subheading", "quote", "table", "text"]
    assert blocks[0][1] == "<p>Erstens.</p><p>Zweitens.</p>"
    assert blocks[1][1] == "Zwischentitel"
    assert blocks[3][1]["data"] == [["Ware", "Euro"], ["Brot", ""]]
    assert blocks[3][1]["first_row_is_table_header"] is True
    assert blocks[3][1]["table_caption"] == "Preise"


def test_loose_words_become_paragraphs_and_nothing_is_lost() -> None:
    blocks = html_blocks.from_html("Anfang <em>betont</em><div>Mitte<h3>Titel</h3>danach</div> Ende")
    words = " ".join(plain(value) for _name, value in blocks)
    assert words.split() == ["Anfang", "betont", "Mitte", "Titel", "danach", "Ende"]


def test_scripts_and_handlers_never_come_through() -> None:
    blocks = html_blocks.from_html(
        '<script>alert(1)</script><p onclick="x()">Text <a href="javascript:x()">hier</a></p>'
    )
    assert blocks == [("text", "<p>Text <a>hier</a></p>")]


def test_plain_text_keeps_its_paragraphs() -> None:
    assert html_blocks.from_text("Eins & zwei\n\nDrei\nvier\n") == [
        ("text", "<p>Eins &amp; zwei</p><p>Drei<br/>vier</p>")
    ]


@given(st.text(alphabet="<>/abph1 &;\"'=\n", max_size=200))
def test_never_raises_and_never_lets_a_script_in(source: str) -> None:
    for _name, value in html_blocks.from_html(source):
        assert "<script" not in str(value).lower()
