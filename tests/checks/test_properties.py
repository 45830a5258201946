"""What holds of the judge for any text: it never fails, quotes what is there, and follows the evidence."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from checks import Pack, SectionText, TextBlock, built_in_packs, judge_passage, run
from checks.engine import analysts_for
from checks.example import Example
from checks.verdict import judge
from tests.depth import depth

PACKS = built_in_packs()
JUDGING = [pack for pack in PACKS if pack.id in ("hr-due-diligence", "structure")]
FOUND = [(pack, example) for pack in JUDGING for example in pack.examples if example.expect == "found"]
REQUIREMENTS = [(pack, rule.requirement) for pack in JUDGING for rule in pack.rules]
IDLE = {
    "en": "Lunch is at noon. On Fridays somebody brings apple pie, and the window seat is popular.",
    "nl": "De lunch is om twaalf uur. Op vrijdag is er appeltaart, en de plek bij het raam is in trek.",
}
WORDS = "export stop not never mensenrechten niet klant [ ] | ? ! . : ; - * 12 €\n\t\u00ad \u202e\U0001f600"
PIECES = some.one_of(some.text(max_size=40), some.sampled_from(WORDS.split(" ")))
TEXTS = some.lists(PIECES, max_size=60).map(" ".join)

each_found = pytest.mark.parametrize(
    ("pack", "example"), FOUND, ids=[f"{e.rule}-{e.language}-{e.name}" for _, e in FOUND]
)


@settings(max_examples=depth(150, 3_000))
@given(text=TEXTS, number=some.integers(0, len(REQUIREMENTS) - 1), language=some.sampled_from(["en", "nl"]))
def test_a_quotation_is_what_stands_there(text: str, number: int, language: str) -> None:
    """Whatever the text, every span lies inside it and its quotation equals the slice."""
    pack, requirement = REQUIREMENTS[number]
    judged = judge_passage(pack, requirement, text, language)
    for evidence in judged.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.quote


@settings(max_examples=depth(40, 800))
@given(texts=some.lists(TEXTS, min_size=1, max_size=4), order=some.randoms(use_true_random=False))
def test_the_order_of_sections_does_not_matter(texts: list[str], order: object) -> None:
    """Verdicts, elements and places are the same whichever section is handed over first."""
    sections = [
        SectionText(f"icp.2.{place}", "A title", "en", (TextBlock("a", "paragraph", text),))
        for place, text in enumerate(texts, 1)
    ]
    other = list(sections)
    order.shuffle(other)  # type: ignore[attr-defined]
    first, second = (run(PACKS, some_order, {}).findings for some_order in (sections, other))
    assert {(f.rule, f.verdict, tuple(f.elements.items()), frozenset(f.evidence)) for f in first} == {
        (f.rule, f.verdict, tuple(f.elements.items()), frozenset(f.evidence)) for f in second
    }


@pytest.mark.slow
def test_what_tells_a_present_element_is_meant() -> None:
    """What is shown for an element is all that tells it: nothing may stand among that which is denied."""
    for pack in JUDGING:
        analysts = analysts_for([pack])
        for example in pack.examples:
            section = SectionText("", "", example.language, (TextBlock("a", "paragraph", example.text),))
            passage = analysts.analyst(pack, example.language).passage(section)
            result = judge(pack.rule(example.rule), passage)
            for element in (*result.elements.values(), *result.stronger.values()):
                states = {match.state for part in element.parts for match in part}
                assert element.state != "present" or states == {"present"}, (example.rule, example.name)


@pytest.mark.slow
@each_found
def test_idle_talk_takes_nothing_away(pack: Pack, example: Example) -> None:
    """A paragraph about something else, before or behind, leaves what was found found."""
    for text in (
        f"{IDLE[example.language]}\n\n{example.text}",
        f"{example.text}\n\n{IDLE[example.language]}",
    ):
        assert judge_passage(pack, example.rule, text, example.language).verdict == "found"


@pytest.mark.slow
@each_found
def test_without_its_evidence_nothing_is_found(pack: Pack, example: Example) -> None:
    """When every quoted sentence is deleted, the rule no longer comes out found."""
    judged = judge_passage(pack, example.rule, example.text, example.language)
    quoted = {place for evidence in judged.evidence for place in range(evidence.start, evidence.end)}
    left = "".join(sign for place, sign in enumerate(example.text) if place not in quoted)
    assert judge_passage(pack, example.rule, left, example.language).verdict != "found"


def test_a_second_look_sees_the_same() -> None:
    """After an edit and back again every finding is what it was: nothing remembered is out of date."""
    pack, example = FOUND[0]
    section = SectionText("icp.2.1", "A title", "en", (TextBlock("a", "paragraph", example.text),))
    before = run([pack], [section], {})
    edited = replace(section, blocks=(TextBlock("a", "paragraph", f"Not so. {example.text}"),))
    run([pack], [edited], {})
    assert run([pack], [section], {}) == before
    offsets = {(e.quote, e.start) for f in run([pack], [edited], {}).findings for e in f.evidence}
    assert all(edited.blocks[0].text[start:].startswith(quote) for quote, start in offsets)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["We stop an order. ", "|", "[", "- ", "\n", "\ud7ff", "No ", "a-"])
def test_two_million_characters_are_read_to_the_end(piece: str) -> None:
    """The longest text that is taken in is judged, however strange it is."""
    text = piece * (2_000_000 // len(piece))
    assert judge_passage(PACKS[0], PACKS[0].rules[0].requirement, text, "en").verdict in (
        "found",
        "partly",
        "not_found",
    )
