"""Words of an article that is not public, not yet or no more, are found nowhere; those of a public one everywhere.

Each place of the article holds a made-up word of its own. Looked through is all that readers can be sent: every stored
file (names and content: pages, feeds, sitemaps, JSON, pictures), the live log, search, its suggestions, related
articles, the answers of every address with their headers, and what the front says of each file, its ETag included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from depesche.delivery import addressing
from depesche.delivery.pages import Pages
from depesche.desk import inbox
from depesche.desk.models import Item
from depesche.media.models import Picture
from depesche.stories import (
    addresses,
    chronicle,
    finding,
    plant,
    profiles,
    publishing,
    quoting,
    schedule,
    services,
    timelines,
)
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Quotation, SectionPage, Topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAID = {
    name: f"kanarien{name}"
    for name in ("headline", "kicker", "lead", "text", "alt", "caption", "push", "note", "quote")
}
"""What readers are meant to see, once it is public."""
KEPT = {name: f"kanarien{name}" for name in ("bild", "datei", "draft")}
"""What they never are: the names of a picture and of its file, and what is only drafted."""
RELEASE = {name: f"kanarien{name}" for name in ("meldung", "anhang")}
"""The inbox item that the article rests on, and its attachment."""
SLUG = "kanarienslug"
CANARY = "kanarien"


@pytest.fixture
def article(politik: SectionPage) -> ArticlePage:
    """A draft full of canaries, beside a public article of the same matter."""
    topic = Topic.objects.create(name="Haushalt", slug="haushalt")
    profiles.create("Anna Berg")
    body = [("text", "<p>Der Stadtrat von Lindenbrück streitet über den Haushalt und die Grundsteuer.</p>")]
    other = services.ArticleDraft(headline="Stadtrat streitet über Haushalt", body=body, topics=[topic])
    services.publish(services.create_article(politik, other))
    content = BytesIO()
    Image.new("RGB", (640, 400), "#456").save(content, "JPEG")
    picture = Picture.objects.create(
        title=KEPT["bild"],
        alt_text=SAID["alt"],
        caption=SAID["caption"],
        file=ImageFile(content, name=f"{KEPT['datei']}.jpg"),
    )
    item = Item(
        id="01KANARIEN",
        kind="press_release",
        headline=RELEASE["meldung"],
        received_at=timezone.now(),
        raw_sha256="0" * 64,
        attachments=[{"filename": f"{RELEASE['anhang']}.pdf", "content_type": "application/pdf", "bytes": 9}],
    )
    inbox.receive([item], at=timezone.now())
    draft = services.ArticleDraft(
        headline=f"Stadtrat streitet weiter: {SAID['headline']}",
        slug=SLUG,
        kicker=SAID["kicker"],
        lead=f"{SAID['lead']} im Haushalt von Lindenbrück.",
        body=[
            ("text", f"<p>{SAID['text']} und der Haushalt, die Grundsteuer, der Stadtrat von Lindenbrück.</p>"),
            ("text", f"<p>„Wir kürzen bei {SAID['quote']} nicht“, sagte Anna Berg.</p>"),
        ],
        picture=picture,
        topics=[topic],
        sources=[services.SourceDraft(name="Anlage", kind="organisation", note=SAID["note"], item=item.pk)],
        fields={"push_headline": SAID["push"]},
    )
    return services.create_article(politik, draft)


def sent() -> Iterator[tuple[str, str]]:
    """Everything that readers can be sent, with where it comes from."""
    store, reader, front = plant.store(), Client(), Pages(plant.store())
    for name in store.names():
        yield f"the name {name}", name
        yield name, (store.get(name) or b"").decode("latin-1")
        answer = front.answer(addressing.path_for(name), accept_encoding=b"br", if_none_match=None)
        assert answer is None or b"etag" in dict(answer.headers)
        yield f"the front's answer to {name}", answer.head.decode("latin-1").lower() if answer else ""
        if name.endswith("index.html"):
            answer = reader.get("/" + name.removesuffix("index.html"))
            yield f"headers of {name}", str(dict(answer.items()))
    for event in plant.log().since(0, limit=100_000):
        yield f"event {event.id}", f"{event.topic} {event.path} {json.dumps(dict(event.data), ensure_ascii=False)}"
    for typed in ("Haushalt", "Stadtrat Lindenbrück", "kanarie", "Kanarienheadlin"):
        for asked in ({"q": typed}, {"q": typed, "sofort": "1"}):
            document = finding.results(asked)
            yield f"search for {asked}", repr((document.hits, document.suggestion, document.topics, document.authors))
    index = plant.archive()
    for page in ArticlePage.objects.filter(live=True):
        yield f"related to {page.pk}", repr(index.related_to(path_of(page), 10))


def topic_of(article: ArticlePage) -> Topic:
    return Topic.objects.get(articles=article.pk)


def places(word: str) -> list[str]:
    return [where for where, text in sent() if word in text.lower()]


def answers(article: ArticlePage) -> str:
    """What its own addresses say, with their headers."""
    path, reader = path_of(article), Client()
    found = [reader.get(one) for one in (path, f"{path}index.json", f"{path}feed.xml", path.rstrip("/"))]
    assert all(answer.status_code in (301, 404, 410) for answer in found)
    return "\n".join(f"{dict(answer.items())}{answer.content.decode()}" for answer in found)


def test_what_is_not_public_is_nowhere_and_what_is_public_everywhere(article: ArticlePage) -> None:
    assert places(CANARY) == []
    words = [*SAID.values(), *KEPT.values(), *RELEASE.values()]
    assert not any(word in answers(article) for word in words)

    article.embargo, article.embargo_until = "until", timezone.now() + timedelta(hours=1)
    with pytest.raises(publishing.Refused):
        services.publish(article, revision=article.save_revision(clean=False))
    assert places(CANARY) == []

    services.schedule(article, at=timezone.now() + timedelta(hours=1))
    article.refresh_from_db()
    assert schedule.fire(now=timezone.now()) == 0
    assert places(CANARY) == []
    assert not any(word in answers(article) for word in words)

    article.embargo, article.embargo_until, article.go_live_at = "none", None, None
    services.publish(article, revision=article.save_revision())
    article.refresh_from_db()
    latest = article.get_latest_revision_as_object()
    latest.title = KEPT["draft"]
    latest.save_revision()
    assert "person/anna-berg/index.html" not in places(SAID["quote"]), "nobody has confirmed it"
    quoting.confirm(Quotation.objects.get())
    assert "person/anna-berg/index.html" in places(SAID["quote"])
    for where in ("person/anna-berg/index.html", "person/anna-berg/feed.json"):
        assert where in places(SAID["headline"])
    for name, word in SAID.items():
        assert places(word), f"{name} is not to be seen"
    headline = places(SAID["headline"])
    for where in ("index.html", "politik/index.html", "feed.xml", "thema/haushalt/feed.json", "sitemap-news.xml"):
        assert where in headline
    for where in (f"politik/{SLUG}/index.json", f"archiv/{timezone.localtime():%Y/%m}/index.html"):
        assert where in headline
    assert any(where.startswith("search for") for where in headline)
    assert any(where.startswith("related to") for where in headline)
    for word in (*KEPT.values(), *RELEASE.values()):
        assert places(word) == []

    further = article.get_latest_revision_as_object()
    further.title, further.lead = f"Stadtrat einigt sich: {SAID['headline']}", "Er nahm 14 Millionen auf."
    services.publish(article, revision=further.save_revision())
    assert f"politik/{SLUG}/versionen/index.html" in places(SAID["lead"])
    assert all(places(word) == [] for word in KEPT.values())

    waiting = timelines.put(topic_of(article), day=timezone.localdate(), text=f"Frei erzählt: {SAID['lead']}")
    waiting.rests_on.create(article=article)
    timeline = chronicle.points(topic_of(article))
    assert SAID["lead"] in repr(timeline)
    services.unpublish(article)
    assert CANARY not in repr(chronicle.points(topic_of(article)))
    told = plant.log().since(0, limit=100_000)
    gone = {f"event {event.id}" for event in told if event.event == "withdraw"}
    own = {f"event {event.id}" for event in told if event.topic == addresses.topic_of(path_of(article))}
    assert gone <= set(places(CANARY)) == gone | own, "the address, which open pages follow or are told, and no more"
    assert all(places(word) == [] for word in words)
    assert not any(word in answers(article) for word in words if word != SAID["headline"])
    assert gone
