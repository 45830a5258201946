"""What stays of a duty beside a sentence that weakens it: a wish, a condition, what is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from checks.defects import Shown
from checks.frames import ElementResult
from checks.passage import POINTS_BACK, Passage

ENOUGH_TO_STAND = 2
"""So many elements said plainly do not all fall with one sentence that weakens another part of the duty."""
BEFORE = "before"
DENIED = "D01"
Said = Mapping[str, ElementResult]


def sparing(defects: Shown, elements: Said, passage: Passage) -> Shown:
    """Where what shows only weakens, and two elements or more are said plainly, those are spared.

    What comes after all that is said plainly, in a clause that is not complete, is about the rest, unless it
    speaks of what was said: a firm that tells of two things and then what is still to come admits a gap.

    It may be one defect, or several in one sentence, as long as that does not also deny. Of all that a turn
    of the pack touches what is plain is left out; where nothing is left, it contradicts the clause. What a
    rule itself calls a defeat spares only what other sentences say, and of an unfinished clause.
    """
    plain = {name: result for name, result in elements.items() if result.state == "present"}
    defects = _without_what_is_narrower(defects)
    weak = {place for _, places in defects for place in places}
    if len(plain) < ENOUGH_TO_STAND or any(one.spares == "no" for one, _ in defects):
        return defects
    if _only_weakens(defects, weak, plain, elements):
        return _sparing(defects, elements.keys(), elements.keys() - plain.keys())
    before = {name for name, result in plain.items() if weak and max(result.places) < min(weak)}
    if ENOUGH_TO_STAND <= len(before) < len(elements) and _is_the_rest(defects, weak, plain, passage):
        return _sparing(defects, elements.keys(), elements.keys() - before)
    return defects


def _without_what_is_narrower(defects: Shown) -> Shown:
    """Without a defect of the whole duty where the rule says of the same words which part they weaken.

    "A map is not there yet; it is planned for next year" is about the map.
    """
    told = {(one.code, place) for one, places in defects if one.touches for place in places}
    return tuple(
        (one, places)
        for one, places in defects
        if one.touches or one.spares != BEFORE or not all((one.code, place) in told for place in places)
    )


def _only_weakens(defects: Shown, weak: AbstractSet[int], plain: Said, elements: Said) -> bool:
    """Whether it is one weakness, and not of what is said in its own sentence where the rule calls it one."""
    if any(one.spares == BEFORE for one, _ in defects):
        return False
    if len(defects) > 1 and (len(weak) > 1 or _denied_besides(defects)):
        return False
    own = [one for one, _ in defects if not one.everywhere]
    if not own:
        return True
    touching = any(one.touches for one in own) or any(
        not weak.isdisjoint(each.places) for each in plain.values()
    )
    return not touching and len(plain) < len(elements)


def _is_the_rest(defects: Shown, weak: AbstractSet[int], plain: Said, passage: Passage) -> bool:
    """Whether nothing is said plainly after what is weak, and that does not speak of what was said."""
    back = any(POINTS_BACK in passage.sentences[place].analysis.hits for place in weak)
    last = max(place for result in plain.values() for place in result.places)
    return last <= max(weak) and not back and not _denied_besides(defects)


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
