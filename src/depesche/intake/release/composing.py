"""From the blocks of a release to its parts: headline, lead, body, contact, boilerplate, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.intake.mail import cards, charsets
from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup.blocks import Block
from depesche.intake.parsed import Contact, Enclosure, ParsedItem, PictureFacts
from depesche.intake.release import boilerplate, contact, explanations, headline, pictures, trimming, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The parts; no text stands in two of them. `other_language` is that of a second version, which is left out;
    `explanation` is what the sender says about an earlier version that was wrong."""

    text: headline.Text
    contact: Contact
    boilerplate: list[Block]
    pictures: tuple[PictureFacts, ...]
    other_language: str = ""
    explanation: str = ""
    pictures_note: str = ""

    def fill(self, item: ParsedItem) -> ParsedItem:
        """The item with these parts; a headline that it has already stays if there is none among them."""
        return replace(
            item,
            headline=self.text.headline or item.headline,
            lead=self.text.lead,
            body=block_forms.to_text(self.text.body),
            html=block_forms.to_html(self.text.body),
            dateline=self.text.dateline,
            contact=self.contact,
            boilerplate=block_forms.to_text(self.boilerplate),
            pictures=self.pictures,
        )

    @property
    def note(self) -> str:
        """What editors should know beside the text, in German; mostly nothing."""
        name = versions.NAMES.get(self.other_language)
        notes = [f"Der Absender schreibt dazu: „{self.explanation}“"] if self.explanation else []
        if name:
            notes.append(f"Die {name} Fassung darunter steht nur im Original.")
        return " ".join(filter(None, (*notes, self.pictures_note)))


def compose(
    blocks: Sequence[Block],
    *,
    subject: str,
    organisation: str = "",
    enclosures: Sequence[Enclosure] = (),
    signature: Sequence[Block] = (),
    cover: Sequence[Block] = (),
) -> Composed:
    """A release made of `blocks`. `signature` is what stood below another text, where a contact may be found, `cover`
    the letter that handed the release over, where a correction may be explained."""
    trimmed = trimming.trim(blocks)
    person, kept = contact.take(trimmed.blocks, signature=[*trimmed.signature, *signature, *_cards(enclosures)])
    kept, other = versions.first(kept)
    found = pictures.gather(enclosures, kept)
    kept, about = boilerplate.part(found.blocks)
    text = headline.take_apart(kept, subject=subject, organisation=organisation)
    return Composed(
        text=text,
        contact=person or contact.in_letterhead(text.above),
        boilerplate=about,
        pictures=found.pictures,
        pictures_note=found.note,
        other_language=other,
        explanation=explanations.told([*cover, *trimmed.cover, *text.above]),
    )


def _cards(enclosures: Sequence[Enclosure]) -> list[Block]:
    """What visiting cards say, as blocks of a signature."""
    types = ("text/vcard", "text/x-vcard", "text/directory")
    found = [one for one in enclosures if one.content_type in types or one.filename.lower().endswith(".vcf")]
    texts = ["\n".join(cards.lines(charsets.decode(one.content))) for one in found]
    return [block_forms.paragraph(text) for text in texts if text]


def read_whole(blocks: Sequence[Block], *, subject: str, enclosures: Sequence[Enclosure] = ()) -> Composed:
    """A letter, a report or the like, which has no parts of a release."""
    trimmed = trimming.trim(blocks)
    person, kept = contact.take(trimmed.blocks, signature=trimmed.signature)
    found = pictures.gather(enclosures, kept)
    text = headline.Text(headline=headline.clean_subject(subject), lead="", body=trimmed.blocks)
    return Composed(text=text, contact=person, boilerplate=[], pictures=found.pictures)
