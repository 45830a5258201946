"""Lines of a rule found in a passage: what stands together, how it is meant, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from checks.cues import state_of, topic_state
from checks.lines import WHOLE_SECTION, Item, Line
from checks.passage import Passage, Sentence
from checks.states import ORDER, State

RANK = {state: rank for rank, state in enumerate(ORDER)}


class Match(NamedTuple):
    """A line found at these sentences of a passage, meant in this way; `asked` is what the line looks for.

    `core` is the sentence with the word on which the line turns, if it has such a word.
    """

    state: State
    places: tuple[int, ...]
    asked: frozenset[str]
    core: int | None = None


@dataclass(frozen=True, slots=True)
class ElementResult:
    """The state of one element in one passage, with the sentences that carry each of its parts.

    Of an element that is present every match is; of others those matches show how far it is from that.
    """

    state: State
    parts: tuple[tuple[Match, ...], ...]

    @property
    def places(self) -> list[int]:
        """The sentences that carry it, in reading order."""
        return sorted({place for part in self.parts for match in part for place in match.places})

    @property
    def begun(self) -> ElementResult:
        """The parts of it that a sentence says by itself, of an element that is not there as a whole.

        What many sentences say ("who") belongs to other duties as well and tells nothing of this one.
        """
        parts = tuple(
            tuple(match for match in part if match.state == "present" and len(match.places) == 1)
            for part in self.parts
        )
        telling = tuple(part if len({one.places for one in part}) <= FEW else () for part in parts)
        return ElementResult(self.state, telling) if any(telling) else NOTHING

    def within(self, places: Container[int]) -> ElementResult:
        """The same as far as it rests on these sentences only."""
        kept = tuple(
            tuple(match for match in part if all(place in places for place in match.places))
            for part in self.parts
        )
        return ElementResult(self.state, kept) if any(kept) else NOTHING


NOTHING = ElementResult("missing", ())
FEW = 2
FEWEST_FOR_A_SHARE = 2
"""One sentence is never what a text keeps coming back to, however short the text."""


def match_line(line: Line, passage: Passage, of_defect: bool = False) -> list[Match]:
    """Every place where the line is found; [] without looking when a concept is absent.

    To the line `of_defect` the sentences around its anchor may deny what they name: they take something back.
    """
    names = passage.names
    if not may_match(line, names, passage.above) or not line.absent_everywhere.isdisjoint(names):
        return []
    anchor = line.anchor
    if line.at_least is not None:
        found = list(_counted(line, passage))
    else:
        found = [
            match
            for place in _places(anchor, passage)
            if (match := _at(line, anchor, place, passage, of_defect))
        ]
    if line.share is None:
        return found
    kind = {place for match in found for place in match.places if says_itself(line, passage.sentences[place])}
    enough = len(kind) >= FEWEST_FOR_A_SHARE and len(kind) >= line.share * len(passage.sentences)
    return found if enough else []


def says_itself(line: Line, sentence: Sentence) -> bool:
    """Whether a thing of the line stands in the sentence and not only in the lead-in that it shares."""
    own = sentence.analysis.own_first
    return any(first >= own for item in line.items for first, _ in spans_of(item.concepts, sentence))


def may_match(line: Line, names: AbstractSet[str], above: AbstractSet[str] = frozenset()) -> bool:
    """Whether each thing, or enough of them, is among these `names`.

    What is not the core may be lent by headings, which have the concepts `above`.
    """
    may_lack = line.may_lack
    for item in line.items:
        if item.concepts.isdisjoint(names) and (
            item.core or line.unheaded or item.concepts.isdisjoint(above)
        ):
            may_lack -= 1
            if may_lack < 0:
                return False
    return True


def _places(item: Item, passage: Passage) -> Sequence[int]:
    places = passage.with_any(item.concepts)
    for names in item.beside:
        others = set(passage.with_any(names))
        places = [place for place in places if place in others]
    return places


def _at(line: Line, anchor: Item, place: int, passage: Passage, of_defect: bool) -> Match | None:
    """The line with its anchor in sentence `place`."""
    sentence = passage.sentences[place]
    analysis = sentence.analysis
    if line.absent and not analysis.hits.keys().isdisjoint(line.absent):
        return None
    others: list[tuple[Item, int]] = []
    for item in line.items:
        if item.times > 1 and not _repeated(item, place, line.sentences, passage):
            return None
        if item is not anchor:
            where = _nearest(line, item, place, passage, of_defect)
            if where is None:
                return None
            others.append((item, where))
    best: State | None = None
    for span in spans_of(anchor.concepts, sentence):
        if line.words is not None and not _near(line, anchor, span, sentence):
            continue
        state: State = (
            state_of(analysis, *span, line.anyone, line.asked)
            if anchor.core
            else topic_state(analysis, [span], line.asked)
        )
        if best is None or RANK[state] < RANK[best]:
            best = state
        if state == "present":  # there is none better
            break
    if best is None:
        return None
    meant: State = best
    places = {place}
    for item, where in others:
        if where >= 0:
            places.add(where)
            if item.core:
                other = _best_state(item, passage.sentences[where], line)
                meant = max(meant, other, key=RANK.__getitem__)
    return Match(meant, tuple(sorted(places)), line.asked_for, place if anchor.core else None)


def _near(line: Line, anchor: Item, span: tuple[int, int], sentence: Sentence) -> bool:
    assert line.words is not None
    for item in line.items:
        if item is anchor:
            continue
        gaps = [max(first - span[1], span[0] - last) for first, last in spans_of(item.concepts, sentence)]
        if not gaps or min(gaps) > line.words:
            return False
    return True


def _nearest(line: Line, item: Item, place: int, passage: Passage, of_defect: bool) -> int | None:
    """The closest sentence with the item; -1 when only a heading above has it; None when nothing has.

    What a neighbour denies does not stand near; in a whole section it is enough that it is spoken of. Of two
    neighbours the one after it says more of it; what takes it back may as well have opened the text.
    """
    sentence = passage.sentences[place]
    here = sentence.analysis.hits.keys()
    if not here.isdisjoint(item.concepts) and not any(map(here.isdisjoint, item.beside)):
        return place
    places = _places(item, passage) if line.sentences > 1 else ()
    reach = slice(
        bisect_left(places, place - line.sentences + 1), bisect_left(places, place + line.sentences)
    )
    for other in sorted(
        places[reach], key=lambda other: (abs(other - place), other if of_defect else -other)
    ):
        if of_defect or line.sentences == WHOLE_SECTION:
            return other
        if _best_state(item, passage.sentences[other], line) != "negated":
            return other
    may_be_lent = not (item.core or item.beside or line.unheaded)
    return -1 if may_be_lent and item.concepts & sentence.above else None


def _repeated(item: Item, place: int, window: int, passage: Passage) -> bool:
    """Whether enough sentences around `place`, itself included, have the item."""
    places = _places(item, passage)
    return bisect_left(places, place + window) - bisect_left(places, place - window + 1) >= item.times


def _counted(line: Line, passage: Passage) -> Iterator[Match]:
    """Windows in which enough different items occur."""
    assert line.at_least is not None
    by_item = [
        [place for place in _places(item, passage) if _countable(line, item, passage.sentences[place])]
        for item in line.items
    ]
    last_taken = -1
    for start in sorted({place for places in by_item for place in places}):
        if start <= last_taken:
            continue
        firsts = (next((place for place in places if place >= start), None) for places in by_item)
        chosen = {first for first in firsts if first is not None and first < start + line.sentences}
        enough = sum(any(start <= place < start + line.sentences for place in places) for places in by_item)
        if enough >= line.at_least:
            last_taken = max(chosen)
            telling = _telling(by_item, range(start, start + line.sentences))
            yield Match("present", tuple(sorted(telling)), line.asked_for)
            rest = chosen - telling
            if rest and sum(not telling.issuperset(places) for places in by_item) >= line.at_least:
                yield Match("present", tuple(sorted(rest)), line.asked_for)


def _telling(by_item: Sequence[Sequence[int]], window: range) -> set[int]:
    """The fewest sentences of the window that say all that is said in it: those that say most, first."""
    unsaid = [here for places in by_item if (here := {place for place in places if place in window})]
    taken: set[int] = set()
    while unsaid:
        counts = Counter(place for here in unsaid for place in here)
        taken.add(min(counts, key=lambda place: (-counts[place], place)))
        unsaid = [here for here in unsaid if taken.isdisjoint(here)]
    return taken


def _countable(line: Line, item: Item, sentence: Sentence) -> bool:
    if line.absent and not sentence.analysis.hits.keys().isdisjoint(line.absent):
        return False
    if not item.core:
        hits = sentence.analysis.hits
        spans = (span for concept in item.concepts for span in hits.get(concept, ()))
        return topic_state(sentence.analysis, spans, line.asked) == "present"
    return _best_state(item, sentence, line) == "present"


def _best_state(item: Item, sentence: Sentence, line: Line) -> State:
    states: Iterable[State] = (
        state_of(sentence.analysis, *span, line.anyone, line.asked)
        for span in spans_of(item.concepts, sentence)
    )
    return min(states, key=RANK.__getitem__)


def spans_of(concepts: frozenset[str], sentence: Sentence) -> list[tuple[int, int]]:
    """Where these concepts occur in the sentence, as first and last token."""
    hits = sentence.analysis.hits
    return [span for concept in concepts for span in hits.get(concept, ())]
