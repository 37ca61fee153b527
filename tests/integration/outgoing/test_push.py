"""Web Push against a push service on loopback: chosen, told, encrypted for the browser alone, ended."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from depesche.kit.web.push_encryption import encoded
from depesche.outgoing import push, push_pages, subscriptions
from depesche.outgoing.models import PushDelivery, PushMessage, PushSubscription, PushTopic
from depesche.outgoing.turnstile import Turnstile
from depesche.stories import breaking, plant, press, services, ticker
from depesche.stories.models import ArticlePage

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Received, Server

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("turned_on"),
]
ABO = "/benachrichtigungen/abo/"


@pytest.fixture
def turned_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Push is on, and a push service on loopback may be called."""
    allowing = replace(plant.config(), fetch_private=True, web_push=True)
    monkeypatch.setattr(plant, "config", lambda: allowing)
    monkeypatch.setattr(push_pages, "turnstile", Turnstile(1000, seconds=60, clock=lambda: 0.0))


@dataclass
class Device:
    """A browser: what it subscribes with, and how it reads a message (RFC 8291, the receiver's side)."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes ok"

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def facts(self, *topics: str, **more: Any) -> dict[str, Any]:
        keys = {"p256dh": encoded(self.public), "auth": encoded(self.auth)}
        return {"endpoint": self.endpoint, "keys": keys, "expirationTime": None, "topics": list(topics), **more}

    def read(self, message: Received) -> dict[str, Any]:
        body = message.body
        salt, sender, sealed = body[:16], body[21:86], body[86:]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))

        def derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
            return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)

        secret = derived(shared, self.auth, b"WebPush: info\0" + self.public + sender, 32)
        key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        opened: dict[str, Any] = json.loads(AESGCM(key).decrypt(nonce, sealed, None).removesuffix(b"\x02"))
        return opened


def sends(client: Client, address: str, facts: Any, **headers: str) -> int:
    fields = {"origin": "http://testserver", **headers}
    kind = fields.pop("kind", "application/json")
    return client.post(address, json.dumps(facts), content_type=kind, headers=fields).status_code


def all_sent() -> None:
    while push.deliver(now=timezone.now()):
        pass


def test_each_is_told_what_they_chose_and_only_they_can_read_it(
    server: Server, draft: ArticlePage, client: Client
) -> None:
    urgent, politics = Device(f"{server.url}/eins"), Device(f"{server.url}/zwei")
    assert sends(client, ABO, urgent.facts("breaking")) == 204
    assert sends(client, ABO, politics.facts("breaking", "section/politik", "section/unbekannt")) == 204
    page = services.publish(draft)
    ticker.set_status(page, "live")
    assert sends(client, ABO, politics.facts("section/politik", "live/damm-haelt")) == 204
    ticker.add(page, {"text": "Ein Zwischenruf."})
    ticker.add(page, {"text": "Der Damm bricht.", "kind": "key"})
    breaking.send("Der Damm hält.", until=timezone.now() + timedelta(minutes=5), link="/politik/damm-haelt/")
    breaking.change("Der Damm hält noch.", until=timezone.now() + timedelta(minutes=5))
    all_sent()
    told = {one.path: [] for one in server.received}
    for one in server.received:
        told[one.path].append((urgent if one.path == "/eins" else politics).read(one))
    assert [(one["title"], one["body"], one["url"]) for one in told["/eins"]] == [
        ("Eilmeldung", "Der Damm hält.", "/politik/damm-haelt/")
    ]
    assert {(one["title"], one["body"], one["url"]) for one in told["/zwei"]} == {
        ("Damm hält", "", "/politik/damm-haelt/"),
        ("Damm hält", "Der Damm bricht.", "/politik/damm-haelt/#e2"),
    }
    assert len(told["/zwei"]) == 2
    line = next(one for one in server.received if one.path == "/eins")
    assert (line.headers["content-encoding"], line.headers["urgency"]) == ("aes128gcm", "high")
    assert 0 < int(line.headers["ttl"]) <= 300
    assert len(line.headers["topic"]) <= 32
    assert line.headers["authorization"].startswith("vapid t=")
    assert PushDelivery.objects.count() == 0
    kept = {field.name for field in PushSubscription._meta.get_fields() if field.concrete}
    assert kept == {"id", "digest", "endpoint", "p256dh", "auth"}, "nothing else of a reader is kept"


def test_gone_subscriptions_go_and_others_are_tried_again(server: Server, draft: ArticlePage) -> None:
    gone, busy, hopeless = (subscriptions.keep(Device(f"{server.url}/{n}").facts("section/politik")) for n in "abc")
    services.publish(draft)
    answers = {"/a": 410, "/b": 503, "/c": 413}
    server.answer = answers.get
    assert push.deliver(now=timezone.now())
    all_sent()
    assert {row.pk for row in PushSubscription.objects.all()} == {busy.pk, hopeless.pk}
    assert not PushSubscription.objects.filter(pk=gone.pk).exists()
    waiting = PushDelivery.objects.get()
    assert waiting.subscription_id == busy.pk
    assert waiting.due_at > timezone.now() + timedelta(seconds=5)
    server.answer = lambda _path: 201
    assert push.deliver(now=waiting.due_at) == 1
    assert PushDelivery.objects.count() == 0
    push.deliver(now=timezone.now())
    assert PushMessage.objects.count() == 0
    assert len(server.received) == 4


def test_nothing_is_lost_when_the_sender_is_killed_and_nothing_is_told_too_late(
    server: Server, draft: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriptions.keep(Device(f"{server.url}/a").facts("section/politik", "breaking"))
    with monkeypatch.context() as patch:
        patch.setattr(press, "run_now", lambda upto: None)
        services.publish(draft)
        assert push.deliver(now=timezone.now()) == 0, "nobody is led to a page that is not baked"
    press.run_open()

    def killed(*_args: object, **_rest: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(push, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            push.deliver(now=timezone.now())
    assert push.deliver(now=timezone.now()) == 0
    assert push.deliver(now=timezone.now() + push.LEASE) == 1
    breaking.send("Kurz", until=timezone.now() + timedelta(minutes=1))
    push.deliver(now=timezone.now() + timedelta(minutes=2))
    all_sent()
    assert len(server.received) == 2


def test_the_page_the_worker_and_ending_without_a_script(server: Server, draft: ArticlePage, client: Client) -> None:
    page = client.get("/benachrichtigungen/").content.decode()
    assert f'data-push-key="{push.identity().public}"' in page
    assert 'value="section/politik"' in page
    assert "Keinen Namen" in page
    worker = client.get("/push.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in worker.content
    device = Device(f"{server.url}/a")
    sends(client, ABO, device.facts("section/politik"))
    services.publish(draft)
    all_sent()
    leads_to = device.read(server.received[0])["off"]
    shown = client.get(leads_to).content.decode()
    assert "Abbestellen" in shown
    assert PushSubscription.objects.count() == 1, "looking ends nothing"
    token = leads_to.partition("token=")[2]
    assert "kommt nichts mehr an" in client.post("/benachrichtigungen/abmelden/", {"token": token}).content.decode()
    assert PushSubscription.objects.count() == 0
    assert (
        client.post(
            "/benachrichtigungen/abmelden/", {"token": token[:-1] + ("1" if token.endswith("0") else "0")}
        ).status_code
        == 404
    )
    sends(client, ABO, device.facts("breaking"))
    moved = Device(f"{server.url}/b")
    assert sends(client, ABO, moved.facts(replaces=device.endpoint)) == 204
    assert [(row.topic, row.subscription.endpoint) for row in PushTopic.objects.all()] == [("breaking", moved.endpoint)]
    assert sends(client, f"{ABO}ende/", {"endpoint": moved.endpoint}) == 204
    assert PushSubscription.objects.count() == 0


def test_what_is_refused(server: Server, draft: ArticlePage, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    good = Device("https://push.example/abc").facts("breaking")
    assert sends(client, ABO, good, origin="https://evil.example") == 403
    assert sends(client, ABO, good, origin="") == 403
    assert sends(client, ABO, good, **{"sec-fetch-site": "cross-site"}) == 403
    assert sends(client, ABO, good, kind="text/plain") == 403
    public_only = replace(plant.config(), fetch_private=False)
    monkeypatch.setattr(plant, "config", lambda: public_only)
    for endpoint in (
        "http://push.example/abc",
        "https://127.0.0.1/abc",
        "https://localhost/abc",
        "https://[::ffff:169.254.169.254]/",
        "https://user:pw@push.example/",
        "file:///etc/passwd",
        "https://push.example/" + "x" * 1000,
        "",
        7,
        None,
    ):
        assert sends(client, ABO, {**good, "endpoint": endpoint}) == 400
    for keys in ({}, [], None, {"p256dh": "x", "auth": "y"}, {"p256dh": 1, "auth": 2}):
        assert sends(client, ABO, {**good, "keys": keys}) == 400
    for topics in ([], ["desk/inbox"], "breaking", [7], ["breaking"] * 41, None):
        assert sends(client, ABO, {**good, "topics": topics}) == 400
    for body in ([], 3, None, "x"):
        assert sends(client, ABO, body) == 400
    assert sends(client, ABO, {**good, "more": "x" * 9000}) == 413
    assert PushSubscription.objects.count() == 0
    # A name that leads into the house is found out when it is called, and forgotten.
    monkeypatch.setattr(push_pages, "turnstile", Turnstile(2, seconds=60, clock=lambda: 0.0))
    assert [sends(client, ABO, good) for _ in range(3)] == [204, 204, 429]
    off = replace(plant.config(), web_push=False)
    monkeypatch.setattr(plant, "config", lambda: off)
    for path in ("/benachrichtigungen/", "/push.js"):
        assert client.get(path).status_code == 404
    assert sends(client, ABO, good) == 404
