"""Who may not publish hands a text in; who may says what is missing, and each sees that the other is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect
from tests.browser.conftest import Editor
from tests.browser.journeys.test_trust import choose, signs_in
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

SOON = 30_000
HEADLINE = "Die Schleuse am Nordkanal wird noch einmal teurer"
MISSING = "Bitte noch beim Wasserstraßenamt nachfragen, wer die Mehrkosten trägt."
IDA = Editor(name="ida", password="Zeilenhonorar-19")
BEGIN = f"""
from django.contrib.auth.models import Group
from depesche.accounts.models import User
from depesche.stories import services
ida = User.objects.create_user({IDA.name!r}, password={IDA.password!r}, first_name="Ida", last_name="Brandis")
ida.groups.add(Group.objects.get(name="Redaktion"))
text = [("text", "<p>Der Neubau kostet nun vierzig Millionen Euro.</p>")]
draft = services.ArticleDraft(headline={HEADLINE!r}, body=text)
print(services.create_article(services.section("politik"), draft, user=ida).pk)
"""


def test_a_text_is_handed_in_comes_back_with_a_comment_and_is_let_through(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any], screenshot: Screenshot
) -> None:
    key = newsroom.quick("shell", "-c", BEGIN).split()[-1]
    author = visit()
    signs_in(author, IDA)
    author.goto(f"/desk/pages/{key}/edit/")
    expect(author.locator("footer.footer").get_by_role("button", name="Veröffentlichen", exact=True)).to_have_count(0)
    choose(author, "In Freigabe durch die Chefredaktion einreichen")
    expect(author.get_by_text("wurde zur Moderation eingereicht")).to_be_visible()

    chief = visit(storage_state=signed_in)
    chief.goto(f"/desk/pages/{key}/edit/")
    author.goto(f"/desk/pages/{key}/edit/")
    colleague = chief.locator(".w-editing-sessions__session")
    expect(colleague).to_be_visible(timeout=SOON)
    colleague.hover()
    expect(chief.get_by_text("Ida Brandis").last).to_be_visible()
    screenshot(chief, "submitted-01-two-at-once")
    choose(chief, "Änderungen anfordern")
    chief.locator(".modal").get_by_label("Kommentar").fill(MISSING)
    screenshot(chief, "submitted-02-comment")
    chief.locator(".modal").get_by_role("button", name="Änderungen anfordern").click()
    until(lambda: told(author, key))
    screenshot(author, "submitted-03-comes-back")
    choose(author, "Erneut in Freigabe")
    chief.goto(f"/desk/pages/{key}/edit/")
    choose(chief, "Freigeben")
    until(lambda: HEADLINE in newsroom.get("/politik/").text)


def told(author: Page, key: str) -> bool:
    """Whether the editor, opened anew, says what is asked for."""
    author.goto(f"/desk/pages/{key}/edit/")
    return author.get_by_text(f"bittet um Änderungen: {MISSING}").is_visible()
