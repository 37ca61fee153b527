"""Webhooks: owed with the change, signed, tried again with the same id, given up after a day."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from depesche.delivery import tallies
from depesche.kit.web import standard_webhooks
from depesche.outgoing import webhooks
from depesche.outgoing.models import HookCall, Webhook
from depesche.stories import breaking, plant, press, services, ticker
from depesche.stories.models import ArticlePage, Change

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Server

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("within_the_house"),
]


def test_every_kind_of_news_arrives_signed_and_no_draft(server: Server, draft: ArticlePage) -> None:
    hook = webhooks.add("Verteiler", f"{server.url}/hier")
    services.create_article(draft.get_parent().specific, services.ArticleDraft(headline="Entwurf"))
    page = services.publish(draft)
    ticker.set_status(page, "live")
    ticker.add(page, {"text": "Es geht los."})
    breaking.send("Der Damm hält.", until=timezone.now() + timedelta(minutes=5), link="/politik/damm-haelt/")
    services.unpublish(page)
    while webhooks.deliver(now=timezone.now()):
        pass
    messages = {json.loads(one.body)["type"]: json.loads(one.body)["data"] for one in server.received}
    assert set(messages) == {"publish", "update", "entry", "breaking", "withdraw"}
    assert messages["publish"]["headline"] == "Damm hält"
    assert messages["publish"]["url"] == f"{plant.config().origin}/politik/damm-haelt/"
    assert messages["entry"]["entry"]["text"] == "Es geht los."
    assert (messages["breaking"]["text"], messages["breaking"]["state"]) == ("Der Damm hält.", "sent")
    assert "headline" not in messages["withdraw"]
    for one in server.received:
        assert one.path == "/hier"
        standard_webhooks.verify(webhooks.secret(hook), one.headers, one.body, now=int(timezone.now().timestamp()))
    hook.refresh_from_db()
    assert hook.succeeded_at
    assert HookCall.objects.count() == 0
    assert tallies.read(plant.config().home)["webhook_messages_taken"] >= 5


def test_a_failure_is_tried_again_with_the_same_id_and_growing_pauses(server: Server, draft: ArticlePage) -> None:
    server.statuses = [500, 503, 200]
    hook = webhooks.add("Verteiler", server.url, events=["publish"])
    services.publish(draft)
    now = timezone.now()
    pauses = []
    for _attempt in range(3):
        assert webhooks.deliver(now=now, rng=lambda: 0.5) == 1
        assert webhooks.deliver(now=now) == 0, "not before its pause is over"
        if call := HookCall.objects.first():
            pauses.append(round((call.due_at - timezone.now()).total_seconds()))
            now = call.due_at
            hook.refresh_from_db()
            assert "HTTP 50" in webhooks.in_words(hook.failure)
    assert len({one.headers["webhook-id"] for one in server.received}) == 1
    assert len({one.body for one in server.received}) == 1
    assert pauses == [5, 60]
    hook.refresh_from_db()
    assert hook.failure == {}


def test_after_a_day_it_is_given_up_and_410_disables(server: Server, draft: ArticlePage) -> None:
    assert 23 * 3600 <= sum(webhooks.PAUSES) <= 24 * 3600
    hook = webhooks.add("Verteiler", server.url, events=["publish"])
    services.publish(draft)
    HookCall.objects.update(attempts=len(webhooks.PAUSES))
    server.statuses = [500]
    webhooks.deliver(now=timezone.now())
    assert HookCall.objects.count() == 0
    webhooks.enqueue(Change.objects.filter(kind="publish")[0])
    webhooks.enqueue(Change.objects.filter(kind="publish")[0])
    server.statuses = [410, 410]
    webhooks.deliver(now=timezone.now())
    hook.refresh_from_db()
    assert hook.disabled_at
    assert HookCall.objects.count() == 0
    webhooks.enqueue(Change.objects.filter(kind="publish")[0])
    assert HookCall.objects.count() == 0
    webhooks.enable(hook)
    assert webhooks.try_now(hook).failure == {}
    assert json.loads(server.received[-1].body)["type"] == "try"


def test_owed_with_the_change_or_not_at_all_and_again_when_the_sender_was_killed(
    server: Server, draft: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhooks.add("Verteiler", server.url)
    with transaction.atomic():
        services.publish(draft)
        assert HookCall.objects.count() == 1
        transaction.set_rollback(True)
    assert HookCall.objects.count() == 0
    draft.refresh_from_db()
    monkeypatch.setattr(press, "run_now", lambda upto: None)
    services.publish(draft)
    assert webhooks.deliver(now=timezone.now()) == 0, "nobody is told of a page that is not baked"
    press.run_open()

    def killed(*_args: object, **_rest: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(webhooks, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            webhooks.deliver(now=timezone.now())
    assert webhooks.deliver(now=timezone.now()) == 0
    assert webhooks.deliver(now=timezone.now() + webhooks.LEASE) == 1
    assert len(server.received) == 2
    assert server.received[0].headers["webhook-id"] == server.received[1].headers["webhook-id"]


def test_where_no_message_may_go(server: Server, draft: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = webhooks.add("Verteiler", server.url)
    monkeypatch.undo()  # only public addresses from here on
    assert webhooks.in_words(webhooks.try_now(hook).failure).startswith("Die Adresse führt in ein privates Netz")
    assert server.received == []
    for url in (
        "http://example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "ftp://example.org/",
        "https://user:pw@example.org/",
        "",
        "x",
    ):
        with pytest.raises(ValidationError):
            webhooks.add("Böse", url)
    with pytest.raises(ValidationError):
        webhooks.add("Falsch", "https://example.org/", events=["alles"])
    assert Webhook.objects.count() == 1


def test_on_the_desk(server: Server, draft: ArticlePage, client: Client) -> None:
    from django.contrib.auth.models import Group

    from depesche.accounts.models import User

    chief, anna = User.objects.create_user("chefin"), User.objects.create_user("anna")
    chief.groups.add(Group.objects.get(name="Chefredaktion"))
    anna.groups.add(Group.objects.get(name="Redaktion"))
    where = reverse("desk:webhooks")
    client.force_login(anna)
    assert client.get(where).status_code == 302
    client.force_login(chief)
    client.post(where, {"name": "Verteiler", "url": server.url, "events": ["publish"]})
    hook = Webhook.objects.get()
    assert (hook.events, hook.added_by) == (["publish"], chief)
    server.statuses = [500]
    failed = client.post(reverse("desk:webhook_try", args=[hook.pk]), follow=True).content.decode()
    assert "Der Server antwortet mit einem Fehler (HTTP 500)." in failed
    assert "gestört" in failed
    taken = client.post(reverse("desk:webhook_try", args=[hook.pk]), follow=True).content.decode()
    assert "hat die Nachricht angenommen" in taken
    assert webhooks.secret(hook) in taken
    wrong = client.post(where, {"name": "Verteiler", "url": "kaputt"})
    assert wrong.status_code == 422
    client.post(reverse("desk:webhook_remove", args=[hook.pk]))
    assert Webhook.objects.count() == 0
