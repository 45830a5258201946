"""A line may ask that two things stand in one sentence, and that a thing comes back in several sentences."""

import pytest

from checks.analysis import Analyst
from checks.frames import match_line
from checks.lexicon import TermIndex
from checks.lines import LineProblem, parse_line
from checks.plain_text import blocks_of
from checks.sections import SectionText
from checks.terms import Concept

WORDS = {
    "EVENT": ("merger",),
    "AHEAD": ("will",),
    "OTHERS": ("strangers",),
    "LEFT_OUT": ("returned",),
    "STAFF": ("staff",),
}
INDEX = TermIndex(
    [
        *(Concept(name, {"en": terms}) for name, terms in WORDS.items()),
        Concept("NEGATION_AFTER", {"en": ("not",)}),
    ],
    "en",
)


def found(written: str, text: str, of_defect: bool = False) -> bool:
    blocks = tuple(block for _, block in blocks_of(text))
    passage = Analyst(INDEX, "en").passage(SectionText("", "", "en", blocks))
    return bool(match_line(parse_line(written), passage, of_defect))


def test_a_thing_asked_for_three_times_stands_in_three_sentences() -> None:
    """Two sentences in the future tense, one of them twice, are not three."""
    line = "EVENT 3xAHEAD, in 5 sentences"
    assert found(line, "After the merger we start. She will decide. It will stop. We will write it down.")
    assert not found(line, "After the merger we start. She will decide and will sign. It will stop.")


def test_repetition_is_counted_near_the_anchor_only() -> None:
    """What is said far away from the event does not belong to it."""
    far = "After the merger we start. So it is. So it was. She will decide. It will stop. We will write."
    assert not found("EVENT 3xAHEAD, in 3 sentences", far)


def test_joined_things_stand_in_one_sentence() -> None:
    """Strangers in one sentence and a letter returned in the next are not strangers turned away."""
    line = "STAFF OTHERS&LEFT_OUT, in 3 sentences"
    assert found(line, "It is for staff. Mail from strangers is returned.")
    assert not found(line, "It is for staff. Mail from strangers is read. Parcels are returned.")


def test_a_joined_anchor_is_held_to_its_sentence_too() -> None:
    """The same holds where the joined things come first."""
    line = "OTHERS&LEFT_OUT STAFF, in 3 sentences"
    assert found(line, "It is for staff. Mail from strangers is returned.")
    assert not found(line, "It is for staff. Mail from strangers is read. Parcels are returned.")


def test_what_a_neighbour_denies_does_not_stand_near() -> None:
    """ "Strangers are not admitted" brings no strangers to the staff of the sentence before."""
    line = "STAFF OTHERS, in 2 sentences"
    assert found(line, "It is for staff. Strangers are welcome.")
    assert not found(line, "It is for staff. Strangers are not welcome.")


def test_what_takes_something_back_may_deny() -> None:
    """A defect is shown by the very sentence that denies."""
    line = "STAFF OTHERS, in 2 sentences"
    assert found(line, "It is for staff. Strangers are not welcome.", of_defect=True)


def test_far_away_in_a_section_it_is_enough_that_it_is_spoken_of() -> None:
    """A line that looks at the whole section asks what it is about, not what it says of it."""
    assert found("STAFF OTHERS, in passage", "It is for staff. Strangers are not welcome.")


@pytest.mark.parametrize("written", ["", "-STAFF", "0 of STAFF OTHERS", "3 of STAFF OTHERS"])
def test_a_line_that_asks_for_nothing_or_for_more_than_it_names_is_refused(written: str) -> None:
    """None of several things, or more of them than there are, is a slip of the pen."""
    with pytest.raises(LineProblem, match="asks for nothing that can be found"):
        parse_line(written)


def test_so_many_of_several_things_may_lie_far_apart() -> None:
    """Two of three, of which the third is nowhere."""
    line = "2 of STAFF OTHERS EVENT, in passage"
    assert found(line, "It is for staff. Strangers are welcome.")
    assert not found(line, "It is for staff. Visitors are welcome.")
