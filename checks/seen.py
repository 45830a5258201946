"""What a rule sees in a part of a text, and how much of its duty that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.elements import may_be_said
from checks.frames import NOTHING, ElementResult
from checks.good_will import told_beside_the_rest
from checks.model import Element, Rule
from checks.passage import Passage
from checks.recall import recalled
from checks.sparing import ENOUGH_TO_STAND
from checks.states import ORDER, State
from checks.verdict import PassageResult

Seen = tuple[Passage, PassageResult]

ON_TOPIC = 3
ENOUGH_FOR_HALF = 4
"""So many elements must a duty have before half a line may tell its last one."""
Share = tuple[int, int]
NEARLY_ALL: Share = (4, 5)
MOST: Share = (2, 3)
HALF: Share = (1, 2)
"""Shares of a duty: so many of so many elements."""


def best(element: str, results: Sequence[Seen]) -> State:
    """The best state of an element in any of these."""
    found: list[State] = [
        (result.elements.get(element) or result.stronger[element]).state for _, result in results
    ]
    # Nothing is better than present, and most are.
    return "present" if "present" in found else min(found, key=ORDER.index, default="missing")


def judged(rule: Rule, passage: Passage, to_the_letter: bool) -> PassageResult | None:
    """What the rule sees in the passage, worked out once; None when that is nothing at all."""
    return passage.once((id(rule), to_the_letter), rule, lambda: recalled(rule, passage, to_the_letter))


def count_stated(result: PassageResult) -> int:
    """How many elements of the duty are stated."""
    return sum(element.state == "present" for element in result.elements.values())


def may_state(rule: Rule, part: Passage, share: Share) -> bool:
    """Whether words of such a share of the duty occur at all: where less does not count, none is judged."""
    needed = len(rule.essential)
    named = len(_named(rule, part))
    return reaches(share, named, needed) and reaches(share, how_many_may_be_said(rule, part), needed)


def how_many_may_be_said(rule: Rule, part: Passage) -> int:
    """How many elements have all words of one of their lines somewhere in it."""
    return sum(may_be_said(element, part) for element in _named(rule, part))


def _named(rule: Rule, part: Passage) -> list[Element]:
    names = part.names
    return [element for element in rule.essential if not element.anchors.isdisjoint(names)]


def reaches(share: Share, count: int, total: int) -> bool:
    """Whether so many of all are that share of them."""
    return share[1] * count >= share[0] * total


def weighed(seen: Sequence[Seen]) -> list[Seen]:
    """Without the defects of a part that says nothing of the duty where something of it is stated elsewhere.

    Where half of it is, such a part is about another duty. Where a little is, that holds of what tells of
    another duty anyway (own staff, another meaning); a wish or a condition may be all there is to this one.
    """
    if not any(result.defects for _, result in seen):
        return list(seen)
    elements = seen[0][1].elements
    present = sum(best(name, seen) == "present" for name in elements)
    half = reaches(HALF, present, len(elements))

    def kept(result: PassageResult) -> PassageResult:
        if count_stated(result) or not (half or present >= ENOUGH_TO_STAND):
            return result
        return replace(
            result, defects=tuple(one for one in result.defects if one[0].spares == "yes" and not half)
        )

    return [(part, kept(result)) for part, result in seen]


def only_lacking(rule: Rule, seen: Sequence[Seen]) -> Element | None:
    """The one element that a duty lacks; none where a defect showed, nor one seen and found wanting."""
    if len(rule.essential) < ON_TOPIC or any(result.defects for _, result in seen):
        return None
    states = {element.id: best(element.id, seen) for element in rule.essential}
    lacking = [element for element in rule.essential if states[element.id] != "present"]
    return lacking[0] if len(lacking) == 1 and states[lacking[0].id] == "missing" else None


def told_by_half(rule: Rule, lacking: Element, seen: Sequence[Seen]) -> Iterator[Seen]:
    """That element by half of what tells it, where all the rest is stated."""
    if len(rule.essential) < ENOUGH_FOR_HALF:
        return
    for part, result in seen:
        half = told_beside_the_rest(lacking, result.elements, part)
        if half.state == "present":
            yield part, of_one(lacking, half, result)


def of_one(element: Element, found: ElementResult, result: PassageResult) -> PassageResult:
    """Of what the rule sees in a passage only this element."""
    return replace(result, elements=dict.fromkeys(result.elements, NOTHING) | {element.id: found}, defects=())
