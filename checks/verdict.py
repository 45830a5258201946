"""From elements and defects to one verdict, always by the same steps.

1. A defect of the whole duty, without every element clean beside it: not found; but one that only weakens
(`spares`) leaves standing what is said plainly.
2. The same with every element clean: a conflict, partly found; both are shown. Doubts are looked for only
then, and in single clauses: turns that one element of an unfinished clause may well take without harm to the
rest.
3. Every element present: found. 4. At least one present, or half of one in a passage that says no more
(`checks.half_said`): partly found. 5. Only seen as wish, hedge, denial, question, template or another's
task: not found, with that state. 6. Nothing seen: not found, "missing".
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.defects import Defect, Shown
from checks.edges import words_at
from checks.elements import element_result
from checks.frames import NOTHING, ElementResult
from checks.model import Element, Rule, Verdict
from checks.other_subjects import told_by_words
from checks.passage import POINTS_BACK, Passage
from checks.showing import cleared, shown_at
from checks.sparing import sparing
from checks.states import ORDER, State
from checks.telling import in_the_telling
from checks.unasked import unasked

CONTRADICTED = "contradicted"
CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class PassageResult:
    """What one rule sees in one passage; a defect with the places of the sentences that show it."""

    elements: Mapping[str, ElementResult]
    stronger: Mapping[str, ElementResult]
    defects: Shown

    @property
    def is_silent(self) -> bool:
        """Whether the passage says nothing about the rule, for or against."""
        seen = (*self.elements.values(), *self.stronger.values())
        return not self.defects and all(element.state == "missing" for element in seen)

    @property
    def has_begun(self) -> bool:
        """Whether a part of an element is said, if not all of it."""
        return any(element.begun.parts for element in self.elements.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict with its finer state."""

    verdict: Verdict
    state: str


def judge(rule: Rule, passage: Passage, to_the_letter: bool = False) -> PassageResult:
    """Elements, stronger elements and defects of a rule in one passage.

    `to_the_letter`: nothing is read with good will, as if the rule were literal.
    """
    essential = rule.essential
    if not rule.is_about(passage.speaks_of):
        return PassageResult(
            {element.id: NOTHING for element in essential},
            {element.id: NOTHING for element in rule.elements if element.advice},
            (),
        )
    elements = _read(essential, passage)
    supported = any(result.state == "present" for result in elements.values())
    stronger = {
        element.id: element_result(element, passage, with_context=supported)
        for element in rule.elements
        if element.advice
    }
    stating = _stating(elements.values(), passage)
    near = beside(stating, passage) or frozenset(sentence.block for sentence in passage.sentences)
    in_programme = bool(passage.section)
    at_issue = _at_issue(elements, passage) if in_programme and stating else near
    defects = (*_other_subject(rule, elements, passage), *shown_defects(rule, passage, stating, at_issue))
    names = {element.id for element in essential}
    literal = rule.literal or to_the_letter
    if not literal and all(defect.touches and defect.touches != names for defect, _ in defects):
        elements = _read_softly(essential, elements, passage, stating if in_programme else near)
    defects = sparing(defects, elements, passage)
    touched = {name for defect, _ in defects for name in defect.touches}
    elements = {name: NOTHING if name in touched else result for name, result in elements.items()}
    # In a programme another duty follows, and what closes this one opens that.
    if not in_programme and all(element.state == "present" for element in elements.values()):
        defects = (*defects, *_doubts(rule, elements, stronger, passage, near))
    return PassageResult(elements, stronger, defects)


def _read(essential: Sequence[Element], passage: Passage) -> dict[str, ElementResult]:
    """Each element by itself; where one of them is said, those that lean on others are read with them."""
    first = {element.id: element_result(element, passage, with_context=False) for element in essential}
    if all(result.state != "present" for result in first.values()):
        return first
    return {
        element.id: element_result(element, passage, with_context=True)
        if element.leans_on_others
        else first[element.id]
        for element in essential
    }


def shown_defects(rule: Rule, passage: Passage, stating: frozenset[str], near: Container[str]) -> Shown:
    """The defects that show `near` the duty.

    Further away a sentence such as "proof is not needed" is about something else; right beside the duty it
    may take it back ("None of this holds where ..."). A text that says nothing of the duty takes nothing
    back. What a text keeps coming back to tells how one clause is meant; in a programme it was mostly about
    other duties (docs/evaluation.md).
    """
    possible = rule.possible_defects(passage.names, in_programme=bool(passage.section))
    return _shown((one for one in possible if stating or not one.everywhere), passage, near)


def _other_subject(rule: Rule, elements: Mapping[str, ElementResult], passage: Passage) -> Shown:
    """What tells that a single clause which states something, but not all, is about something else.

    In a programme a rule reads where its topic is named, and what stands around that speaks of all sorts.
    """
    stated = sum(element.state == "present" for element in elements.values())
    if passage.section or not 0 < stated < len(elements):
        return ()
    return tuple(
        (defect, places)
        for defect in rule.own_defects.told_by_words
        if defect.words and (places := told_by_words(defect.words, passage, alone=stated == 1))
    )


def _at_issue(elements: Mapping[str, ElementResult], passage: Passage) -> frozenset[str]:
    """The blocks of a programme in which a defect is about this duty, of which something is stated.

    Those are the blocks that say or deny something of it, and one that points back to such a block; any other
    neighbour answers for another duty. Against a duty of which half stands there a block that states little
    of it weighs only where it points back, or has something of the duty that is not meant.
    """
    stated: dict[str, set[str]] = {}
    touched: set[str] = set()
    wanting: set[str] = set()
    for name, element in elements.items():
        blocks = {passage.sentences[at].block for part in element.parts for one in part for at in one.places}
        touched |= blocks
        if element.state == "present":
            for block in {passage.sentences[at].block for at in element.places}:
                stated.setdefault(block, set()).add(name)
        else:
            wanting |= blocks
    after = _pointing_back(stated, passage)
    present = sum(element.state == "present" for element in elements.values())
    if 2 * present >= len(elements):
        return after.union(wanting, (block for block, names in stated.items() if 2 * len(names) >= present))
    return after | touched


def _pointing_back(blocks: Container[str], passage: Passage) -> frozenset[str]:
    """The blocks right after one of these that open by speaking of what it says."""
    return frozenset(
        after.block
        for before, after in itertools.pairwise(passage.sentences)
        if before.block in blocks and after.block != before.block and POINTS_BACK in after.analysis.hits
    )


def _shown(defects: Iterable[Defect], passage: Passage, near: Container[str]) -> Shown:
    """Those that show in these blocks, each with its sentences."""
    return tuple(
        (defect, places)
        for defect in defects
        if (places := tuple(p for p in shown_at(defect, passage) if passage.sentences[p].block in near))
    )


def _doubts(
    rule: Rule,
    elements: Mapping[str, ElementResult],
    stronger: Mapping[str, ElementResult],
    passage: Passage,
    near: Container[str],
) -> Iterator[tuple[Defect, tuple[int, ...]]]:
    """What sets a clause that states every element against itself."""
    possible = rule.doubts.possible(passage.names)
    shown = _shown((doubt for doubt in possible if not doubt.in_the_telling), passage, near)
    yield from _at_their_place(shown, elements.values(), passage)
    yield from _besides(rule, (*elements.values(), *stronger.values()), passage)
    for doubt in possible:
        if places := in_the_telling(doubt, rule.essential, elements, passage):
            yield doubt, places


def _at_their_place(
    doubts: Iterable[tuple[Defect, tuple[int, ...]]], elements: Collection[ElementResult], passage: Passage
) -> Iterator[tuple[Defect, tuple[int, ...]]]:
    """The doubts, those of an edge as far as they show there."""
    for defect, places in doubts:
        if defect.edge is not None:
            edge = words_at(defect.edge, elements, passage)
            places = tuple(place for place in places if place in edge)
        if places:
            yield defect, places


def _besides(rule: Rule, seen: Collection[ElementResult], passage: Passage) -> Shown:
    """What the clause says besides, where that is much and none of it holds firm."""
    return tuple(
        (defect, places)
        for defect in rule.doubts.of_the_rest
        if (places := unasked(seen, passage, cleared(defect, passage)))
    )


def _stating(elements: Iterable[ElementResult], passage: Passage) -> frozenset[str]:
    """The blocks that state an element."""
    present = (result for result in elements if result.state == "present")
    return frozenset(passage.sentences[place].block for result in present for place in result.places)


def beside(blocks: Container[str], passage: Passage) -> frozenset[str]:
    """These blocks of the passage, and the one before and the one after each of them."""
    order = list(dict.fromkeys(sentence.block for sentence in passage.sentences))
    return frozenset(
        order[place]
        for at, block in enumerate(order)
        if block in blocks
        for place in (at - 1, at, at + 1)
        if 0 <= place < len(order)
    )


def _read_softly(
    essential: Sequence[Element],
    strict: Mapping[str, ElementResult],
    passage: Passage,
    near: Container[str],
) -> dict[str, ElementResult]:
    """A clause that says everything but one element is read with good will for that one.

    Only when it was simply not seen: what is denied, hedged or left to others
    stays that way. It may miss one of its parts. With two open elements good
    will was wrong three times out of four (docs/evaluation.md).
    """
    unseen = [element for element in essential if strict[element.id].state != "present"]
    if len(unseen) != 1 or strict[unseen[0].id].state != "missing":
        return dict(strict)
    (element,) = unseen
    stating = {place for result in strict.values() if result.state == "present" for place in result.places}
    within = {place for place, one in enumerate(passage.sentences) if one.block in near}
    for spare in (0, 1):
        soft = element_result(element, passage, True, beside=stating, spare=spare).within(within)
        if soft.state == "present":
            return {**strict, element.id: soft}
    return dict(strict)


def decide(elements: Mapping[str, State], whole_defect: bool) -> Outcome:
    """The verdict for these element states; `whole_defect` means the duty itself is defeated."""
    present = [name for name, state in elements.items() if state == "present"]
    complete = len(present) == len(elements)
    if whole_defect:
        return Outcome("partly", CONFLICT) if complete else Outcome("not_found", CONTRADICTED)
    if complete:
        return Outcome("found", "present")
    if present:
        return Outcome("partly", "incomplete")
    if "half" in elements.values():
        return Outcome("partly", "half")
    seen = [state for state in elements.values() if state != "missing"]
    if not seen:
        return Outcome("not_found", "missing")
    state = min(seen, key=ORDER.index)
    return Outcome("not_found", CONTRADICTED if state == "negated" else state)
