"""Which sentences are shown for an element: those that carry it, and none that adds nothing to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Set as AbstractSet

from checks.frames import ElementResult, Match
from checks.model import Evidence
from checks.passage import Passage, Sentence

LISTED = ("bullet", "numbered", "table")
LONGEST_GAP = 3
_LABEL = re.compile(r"\W*(\(?\w{1,3}[.)]\s|[^.:;?]{1,40}:\s)")
"""What opens an item of a list that runs on in a paragraph: "2. ", "Step two: "."""


def evidence_of(result: ElementResult, element: str, passage: Passage) -> tuple[Evidence, ...]:
    """The sentences that carry an element, in reading order, each once."""
    places = _with_gaps(_telling(result, passage), passage) if result.state == "present" else result.places
    return tuple(quote(passage.sentences[place], element) for place in places)


def quote(sentence: Sentence, element: str) -> Evidence:
    """The sentence as evidence."""
    return Evidence(sentence.block, sentence.start, sentence.end, sentence.quote, element, sentence.section)


def _telling(result: ElementResult, passage: Passage) -> set[int]:
    """Without those that say less of the element than another, as long as it falls when these are deleted."""
    matches = [match for part in result.telling for match in _closest(part)]
    said: dict[int, frozenset[str]] = {}
    for match in matches:
        for place in match.places:
            hits = passage.sentences[place].analysis.hits
            said[place] = said.get(place, frozenset()) | (match.asked & hits.keys())
    kept = set(said)
    for place in sorted(said, key=lambda place: (len(said[place]), -place)):
        others = kept - {place}
        if any(_outdone(place, by, said, passage) for by in others) and _falls_without(others, result):
            kept = others
    return _with_leads(kept, said, passage) if _falls_without(kept, result) else set(result.places)


def _with_gaps(places: set[int], passage: Passage) -> list[int]:
    """With what stands between two shown sentences: one sentence of a paragraph, or the items of a series.

    "Resellers: ... Buyers: ... The State: ..." says what is asked of each; who reads two of them reads all.
    """
    order = sorted(places)
    shown = set(order)
    for before, after in itertools.pairwise(order):
        between = range(before + 1, after)
        ends = [passage.sentences[place] for place in (before, after)]
        inside = [passage.sentences[place] for place in between]
        close = len(between) == 1 and len({one.block for one in (*ends, *inside)}) == 1
        if close or (len(between) <= LONGEST_GAP and all(map(_is_item, (*ends, *inside)))):
            shown.update(between)
    return sorted(shown)


def _with_leads(places: set[int], said: dict[int, frozenset[str]], passage: Passage) -> set[int]:
    """With the question before an answer and the lead-in of an item, where what they say stands there.

    An answer that only repeats what its question or lead-in states by itself is not shown.
    """
    shown: set[int] = set()
    for place in places:
        hits, own = passage.sentences[place].analysis.hits, passage.sentences[place].analysis.own_first
        lent = {name for name in said[place] if all(first < own for first, _ in hits[name])}
        lead = _lead_of(place, passage) if lent else None
        if lead is not None:
            shown.add(lead)
        if lead not in said or lent != said[place]:
            shown.add(place)
    return shown


def _lead_of(place: int, passage: Passage) -> int | None:
    analysis = passage.sentences[place].analysis
    lead = analysis.text[: analysis.own_start].rstrip()
    return next((at for at in range(place - 1, -1, -1) if passage.sentences[at].quote == lead), None)


def _closest(part: tuple[Match, ...]) -> list[Match]:
    """Without a match over several sentences where some of them say the same by themselves."""
    return [
        match
        for match in part
        if not any(other.asked == match.asked and set(other.places) < set(match.places) for other in part)
    ]


def _outdone(place: int, by: int, said: dict[int, frozenset[str]], passage: Passage) -> bool:
    """Whether this sentence has one word of the element only, in passing, and the other has that and more.

    The items of a list stay together.
    """
    both = (passage.sentences[place], passage.sentences[by])
    return len(said[place]) == 1 and said[place] < said[by] and not all(map(_is_item, both))


def _is_item(sentence: Sentence) -> bool:
    return sentence.kind in LISTED or _LABEL.match(sentence.quote) is not None


def _falls_without(places: AbstractSet[int], result: ElementResult) -> bool:
    """Whether a part of the element is nowhere else said: who deletes what is shown deletes the element."""
    return any(all(not places.isdisjoint(match.places) for match in part) for part in result.telling)
