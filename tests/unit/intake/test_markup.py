"""HTML and plain text become the same kind of blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.markup import blocks, clean, plain, rich
from depesche.intake.markup.blocks import Block, BlockKind, Mark


def text_of(html: str) -> str:
    return blocks.to_text(rich.read(html)[0])


def kinds(found: list[Block]) -> list[str]:
    return [str(block.kind) for block in found]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
        ("<p>Eins<br>Zwei</p>", "Eins\nZwei"),
        ("<div>Eins<br><br>Zwei</div>", "Eins\n\nZwei"),
        ("<div>Eins</div><div><br></div><div>Zwei</div>", "Eins\n\nZwei"),
        ("<div>Name</div><div>Straße</div>", "Name\nStraße"),
        ("<p>viel \n\t Platz&nbsp;&nbsp;hier</p>", "viel Platz hier"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>", "• a\n• b c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "• a\n• b"),
        (
            "<table><tr><td>eins</td><td>zwei</td></tr><tr><td>drei</td><td>vier</td></tr></table>",
            "eins | zwei\ndrei | vier",
        ),
        ("<table><tr><td><p>Layout</p></td></tr><tr><td>Text</td></tr></table>", "Layout\n\nText"),
        ("a<script>b</script><style>c</style><title>d</title>e", "ae"),
        ("<p>sicht<span style='display:none'>un</span>bar</p>", "sichtbar"),
        ("<p style='mso-hide:all'>weg</p><p hidden>weg</p>da", "da"),
        ("<p>weich\u00adtrenn\u200bung</p>", "weichtrennung"),
        ("<pre>eins\nzwei\n\n- drei\n- vier</pre>", "eins\nzwei\n\n• drei\n• vier"),
        ("<!-- <p>weg</p> --><p>da</p>", "da"),
        ("&lt;p&gt; &amp; &auml;", "<p> & ä"),
        ("", ""),
        ("kein Tag", "kein Tag"),
        ("<p>offen <b>und <i>nie zu", "offen und nie zu"),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_headings_keep_their_level_and_bold_paragraphs_are_known() -> None:
    found, _ = rich.read("<h1>Groß</h1><h3>Klein</h3><p><b>Fett </b><strong>alles</strong></p><p><b>halb</b> fett</p>")
    assert [(block.level, block.strong) for block in found] == [(1, False), (3, False), (0, True), (0, False)]


def test_what_the_mail_program_marks_is_marked() -> None:
    found, _ = rich.read(
        "<p>Text</p><div class='moz-signature'>Anna</div><blockquote type='cite'><p>alt</p></blockquote>"
        "<div class='gmail_quote'>Am ... schrieb ...</div>"
    )
    assert [block.marks for block in found] == [set(), {Mark.SIGNATURE}, {Mark.QUOTED}, {Mark.QUOTED}]


def test_pictures_of_the_mail_are_named_in_order() -> None:
    assert rich.read("<img src='cid:a@b'><img src='https://x.example/y.png'><img src='cid:c'>")[1] == ["a@b", "c"]


def test_html_out_is_clean_and_keeps_links_and_structure() -> None:
    found, _ = rich.read(
        "<h1 onclick='x()'>Titel</h1><p>Siehe <a href='https://a.example/?b=1&c=2' target=_blank>hier</a> und "
        "<a href='javascript:x()'>dort</a></p><ol><li>eins</li></ol><blockquote>Zitat</blockquote><img src=x onerror=y>"
    )
    assert blocks.to_html(found) == (
        '<h2>Titel</h2>\n<p>Siehe <a href="https://a.example/?b=1&amp;c=2">hier</a> und dort</p>\n'
        "<ol><li>eins</li></ol>\n<blockquote><p>Zitat</p></blockquote>"
    )


def test_the_original_loads_nothing_from_elsewhere() -> None:
    html = (
        "<style>@import 'https://t.example/a.css'</style><link rel=stylesheet href='https://t.example/b.css'>"
        "<body background='https://t.example/c.png'><div style=\"background:url(https://t.example/d.png);color:red\">x</div>"
        "<img src='https://t.example/e.png' alt='Bild'><img src='cid:bild'><img srcset='https://t.example/f.png 2x'>"
        "<iframe src='https://t.example'></iframe><video src='https://t.example/g'></video><form action='https://t.example'>"
        "<input></form><svg><image href='https://t.example/h'/></svg><a href='https://ok.example'>Link</a><base href=x>"
        "<meta http-equiv=refresh content='0;url=https://t.example'>"
    )
    shown = clean.for_showing(html, picture=lambda cid: f"attachment:{cid}")
    assert "t.example" not in shown
    assert 'src="attachment:bild"' in shown
    assert "color:red" in shown
    assert 'href="https://ok.example"' in shown


@given(st.text(alphabet="<>/=\"'& abdivpsctrhe:;!-\n", max_size=300))
def test_no_html_breaks_it_or_gets_through(html: str) -> None:
    found, _ = rich.read(html)
    for shown in (blocks.to_html(found), clean.for_showing(html, picture=lambda _: None)):
        assert "<script" not in shown
        assert clean.for_keeping(blocks.to_html(found)) == blocks.to_html(found)


WRAPPED = """Die Stadt Lindenau hat am Donnerstag beschlossen, dass die Brücke über die Erle
für den Verkehr gesperrt bleibt. Der Rat stimmte mit großer Mehrheit dafür, die
Kosten trägt das Land.
Ein neuer Absatz ohne Leerzeile steht hier.

Anna Drossel
Rathausplatz 1
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Eins\nZwei\n\nDrei", "Eins\nZwei\n\nDrei"),
        ("Eins\r\n\r\n\r\n\r\nZwei", "Eins\n\nZwei"),
        ("* a\n* b\n  weiter\n\nText", "• a\n• b weiter\n\nText"),
        ("1. eins\n2. zwei", "1. eins\n2. zwei"),
        ("2. Juli ist ein Datum", "2. Juli ist ein Datum"),
        ("Vorab:\n- a\n- b", "Vorab:\n\n• a\n• b"),
        ("Titel\n=====\nText", "Titel\n\nText"),
        ("a\n-----\n\nb", "a\n\nb"),
        ("Ein\u00a0Wort\tund\u200bmehr", "Ein Wort undmehr"),
        ("**Fett**", "Fett"),
        ("", ""),
    ],
)
def test_plain_text_as_blocks(source: str, text: str) -> None:
    assert blocks.to_text(plain.read(source)) == text


def test_wrapped_lines_are_joined_and_written_ones_are_not() -> None:
    paragraph, following, contact = plain.read(WRAPPED)
    assert "die Brücke über die Erle für den Verkehr" in paragraph.text
    assert following.text == "Ein neuer Absatz ohne Leerzeile steht hier."
    assert contact.text == "Anna Drossel\nRathausplatz 1"


def test_a_word_divided_at_the_end_of_a_line_is_whole_again() -> None:
    text = (
        "Der Rat der Stadt Lindenau hat am Donnerstag über die neue Verkehrs-\n"
        "führung an der Brücke beraten und dabei, wie zu hören war, die Ein-\n"
        "und Ausfahrt am Markt verlegt.\n"
    )
    assert "Verkehrsführung" in plain.read(text)[0].text
    assert "Ein- und Ausfahrt" in plain.read(text)[0].text


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    line = "Dies ist ein langer Satz, den kein Programm umbrochen hat, weil es das nicht tut, und der darum lang ist."
    assert len(plain.read(f"{line}\n{line}")) == 2


def test_flowed_text_is_joined_as_the_sender_says() -> None:
    found = plain.read("Ein langer \nSatz.\n\n> zitiert \n> weiter\n-- \nAnna", flowed=True)
    assert [block.text for block in found] == ["Ein langer Satz.", "zitiert weiter", "--", "Anna"]
    assert found[1].marks == {Mark.QUOTED}
    assert plain.read("Zu \nsammen", flowed=True, delsp=True)[0].text == "Zusammen"


def test_addresses_in_plain_text_become_links() -> None:
    (block,) = plain.read("Mehr unter https://stadt.example/bad?a=1&b=2.")
    assert [run.href for run in block.links] == ["https://stadt.example/bad?a=1&b=2"]
    assert blocks.to_html([block]).endswith("b=2</a>.</p>")


def test_a_line_of_a_file_or_a_label_stays_a_line() -> None:
    long = "bild1.jpg: Das neue Hallenbad von Süden gesehen, mit der Rutsche im Vordergrund"
    assert plain.read(f"{long}\nbild2.jpg: Das Becken")[0].text.count("\n") == 1


@given(st.text(max_size=200), st.booleans())
def test_no_text_breaks_the_plain_reader(text: str, flowed: bool) -> None:
    found = plain.read(text, flowed=flowed)
    assert set(kinds(found)) <= set(BlockKind)
    assert isinstance(blocks.to_html(found), str)
