"""What a programme shows for an element: the home section that answers for it, and enough to fall with."""

from dataclasses import replace

from checks.evidence import falls_with
from checks.model import Element
from checks.passage import Passage
from checks.shown_in_programme import best_in_programme
from tests.checks.test_evidence import read

E1, E2 = (Element(name, {}, ()) for name in ("E1", "E2"))


def in_section(passage: Passage, key: str) -> Passage:
    sentences = [replace(one, section=key) for one in passage.sentences]
    return replace(passage, section=key, sentences=tuple(sentences))


def test_what_is_said_at_home_is_not_shown_elsewhere() -> None:
    """Nor where less of it is said, if it is said nowhere at home; unless the duty would stand without it."""
    rich = "The officer or her deputy sits here. An order waits."
    more, order = read(rich, "OWNER|DEPUTY!")[0], read(rich, "ORDER!")[0]
    less, none = (
        read("The officer sits here.", "OWNER|DEPUTY!")[0],
        read("The officer sits here.", "ORDER!")[0],
    )
    there = in_section(read(rich, "ORDER!")[1], "icp.1"), {"E1": more, "E2": order}
    here = in_section(read("The officer sits here.", "ORDER!")[1], "icp.2"), {"E1": less, "E2": none}

    assert best_in_programme([E1, E2], [there, here], home=["icp.2"]) == [{"E2": {1}}, {"E1": {0}}]
    assert best_in_programme([E1, E2], [there, here], home=[]) == [{"E1": {0}, "E2": {1}}, {}]
    only_the_officer = [(passage, {"E1": results["E1"]}) for passage, results in (there, here)]
    assert best_in_programme([E1], only_the_officer, home=["icp.2"]) == [{"E1": {0}}, {"E1": {0}}]
    assert best_in_programme([], only_the_officer, home=["icp.2"]) == [{}, {}]


def test_of_two_home_sections_the_one_named_first_is_shown() -> None:
    """The rule's order, unless another section answers for the element; elsewhere it is said in passing."""
    both = "The officer sits here. An order waits."
    order, passage = read(both, "ORDER!")
    none, alone = read("The officer sits here.", "ORDER!")
    officer = read("The officer sits here.", "OWNER!")[0]
    in_passing = in_section(alone, "icp.2"), {"E1": officer, "E2": none}
    at_home = in_section(passage, "icp.1"), {"E1": officer, "E2": order}

    def shown(element: Element) -> list[dict[str, set[int]]] | None:
        return best_in_programme([element, E2], [in_passing, at_home], home=["icp.1", "icp.2"])

    assert shown(E1) == [{}, {"E1": {0}, "E2": {1}}]
    assert shown(replace(E1, home=("icp.2",))) == [{"E1": {0}}, {"E2": {1}}]


def test_a_duty_falls_with_its_only_statement() -> None:
    """As long as another paragraph says it as well, it stands."""
    result, _ = read("The officer sits here. Rain.", "OWNER!")
    assert falls_with([({"E1": result}, frozenset({0}))])
    assert not falls_with([({"E1": result}, frozenset({1}))])
    assert not falls_with([({"E1": result}, frozenset({0})), ({"E1": result}, frozenset())])
