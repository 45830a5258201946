"""Where a defect shows in a passage, and where a counter-cue clears it."""

from __future__ import annotations

from checks.defects import Defect
from checks.frames import match_line, says_itself
from checks.passage import EARLIER_TEXT, Passage

NOT_A_DEFECT = frozenset({"negated", "question", "norm"})
NOT_SAID = NOT_A_DEFECT - {"negated"}
"""Opening and closing words are looked at for what they deny."""
_OF_EARLIER = frozenset({EARLIER_TEXT})


def shown_at(defect: Defect, passage: Passage) -> tuple[int, ...]:
    """The sentences that show the defect, without those in which its counter-cue stands."""
    if not defect.everywhere:
        return _shown_at(defect, passage)
    # Every rule of the pack asks for the same; the lines are kept with it so that their `id` stays their own.
    known = passage.looked_up.defects.get(id(defect.lines))
    if known is None:
        known = passage.looked_up.defects[id(defect.lines)] = (defect.lines, _shown_at(defect, passage))
    return known[1]


def _shown_at(defect: Defect, passage: Passage) -> tuple[int, ...]:
    if defect.anchors.isdisjoint(passage.names):
        return ()
    places = {
        place
        for line in defect.lines
        for match in match_line(line, passage, of_defect=True)
        if match.state not in (NOT_A_DEFECT if defect.edge is None else NOT_SAID)
        for place in match.places
        if line.asked or not passage.sentences[place].quote.endswith("?")
        if defect.edge is None or says_itself(line, passage.sentences[place])
    }
    return tuple(sorted(places - cleared(defect, passage))) if places else ()


def cleared(defect: Defect, passage: Passage) -> frozenset[int]:
    """The sentences in which a counter-cue stands; what an earlier text lacked is no defect of this one."""
    return frozenset(passage.with_any(_OF_EARLIER)).union(
        place
        for line in defect.unless
        for match in match_line(line, passage, of_defect=True)
        if match.state == "present"
        for place in match.places
    )
