"""The panel of related articles beside the editor: who may decide, what it shows, and what readers then have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DAM = "Die Staumauer am Talsperrendamm leuchtet heute"
RISSE = "Hellwig fand Risse: Talsperrendamm und Staumauer tropfen"
Write = Callable[..., "ArticlePage"]


@pytest.fixture
def write(sections: dict[str, Any]) -> Write:
    from depesche.stories import press, services

    press.bake_assets()

    def write(headline: str, text: str = DAM, *, is_public: bool = True) -> ArticlePage:
        draft = services.ArticleDraft(headline=headline, body=[("text", f"<p>{text}.</p>")])
        page = services.create_article(sections["politik"], draft)
        return services.publish(page) if is_public else page

    return write


def panel(client: Client, page: ArticlePage, **facts: str) -> str:
    answer = client.get(f"/desk/related/{page.pk}/", facts)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, page: ArticlePage, other: ArticlePage | int, deed: str) -> tuple[int, str]:
    key = other if isinstance(other, int) else other.pk
    answer = client.post(f"/desk/related/{page.pk}/decide/", {"deed": deed, "other": key})
    return answer.status_code, answer.content.decode()


def test_the_chief_pins_bans_and_frees_and_readers_have_it_at_once(chief_desk: Client, write: Write) -> None:
    from depesche.stories import plant

    other, story = write("Gutachter warnt", RISSE), write("Damm")
    fair = write("Herbstmarkt", "Buden und Karussells stehen am Anger")

    def baked() -> str:
        page = plant.store().get("politik/damm/index.html") or b""
        return page.decode().partition('data-part="related"')[2]

    assert "Gutachter warnt" in panel(chief_desk, story)
    assert "Gutachter warnt" in baked()
    assert "Herbstmarkt" in panel(chief_desk, story, q="karussel")
    status, shown = decide(chief_desk, story, fair, "pin")
    assert (status, "Angeheftet" in shown, "Chefin" in shown) == (200, True, True)
    assert "Herbstmarkt" in baked()
    shown = decide(chief_desk, story, other, "ban")[1]
    assert "Hier nie angeboten" in shown
    assert "Gutachter warnt" not in baked()
    shown = decide(chief_desk, story, other, "free")[1]
    assert "Hier nie angeboten" not in shown
    assert "Gutachter warnt" in baked()


def test_who_may_not_publish_sees_the_panel_of_a_public_article_and_decides_on_drafts_only(
    desk: Client, anna: Any, write: Write
) -> None:
    other, story = write("Gutachter warnt", RISSE), write("Damm")
    draft = write("Noch ein Damm", is_public=False)
    draft.owner = anna
    draft.save()
    assert decide(desk, story, other, "ban")[0] == 302, "Wagtail leads to the start, and says why"
    assert "data-deed" not in panel(desk, story)
    assert decide(desk, draft, other, "ban")[0] == 200
    assert "Hier nie angeboten" in panel(desk, draft)


def test_what_makes_no_sense_is_refused(chief_desk: Client, write: Write) -> None:
    story, draft = write("Damm"), write("Entwurf", is_public=False)
    assert decide(chief_desk, story, story, "dance")[0] == 400
    assert decide(chief_desk, story, 999_999, "ban")[0] == 404
    for refused in (story, draft):
        status, shown = decide(chief_desk, story, refused, "pin")
        assert (status, "Nicht angeheftet" in shown) == (200, True)
    assert panel(chief_desk, story, q="\x00" * 5000 + "„") != ""


def test_strangers_see_nothing(write: Write) -> None:
    from django.test import Client

    story = write("Damm")
    assert Client().get(f"/desk/related/{story.pk}/").status_code == 302
    assert Client().post(f"/desk/related/{story.pk}/decide/").status_code == 302
