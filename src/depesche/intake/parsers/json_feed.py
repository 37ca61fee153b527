"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem, Reading, digest, empty_if_blank, quarantined
from depesche.intake.parsers import bodies, feed_pictures, json_values, many
from depesche.intake.parsers.json_values import text


class JsonFeed:
    """The parser for JSON Feed."""

    name = "json_feed"
    priority = 40

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        return json_values.looks_like_json(raw) and b"jsonfeed.org/version/" in raw[:4096].replace(b"\\/", b"/")

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        try:
            feed = json_values.load(raw)
        except ValueError as error:
            return quarantined(f"Der Feed ist kein gültiges JSON oder bricht ab ({error}).", kind="feed_entry")
        items = [one for one in feed.get("items") or [] if isinstance(one, dict)] if isinstance(feed, dict) else []
        if not items:
            return Reading(reason="Der Feed enthält keine Einträge.")
        return Reading(items=many.read(items, lambda item: empty_if_blank(_item(item, feed))))


def _item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> ParsedItem:
    title, summary = text(item.get("title")), text(item.get("summary"))
    html, plain = text(item.get("content_html")), text(item.get("content_text"))
    link = bodies.address(text(item.get("url")) or text(item.get("external_url")))
    blocks = bodies.from_html(html, base=link or text(feed.get("home_page_url"))) or bodies.from_text(plain)
    body = bodies.compose(" ".join(summary.split()), blocks)
    uri = text(item.get("id")) or text(item.get("url"))
    authors = item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author")
    return ParsedItem(
        kind="feed_entry",
        subject=title,
        headline=title or body.lead[:120] or body.text[:120],
        lead=body.lead,
        body=body.text,
        html=body.html,
        original_html=body.html,
        dateline=body.dateline,
        byline=", ".join(name for author in json_values.objects(authors) if (name := text(author.get("name")))),
        sender_name=text(feed.get("title")),
        lang=text(item.get("language")) or text(feed.get("language")),
        pictures=tuple(feed_pictures.remote(address) for address in [text(item.get("image"))] if address),
        wording=f"{title}\n\n{body.lead}\n\n{body.text}",
        uri=uri,
        link=link,
        version=text(item.get("date_modified")) or text(item.get("date_published")),
        identity=digest("feed", uri, title, summary, html, plain),
        replaces=(uri,) if uri else (),
    )
