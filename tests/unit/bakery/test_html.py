"""Pages: valid, whole, honest about times, and calm under hostile text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import html5lib
import pytest
from documents import hostile, pages
from documents.article import ARTICLE, plain
from documents.cards import ALL, LEAD
from documents.publication import PUBLICATION
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.bakery import formats, markup, schema, themes
from depesche.bakery.formats import html
from depesche.bakery.themes import Theme

Tree = Any
THEME = themes.load()
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"'><img src=x onerror=alert(1)>",
    "]]>",
    "{{ 7*7 }}{% raw %}",
    "\x00\x08\x0b\x1f\x7f\x85\ufffe\U0001ffff",
    "\u2028\u2029",
    "שלום \u202eevil\u202c",
    "👩🏽‍🚒",
    "&amp;&lt;&#0;&nosuch;",
    "javascript:alert(1)",
    'https://x.example/"onclick=alert(1)',
    "a" * 10_000,
    "Größe " * 1_700,
    "",
    " ",
    "\\",
]
hostile_text = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), max_size=3).map("".join)


def render(document: schema.Document, publication: schema.Publication = PUBLICATION, live_id: int = 7) -> str:
    return html.render(document, publication, live_id=live_id, theme=THEME).decode()


def parse(page: str, *, strict: bool = True) -> Tree:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=strict)
    return parser.parse(page)


def text_of(element: Tree) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def parts(tree: Tree) -> set[str]:
    return {element.get("data-part") for element in tree.iter() if element.get("data-part")}


@pytest.mark.parametrize("name", pages.PAGES)
def test_every_page_parses_without_an_error_and_has_one_heading_of_the_first_rank(name: str) -> None:
    tree = parse(render(pages.PAGES[name]))
    assert len(tree.findall(".//h1")) == 1
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert tree.find(".//main").get("id") == "inhalt"


@pytest.mark.parametrize("name", pages.PAGES)
def test_pages_load_nothing_from_elsewhere_and_hold_no_inline_code(name: str) -> None:
    tree = parse(render(pages.PAGES[name]))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
        loaded = [element.get("src"), *(part.split()[0] for part in (element.get("srcset") or "").split(", ") if part)]
        if element.tag == "link" and element.get("rel") in ("stylesheet", "preload"):
            loaded.append(element.get("href"))
        assert all(address.startswith(("/assets/", "/bilder/")) for address in loaded if address)
        assert element.tag not in ("iframe", "style", "object", "embed")
        if element.tag == "script" and not element.get("src"):
            assert element.get("type") == "application/ld+json"


@pytest.mark.parametrize("name", pages.PAGES)
def test_pages_are_whole_in_english_too(name: str) -> None:
    page = render(pages.PAGES[name], replace(PUBLICATION, language="en"))
    assert '<html lang="en"' in page
    assert "Startseite" not in page


def test_root_element_carries_the_live_id_and_what_the_page_listens_to() -> None:
    root = parse(render(ARTICLE, live_id=41))
    assert root.get("data-live-id") == "41"
    assert root.get("data-live-topics") == "article/nachrichten/hochwasserrueckhaltebecken,breaking"
    assert parse(render(pages.FRONT)).get("data-live-topics") == "front,breaking"
    assert parse(render(pages.SECTION)).get("data-live-topics") == "section/nachrichten,breaking"
    assert parse(render(pages.TOPIC)).get("data-live-topics") == "topic/hochwasserschutz,breaking"
    for document in (pages.IMPRINT, pages.MONTH, pages.SEARCH, pages.PERSON, pages.NOT_FOUND):
        assert parse(render(document)).get("data-live-topics") == "breaking", "the breaking line reaches every page"


@pytest.mark.parametrize("document", [pages.FRONT, pages.SECTION], ids=["front", "section"])
def test_a_breaking_line_stands_between_masthead_and_news_with_its_own_sheet_and_script(
    document: schema.FrontDocument | schema.ListDocument,
) -> None:
    line = schema.BreakingLine(
        key="k7", text="Damm <hält>", url="/nachrichten/damm/", at=ARTICLE.updated, until=ARTICLE.updated
    )
    page, without = render(replace(document, breaking=line)), render(document)
    root = parse(page)
    aside = root.find(".//aside")
    assert (aside.get("data-line"), aside.get("aria-label")) == ("k7", "Eilmeldung")
    assert aside.find(".//a").get("href") == "/nachrichten/damm/"
    assert "Damm <hält>" in text_of(aside)
    assert [child.tag for child in root.find("body")].index("aside") == 2
    assets = THEME.assets(PUBLICATION.accent)
    for asset in (assets.breaking_sheet, assets.breaking_script):
        assert asset.path in page
        assert asset.path not in without
    event = html.breaking(line, PUBLICATION, theme=THEME)
    assert event in page, "the event brings the element just as it stands on the page"


@given(text=hostile_text, url=hostile_text)
@settings(max_examples=40)
def test_a_hostile_breaking_line_is_text(text: str, url: str) -> None:
    line = schema.BreakingLine(key="k", text=text, url=url, at=ARTICLE.updated, until=ARTICLE.updated)
    made = html5lib.parseFragment(
        html.breaking(line, PUBLICATION, theme=THEME), namespaceHTMLElements=False, treebuilder="etree"
    )
    tags = {element.tag for element in made.iter() if isinstance(element.tag, str)}
    assert tags <= {"DOCUMENT_FRAGMENT", "aside", "p", "strong", "a", "span", "time"}
    for element in made.iter():
        assert not [key for key in element.attrib if key.startswith("on")]
        assert not (element.get("href") or "").lower().startswith("javascript")


def test_a_topic_tells_what_happened_when_and_who_is_involved() -> None:
    root = parse(render(pages.TOPIC))
    assert {"timeline", "involved"} <= parts(root)
    points = [element for element in root.iter("li") if "timeline__point" in (element.get("class") or "")]
    days = [point.find("time") for point in points]
    assert [day.get("datetime") for day in days][-2:] == ["2013-06", "1924"]
    assert [text_of(day) for day in days][-2:] == ["Juni 2013", "1924"]
    assert ["hidden" in day.get("class") for day in days][:3] == [False, True, False], "a day is said once"
    assert text_of(points[1]) == f"3. Juli 2025 Der Rat stimmt zu. {ALL[1].headline} {ALL[2].headline}"
    assert points[0].find(".//a").get("href") == LEAD.path
    rest = root.find(".//details[@class='timeline__rest']")
    assert text_of(rest.find("summary")) == "3 frühere Ereignisse"
    assert root.find(".//nav[@aria-labelledby='menschen']//a").get("rel") == "nofollow"
    names = [(element.tag, text_of(element)) for element in root.iter() if element.tag in ("h1", "h2")]
    assert names[1:5] == [("h2", "Was geschah wann"), ("h2", "Menschen"), ("h2", "Orte"), ("h2", "Alle Beiträge")]
    bare = render(replace(pages.TOPIC, dossier=schema.Dossier()))
    assert pages.TOPIC.lead_in in bare.partition("<main")[2]
    assert parts(parse(bare)).isdisjoint({"timeline", "involved"})


@given(text=hostile_text, url=hostile_text)
@settings(max_examples=30)
def test_a_hostile_dossier_is_text(text: str, url: str) -> None:
    link = schema.RelatedLink(url=url, text=text)
    dossier = schema.Dossier(
        summary_html=text,
        points=(schema.TimelinePoint(day=date(2025, 7, 3), precision=text, text=text, links=(link, link)),) * 8,
        people=(schema.Involved(name=text, path=url, articles=2),),
    )
    main = parse(render(replace(pages.TOPIC, cards=(), dossier=dossier)), strict=False).find(".//main")
    for element in main.iter():
        if isinstance(element.tag, str):
            assert element.tag not in ("script", "img", "iframe", "style", "object")
            assert not [key for key in element.attrib if key.startswith("on")]
            assert not (element.get("href") or "").lower().startswith("javascript")


def test_a_person_says_what_is_linked_and_stands_where_the_name_does() -> None:
    root = parse(render(pages.PROFILE))
    assert {"quotes", "appearances"} <= parts(root)
    quotes = root.findall(".//li[@class='saying']")
    assert text_of(quotes[0]) == f"„Der Damm hält, und zwar zum 1. Mal.“ 9. Juli 2025 {LEAD.headline}"
    assert quotes[0].find(".//a").get("href") == LEAD.path
    assert text_of(root.find(".//details[@class='said__rest']/summary")) == "2 frühere Zitate"
    assert text_of(root.find(".//p[@class='kicker']")) == "Person · Deichgräfin"
    graph = json.loads(root.find(".//script[@type='application/ld+json']").text)["@graph"]
    assert graph[0]["mainEntity"]["disambiguatingDescription"] == "Deichgräfin"
    body = replace(pages.PROFILE, kind="organisation", sayings=(), cards=(), older=None)
    graph = json.loads(parse(render(body)).find(".//script[@type='application/ld+json']").text)["@graph"]
    assert (graph[0]["mainEntity"]["@type"], graph[0]["mainEntity"]["description"]) == ("Organization", body.role)
    assert "Zurzeit gibt es hier keinen Beitrag." in render(body)


def test_an_article_links_whom_it_names() -> None:
    one = schema.ProfileRef(name="Wiebke Sandmann", path="/person/wiebke-sandmann/", role="Deichgräfin")
    root = parse(render(replace(ARTICLE, people=(one,))))
    named = root.find(".//nav[@data-part='people']")
    assert text_of(named) == "In diesem Artikel Wiebke Sandmann Deichgräfin"
    assert named.find(".//a").get("href") == one.path
    graph = json.loads(root.find(".//script[@type='application/ld+json']").text)["@graph"]
    assert [mention["name"] for mention in graph[0]["mentions"]] == ["Wiebke Sandmann"]


@given(text=hostile_text, url=hostile_text)
@settings(max_examples=30)
def test_a_hostile_person_is_text(text: str, url: str) -> None:
    saying = schema.Saying(text=text, day=date(2025, 7, 3), source=schema.RelatedLink(url=url, text=text))
    document = replace(pages.PROFILE, name=text, role=text, note=text, sayings=(saying,) * 8, cards=())
    main = parse(render(document), strict=False).find(".//main")
    for element in main.iter():
        if isinstance(element.tag, str):
            assert element.tag not in ("script", "img", "iframe", "style", "object")
            assert not [key for key in element.attrib if key.startswith("on")]
            assert not (element.get("href") or "").lower().startswith("javascript")


def test_a_page_names_the_publications_zone() -> None:
    assert parse(render(pages.FRONT)).get("data-zone") == PUBLICATION.time_zone


def test_article_has_every_part_of_the_contract() -> None:
    assert parts(parse(render(ARTICLE))) == {"breadcrumb", "share", "related", "corrections", "sources", "live"}


def test_parts_without_content_are_left_out() -> None:
    bare = replace(plain(ALL[4]), related=(), topics=())
    assert parts(parse(render(bare))) == {"breadcrumb", "share", "live"}


def test_a_story_is_called_updated_only_when_its_meaning_changed() -> None:
    assert "byline__updated" in render(ARTICLE)
    typo_only = replace(ARTICLE, updated=ARTICLE.first_published)
    assert "byline__updated" not in render(typo_only)


def test_major_corrections_stand_above_the_text_and_minor_ones_below() -> None:
    page = render(ARTICLE).partition("<main")[2]
    major, minor = (page.index(made.text) for made in ARTICLE.corrections)
    assert major < page.index("article__body") < minor


def test_every_block_shows_its_words() -> None:
    words = text_of(parse(render(ARTICLE)).find(".//main"))
    for wanted in (
        "„Wir haben heute nicht über Beton abgestimmt",
        "Oberbürgermeisterin von Auenstadt",
        "Südbecken mit Fischtreppe",
        "Bemessungshochwasser",
        "Bild 2 von 3",
        "Bei YouTube öffnen",
        "Aus dem Archiv",
        "Bild: Auenbote (Grafik)",
        "Pressemitteilung",
        "Mehr zum Thema",
        "4 Minuten Lesezeit",
    ):
        assert wanted in words


def test_quotation_marks_are_not_doubled() -> None:
    own = replace(ARTICLE, body=(schema.QuoteBlock(text="„Schon gesetzt“"), schema.QuoteBlock(text="ohne")))
    quotes = [text_of(quote) for quote in parse(render(own)).findall(".//blockquote")]
    assert quotes == ["„Schon gesetzt“", "„ohne“"]


def test_foreign_content_waits_for_a_click() -> None:
    page = render(ARTICLE)
    assert 'data-embed="https://www.youtube-nocookie.com/embed/abcdefghijk"' in page
    assert "<iframe" not in page


def test_subheadings_of_one_name_get_anchors_of_their_own() -> None:
    given_anchors = ("kosten", "kosten", "quellen", " ")
    body = tuple(schema.SubheadingBlock(text="Kosten", anchor=anchor) for anchor in given_anchors)
    tree = parse(render(replace(ARTICLE, body=body)))
    assert [heading.get("id") for heading in tree.findall(".//h2[@class='subheading']")] == [
        "kosten",
        "kosten-2",
        "quellen-2",
        "abschnitt",
    ]


def test_columns_of_numbers_are_flush_right_with_their_heading() -> None:
    tree = parse(render(ARTICLE))
    heads = [head.get("class") for head in tree.findall(".//thead//th")]
    assert heads == [None, None, "number", "number", "number"]


def test_a_live_blog_names_each_day_once() -> None:
    entries = [
        schema.TickerEntry(
            number=number, uri=str(number), at=ARTICLE.updated.replace(day=day, hour=12), html="<p>x</p>"
        )
        for number, day in ((4, 4), (3, 4), (2, 3), (1, 3))
    ]
    ticker = schema.Ticker(status=schema.TickerStatus.LIVE, topic="live/x", entries=tuple(entries))
    page = parse(render(replace(ARTICLE, ticker=ticker)))
    headings = ["".join(day.itertext()) for day in page.iterfind(".//*[@data-entries]/*[@class='ticker__day']")]
    days = [entry.get("data-day") for entry in page.iterfind(".//*[@data-entry]")]
    assert len(headings) == 2
    assert days == [headings[0]] * 2 + [headings[1]] * 2


def test_a_picture_is_cropped_around_what_matters() -> None:
    picture = next(card.picture for card in ALL if card.picture)
    card = replace(next(card for card in ALL if card.picture), picture=replace(picture, focus=(0, 50)))
    page = parse(render(replace(ARTICLE, related=(card,))))
    assert [
        (image.get("data-x"), image.get("data-y")) for image in page.iterfind(".//*[@data-part='related']//img")
    ] == [("0", None)]


def test_pictures_have_sizes_and_only_the_first_is_not_lazy() -> None:
    images = parse(render(ARTICLE)).findall(".//main//img")
    assert all(image.get("width") and image.get("height") and image.get("alt") is not None for image in images)
    assert [image.get("loading") for image in images[:2]] == [None, "lazy"]
    assert "webp 480w" in images[0].get("srcset")
    assert images[0].get("src").endswith(".jpg")


def test_avif_is_offered_first_where_there_is_any_and_feeds_go_on_with_jpeg() -> None:
    assert parse(render(ARTICLE)).findall(".//main//picture") == []
    avif = tuple(
        schema.Rendition(path=f"/bilder/a-{width}.avif", width=width, height=width // 2) for width in (480, 960)
    )
    found = parse(render(replace(ARTICLE, picture=replace(ARTICLE.picture, avif=avif)))).find(".//main//picture")
    source, image = found.find(".//source"), found.find(".//img")
    assert source.get("type") == "image/avif"
    assert source.get("srcset") == "/bilder/a-480.avif 480w, /bilder/a-960.avif 960w"
    assert source.get("sizes") == image.get("sizes")
    assert "webp 480w" in image.get("srcset")
    assert image.get("src").endswith(".jpg")


def test_json_ld_tells_search_engines_what_the_page_tells_readers() -> None:
    tree = parse(render(ARTICLE))
    graph = json.loads(tree.find(".//script[@type='application/ld+json']").text)["@graph"]
    news = graph[0]
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == ARTICLE.headline
    assert news["datePublished"] == "2025-07-03T19:24:00+02:00"
    assert news["dateModified"] == "2025-07-03T20:00:00+02:00"
    assert [author["@type"] for author in news["author"]] == ["Person", "Person", "Organization"]
    assert news["publisher"]["name"] == "Auenbote"
    assert [made["text"] for made in news["correction"]] == [made.text for made in ARTICLE.corrections]
    assert [step["item"] for step in graph[1]["itemListElement"]][-1] == news["url"]


def test_head_names_feeds_canonical_and_the_machine_readable_version() -> None:
    tree = parse(render(ARTICLE))
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in tree.findall(".//head/link")}
    assert links["canonical", None] == f"https://auenbote.example{ARTICLE.path}"
    assert links["alternate", "application/rss+xml"] == "/nachrichten/feed.xml"
    assert links["alternate", "application/json"] == f"{ARTICLE.path}index.json"
    metas = {meta.get("property"): meta.get("content") for meta in tree.findall(".//meta") if meta.get("property")}
    assert metas["og:title"] == ARTICLE.headline
    assert metas["og:image"].startswith("https://auenbote.example/bilder/")


@pytest.mark.parametrize("name", ["search", "not-found", "gone", "unavailable"])
def test_pages_that_are_no_content_are_not_indexed(name: str) -> None:
    assert '<meta name="robots" content="noindex">' in render(pages.PAGES[name])


def test_search_says_what_it_found_and_leads_on() -> None:
    page = render(pages.SEARCH)
    assert "27 Treffer für „Hochwasser“" in page
    assert '<a rel="next" href="/suche/?q=Hochwasser&amp;seite=2">' in page
    assert "<mark>Hochwasser</mark>" in page
    empty = render(pages.SEARCH_EMPTY)
    assert "haben wir nichts gefunden" in empty
    assert pages.SEARCH_EMPTY.note in empty


def test_month_groups_by_the_local_day() -> None:
    days = [text_of(day) for day in parse(render(pages.MONTH)).findall(".//h2[@class='day__title']")]
    assert days == ["Mittwoch, 2. Juli 2025", "Donnerstag, 3. Juli 2025"]


def test_an_empty_front_says_so() -> None:
    assert "Noch ist nichts erschienen" in render(schema.FrontDocument())


def test_empty_parts_are_no_error() -> None:
    empty = (schema.TableBlock(rows=()), schema.GalleryBlock(pictures=()), schema.RelatedBoxBlock(title="", links=()))
    assert "<table>" in render(replace(ARTICLE, body=empty))
    bare = replace(pages.FRONT, bands=(schema.Band(section=pages.FRONT.bands[0].section, cards=()),))
    assert 'class="band"' not in render(bare)


def test_a_very_long_word_makes_its_headline_smaller() -> None:
    assert 'class="article__headline fit-2"' in render(ARTICLE)
    assert 'class="article__headline"' in render(replace(ARTICLE, headline="Kurz und gut"))
    hyphenated = replace(ARTICLE, headline="Verwaltungs\u00advereinfachungs\u00adgesetz")
    assert 'class="article__headline"' in render(hyphenated)


def test_a_feed_is_no_page() -> None:
    with pytest.raises(TypeError, match="FeedDocument"):
        render(pages.FEED)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=hostile_text)
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    document = hostile.article(text)
    publication = hostile.publication(text)
    tree = parse(render(document, publication), strict=False)
    scripts = [(script.get("src") or "", script.get("type")) for script in tree.iter("script")]
    assert [kind for _, kind in scripts] == ["module", "application/ld+json"]
    json.loads(next(script.text for script in tree.iter("script") if not script.get("src")))
    allowed = {"class", "href", "lang", "id", "rel"}
    for element in tree.find(".//main").iter():
        assert element.tag not in ("script", "style", "iframe", "object", "form", "svg")
        if element.tag == "a":
            assert set(element.attrib) <= allowed | {"tabindex", "aria-hidden", "aria-current", "data-copy", "hreflang"}
            assert markup.link(element.get("href", "/")) or element.get("href", "").startswith("sgnl:")
        assert not [key for key in element.attrib if key.startswith("on")]
    headline = tree.find(".//h1/span[@class='article__title']")
    assert text_of(headline) == re.sub(r"\s+", " ", markup.legal(text)).strip()


def test_same_document_same_bytes(theme: Theme) -> None:
    for document in (*pages.PAGES.values(), *pages.OTHERS):
        once, twice = (formats.render(document, PUBLICATION, live_id=1, theme=theme) for _ in range(2))
        assert once == twice
        assert tuple(once) == formats.names(document)


@pytest.mark.parametrize(("written", "shown"), [("Kurz für Suchende.", "Kurz für Suchende."), ("", "Der Vorspann.")])
def test_search_engines_read_the_description_written_for_them_else_the_lead(written: str, shown: str) -> None:
    page = render(replace(ARTICLE, lead="Der Vorspann.", seo_description=written))
    assert f'<meta name="description" content="{shown}">' in page
