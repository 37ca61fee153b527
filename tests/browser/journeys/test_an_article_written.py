"""Writing an article: bars while typing, the copy desk beside the text, what is pasted, pictures, one-click blocks."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

SOON = 20_000
ARRIVES = 60_000
"""Milliseconds from the mail to its row, while the first pages are still being baked."""
STORY = "Freibad öffnet im Mai"
RELEASE = (
    "From: Freibad <presse@freibad.example>\r\nTo: redaktion@depesche.example\r\n"
    f"Subject: Pressemitteilung: {STORY}\r\nMessage-ID: <mai@freibad.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "Das Freibad öffnet am 15. Mai.\r\n\r\n"
    "„Das Wasser ist sauber, und der Kiosk ist neu“, sagt Betriebsleiterin Ute Beck. Der Eintritt bleibt gleich.\r\n"
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=DE><!--StartFragment-->'
    "<p class=MsoNormal style='margin-bottom:8pt'><b><span style='color:red'>Der Rat</span></b> tagt"
    "<span style='mso-spacerun:yes'>  </span>am <i>Montag</i>.<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Erstens<o:p></o:p></p>"
    "<p class=MsoNormal>Siehe <a href='https://stadt.example/plan?utm_source=brief&amp;id=7'>Plan</a>."
    "<span class=MsoCommentReference>[AB1]</span></p><!--EndFragment--></body></html>"
)
MAIL = (
    '<div dir="ltr"><div style="font-family:Arial">Guten Tag,<br><br>der Umbau beginnt&nbsp;im '
    '<span style="font-weight:bold">Mai</span>.</div><div><br></div><div>Mehr '
    '<a href="https://www.google.com/url?q=https://stadt.example/bau&amp;sa=D">hier</a>'
    '<img src="https://tracker.example/o.gif" width="1" height="1"></div>'
    "<ul><li>eins</li></ul><table><tr><td>A</td><td>B</td></tr></table></div>"
)
PASTED = [
    (
        WORD,
        [["unstyled", "Der Rat tagt am Montag."], ["unordered-list-item", "Erstens"], ["unstyled", "Siehe Plan."]],
        ["https://stadt.example/plan?id=7"],
    ),
    (
        MAIL,
        [
            ["unstyled", "Guten Tag,"],
            ["unstyled", "der Umbau beginnt im Mai."],
            ["unstyled", "Mehr hier"],
            ["unordered-list-item", "eins"],
            ["unstyled", "A | B"],
        ],
        ["https://stadt.example/bau"],
    ),
]


@pytest.fixture
def editor_page(newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any]) -> Editing:
    newsroom.mail(RELEASE.encode(), sender="presse@freibad.example")
    page = visit(storage_state=signed_in, height=1000)
    page.goto("/desk/inbox/?q=Freibad")
    row = page.locator("#desk-inbox [data-key]").filter(has_text="Freibad")
    expect(row).to_be_visible(timeout=ARRIVES)
    row.get_by_role("link", name=re.compile("Freibad")).first.click()
    page.get_by_role("button", name="Artikel anlegen").click()
    page.wait_for_url("**/edit/**")
    expect(page.locator("[data-desk-measure]")).to_be_attached(timeout=SOON)
    return Editing(page)


def test_from_release_to_text(editor_page: Editing, screenshot: Screenshot) -> None:
    desk = editor_page
    desk.sees_what_fits_while_typing()
    desk.writes("„Das Wasser ist kalt, und der Kiosk ist neu“, sagt Ute Beck. Alle kommen .")
    screenshot(desk.page, "writing-01-remarks")
    desk.takes_the_words_of_the_release()
    desk.goes_to_the_next_remark_by_key()
    for html, blocks, links in PASTED:
        desk.pastes(html, blocks, links)
    desk.makes_a_quotation_of_what_is_chosen_in_the_release()
    desk.drops_a_picture_and_is_asked_for_its_credit()
    desk.fills_a_table_whose_editor_was_not_there_before()
    screenshot(desk.page, "writing-02-blocks", full_page=True)
    desk.sees_the_page_beside_the_text()


@dataclass(slots=True)
class Editing:
    """An editor's browser with an article open."""

    page: Page

    def sees_what_fits_while_typing(self) -> None:
        title = self.page.locator("#id_title")
        title.fill("Freibad öffnet nach langem Winter und langem Umbau schon am 15. Mai wieder für alle")
        bars = self.page.locator("#desk-lengths-title")
        expect(bars).to_contain_text("Passt auf die Titelseite")
        expect(bars).to_contain_text("Push abgeschnitten nach „am 15.“")
        title.fill(STORY)
        expect(bars).to_contain_text("Passt ins Suchergebnis")

    def writes(self, text: str) -> None:
        self._empties_the_text()
        self.page.keyboard.type(text)
        self._panel("writing")
        expect(self._remark("quote.altered")).to_be_visible(timeout=SOON)
        expect(self._remark("quote.altered").locator("ins")).to_have_text("sauber")
        assert self.page.evaluate("[...CSS.highlights.values()].some((marks) => marks.size > 0)")

    def takes_the_words_of_the_release(self) -> None:
        self._remark("quote.altered").get_by_role("button", name="Wortlaut der Meldung übernehmen").click()
        expect(self._text()).to_contain_text("Das Wasser ist sauber, und")
        expect(self.page.locator("[data-desk-proof]")).to_contain_text("1 Zitat steht so in der Meldung", timeout=SOON)

    def goes_to_the_next_remark_by_key(self) -> None:
        expect(self._remark("space.before")).to_be_visible(timeout=SOON)
        self.page.keyboard.press("F8")
        self.page.keyboard.press("Delete")
        expect(self._text()).to_contain_text("Alle kommen.")
        expect(self._remark("space.before")).to_have_count(0, timeout=SOON)

    def pastes(self, html: str, blocks: list[list[str]], links: list[str]) -> None:
        self._empties_the_text()
        self._text().evaluate(
            """(editor, html) => {
              const data = new DataTransfer();
              data.setData("text/html", html);
              data.setData("text/plain", "");
              const said = { clipboardData: data, bubbles: true, cancelable: true };
              editor.dispatchEvent(new ClipboardEvent("paste", said));
            }""",
            html,
        )
        expect(self._text()).to_contain_text(blocks[-1][1])
        raw = self.page.evaluate(
            """() => {
              const body = wagtail.editHandler.getPanelByName("body").getBoundWidget();
              return DraftJS.convertToRaw(body.children[0].block.widget.getState().getCurrentContent());
            }"""
        )
        assert [[block["type"], block["text"]] for block in raw["blocks"]] == blocks
        assert [entity["data"]["url"] for entity in raw["entityMap"].values()] == links

    def makes_a_quotation_of_what_is_chosen_in_the_release(self) -> None:
        self._panel("release")
        release = self.page.locator(".desk-release .desk-text__body p").filter(has_text="Das Wasser").first
        release.evaluate("(paragraph) => getSelection().selectAllChildren(paragraph)")
        self.page.get_by_role("button", name="Als Zitat einfügen").click()
        said = self.page.locator('[data-contentpath="body"] [data-contentpath="text"] textarea').first
        expect(said).to_have_value(re.compile("Das Wasser ist sauber"))

    def drops_a_picture_and_is_asked_for_its_credit(self) -> None:
        picture = base64.b64encode(_photograph()).decode()
        self.page.locator('[data-contentpath="body"]').evaluate(
            """(body, bytes) => {
              const data = new DataTransfer();
              const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
              data.items.add(new File([raw], "bad.png", { type: "image/png" }));
              body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
            }""",
            picture,
        )
        dialog = self.page.get_by_role("dialog", name="Bild aufnehmen")
        dialog.get_by_label("Bildunterschrift").fill("Das Becken im Mai")
        dialog.get_by_role("button", name="Einfügen").click()
        expect(dialog).to_be_visible()  # No credit, no picture.
        dialog.get_by_label("Bildnachweis").fill("Foto: Ute Beck")
        dialog.get_by_role("button", name="Einfügen").click()
        expect(dialog).to_be_hidden(timeout=SOON)
        expect(self.page.locator('[data-contentpath="body"]')).to_contain_text("Das Becken im Mai")

    def fills_a_table_whose_editor_was_not_there_before(self) -> None:
        assert self.page.evaluate("typeof Handsontable") == "undefined"
        self.page.locator("[data-desk-blocks] [data-type=table]").click()
        table = self.page.locator('[data-contentpath="body"] .handsontable')
        table.locator("td").first.click()
        self.page.keyboard.type("Eintritt")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("4 Euro")
        self.page.keyboard.press("Enter")
        table.locator("td").first.click(button="right")
        self.page.get_by_text("Zeile darunter einfügen", exact=True).click()
        caption = self.page.get_by_role("textbox", name="Tabellenüberschrift")
        caption.fill("Was es kostet")
        caption.blur()
        kept = self.page.evaluate(
            """() => wagtail.editHandler.getPanelByName("body").getBoundWidget().children
              .find((child) => child.type === "table").block.getValue()"""
        )
        assert kept["data"][0][:2] == ["Eintritt", "4 Euro"]
        assert len(kept["data"]) == 4
        assert kept["table_caption"] == "Was es kostet"

    def sees_the_page_beside_the_text(self) -> None:
        self._panel("preview")
        baked = self.page.frame_locator("#w-preview-iframe, [data-side-panel=preview] iframe").first
        expect(baked.locator("h1")).to_contain_text(STORY, timeout=SOON)

    def _panel(self, name: str) -> None:
        toggle = self.page.locator(f"[data-side-panel-toggle={name}]")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()

    def _remark(self, rule: str) -> Locator:
        return self.page.locator(f'[data-desk-proof] [data-rule="{rule}"]')

    def _text(self) -> Locator:
        return self.page.locator('[data-contentpath="body"] .Draftail-Editor [contenteditable=true]').first

    def _empties_the_text(self) -> None:
        self._text().click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        expect(self._text()).to_have_text(re.compile(r"^\s*$"))


def _photograph() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    return out.getvalue()
