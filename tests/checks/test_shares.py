"""A line may ask what a text keeps coming back to: a share of its sentences, not one word somewhere."""

import pytest

from checks import built_in_packs, run
from checks.analysis import Analyst
from checks.frames import match_line
from checks.lexicon import TermIndex
from checks.lines import LineProblem, parse_line
from checks.sections import SectionText, TextBlock
from checks.terms import Concept

INDEX = TermIndex(
    [Concept("STATUTE", {"en": ("statute", "lawful")}), Concept("RIGHTS", {"en": ("human rights",)})], "en"
)


def _blocks(text: str) -> tuple[TextBlock, ...]:
    """A paragraph, and the items of a list that it leads to."""
    lead, *items = text.split(" - ")
    listed = (TextBlock(f"b{number}", "bullet", item) for number, item in enumerate(items))
    return (TextBlock("lead", "paragraph", lead), *listed)


def shown(line: str, text: str) -> list[int]:
    section = SectionText("icp.4.7", "", "en", _blocks(text))
    passage = Analyst(INDEX, "en").passage(section)
    return [place for match in match_line(parse_line(line), passage) for place in match.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("We ask if it is lawful. The statute decides. Sales ships. Finance is told.", [0, 1]),
        ("We ask if it is lawful. Sales ships. Finance is told. The desk files it.", []),
        ("We ask if it is lawful.", []),
        ("We ask if it is lawful: - Sales ships. - Finance is told. - The desk files it.", []),
        ("We ask if it is lawful. The statute and human rights decide. Sales ships. It ends.", []),
    ],
)
def test_share_of_sentences_is_asked_for(text: str, places: list[int]) -> None:
    """Half of the sentences, and two at least, must do so themselves; what leads to a list counts once."""
    assert shown("STATUTE -RIGHTS, in 1/2 of sentences", text) == places


def test_more_than_the_whole_is_refused() -> None:
    """Three halves of a section is a slip of the pen, and is said to be one."""
    with pytest.raises(LineProblem, match="in 3/2 of sentences"):
        parse_line("STATUTE, in 3/2 of sentences")


def test_a_heading_lends_nothing_to_what_a_text_keeps_coming_back_to() -> None:
    """A section called "Stop authority" is not for that reason about what authorities decide."""
    pack = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    blocks = tuple(TextBlock(f"b{number}", "paragraph", "A pasted line.") for number in range(3))
    section = SectionText("icp.2.3", "Stop authority and deputies", "en", blocks)
    (finding,) = run([pack], [section], {}, only={"HR-GOV-01"}).findings
    assert finding.defects == ()
