from __future__ import annotations

import json
import urllib.parse
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser
from tests.browser.page_types import ARTICLES, PUBLIC, WITHDRAWN
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.running import Newsroom


@pytest.fixture(scope="session")
def withdrawn(newsroom: Newsroom) -> str:
    """The address of a story that was taken back."""
    newsroom.quick("unpublish", WITHDRAWN)
    until(lambda: newsroom.get(WITHDRAWN).status == 410)
    return WITHDRAWN


@pytest.fixture(scope="session")
def desk_views(newsroom: Newsroom, browser: Browser, signed_in: dict[str, Any]) -> dict[str, str]:
    """Our own views on the desk: name and address. An article is made from a release on the way."""
    newsroom.mail(_with_attachments())
    made_of, shown, corrected_by, attached = until(lambda: _named(_items(newsroom), *PARTS, ATTACHED), seconds=60)
    context = browser.new_context(base_url=newsroom.url, storage_state=signed_in, locale="de-DE")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"/desk/inbox/{made_of['id']}/")
    begin = page.get_by_role("button", name="Artikel anlegen")
    begin.or_(page.get_by_role("link", name="Weiter am Artikel")).click()  # an earlier test may have begun
    despite = page.get_by_role("button", name="Trotzdem Artikel anlegen")  # its sender corrected it
    despite.or_(page.locator("#id_title")).first.wait_for()
    if despite.is_visible():
        despite.click()
    page.wait_for_url("**/edit/**")
    editor = urllib.parse.urlsplit(page.url)
    context.close()
    keys = newsroom.quick("shell", "-c", BEGIN).split()[-6:]
    unchecked, colleague, corrected, live_blog, topic, person = keys
    folder = newsroom.home / "meldungen"
    folder.mkdir(exist_ok=True)
    newsroom.quick("sources", "add", str(folder))
    return {
        "today": "/desk/",
        "inbox": "/desk/inbox/",
        "inbox-nothing": "/desk/inbox/?q=Xylophonweltmeister",
        "item": f"/desk/inbox/{shown['id']}/",
        "editor-release": f"{editor.path}?panel=release",
        "editor-corrections": f"/desk/pages/{corrected}/edit/#corrections",
        "editor-writing": f"/desk/pages/{corrected}/edit/#writing",
        "correction": f"/desk/corrections/{corrected}/",
        "retraction": f"/desk/retractions/{corrected}/",
        "versions": f"/desk/versions/{corrected}/",
        "approval": f"/desk/approvals/{unchecked}/",
        "second-factors": "/desk/second-factors/",
        "second-factor-lost": f"/desk/second-factors/{colleague}/",
        "articles": "/desk/articles/",
        "item-attachments": f"/desk/inbox/{attached['id']}/",
        "senders": "/desk/senders/",
        "sources": "/desk/sources/",
        "source-form": "/desk/sources/add/?kind=mailbox",
        "breaking": "/desk/breaking/",
        "webhooks": "/desk/webhooks/",
        "tickers": "/desk/ticker/",
        "front-board": "/desk/front/",
        "topics": "/desk/topics/",
        "topic": f"/desk/topics/{topic}/",
        "topic-split": f"/desk/topics/{topic}/split/",
        "quotes": "/desk/people/quotes/",
        "profile": f"/desk/people/{person}/",
        "ticker": f"/desk/ticker/{live_blog}/",
        "comparison": f"/desk/inbox/{made_of['id']}/compare/{corrected_by['id']}/",
    }


PARTS = ("Museumszug fährt wieder: Wagen", "Eine Stunde mehr", "Museumszug fährt wieder: Abfahrt")
BEGIN = f"""
from allauth.mfa.models import Authenticator
from depesche.accounts.models import User
from depesche.stories import services
from depesche.stories.models import Profile, Topic
politics = services.section("politik")
announced = services.ArticleDraft(headline="Die lange Nacht", fields={{"ticker": "announced"}})
services.create_article(politics, announced)
machine = {{"digital_source_type": "compositeWithTrainedAlgorithmicMedia", "ai_label": False}}
text = [("text", "<p>Der Haushalt wächst um drei Prozent.</p>")]
unchecked = services.ArticleDraft(headline="Was die Stadt im nächsten Jahr ausgibt", body=text, fields=machine)
colleague = User.objects.create_user("henrike", first_name="Henrike", last_name="Ostermann-Petersen")
for name in ("Telefon von Henrike", "Schlüssel am Bund"):
    Authenticator.objects.create(user=colleague, type="webauthn", data={{"name": name, "credential": {{}}}})
print(services.create_article(politics, unchecked).pk, colleague.pk)
print(*(services.article_of(path).pk for path in {(ARTICLES["article-corrected"], PUBLIC["live-blog"])}))
print(Topic.objects.get(slug="merlebruecke").pk, Profile.objects.get(slug="svea-lorentzen").pk)
"""
"""A live blog to come, a text by machine that nobody has checked, and a colleague with two passkeys; keys of these and
of what the sample brought. In one command: each takes seconds to start."""
ATTACHED = "Wasserwerk lädt"


def _with_attachments() -> bytes:
    """A release whose files are no pictures, but for one that is broken."""
    mail = EmailMessage()
    mail["From"] = "Wasserwerk <presse@wasserwerk.example>"
    mail["To"] = "redaktion@depesche.example"
    mail["Subject"] = f"Pressemitteilung: {ATTACHED} zum Tag der offenen Tür"
    mail["Message-ID"] = "<tag-der-offenen-tuer@wasserwerk.example>"
    mail.set_content("Das Wasserwerk öffnet am Sonntag seine Türen. Der Eintritt ist frei.\n")
    for name, kind in (("programm.pdf", "application/pdf"), ("turm.jpg", "image/jpeg"), ("tabelle.csv", "text/csv")):
        main, _, sub = kind.partition("/")
        mail.add_attachment(b"\xff\xd8\xff broken", maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def _named(items: list[dict[str, Any]], *parts: str) -> list[dict[str, Any]]:
    """The first item for each part of a headline; nothing while one is missing."""
    found = [next((item for item in items if part in item["headline"]), None) for part in parts]
    return [] if None in found else [item for item in found if item]


def _items(newsroom: Newsroom) -> list[dict[str, Any]]:
    lines = newsroom.quick("inbox", "--all", "--json").splitlines()
    return [item for item in map(json.loads, lines) if item["status"] != "received"]
