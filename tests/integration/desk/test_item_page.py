"""One item: clean text, the original behind bars, attachments that cannot bite."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.integration.desk.conftest import MakeItem, photograph

from depesche.accounts.models import User
from depesche.desk import inbox

pytestmark = pytest.mark.django_db


def test_the_page_says_who_sent_what_when_and_what_was_done(
    make_item: MakeItem, sections: object, desk: Client, anna: User
) -> None:
    item = make_item(
        contact_name="Ines Korte",
        contact_phone="+49 4711 12345",
        embargo_kind="ask",
        embargo_evidence="Sperrfrist: nach der Sitzung",
    )
    inbox.claim(item.pk, anna, at=timezone.now())
    html = desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    for words in ("Stadt Merle", "presse@stadt.example", "Ines Korte", "tel:+49471112345", "Sperrfrist unklar"):
        assert words in html, words
    for words in ("Sperrfrist: nach der Sitzung", "übernommen", "Was das heißt", "Zurücklegen", "Artikel anlegen"):
        assert words in html, words


def test_stored_markup_is_cleaned_again_on_the_way_out(make_item: MakeItem, desk: Client) -> None:
    item = make_item(html='<p onclick="x()">Text</p><script>alert(1)</script><img src="https://tracker.example/p.gif">')
    html = desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    assert "<p>Text</p>" in html
    for bad in ("onclick", "alert(1)", "tracker.example"):
        assert bad not in html, bad


def test_plain_text_without_markup_keeps_its_paragraphs(make_item: MakeItem, desk: Client) -> None:
    item = make_item(html="", body="Eins & <b>zwei</b>.\n\nDrei.")
    html = desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    assert "<p>Eins &amp; &lt;b&gt;zwei&lt;/b&gt;.</p>" in html
    assert "<p>Drei.</p>" in html


def test_the_original_is_behind_bars_even_without_its_frame(make_item: MakeItem, desk: Client) -> None:
    item = make_item(original_html="<h1>Brief</h1><script>alert(1)</script>")
    answer = desk.get(f"/desk/inbox/{item.pk}/original/")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "allow-" not in policy
    assert "default-src 'none'" in policy
    assert "img-src data:" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    frame = desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    assert f'src="/desk/inbox/{item.pk}/original/" sandbox=""' in frame


def test_pictures_of_the_mail_itself_are_shown_and_no_others(
    make_item: MakeItem, desk: Client, attach: Callable[..., dict[str, Any]]
) -> None:
    picture = photograph()
    known = attach("a.jpg", picture, "image/jpeg", inline=True)
    strange = attach("b.svg", b"<svg/>", "image/svg+xml", inline=True)
    item = make_item(
        attachments=[known, strange],
        original_html=f'<img src="attachment:{known["sha256"]}"><img src="attachment:{strange["sha256"]}">',
    )
    html = desk.get(f"/desk/inbox/{item.pk}/original/").content.decode()
    assert f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}" in html
    assert "svg" not in html
    assert "attachment:" not in html


def test_an_attachment_is_a_download_of_no_type(
    make_item: MakeItem, desk: Client, attach: Callable[..., dict[str, Any]]
) -> None:
    item = make_item(attachments=[attach('böse"\r\nX: y.html', b"<script>alert(1)</script>", "text/html")])
    answer = desk.get(f"/desk/inbox/{item.pk}/attachments/0/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "X" not in answer.headers
    assert desk.get(f"/desk/inbox/{item.pk}/attachments/1/").status_code == 404


def test_a_thumbnail_is_drawn_anew_and_crossed_out_when_the_file_is_broken(
    make_item: MakeItem, desk: Client, attach: Callable[..., dict[str, Any]]
) -> None:
    item = make_item(
        attachments=[
            attach("a.jpg", photograph(), "image/jpeg"),
            attach("b.jpg", b"<svg onload=alert(1)>", "image/jpeg"),
            attach("c.jpg", photograph()[:900], "image/jpeg"),
            attach("d.pdf", b"%PDF", "application/pdf"),
        ]
    )
    answers = [desk.get(f"/desk/inbox/{item.pk}/attachments/{number}/thumbnail/") for number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert {answer["Content-Type"] for answer in answers[:3]} == {"image/jpeg"}
    sizes = [Image.open(io.BytesIO(answer.content)).size for answer in answers[:3]]
    assert sizes == [(480, 320), (120, 80), (120, 80)]


def test_the_raw_mail_comes_as_it_was_received(make_item: MakeItem, desk: Client) -> None:
    item = make_item()
    answer = desk.get(f"/desk/inbox/{item.pk}/raw/")
    assert answer.content == b"Subject: Umbau\r\n\r\nDie Pl\xc3\xa4ne.\r\n"
    assert f'filename="{item.pk}.eml"' in answer["Content-Disposition"]


def test_bytes_that_are_gone_are_a_404(make_item: MakeItem, desk: Client) -> None:
    item = make_item(raw_sha256="0" * 64, attachments=[{"filename": "a", "sha256": "../../etc/passwd"}])
    assert desk.get(f"/desk/inbox/{item.pk}/raw/").status_code == 404
    assert desk.get(f"/desk/inbox/{item.pk}/attachments/0/").status_code == 404


def test_the_items_around_are_those_of_the_list_one_came_from(make_item: MakeItem, desk: Client) -> None:
    newest = make_item(kind="wire")
    make_item()
    here = make_item(kind="wire")
    oldest = make_item(kind="wire")
    html = desk.get(f"/desk/inbox/{here.pk}/?kind=wire").content.decode()
    assert f'href="/desk/inbox/{newest.pk}/?kind=wire" rel="prev"' in html
    assert f'href="/desk/inbox/{oldest.pk}/?kind=wire" rel="next"' in html
    assert 'rel="next"' not in desk.get(f"/desk/inbox/{oldest.pk}/").content.decode()
