"""From a draft to baked pages and events, through every road that publishes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from depesche.cli import group
from depesche.stories import plant, press, publishing, rebuilding, routes, schedule, selectors, services
from depesche.stories.models import AppendOnly, ArticlePage, Change, Correction, SectionPage
from depesche.stories.outbox import change_committed

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"


def stored(path: str) -> str:
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    content = plant.store().get(name)
    assert content is not None, f"{name} is not baked"
    return content.decode()


def is_stored(path: str) -> bool:
    return plant.store().get(path.lstrip("/") + "index.html") is not None


def events() -> list[tuple[str, str]]:
    return [(event.event, event.topic) for event in plant.log().since(0)]


def test_a_draft_is_nowhere(article: ArticlePage) -> None:
    assert Change.objects.filter(article=article).count() == 0
    assert not is_stored(PATH)
    assert events() == []
    assert Client().get(PATH).status_code == 404


def test_publishing_bakes_all_it_touches_and_tells_the_open_pages(article: ArticlePage) -> None:
    article.search_description = "Für Suchende geschrieben."
    services.publish(article, revision=article.save_revision())
    assert '<meta name="description" content="Für Suchende geschrieben.">' in stored(PATH)
    for path in (PATH, "/", "/politik/", "/thema/haushalt/", "/person/mara-nadolny/"):
        assert "Stadtrat beschließt den Haushalt" in stored(path), path
    for path in ("/feed.xml", "/politik/feed.atom", "/thema/haushalt/feed.json", "/sitemap-news.xml"):
        assert "stadtrat-beschliesst-den-haushalt" in stored(path), path
    document = json.loads(plant.store().get(PATH.lstrip("/") + "index.json") or b"{}")
    assert document["pubStatus"] == "usable"
    assert events() == [
        ("publish", "article/politik/stadtrat-beschliesst-den-haushalt"),
        ("publish", "front"),
        ("publish", "section/politik"),
        ("publish", "topic/haushalt"),
    ]
    assert Change.objects.filter(done_at__isnull=True).exclude(kind="rebuild").count() == 0


def test_a_typing_error_keeps_time_and_order(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    shown = article.updated_at
    article.lead = "Nach langer Sitzung stimmte die Mehrheit zu!"
    services.publish(article, revision=article.save_revision())
    assert article.updated_at == shown
    assert article.version == 2
    change = Change.objects.order_by("-pk").first()
    assert change is not None
    assert (change.kind, change.meaningful) == ("update", False)


def test_new_facts_move_the_time(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    shown = article.updated_at
    article.lead = "Nach langer Sitzung stimmten 31 Räte zu."
    services.publish(article, revision=article.save_revision())
    assert article.updated_at is not None
    assert shown is not None
    assert article.updated_at > shown
    assert "31 Räte" in stored(PATH)


def test_publishing_the_same_again_changes_nothing(article: ArticlePage) -> None:
    services.publish(article)
    before = (Change.objects.count(), events(), stored(PATH))
    services.publish(article)
    assert (Change.objects.count(), events(), stored(PATH)) == before


def test_a_correction_is_kept_with_both_revisions_and_never_changes(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    before = article.live_revision
    article.lead = "Nach kurzer Sitzung stimmte die Mehrheit zu."
    after = article.save_revision()
    made = services.correct(article, text="Die Sitzung war kurz.", reason="Hörfehler", weight="major")
    assert (made.revision_before, made.revision_after) == (before, after)
    assert "Die Sitzung war kurz." in stored(PATH)
    assert "Die Sitzung war kurz." in stored("/korrekturen/")
    assert ("correct", "article/politik/stadtrat-beschliesst-den-haushalt") in events()
    made.text = "Doch nicht."
    with pytest.raises(AppendOnly):
        made.save()


def test_only_what_is_published_can_be_corrected(article: ArticlePage) -> None:
    with pytest.raises(services.NotPublished):
        services.correct(article, text="Nichts.")
    assert Correction.objects.count() == 0


def test_withdrawing_answers_410_and_is_forgotten_by_lists(article: ArticlePage) -> None:
    services.publish(article)
    services.unpublish(article)
    assert not is_stored(PATH)
    assert plant.store().get(PATH.lstrip("/") + "index.json") is None
    for path in ("/", "/politik/", "/feed.xml", "/sitemap-news.xml", "/thema/haushalt/"):
        assert "stadtrat-beschliesst-den-haushalt" not in stored(path), path
    assert Client().get(PATH).status_code == 410
    withdrawn = [event for event in plant.log().since(0) if event.event == "withdraw"]
    assert withdrawn
    assert all("Stadtrat" not in json.dumps(dict(event.data), ensure_ascii=False) for event in withdrawn)


def test_deleting_a_published_article_withdraws_it(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    article.delete()
    assert not is_stored(PATH)
    assert "stadtrat" not in stored("/feed.xml")
    assert ("withdraw", "front") in events()


def test_a_new_slug_redirects_and_the_old_page_goes(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    article.slug = "haushalt-beschlossen"
    services.publish(article, revision=article.save_revision())
    assert is_stored("/politik/haushalt-beschlossen/")
    assert not is_stored(PATH)
    for part in ("", "index.json"):
        answer = Client().get(PATH + part)
        assert (answer.status_code, answer["Location"]) == (301, f"/politik/haushalt-beschlossen/{part}")
    assert Client().get(PATH + "feed.txt").status_code == 404


def test_a_withdrawn_story_is_gone_from_its_old_addresses_too(article: ArticlePage) -> None:
    services.publish(article)
    article.refresh_from_db()
    article.slug = "haushalt-beschlossen"
    services.publish(article, revision=article.save_revision())
    services.unpublish(ArticlePage.objects.get(pk=article.pk))
    for part in ("", "index.json"):
        assert Client().get(f"/politik/haushalt-beschlossen/{part}").status_code == 410
        assert Client().get(PATH + part).status_code == 410


def test_moving_to_another_section(article: ArticlePage) -> None:
    services.publish(article)
    target = SectionPage.objects.get(slug="nachrichten")
    ArticlePage.objects.get(pk=article.pk).move(target, pos="last-child")
    assert is_stored("/nachrichten/stadtrat-beschliesst-den-haushalt/")
    assert not is_stored(PATH)
    assert "stadtrat-beschliesst" not in stored("/politik/")
    assert Client().get(PATH)["Location"] == "/nachrichten/stadtrat-beschliesst-den-haushalt/"


def test_scheduling_fires_at_its_time_and_not_before(article: ArticlePage) -> None:
    due = timezone.now() + timedelta(hours=1)
    services.schedule(article, at=due)
    assert schedule.fire(now=timezone.now()) == 0
    assert not is_stored(PATH)
    ArticlePage.objects.filter(pk=article.pk).update(go_live_at=timezone.now() - timedelta(seconds=1))
    revision = ArticlePage.objects.get(pk=article.pk).get_latest_revision()
    revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.save()
    assert schedule.fire(now=timezone.now()) == 1
    assert is_stored(PATH)


def test_an_embargo_cannot_be_published_around(article: ArticlePage) -> None:
    article.embargo, article.embargo_until = "until", timezone.now() + timedelta(hours=1)
    revision = article.save_revision(clean=False)
    with pytest.raises(publishing.Refused):
        services.publish(article, revision=revision)
    article.embargo, article.embargo_until = "ask", None
    with pytest.raises(publishing.Refused):
        services.publish(article, revision=article.save_revision(clean=False))
    assert not is_stored(PATH)
    assert events() == []


def test_expiry_withdraws(article: ArticlePage) -> None:
    services.publish(article)
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert schedule.fire(now=timezone.now()) == 1
    assert Client().get(PATH).status_code == 410


def test_a_change_that_failed_is_kept_and_carried_out_later(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(plant.store(), "put_all", broken)
        services.publish(article)
    change = Change.objects.get(article__isnull=False)
    assert change.done_at is None
    assert "No space left" in change.error
    assert press.run_open() == 0, "tried again too soon"
    Change.objects.update(retry_at=timezone.now())
    assert press.run_open() == 1
    assert is_stored(PATH)
    assert ("publish", "front") in events()


def test_what_was_left_behind_is_removed_when_everything_is_baked(article: ArticlePage) -> None:
    services.publish(article)
    for name in ("politik/laengst-weg/index.html", "politik/laengst-weg/index.json", "alt/feed.atom", "alt/feed.xml"):
        plant.store().put(name, b"left behind")
    plant.store().put("bilder/ab/abcdef.jpg", b"a picture")
    rebuilding.everything()
    left = {name for name in plant.store().names() if "weg" in name or name.startswith("alt/")}
    assert left == set()
    assert is_stored(PATH)
    assert plant.store().get("bilder/ab/abcdef.jpg") == b"a picture"
    assert plant.store().get("favicon.ico") is not None


def test_a_page_that_is_not_baked_is_rendered_on_demand_and_kept(article: ArticlePage) -> None:
    services.publish(article)
    plant.oven().remove(PATH)
    answer = Client().get(PATH)
    assert answer.status_code == 200
    assert "Stadtrat beschließt" in answer.content.decode()
    assert is_stored(PATH)


def test_preview_is_the_baked_page(article: ArticlePage) -> None:
    import re

    preview = article.serve_preview(None, "")
    services.publish(article)
    article.refresh_from_db()
    again = article.serve_preview(None, "").content.decode()
    live_id = re.compile(r'data-live-id="\d+"')
    assert live_id.sub("", again) == live_id.sub("", stored(PATH))
    assert "Stadtrat beschließt" in preview.content.decode()


def test_what_a_change_touches_does_not_grow_with_the_archive(article: ArticlePage, politik: SectionPage) -> None:
    services.publish(article)
    few = len(selectors.affected_by(Change.objects.get(article__isnull=False)))
    with press.paused():
        for number in range(30):
            draft = services.ArticleDraft(
                headline=f"Meldung Nummer {number}", body=[("text", f"<p>Text {number}.</p>")]
            )
            services.publish(services.create_article(politik, draft))
    article.refresh_from_db()
    article.lead = "Nun mit 99 neuen Fakten."
    services.publish(article, revision=article.save_revision())
    many = selectors.affected_by(Change.objects.filter(kind="update").get())
    assert len(many) <= few + selectors.MOST_OFFERS_REBAKED


def test_every_affected_path_is_known_to_the_routes(article: ArticlePage) -> None:
    services.publish(article)
    change = Change.objects.get(article__isnull=False)
    for path in selectors.affected_by(change):
        assert routes.document_at(path) is not None, path


def test_public_addresses(article: ArticlePage, plant_folders: Path) -> None:
    services.publish(article)
    client = Client()
    now = timezone.localtime()
    for path in ("/", "/politik/", f"/archiv/{now:%Y/%m}/", "/impressum/", "/datenschutz/", "/korrekturen/", "/suche/"):
        assert client.get(path).status_code == 200, path
    for path in ("/sitemap.xml", "/sitemap-pages.xml", f"/sitemap-{now:%Y-%m}.xml", "/feed.atom", "/feed.json"):
        assert client.get(path).status_code == 200, path
    for path in ("/gibt-es-nicht/", "/politik/gibt-es-nicht/", "/archiv/1999/01/", "/x.php"):
        assert client.get(path).status_code == 404, path
    assert client.get("/politik")["Location"] == "/politik/"
    assert client.head("/politik/").status_code == 200
    assert client.post("/politik/").status_code == 405


def test_what_is_said_of_a_deed_is_what_that_deed_did(article: ArticlePage) -> None:
    """Somebody else does the opposite while the pages are baked."""
    undo = {Change.Kind.PUBLISH: services.unpublish, Change.Kind.WITHDRAW: services.publish}

    def meanwhile(*, change: Change, **_rest: Any) -> None:
        change_committed.disconnect(meanwhile)
        undo[Change.Kind(change.kind)](ArticlePage.objects.get(pk=article.pk))

    change_committed.connect(meanwhile)
    said = CliRunner().invoke(group, ["publish", str(article.pk), "--json"])
    assert json.loads(said.stdout)["live"] is True
    assert not ArticlePage.objects.get().live
    services.publish(article)
    change_committed.connect(meanwhile)
    said = CliRunner().invoke(group, ["unpublish", str(article.pk)])
    assert said.stdout == f"not public: {PATH}\n"
    assert ArticlePage.objects.get().live
