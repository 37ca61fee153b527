"""A publication made up for tests and for looking at the theme. Every name and text is ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from depesche.bakery import schema

EVENING = datetime(2025, 7, 3, 18, 12, tzinfo=UTC)  # 20.12 Uhr in Auenstadt


def before(**spans: float) -> datetime:
    """An instant so long before the evening the samples are set in."""
    return EVENING - timedelta(**spans)


def _section(name: str, slug: str) -> schema.SectionRef:
    return schema.SectionRef(name=name, slug=slug, path=f"/{slug}/")


SECTIONS = {
    "nachrichten": _section("Nachrichten", "nachrichten"),
    "politik": _section("Politik", "politik"),
    "sport": _section("Sport", "sport"),
    "klatsch": _section("Klatsch", "klatsch"),
}

PUBLICATION = schema.Publication(
    name="Auenbote",
    public_url="https://auenbote.example",
    tagline="Nachrichten aus Auenstadt und der Welt",
    press_address="presse@auenbote.example",
    sections=tuple(SECTIONS.values()),
    imprint=schema.Imprint(
        legal_name="Auenbote Verlagsgenossenschaft eG",
        address="Mühlgasse 12\n00000 Auenstadt",
        email="redaktion@auenbote.example",
        phone="+49 30 23125 000",
        represented_by="Wiebke Sanderling und Jonas Uferholz (Vorstand)",
        responsible_person="Wiebke Sanderling",
        responsible_address="Mühlgasse 12, 00000 Auenstadt",
        register="Genossenschaftsregister Auenstadt, GnR 000",
        vat_id="DE000000000",
        supervisory_body="Medienanstalt der Flusslande",
    ),
    ownership_html="<p>Die Genossenschaft gehört 1.204 Leserinnen und Lesern. Niemand hält mehr als zwei Prozent.</p>",
    ai_policy_html="<p>Texte schreiben bei uns Menschen. Wo ein Programm geholfen hat, steht es dabei.</p>",
    corrections_policy_html=(
        "<p>Wer einen Fehler findet, schreibt an <a href='mailto:redaktion@auenbote.example'>die Redaktion</a>. "
        "Wir prüfen jeden Hinweis am selben Tag.</p>"
    ),
    copyright_line="© 2025 Auenbote Verlagsgenossenschaft eG",
    notice="Der Auenbote ist ein Nachrichtenblog und erscheint ohne feste Zeiten.",
)
