"""Related articles: the same matter, never the same text."""

from __future__ import annotations

from depesche.archive.index import Index

from .conftest import Write

BRIDGE = (
    "Die Merlebrücke in Kranichbrück bleibt gesperrt. Prüfer fanden Risse an zwei Lagern, der Verkehr wird über "
    "den Ring umgeleitet. Die Stadt rechnet mit Kosten von drei Millionen Euro."
)
REPORT = (
    "Ein Gutachten zur Merlebrücke nennt Versäumnisse. Die Schäden an den Lagern waren den Prüfern seit Jahren "
    "bekannt, die Stadt Kranichbrück kündigt neue Regeln an."
)
CITIZENS = (
    "Eine Initiative sammelt Unterschriften für den Neubau der Merlebrücke. Sie fordert einen Bürgerentscheid, bevor "
    "der Rat von Kranichbrück über die Sanierung abstimmt."
)
BAKERY = "Um zwei Uhr nachts beginnt die Schicht in der Bäckerei am Markt. Der Teig ruht, die Öfen heizen vor."
MATCH = "Kranichbrück gewinnt das Derby gegen Hohenquell mit zwei zu eins. Das Tor fiel in der Nachspielzeit."


def filled(index: Index, write: Write) -> None:
    for number, text in enumerate((BAKERY, MATCH)):
        index.add(write(f"other{number}", "Etwas anderes", text, section="sport", days=number))
    index.add(write("bridge", "Merlebrücke gesperrt", BRIDGE, days=3))
    index.add(write("report", "Prüfer rügen Stadt", REPORT, days=1))
    index.add(write("citizens", "Bürger wollen Neubau", CITIZENS))
    index.commit()


def test_the_same_matter_comes_first_and_other_matters_do_not(index: Index, write: Write) -> None:
    filled(index, write)
    offered = [path for path, _ in index.related(write("bridge", "Merlebrücke gesperrt", BRIDGE, days=3), 4)]
    assert set(offered[:2]) == {"/politik/report/", "/politik/citizens/"}
    assert "/sport/other0/" not in offered


def test_near_duplicates_are_never_offered(index: Index, write: Write) -> None:
    filled(index, write)
    index.add(write("copy", "Merlebrücke gesperrt", BRIDGE.replace("bleibt", "ist weiter"), days=2))
    index.add(write("copy2", "Gutachten", REPORT.replace("nennt", "zeigt")))
    index.commit()
    offered = [path for path, _ in index.related(write("bridge", "Merlebrücke gesperrt", BRIDGE, days=3), 6)]
    assert "/politik/copy/" not in offered
    assert len({"/politik/report/", "/politik/copy2/"}.intersection(offered)) == 1


def test_a_shared_topic_brings_articles_together(index: Index, write: Write) -> None:
    filled(index, write)
    index.add(write("vote", "Der Rat stimmt ab", "Abgestimmt wird am Montag.", topics=("merlebruecke",)))
    index.commit()
    story = write("bridge", "Merlebrücke gesperrt", BRIDGE, topics=("merlebruecke",), days=3)
    assert "/politik/vote/" in [path for path, _ in index.related(story, 4)]


def test_an_article_of_the_index_is_asked_for_by_its_path(index: Index, write: Write) -> None:
    filled(index, write)
    by_path = index.related_to("/politik/bridge/", 4)
    assert by_path is not None
    assert by_path == index.offers(write("bridge", "Merlebrücke gesperrt", BRIDGE, days=3), 4)
    assert index.related_to("/politik/nothing/") is None


def test_an_article_without_words_has_no_relatives(index: Index, write: Write) -> None:
    filled(index, write)
    assert index.related(write("empty", "", ""), 4) == []


def test_removed_articles_are_not_offered(index: Index, write: Write) -> None:
    filled(index, write)
    index.remove("/politik/report/")
    index.commit()
    offered = [path for path, _ in index.related(write("bridge", "Merlebrücke gesperrt", BRIDGE, days=3), 4)]
    assert "/politik/report/" not in offered
