"""The copy desk's remarks and the quotations' verdicts, with their places in the form."""

from __future__ import annotations

from depesche.desk import proofs, quote_checks
from depesche.desk.models import Item
from depesche.desk.passages import Passage

RELEASE = Item(
    headline="Museumszug fährt wieder",
    lead="Wagen 17 ist zurück.",
    body="„Eine Straßenbahn, die nur im Museum steht, ist ein Möbelstück“, sagt Jorid Kappelhoff. "
    "„Wir haben lange gezählt und dann aufgehört zu zählen“, sagt Hedda Bollmann.",
)


def body(text: str, place: str = "b1") -> Passage:
    return Passage(place, "", "body", text)


def test_a_remark_knows_its_block_and_which_of_several_it_means() -> None:
    blocks = [body("Alles gut hier , sagt er.", "b1"), body("Hier , und dort , steht es.", "b2")]
    found = proofs.of([], blocks, lang="de")
    assert [(one.place, one.found, one.nth, one.suggestion) for one in found] == [
        ("b1", " ", 2, ""),
        ("b2", " ", 0, ""),
        ("b2", " ", 3, ""),
    ]
    for one in found:
        text = next(block.text for block in blocks if block.place == one.place)
        at = -1
        for _ in range(one.nth + 1):
            at = text.find(one.found, at + 1)
        assert text[at + 1] == ","


def test_fields_are_read_by_their_kind() -> None:
    fields = [
        Passage("title", "", "headline", "Streit um waffenlieferungen"),
        Passage("lead", "", "lead", "Das ist  doppelt."),
    ]
    found = proofs.of(fields, [], lang="de")
    assert [(one.place, one.suggestion) for one in found] == [("title", "Waffenlieferungen"), ("lead", " ")]


def test_lengths_are_left_to_the_bars() -> None:
    assert proofs.of([Passage("title", "", "headline", "Haus Garten " * 12)], [], lang="de") == []


def test_a_finding_over_two_blocks_is_nobodys() -> None:
    blocks = [body("Er sagte", "b1"), body("sagte er.", "b2")]
    text, starts = proofs.joined(blocks)
    assert proofs.located(blocks, starts, text.index("sagte"), len(text)) is None


def test_verbatim_quotations_are_counted_and_altered_ones_flagged() -> None:
    text = (
        "„Wir haben lange gezählt und dann aufgehört zu zählen“, sagt Hedda Bollmann. "
        "„Eine Straßenbahn, die nur im Depot steht, ist ein Möbelstück“, sagt Jorid Kappelhoff."
    )
    outcome = quote_checks.of([body(text)], [RELEASE], lang="de")
    assert outcome.right == 1
    [wrong] = outcome.wrong
    assert (wrong.kind, wrong.speaker) == ("altered", "Jorid Kappelhoff")
    assert wrong.remark.suggestion == "Eine Straßenbahn, die nur im Museum steht, ist ein Möbelstück"
    assert [(step.quote, step.source) for step in wrong.diff if step.op == "changed"] == [("Depot", "Museum")]


def test_a_quote_block_is_compared_too_whatever_marks_it_has() -> None:
    block = Passage("q", "text", "quote", "„Eine Straßenbahn ist ein Möbelstück“", speaker="Jorid Kappelhoff")
    [wrong] = quote_checks.of([block], [RELEASE], lang="de").wrong
    assert wrong.kind == "shortened_unmarked"
    assert (wrong.remark.place, wrong.remark.part) == ("q", "text")
    assert wrong.remark.found == "Eine Straßenbahn ist ein Möbelstück"


def test_words_given_to_somebody_else_are_flagged() -> None:
    block = Passage(
        "q", "text", "quote", "Wir haben lange gezählt und dann aufgehört zu zählen", speaker="Jorid Kappelhoff"
    )
    [wrong] = quote_checks.of([block], [RELEASE], lang="de").wrong
    assert wrong.kind == "speaker_swapped"


def test_of_several_releases_the_one_that_fits_counts() -> None:
    other = Item(headline="Anderes", body="„Das Bad öffnet morgen um acht Uhr“, sagt Ute Beck.")
    text = "„Das Bad öffnet morgen um acht Uhr“, sagt Ute Beck."
    assert quote_checks.of([body(text)], [RELEASE, other], lang="de").right == 1


def test_a_full_stop_outlives_the_suggestion() -> None:
    block = Passage("q", "text", "quote", "Wir haben lange gemalt und dann aufgehört zu zählen.")
    [wrong] = quote_checks.of([block], [RELEASE], lang="de").wrong
    assert wrong.remark.suggestion == "Wir haben lange gezählt und dann aufgehört zu zählen."


def test_without_a_release_nothing_is_said_of_quotations() -> None:
    outcome = quote_checks.of([body("„Das Bad öffnet morgen“, sagt Ute Beck.")], [], lang="de")
    assert (outcome.right, outcome.wrong) == (0, ())


def test_at_an_edge_no_wording_is_suggested() -> None:
    block = Passage("q", "text", "quote", "Wir haben lange gezählt und dann aufgehört zu malen")
    [wrong] = quote_checks.of([block], [RELEASE], lang="de").wrong
    assert (wrong.kind, wrong.remark.suggestion) == ("altered", None)
