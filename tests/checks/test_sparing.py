"""A defect that only weakens leaves standing what is said plainly; one of another duty leaves nothing."""

from dataclasses import replace

from checks.analysis import Analyst
from checks.defects import Defect, Shown
from checks.frames import ElementResult, Match
from checks.lexicon import TermIndex
from checks.passage import POINTS_BACK, Passage
from checks.sections import SectionText, TextBlock
from checks.sparing import sparing
from checks.states import State
from checks.terms import Concept

NAMES = frozenset({"E1", "E2", "E3"})
WHOLE = Defect("D03", {}, (), (), frozenset(), spares="yes")
TURN = replace(WHOLE, touches=NAMES, everywhere=True)


def said(**places: int) -> dict[str, ElementResult]:
    """Elements that are present in these sentences; the others are missing."""
    found: dict[str, ElementResult] = {name: ElementResult("missing", ()) for name in sorted(NAMES)}
    state: State = "present"
    for name, place in places.items():
        found[name] = ElementResult(state, ((Match(state, (place,), frozenset()),),))
    return found


def passage(*pointing_back: int) -> Passage:
    """Eight sentences, some of which speak of the one before."""
    text = " ".join("Of that we think." if place in pointing_back else "So it is." for place in range(8))
    index = TermIndex((Concept(POINTS_BACK, {"en": ("of that",), "nl": ()}),), "en")
    return Analyst(index, "en").passage(SectionText("", "", "en", (TextBlock("1", "paragraph", text),)))


def touched(shown: Shown, *pointing_back: int, **places: int) -> list[frozenset[str]]:
    """What each defect touches beside what is said."""
    return [defect.touches for defect, _ in sparing(shown, said(**places), passage(*pointing_back))]


def test_what_other_sentences_say_plainly_stays() -> None:
    """The defect touches what is left; said in the same sentence it takes all along."""
    assert touched(((WHOLE, (4,)),), E1=0, E2=1) == [{"E3"}]
    assert touched(((WHOLE, (1,)),), E1=0, E2=1) == [frozenset()]


def test_one_element_alone_does_not_stand() -> None:
    """A word of the duty beside its defeat is not a part of the duty."""
    assert touched(((WHOLE, (4,)),), E1=0) == [frozenset()]


def test_a_second_defeat_takes_the_rest() -> None:
    """What is weakened twice is not said plainly."""
    assert touched(((WHOLE, (4,)), (WHOLE, (5,))), E1=0, E2=6) == [frozenset(), frozenset()]


def test_what_closes_an_unfinished_clause_is_the_rest() -> None:
    """Two things are said and then what is still to come: a gap that the firm admits."""
    to_come = replace(WHOLE, code="D14", spares="before")
    turn = replace(to_come, touches=NAMES, everywhere=True)
    assert touched(((to_come, (4,)), (turn, (5,))), E1=0, E2=1) == [{"E3"}, {"E3"}]
    assert touched(((to_come, (4,)),), E1=0, E2=1, E3=4) == [{"E3"}]
    assert touched(((to_come, (0,)),), E1=1, E2=2) == [frozenset()]
    assert touched(((to_come, (4,)),), E1=0) == [frozenset()]
    assert touched(((to_come, (4,)),), E1=0, E2=1, E3=2) == [frozenset()]


def test_what_speaks_of_what_was_said_is_not_the_rest() -> None:
    """ "Of that nothing exists yet" takes back what stands before it."""
    to_come = replace(WHOLE, code="D14", spares="before")
    assert touched(((to_come, (4,)),), 4, E1=0, E2=1) == [frozenset()]


def test_what_one_sentence_weakens_in_two_ways_is_weakened_once() -> None:
    """ "Where commercially feasible" is a condition and a wish; it stands in one sentence all the same."""
    assert touched(((WHOLE, (4,)), (TURN, (4,))), E1=0, E2=6) == [{"E3"}, {"E3"}]
    assert touched(((WHOLE, (4,)), (replace(TURN, spares="no"), (4,))), E1=0, E2=6) == [frozenset(), NAMES]
    assert touched(((WHOLE, (4,)), (replace(TURN, code="D01"), (4,))), E1=0, E2=6) == [frozenset(), NAMES]


def test_another_duty_leaves_nothing() -> None:
    """Own staff, suppliers, another meaning: none of the sentences is about the duty."""
    assert touched(((replace(WHOLE, spares="no"), (4,)),), E1=0, E2=1) == [frozenset()]
    assert touched(((replace(TURN, spares="no"), (4,)),), E1=0, E2=1) == [NAMES]


def test_a_turn_contradicts_a_finished_clause() -> None:
    """It touches what is not said; where all is said it stands against the whole, which is a conflict."""
    assert touched(((TURN, (1,)),), E1=0, E2=1) == [{"E3"}]
    assert touched(((TURN, (1,)),), E1=0, E2=1, E3=1) == [frozenset()]


def test_what_one_element_lacks_touches_no_other() -> None:
    """A defect of one element stays with it, however plain that is."""
    of_one = replace(WHOLE, touches=frozenset({"E1"}))
    assert touched(((of_one, (4,)),), E1=0, E2=1) == [{"E1"}]


def test_what_the_rule_calls_weak_of_one_part_is_no_weakness_of_all() -> None:
    """ "A map is not there yet": where a rule says that this is about the map, the rest stands beside it."""
    plan = replace(WHOLE, code="D14", spares="before")
    shown = ((replace(plan, touches=frozenset({"E3"})), (1,)), (plan, (1,)))

    assert touched(shown, E1=0) == [{"E3"}]
    assert touched((shown[1],), E1=0) == [frozenset()]
    assert touched((shown[0], (plan, (1, 2))), E1=0) == [{"E3"}, frozenset()]
