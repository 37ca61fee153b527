"""Files with more entries than are read: what is left out is told."""

from __future__ import annotations

import json

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsers import many, registry

ITEM = "<item><guid>{0}</guid><title>Meldung {0}</title></item>"
WIRE = '<newsItem guid="{0}"><contentMeta><headline>Meldung {0}</headline></contentMeta></newsItem>'
NEWSML = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def rss(count: int) -> str:
    return f"<rss><channel><title>Amt</title>{''.join(ITEM.format(n) for n in range(count))}</channel></rss>"


def json_feed(count: int) -> str:
    items = [{"id": str(n), "title": f"Meldung {n}"} for n in range(count)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def ninjs(count: int) -> str:
    return json.dumps([{"uri": f"urn:{n}", "type": "text", "headline": f"Meldung {n}"} for n in range(count)])


def newsml(count: int) -> str:
    items = "".join(WIRE.format(n) for n in range(count))
    return f"<newsMessage {NEWSML}><itemSet>{items}</itemSet></newsMessage>"


@pytest.mark.parametrize("make", [rss, json_feed, ninjs, newsml])
def test_beyond_the_most_a_quarantine_entry_says_what_is_missing(
    make: type[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST", 5)
    how = Circumstances(fetcher="feed")
    whole = registry.read(make(5).encode(), how)[1].items
    assert [item.headline for item in whole] == [f"Meldung {n}" for n in range(5)]
    *read, left = registry.read(make(1008).encode(), how)[1].items
    assert [item.headline for item in read] == [f"Meldung {n}" for n in range(5)]
    assert left.status == "quarantined"
    assert "hat 1.008 Einträge. Gelesen wurden die ersten 5" in left.reason
    assert left.subject == "1.003 Einträge nicht gelesen"


def test_thousands_of_entries_are_all_read() -> None:
    assert len(registry.read(rss(4_000).encode(), Circumstances(fetcher="feed"))[1].items) == 4_000
