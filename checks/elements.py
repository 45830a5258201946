"""An element of a rule in a passage: each part of it by one of its lines, to the letter or with good will."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from checks.frames import NOTHING, RANK, ElementResult, match_line, may_match
from checks.model import Element, Part
from checks.passage import Passage


def element_result(
    element: Element,
    passage: Passage,
    with_context: bool,
    beside: AbstractSet[int] | None = None,
    spare: int = 0,
) -> ElementResult:
    """All parts present makes the element present; else the best state short of that.

    `beside` these sentences, which state something else, it is read with good will: there the core of a line
    stands for the whole line; hints count everywhere. `spare` is the number of parts that may be unseen.
    """
    if element.anchors.isdisjoint(passage.names):
        return NOTHING
    parts = [_part(part, passage, with_context, beside) for part in element.parts]
    if len(parts) == 1:
        return parts[0]
    seen = [part for part in parts if part.state != "missing"]
    if spare and len(parts) > spare and len(parts) - len(seen) <= spare:
        parts = seen
    if all(part.state == "present" for part in parts):
        return ElementResult("present", tuple(matches for part in parts for matches in part.parts))
    short = [part for part in parts if part.state != "present"]
    worst = max(short, key=lambda part: RANK[part.state])
    return ElementResult(worst.state, tuple(matches for part in parts for matches in part.parts))


def told_by_half(element: Element, passage: Passage) -> ElementResult:
    """The element where each part has half of one of its lines in a sentence."""
    parts = tuple(
        tuple(
            match
            for line in part.stating
            for match in match_line(line.half, passage)
            if match.state == "present"
        )
        for part in element.parts
    )
    return ElementResult("present", parts) if all(parts) else NOTHING


def may_be_said(element: Element, passage: Passage) -> bool:
    """Whether each part of the element has a line whose words all occur somewhere in the passage."""
    names, above = passage.names, passage.above
    # Asked of every paragraph that names a topic: loops, for speed.
    for part in element.parts:
        for line in part.stating:
            if may_match(line, names, above):
                break
        else:
            return False
    return True


def _part(part: Part, passage: Passage, with_context: bool, beside: AbstractSet[int] | None) -> ElementResult:
    stating = part.stating if with_context else part.stating_alone
    matches = [match for line in stating for match in match_line(line, passage)]
    if beside is not None:
        hints = (line for line in part.lines if line.hint and (with_context or not line.context))
        matches += [match for line in hints for match in match_line(line, passage)]
        cores = (match for line in stating for match in match_line(line.soft, passage))
        matches += [match for match in cores if not set(match.places) <= beside]
    if not matches:
        return NOTHING
    best = min((match.state for match in matches), key=RANK.__getitem__)
    return ElementResult(best, (tuple(match for match in matches if match.state == best),))
