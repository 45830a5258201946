"""What a rule sees in a programme: in its own sections with all it knows, in others only what is plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.excerpts import excerpts, names_topic, unnamed, widened
from checks.model import Element, Rule
from checks.own_sections import read_own_sections
from checks.passage import Passage, excerpt
from checks.seen import (
    HALF,
    MOST,
    NEARLY_ALL,
    ON_TOPIC,
    Seen,
    count_stated,
    judged,
    may_state,
    of_one,
    only_lacking,
    reaches,
    told_by_half,
    weighed,
)
from checks.verdict import PassageResult

TEMPLATE_KEYS = "icp."
PROGRAMME_KEYS = (TEMPLATE_KEYS, "own.")


def read(rule: Rule, passages: Sequence[Passage], at_home: Mapping[str, Sequence[Rule]]) -> list[Seen]:
    """What the rule sees, for each passage in which it sees anything; `at_home`: the rules of sections."""
    is_programme = any(passage.section.startswith(PROGRAMME_KEYS) for passage in passages)
    by_topic = bool(rule.topic) and is_programme
    has_home = bool(rule.topic or rule.home_only) and not rule.strict
    if has_home and not is_programme and len(passages) > 1:
        return read_own_sections(rule, passages)
    seen: list[Seen] = []
    passed_over: list[Passage] = []
    key, owners = f"seen by {id(rule)} beside {id(at_home)} {by_topic}", (rule, at_home)
    for passage in passages:
        if key in passage.silent_for:  # nearly all of them: no call for each
            continue
        known = passage.remembered.get(key)
        if known is None:
            known = passage.remembered[key] = owners, _seen_in(rule, passage, by_topic, at_home)
        counting, wanting = known[1]
        if not counting and not wanting:
            passage.silent_for.add(key)
        seen += counting
        passed_over += wanting
    if not by_topic or not seen:
        return seen
    seen = weighed(seen)
    lacking = only_lacking(rule, seen)
    return seen if lacking is None else [*seen, *_rest(rule, lacking, seen, passed_over)]


def _seen_in(
    rule: Rule, passage: Passage, by_topic: bool, at_home: Mapping[str, Sequence[Rule]]
) -> tuple[list[Seen], list[Passage]]:
    """What counts for the rule in a section; of one that answers for other things also what is too little."""
    if rule.home and passage.section not in rule.home and passage.section.startswith(TEMPLATE_KEYS):
        if by_topic and not names_topic(rule, passage):  # most of them
            return [], []
        return _sorted_out(rule, passage, by_topic, at_home)
    if by_topic:
        return list(_at_home(rule, passage, at_home.get(passage.section, ()))), []
    result = judged(rule, passage, to_the_letter=False)
    return [(passage, result)] if result is not None else [], []


def _sorted_out(
    rule: Rule, passage: Passage, by_topic: bool, at_home: Mapping[str, Sequence[Rule]]
) -> tuple[list[Seen], list[Passage]]:
    """What counts for the rule in a section that answers for other things; what is too little to count."""
    seen: list[Seen] = []
    passed_over: list[Passage] = []
    for part in _paragraphs(rule, passage) if by_topic else (passage,):
        result = judged(rule, part, by_topic) if not by_topic or may_state(rule, part, HALF) else None
        counting = _abroad(rule, result, part) if result is not None else None
        wider = None
        if by_topic and result is not None and not _is_table(part):
            wider = _with_those_beside(rule, passage, part, result, at_home)
        if wider is not None:
            seen.append(wider)
        elif counting is not None and not counting.is_silent:
            seen.append((part, counting))
        elif by_topic and not _is_table(part):
            passed_over.append(part)
    return seen, passed_over


def _with_those_beside(
    rule: Rule,
    passage: Passage,
    part: Passage,
    alone: PassageResult,
    at_home: Mapping[str, Sequence[Rule]],
) -> Seen | None:
    """A paragraph that states more than half, with those beside it; where all state nearly the whole duty."""
    stated, needed = count_stated(alone), len(alone.elements)
    if alone.defects or not needed < 2 * stated < 2 * needed:
        return None
    wider = widened(rule, passage, part, at_home)
    more = judged(rule, wider, to_the_letter=True) if wider is not part else None
    if more is None or more.defects or count_stated(more) == stated:
        return None
    return (wider, more) if reaches(NEARLY_ALL, count_stated(more), needed) else None


def _paragraphs(rule: Rule, passage: Passage) -> Iterator[Passage]:
    """The paragraphs that name the topic; of a table each row, for rows are about many things."""
    for part in excerpts(rule, passage, at_home=False):
        if _is_table(part) and may_state(rule, part, MOST):
            places = part.cut_from[1] if part.cut_from else range(len(part.sentences))
            yield from (excerpt(passage, [place]) for place in places)
        else:
            yield part


def _at_home(rule: Rule, passage: Passage, rivals: Sequence[Rule]) -> Iterator[Seen]:
    """What stands around its topic; and what is about no topic at all, if half of the duty stands there.

    Nothing is read into a text that does not name the topic, neither for the duty nor against it.
    """
    for part in excerpts(rule, passage, True, rivals):
        result = judged(rule, part, to_the_letter=False)
        if result is not None:
            yield part, result
    for part in unnamed(rule, passage, rivals):
        if not may_state(rule, part, HALF):
            continue
        result = judged(rule, part, to_the_letter=True)
        if (
            result is not None
            and (stated := count_stated(result)) > 1
            and reaches(HALF, stated, len(result.elements))
        ):
            yield part, replace(result, defects=())


def _rest(
    rule: Rule, lacking: Element, seen: Sequence[Seen], passed_over: Sequence[Passage]
) -> Iterator[Seen]:
    """That element, from a paragraph of any section that names the topic and tells it.

    Else by half of what tells it, in a paragraph that states all the rest: at home, if that says anything.
    """
    told_elsewhere = False
    for part in passed_over:
        result = judged(rule, part, to_the_letter=True)
        if result is not None and result.elements[lacking.id].state == "present":
            told_elsewhere = True
            yield part, of_one(lacking, result.elements[lacking.id], result)
    if not told_elsewhere:
        at_home = [
            (part, result) for part, result in seen if part.section in rule.home and count_stated(result)
        ]
        yield from told_by_half(rule, lacking, at_home or seen)


def _is_table(part: Passage) -> bool:
    """Whether it is a table, or a row of one."""
    return part.sentences[0].kind == "table"


def _abroad(rule: Rule, result: PassageResult, passage: Passage) -> PassageResult | None:
    """What a rule sees in a section that answers for other things.

    A word here and a word there is mostly about those. With a topic only an excerpt counts that states at
    least two thirds of the duty, and against it only one that states all of it; without a topic, blocks that
    state at least `ON_TOPIC` elements.
    """
    if rule.topic:
        present = sum(element.state == "present" for element in result.elements.values())
        if any(not defect.touches for defect, _ in result.defects):
            return result if present == len(result.elements) else None
        return replace(result, defects=()) if reaches(MOST, present, len(result.elements)) else None
    stated: dict[str, set[str]] = {}
    for name, element in result.elements.items():
        if element.state == "present":
            for place in element.places:
                stated.setdefault(passage.sentences[place].block, set()).add(name)
    enough = min(ON_TOPIC, len(result.elements))
    about = {block for block, names in stated.items() if len(names) >= enough}
    here = {place for place, sentence in enumerate(passage.sentences) if sentence.block in about}
    near = ((defect, tuple(place for place in at if place in here)) for defect, at in result.defects)
    return PassageResult(
        {name: element.within(here) for name, element in result.elements.items()},
        {name: element.within(here) for name, element in result.stronger.items()},
        tuple((defect, at) for defect, at in near if at),
    )
