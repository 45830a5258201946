"""What stays of a duty beside a sentence that weakens it: a wish, a condition, what is still to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from checks.defects import Shown
from checks.frames import ElementResult
from checks.passage import POINTS_BACK, Passage

ENOUGH_TO_STAND = 2
"""So many elements said plainly do not all fall with one sentence that weakens another part of the duty."""
DENIED = "D01"


def sparing(defects: Shown, elements: Mapping[str, ElementResult], passage: Passage) -> Shown:
    """Where what shows only weakens, and two elements or more are said plainly, those are spared.

    What comes after all that is said plainly, in a clause that is not complete, is about the rest, unless it
    speaks of what was said: a firm that tells of two things and then what is still to come admits a gap.

    It may be one defect, or several in one sentence, as long as that does not also deny. Of all that a turn
    of the pack touches what is plain is left out; where nothing is left, it contradicts the clause. What a
    rule itself calls a defeat spares only what other sentences say, and of an unfinished clause.
    """
    plain = {name: result for name, result in elements.items() if result.state == "present"}
    weak = {place for _, places in defects for place in places}
    if len(plain) < ENOUGH_TO_STAND or any(one.spares == "no" for one, _ in defects):
        return defects
    said = {place for result in plain.values() for place in result.places}
    if len(plain) < len(elements) and _is_the_rest(weak, said, passage) and not _denied_besides(defects):
        return _sparing(defects, elements.keys(), elements.keys() - plain.keys())
    if any(one.spares == "before" for one, _ in defects):
        return defects
    if len(defects) > 1 and (len(weak) > 1 or _denied_besides(defects)):
        return defects
    own = [one for one, _ in defects if not one.everywhere]
    if own and (any(one.touches for one in own) or len(plain) == len(elements) or not said.isdisjoint(weak)):
        return defects
    return _sparing(defects, elements.keys(), elements.keys() - plain.keys())


def _is_the_rest(weak: Collection[int], said: Collection[int], passage: Passage) -> bool:
    """Whether what is weak comes after all that is said, and does not speak of that."""
    back = any(POINTS_BACK in passage.sentences[place].analysis.hits for place in weak)
    return bool(weak) and max(said) < min(weak) and not back


def _sparing(defects: Shown, elements: AbstractSet[str], unsaid: AbstractSet[str]) -> Shown:
    """The defects of the whole duty as ones that touch only what is not said plainly."""
    return tuple(
        (
            replace(one, touches=frozenset(unsaid)) if not one.touches or one.touches == elements else one,
            places,
        )
        for one, places in defects
    )


def _denied_besides(defects: Shown) -> bool:
    """Whether what is weakened in another way is denied as well."""
    codes = {one.code for one, _ in defects}
    return DENIED in codes and codes != {DENIED}
