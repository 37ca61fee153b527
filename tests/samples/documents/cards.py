"""Stories as they are offered: three dozen hours of an invented town, with the long words German is made of."""

from __future__ import annotations

from documents.pictures import picture
from documents.publication import SECTIONS, before

from depesche.bakery import schema


def story(slug: str, section: str, hours: float, headline: str, teaser: str = "", **more: object) -> schema.Card:
    instant = before(hours=hours)
    fields = {"byline": "Fenna Auweiler", "updated": instant, **more}
    return schema.Card(
        path=f"/{section}/{slug}/",
        uri=f"urn:example:{slug}",
        headline=headline,
        teaser=teaser,
        section=SECTIONS[section],
        first_published=instant,
        **fields,  # type: ignore[arg-type]
    )


LEAD = story(
    "hochwasserrueckhaltebecken",
    "nachrichten",
    0.8,
    "Auenstadt baut das größte Hochwasserrückhaltebecken am Oberlauf",
    "Nach elf Stunden Debatte stimmt der Stadtrat mit zwei Stimmen Mehrheit für das Vorhaben. Anwohnerinnen und "
    "Anwohner kündigen Klage an, die Landesregierung spricht von einem Durchbruch.",
    kicker="Hochwasserschutz",
    picture=picture("bruecke", alt="Abendlicht über dem Fluss, davor die Bögen der Alten Brücke"),
    updated=before(hours=0.2),
    urgency=2,
)
SECONDS = (
    story(
        "doppelhaushalt",
        "politik",
        2,
        "Landtag beschließt Doppelhaushalt mit Rekordinvestitionen in Grundschulen",
        "Die Opposition nennt die Finanzierung „auf Sand gebaut“. Der Rechnungshof will im Herbst prüfen.",
        kicker="Haushaltsdebatte",
        picture=picture("landtag", alt="Ein Säulenbau mit breiter Treppe"),
    ),
    story(
        "elfmeterschiessen",
        "sport",
        0.4,
        "Elfmeterdrama in der 121. Minute: Auenstadt steht im Finale",
        "Torhüterin Ida Marschall hält dreimal und verwandelt selbst.",
        kicker="Pokal der Frauen",
        is_live=True,
    ),
    story(
        "telefonat",
        "politik",
        5,
        "Eine Stunde am Telefon, kein Ergebnis: Was vom Gespräch der Nachbarn bleibt",
        "Beide Seiten wollen weiterreden. Worüber, sagen sie nicht.",
        kicker="Analyse",
    ),
)
BRIEFS = (
    story("a", "nachrichten", 1.1, "Stadtwerke senken den Fernwärmepreis zum Oktober um vier Prozent"),
    story("b", "nachrichten", 1.9, "Straßenbahnlinie 7 fährt am Wochenende nur bis Güterbahnhof"),
    story("c", "politik", 3.4, "Kinderbetreuungszuschuss: Anträge sind von Montag an möglich"),
    story("d", "sport", 4.2, "Ruderachter qualifiziert sich für die Weltmeisterschaft"),
    story("e", "klatsch", 6, "Schlagerduo trennt sich „in aller Freundschaft“ und singt weiter zusammen"),
    story("f", "nachrichten", 27, "Waldbrandgefahr: Forstamt sperrt Wanderwege oberhalb der Talsperre"),
)
_NEWS = (
    story(
        "wochenmarkt",
        "nachrichten",
        7,
        "Der Wochenmarkt zieht um, und niemand will neben den Fischstand",
        "Zwei Jahre lang wird der Marktplatz aufgerissen. Die Standplatzverlosung endete im Streit, der Marktmeister "
        "nimmt es mit Humor.",
        kicker="Innenstadt",
        picture=picture("markt", alt="Marktstände vor Giebelhäusern"),
    ),
    story(
        "schleuse",
        "nachrichten",
        9,
        "Die Schleuse schließt nach 112 Jahren",
        "Der letzte Schleusenwärter über Nebel, Hausboote und die Stille danach.",
        kicker="Flussleben",
        picture=picture("schleuse", alt="Das Holztor einer alten Schleuse"),
    ),
    story(
        "glasfaser",
        "nachrichten",
        12,
        "Glasfaseranschlüsse: Jedes dritte Haus wartet seit über einem Jahr",
        kicker="Netzausbau",
    ),
    story(
        "notaufnahme",
        "nachrichten",
        20,
        "Notaufnahme am Kreiskrankenhaus bleibt nachts geöffnet",
        kicker="Gesundheitsversorgung",
    ),
)
_POLITICS = (
    story(
        "verwaltungsvereinfachung",
        "politik",
        8,
        "Verwaltungsvereinfachungsgesetz: Was sich beim Wohngeld wirklich ändert",
        "Weniger Formulare, schnellere Bescheide, verspricht die Ministerin. Die Kommunen rechnen anders.",
        kicker="Sozialpolitik",
        picture=picture("telefon", alt="Zwei Telefone auf einem Tisch, ihre Schnüre berühren sich"),
    ),
    story(
        "buergerbegehren",
        "politik",
        11,
        "Bürgerbegehren gegen Parkhaus hat genug Unterschriften",
        kicker="Stadtentwicklung",
        picture=picture("markt", alt=""),
    ),
    story("koalition", "politik", 22, "Koalition streitet über Tempo 30 vor Pflegeheimen"),
    story(
        "grenzwerte",
        "politik",
        30,
        "Grenzwertüberschreitungen am Ring: Ministerium räumt Messfehler ein",
        kicker="Luftreinhaltung",
    ),
)
_SPORT = (
    story(
        "heimsieg",
        "sport",
        10,
        "Heimsieg nach 0:3: Die verrückteste Viertelstunde der Saison",
        "Wie der SV Auenstadt eine verlorene Partie drehte, und warum der Trainer davon nichts sah.",
        kicker="Regionalliga",
        picture=picture("stadion", alt="Flutlicht über vollen Rängen und grünem Rasen"),
    ),
    story(
        "marathon",
        "sport",
        25,
        "Talsperrenmarathon: Streckenrekord bei Dauerregen",
        kicker="Leichtathletik",
        picture=picture("schleuse", alt=""),
    ),
    story("schach", "sport", 28, "Zwölfjährige schlägt Großmeister im Blitzschach"),
)
_GOSSIP = (
    story(
        "festival",
        "klatsch",
        13,
        "Sie singt, sie schweigt, sie kommt zurück: Mara Lindgren auf der Freilichtbühne",
        "Drei Jahre nach ihrem Rückzug kündigt die Sängerin ein einziges Konzert an.",
        kicker="Comeback",
        picture=picture("buehne", alt="Scheinwerferkegel über einem dunklen Publikum"),
    ),
    story(
        "hochzeit",
        "klatsch",
        16,
        "Heimliche Hochzeit auf dem Leuchtturm: Trauzeuge war der Wärter",
        kicker="Liebe",
        picture=picture("bruecke", alt=""),
    ),
    story("kochshow", "klatsch", 26, "Fernsehkoch verliert Wette und muss ein Jahr lang Kantinenessen testen"),
)
BANDS = tuple(
    schema.Band(section=SECTIONS[slug], cards=cards)
    for slug, cards in (("nachrichten", _NEWS), ("politik", _POLITICS), ("sport", _SPORT), ("klatsch", _GOSSIP))
)
ALL = (LEAD, *SECONDS, *BRIEFS, *_NEWS, *_POLITICS, *_SPORT, *_GOSSIP)
