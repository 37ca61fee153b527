"""One article with everything an article can have."""

from __future__ import annotations

from documents.cards import ALL, LEAD
from documents.pictures import picture
from documents.publication import SECTIONS, before

from depesche.bakery import schema

_TOPICS = tuple(
    schema.TopicRef(name=name, slug=slug, path=f"/thema/{slug}/", mediatopic=code)
    for name, slug, code in (
        ("Hochwasserschutz", "hochwasserschutz", "medtop:20000140"),
        ("Stadtrat", "stadtrat", ""),
        ("Klimaanpassung", "klimaanpassung", ""),
    )
)

_BODY: tuple[schema.Block, ...] = (
    schema.TextBlock(
        html="<p>Um 19.21 Uhr war es entschieden: Mit 24 zu 22 Stimmen hat der Stadtrat am Donnerstagabend dem Bau des "
        "Hochwasserrückhaltebeckens im Oberen Erlengrund zugestimmt. Der Beschluss fiel nach elf Stunden, zwei "
        "Sitzungsunterbrechungen und einer namentlichen Abstimmung, bei der vier Mitglieder gegen die Linie ihrer "
        "Fraktion stimmten.</p><p>Das Becken soll 2,4 Millionen Kubikmeter Wasser aufnehmen, so viel wie 960 "
        "Schwimmbecken mit Wettkampfmaßen. Es wäre das größte am Oberlauf und, so das "
        "<a href='/thema/hochwasserschutz/'>Landesamt für Wasserwirtschaft</a>, der Schlussstein eines Programms, "
        "das nach dem Hochwasser von 2021 begonnen wurde. Damals standen 1.340 Häuser unter Wasser.</p>"
    ),
    schema.QuoteBlock(
        text="Wir haben heute nicht über Beton abgestimmt, sondern darüber, ob wir beim nächsten Mal wieder Sandsäcke "
        "schleppen.",
        speaker="Hanna Brückner",
        role="Oberbürgermeisterin von Auenstadt",
        said="nach der Abstimmung vor dem Rathaus",
    ),
    schema.TextBlock(
        html="<p>Die Gegner sehen das anders. 61 Grundstücke müssten ganz oder in Teilen abgetreten werden, darunter "
        "ein Hof, der seit 1788 in derselben Familie ist. Die Interessengemeinschaft <em>Erlengrund bleibt</em> "
        "kündigte noch am Abend an, vor dem Verwaltungsgericht zu klagen. Drei Punkte stehen in ihrem Schriftsatz:</p>"
        "<ul><li>Die Alternative mit vier kleinen Becken sei nie ernsthaft geprüft worden.</li><li>Das "
        "Umweltverträglichkeitsgutachten stamme aus dem Jahr 2019 und sei überholt.</li><li>Die Entschädigungen "
        "richteten sich nach Bodenwerten, die niemand mehr zahle.</li></ul>"
    ),
    schema.SubheadingBlock(text="Was das Becken kostet, und wer es bezahlt", anchor="kosten"),
    schema.TextBlock(
        html="<p>Die Stadt rechnet mit 84 Millionen Euro. 60 Prozent trägt das Land, 15 Prozent kommen aus einem "
        "europäischen Strukturfonds, den Rest teilen sich die Stadt und die vier Gemeinden flussabwärts. Gebaut wird "
        "in drei Abschnitten.</p>"
    ),
    schema.TableBlock(
        caption="Die drei Bauabschnitte",
        rows=(
            ("Abschnitt", "Beginn", "Fassungsvermögen (m³)", "Kosten (Mio. €)", "Betroffene Grundstücke"),
            ("Damm und Auslassbauwerk", "März 2026", "900.000", "38,5", "22"),
            ("Nordbecken", "Mai 2027", "1.100.000", "31,0", "34"),
            ("Südbecken mit Fischtreppe", "April 2028", "400.000", "14,5", "5"),
        ),
        header_column=True,
    ),
    schema.InfoBoxBlock(
        title="Rückhaltebecken, kurz erklärt",
        html="<p>Ein Hochwasserrückhaltebecken ist die meiste Zeit eine Wiese. Erst wenn der Fluss eine festgelegte "
        "Höhe erreicht, schließt sich das Auslassbauwerk, und das Tal füllt sich.</p><ul><li><strong>Trockenbecken"
        "</strong> stehen nur bei Hochwasser unter Wasser.</li><li><strong>Bemessungshochwasser</strong> ist jenes, "
        "das im Mittel einmal in hundert Jahren kommt.</li></ul>",
    ),
    schema.ImageBlock(
        picture=picture(
            "schleuse",
            alt="Das Holztor der alten Schleuse, dahinter Weiden",
            caption="Die Schleuse am Erlengrund läge künftig hinter dem Damm. Ihr Tor bleibt als Denkmal stehen.",
        )
    ),
    schema.SubheadingBlock(text="Der Abend im Ratssaal", anchor="abend"),
    schema.TextBlock(
        html="<p>Als die Oberbürgermeisterin das Ergebnis verlas, blieb es einen Augenblick still. Dann klatschte die "
        "eine Hälfte der Empore, die andere stand auf und ging. „Ich habe mir das nicht leicht gemacht“, sagte "
        "Stadträtin Ludmiła Świątek, deren Stimme den Ausschlag gab. Sie wohnt selbst im Überschwemmungsgebiet.</p>"
        "<p>Ob das Land seinen Anteil hält, entscheidet sich mit dem "
        "<a href='https://landtag.example/haushalt'>Doppelhaushalt</a>, den der Landtag am selben Tag beschlossen "
        "hat. Die Landesregierung sprach von einem „Durchbruch für die Klimaanpassung“.</p>"
    ),
    schema.GalleryBlock(
        title="Der Erlengrund in Bildern",
        pictures=(
            picture("bruecke", alt="Abend an der Alten Brücke", caption="Bis zur Alten Brücke stand das Wasser 2021."),
            picture("markt", alt="Marktplatz", caption="Auf dem Marktplatz sammelten beide Seiten Unterschriften."),
            picture("landtag", alt="Säulenbau", caption="Der Landtag gibt das Geld frei."),
        ),
    ),
    schema.EmbedBlock(
        url="https://www.youtube.com/watch?v=abcdefghijk", provider="youtube.com", title="Die Abstimmung im Ratssaal"
    ),
    schema.RelatedBoxBlock(
        title="Aus dem Archiv",
        links=(
            schema.RelatedLink(url="/nachrichten/schleuse/", text="Die Schleuse schließt nach 112 Jahren"),
            schema.RelatedLink(url="/politik/doppelhaushalt/", text="Landtag beschließt Doppelhaushalt"),
        ),
    ),
    schema.TextBlock(
        html="<p>Baubeginn soll im März 2026 sein, wenn kein Gericht ihn aufhält. Die Sandsäcke, sagt der Leiter des "
        "Bauhofs, lasse er vorerst im Lager.</p>"
    ),
)

ARTICLE = schema.ArticleDocument(
    path=LEAD.path,
    uri=LEAD.uri,
    guid="6f1d2c9e-0000-4000-8000-000000000001",
    version=4,
    section=SECTIONS["nachrichten"],
    headline=LEAD.headline,
    kicker=LEAD.kicker,
    lead=LEAD.teaser,
    body=_BODY,
    bylines=(
        schema.Byline(name="Fenna Auweiler", role="Reporterin", path="/person/fenna-auweiler/"),
        schema.Byline(name="Tjark Özdemir-Wohlgemuth", path="/person/tjark-oezdemir/"),
        schema.Byline(name="Flussland-Nachrichtendienst"),
    ),
    dateline="Auenstadt",
    picture=picture(
        "bruecke",
        alt="Abendlicht über dem Fluss, davor die Bögen der Alten Brücke",
        caption="Der Pegel an der Alten Brücke: 2021 stand das Wasser bis zu den Bögen.",
    ),
    first_published=LEAD.first_published,
    updated=LEAD.updated,
    modified=before(hours=0.1),
    reading_minutes=4,
    word_count=512,
    topics=_TOPICS,
    sources=(
        schema.Source(
            kind=schema.SourceKind.RELEASE,
            name="Stadt Auenstadt: Stadtrat stimmt für Rückhaltebecken",
            received=before(hours=0.9),
            note="Zahlen zu Kosten und Bauabschnitten",
        ),
        schema.Source(
            kind=schema.SourceKind.ORGANISATION, name="Landesamt für Wasserwirtschaft", note="auf Anfrage am Donnerstag"
        ),
        schema.Source(
            kind=schema.SourceKind.LINK, name="Hochwasserbericht 2021", url="https://wasser.example/bericht-2021"
        ),
    ),
    corrections=(
        schema.Correction(
            made=before(hours=0.3),
            text="In einer früheren Fassung war von drei Stimmen Mehrheit im Stadtrat die Rede. Es waren zwei.",
            reason="Hörfehler bei der Verlesung",
            weight="major",
        ),
        schema.Correction(made=before(hours=0.1), text="Der Hof ist seit 1788 im Familienbesitz, nicht seit 1798."),
    ),
    related=tuple(card for card in ALL if card.path != LEAD.path and card.teaser)[:4],
    urgency=2,
    usage_terms="Weiterverwendung mit Quellenangabe erlaubt",
    digital_source_type="",
)


def plain(card: schema.Card) -> schema.ArticleDocument:
    """A short article for a card: what most of a day's news looks like."""
    return schema.ArticleDocument(
        path=card.path,
        uri=card.uri,
        guid=card.uri,
        version=1,
        section=card.section,
        headline=card.headline,
        kicker=card.kicker,
        lead=card.teaser,
        body=(schema.TextBlock(html=f"<p>{card.teaser or card.headline}</p>"),),
        bylines=(schema.Byline(name=card.byline),),
        picture=card.picture,
        first_published=card.first_published,
        updated=card.updated,
        modified=card.updated,
        topics=_TOPICS[:1],
        related=ALL[:2],
    )
