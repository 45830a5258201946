"""A defect that only weakens leaves standing what is said plainly; one of another duty leaves nothing."""

from dataclasses import replace

from checks.defects import Defect
from checks.frames import ElementResult, Match
from checks.states import State
from checks.verdict import Shown, sparing

NAMES = frozenset({"E1", "E2", "E3"})
WHOLE = Defect("D03", {}, (), (), frozenset(), spares=True)
TURN = replace(WHOLE, touches=NAMES, everywhere=True)


def said(**places: int) -> dict[str, ElementResult]:
    """Elements that are present in these sentences; the others are missing."""
    found: dict[str, ElementResult] = {name: ElementResult("missing", ()) for name in sorted(NAMES)}
    state: State = "present"
    for name, place in places.items():
        found[name] = ElementResult(state, ((Match(state, (place,), frozenset()),),))
    return found


def touched(shown: Shown, **places: int) -> list[frozenset[str]]:
    """What each defect touches beside what is said."""
    return [defect.touches for defect, _ in sparing(shown, said(**places))]


def test_what_other_sentences_say_plainly_stays() -> None:
    """The defect touches what is left; said in the same sentence it takes all along."""
    assert touched(((WHOLE, (4,)),), E1=0, E2=1) == [{"E3"}]
    assert touched(((WHOLE, (1,)),), E1=0, E2=1) == [frozenset()]


def test_one_element_alone_does_not_stand() -> None:
    """A word of the duty beside its defeat is not a part of the duty."""
    assert touched(((WHOLE, (4,)),), E1=0) == [frozenset()]


def test_a_second_defeat_takes_the_rest() -> None:
    """What is weakened twice is not said plainly."""
    assert touched(((WHOLE, (4,)), (WHOLE, (5,))), E1=0, E2=1) == [frozenset(), frozenset()]


def test_what_one_sentence_weakens_in_two_ways_is_weakened_once() -> None:
    """ "Where commercially feasible" is a condition and a wish; it stands in one sentence all the same."""
    assert touched(((WHOLE, (4,)), (TURN, (4,))), E1=0, E2=1) == [{"E3"}, {"E3"}]
    assert touched(((WHOLE, (4,)), (replace(TURN, spares=False), (4,))), E1=0, E2=1) == [frozenset(), NAMES]
    assert touched(((WHOLE, (4,)), (replace(TURN, code="D01"), (4,))), E1=0, E2=1) == [frozenset(), NAMES]


def test_another_duty_leaves_nothing() -> None:
    """Own staff, suppliers, another meaning: none of the sentences is about the duty."""
    assert touched(((replace(WHOLE, spares=False), (4,)),), E1=0, E2=1) == [frozenset()]
    assert touched(((replace(TURN, spares=False), (4,)),), E1=0, E2=1) == [NAMES]


def test_a_turn_contradicts_a_finished_clause() -> None:
    """It touches what is not said; where all is said it stands against the whole, which is a conflict."""
    assert touched(((TURN, (1,)),), E1=0, E2=1) == [{"E3"}]
    assert touched(((TURN, (1,)),), E1=0, E2=1, E3=1) == [frozenset()]


def test_what_one_element_lacks_touches_no_other() -> None:
    """A defect of one element stays with it, however plain that is."""
    of_one = replace(WHOLE, touches=frozenset({"E1"}))
    assert touched(((of_one, (4,)),), E1=0, E2=1) == [{"E1"}]
