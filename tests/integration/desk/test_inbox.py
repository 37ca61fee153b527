"""The inbox: who may see it, what it shows, what can be done with one click."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem

from depesche.accounts.models import User
from depesche.desk import inbox
from depesche.desk.models import Item, Status

pytestmark = pytest.mark.django_db
FRAGMENT = "/desk/inbox/fragment/"


def keys(html: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', html)


def cursor(html: str) -> str:
    match = re.search(r'data-cursor="([^"]*)"', html)
    assert match is not None
    return match[1].replace("&amp;", "&")


def test_strangers_are_sent_to_the_door(make_item: MakeItem) -> None:
    item = make_item()
    for path in (
        "inbox/",
        "inbox/fragment/",
        f"inbox/{item.pk}/",
        f"inbox/{item.pk}/raw/",
        f"inbox/{item.pk}/original/",
    ):
        answer = Client().get(f"/desk/{path}")
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/desk/login/"), path


def test_an_account_without_a_role_sees_nothing_of_the_inbox(make_item: MakeItem, desk: Client, anna: User) -> None:
    item = make_item()
    anna.groups.clear()
    anna.user_permissions.add(_permission("wagtailadmin", "access_admin"))
    for path in ("inbox/", "inbox/fragment/", f"inbox/{item.pk}/", f"inbox/{item.pk}/raw/"):
        assert item.headline not in desk.get(f"/desk/{path}", follow=True).content.decode()
    assert desk.post(f"/desk/inbox/{item.pk}/spike/").status_code in (302, 403)
    assert Item.objects.get(pk=item.pk).status == Status.NEW


def _permission(app_label: str, codename: str) -> object:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def test_the_newest_stands_first_and_only_what_is_open(make_item: MakeItem, desk: Client) -> None:
    first, second, gone = make_item(), make_item(), make_item(status=Status.FILED)
    html = desk.get("/desk/inbox/").content.decode()
    assert keys(html) == [first.pk, second.pk]
    assert gone.pk in desk.get("/desk/inbox/?shelf=filed").content.decode()


def test_the_desk_speaks_german_until_a_person_chooses_otherwise(make_item: MakeItem, desk: Client, anna: User) -> None:
    assert "Alle Ressorts" in desk.get("/desk/inbox/").content.decode()
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(anna)
    profile.preferred_language = "en"
    profile.save()
    anna.refresh_from_db()
    assert "All sections" in desk.get("/desk/inbox/").content.decode()


def test_search_finds_words_in_any_case_also_with_umlauts(make_item: MakeItem, desk: Client) -> None:
    bridge = make_item(headline="Über die ÄMTER")
    make_item(headline="Etwas anderes")
    for query in ("ämter", "ÄMTER", "über ämter", "MERLE ämter"):
        assert keys(desk.get("/desk/inbox/", {"q": query}).content.decode()) == [bridge.pk], query


def test_filters_and_counts_go_together(make_item: MakeItem, desk: Client, anna: User) -> None:
    wire = make_item(kind="wire")
    make_item(kind="wire", status=Status.FILED)
    inbox.claim(make_item().pk, anna, at=timezone.now())
    html = desk.get("/desk/inbox/?kind=wire").content.decode()
    assert keys(html) == [wire.pk]
    counts = re.findall(r'desk-shelves__count">(\d+)<', html)
    assert counts == ["1", "0", "0", "0", "1", "0"]
    assert re.findall(r'desk-shelves__count">(\d+)<', desk.get("/desk/inbox/").content.decode())[:2] == ["2", "1"]


def test_nothing_a_sender_writes_becomes_markup(make_item: MakeItem, desk: Client) -> None:
    evil = "<script>alert(1)</script>"
    make_item(headline=evil, lead=evil, organisation=evil, sender_address=f"{evil}@x.example", embargo_evidence=evil)
    for path in ("/desk/inbox/", "/desk/"):
        assert evil not in desk.get(path).content.decode()


def test_a_list_that_is_up_to_date_costs_almost_nothing(
    make_item: MakeItem, desk: Client, django_assert_max_num_queries: object
) -> None:
    make_item()
    mark = cursor(desk.get(FRAGMENT).content.decode())
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        answer = desk.get(FRAGMENT, {"cursor": mark})
    assert answer.status_code == 204
    assert answer.content == b""


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    make_item: MakeItem, desk: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(30):
        make_item()
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        assert len(keys(desk.get(FRAGMENT).content.decode())) == 30


def test_whatever_changes_reaches_the_open_list(make_item: MakeItem, desk: Client, anna: User) -> None:
    item = make_item()
    mark = cursor(desk.get(FRAGMENT).content.decode())
    inbox.claim(item.pk, anna, at=timezone.now())
    changed = desk.get(FRAGMENT, {"cursor": mark})
    assert changed.status_code == 200
    assert "bei Anna" in changed.content.decode()
    mark = cursor(changed.content.decode())
    new = make_item()
    assert new.pk in desk.get(FRAGMENT, {"cursor": mark}).content.decode()


def test_each_deed_and_its_undoing(make_item: MakeItem, desk: Client) -> None:
    item = make_item()
    script = {"X-Requested-With": "XMLHttpRequest"}
    expected = {"claim": "claimed", "release": "new", "spike": "spiked", "restore": "new"}
    for deed, status in expected.items():
        answer = desk.post(f"/desk/inbox/{item.pk}/{deed}/", headers=script)
        assert answer.status_code == 200, deed
        assert Item.objects.get(pk=item.pk).status == status
    said = desk.post(f"/desk/inbox/{item.pk}/spike/", headers=script).json()
    assert said["undo"] == f"/desk/inbox/{item.pk}/restore/"
    assert "verworfen" in said["message"]


def test_deeds_need_a_post_with_a_token(make_item: MakeItem, desk: Client, anna: User) -> None:
    item = make_item()
    assert desk.get(f"/desk/inbox/{item.pk}/spike/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    assert strict.post(f"/desk/inbox/{item.pk}/spike/").status_code == 403
    assert Item.objects.get(pk=item.pk).status == Status.NEW


def test_a_deed_that_does_not_fit_says_why(make_item: MakeItem, desk: Client, chefin: User) -> None:
    item = make_item()
    inbox.claim(item.pk, chefin, at=timezone.now())
    answer = desk.post(f"/desk/inbox/{item.pk}/claim/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 409
    assert "Chefin" in answer.json()["message"]
    page = desk.post(f"/desk/inbox/{item.pk}/claim/", follow=True)
    assert "Chefin hat diese Meldung in der Hand" in page.content.decode()
    desk.post(f"/desk/inbox/{item.pk}/claim/", {"take_over": "1"})
    assert str(Item.objects.get(pk=item.pk).claimed_by) == "Anna"


def test_a_deed_leads_on_but_never_out_of_the_house(make_item: MakeItem, desk: Client) -> None:
    item = make_item()
    here = desk.post(f"/desk/inbox/{item.pk}/spike/", {"next": "/desk/inbox/?shelf=mine"})
    assert here["Location"] == "/desk/inbox/?shelf=mine"
    away = desk.post(f"/desk/inbox/{item.pk}/spike/", {"next": "https://evil.example/"})
    assert away["Location"] == "/desk/inbox/"


def test_what_is_not_there_is_a_404(desk: Client) -> None:
    assert desk.get("/desk/inbox/01NOTHING/").status_code == 404
    assert desk.post("/desk/inbox/01NOTHING/spike/").status_code == 404


def test_each_person_has_their_own_unread_items(make_item: MakeItem, desk: Client, chief_desk: Client) -> None:
    first, second = make_item(headline="Erste"), make_item(headline="Zweite")
    mark = cursor(desk.get(FRAGMENT).content.decode())
    desk.get(f"/desk/inbox/{first.pk}/")
    desk.get(f"/desk/inbox/{first.pk}/")
    changed = desk.get(FRAGMENT, {"cursor": mark})
    assert changed.status_code == 200
    assert changed.content.decode().count("desk-item--unread") == 1
    assert keys(desk.get(FRAGMENT, {"mark": "unread"}).content.decode()) == [second.pk]
    assert keys(chief_desk.get(FRAGMENT, {"mark": "unread"}).content.decode()) == [first.pk, second.pk]


def test_marks_filter_and_weight_sorts(make_item: MakeItem, desk: Client) -> None:
    plain = make_item(headline="Schlicht")
    forged = make_item(headline="Nachgeahmt", lookalike_of="stadt.example", auth={"dmarc": "pass", "aligned": True})
    failed = make_item(headline="Fraglich", auth={"dmarc": "fail"})
    held = make_item(headline="Gesperrt", embargo_kind="ask", known_sender=True)
    story = make_item(headline="Agentur", family="F")
    make_item(headline="Stadt", family="F", known_sender=True)
    wrong = make_item(headline="Korrektur", kind="correction_of_earlier_release")

    def shown(**wish: str) -> list[str]:
        return keys(desk.get(FRAGMENT, wish).content.decode())

    assert shown(mark="suspect") == [forged.pk, failed.pk]
    assert shown(mark="embargo") == [held.pk]
    assert shown(mark="several") == [story.pk]
    assert shown(mark="correction") == [wrong.pk]
    assert shown(mark="known") == [held.pk]
    assert shown(order="oldest")[-1] == plain.pk
    assert shown(order="weight")[:3] == [wrong.pk, story.pk, held.pk]
    page = desk.get(f"/desk/inbox/{story.pk}/?order=weight").content.decode()
    assert re.search(rf'href="/desk/inbox/{wrong.pk}/[^"]*" rel="prev"', page)
    assert re.search(rf'href="/desk/inbox/{held.pk}/[^"]*" rel="next"', page)
