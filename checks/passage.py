"""Analysed sentences, and passages of them in which concepts are looked up."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from checks.lexicon import Hits
from checks.sections import BlockKind
from checks.states import State
from checks.text import Token

_Made = TypeVar("_Made")
POINTS_BACK = "POINTS_BACK"
"""The concept of a sentence that speaks of what was said right before it."""
EARLIER_TEXT = "EARLIER_TEXT"
"""The concept of a sentence about an earlier version of the text, or about a remark on it."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence with its lead: tokens, concept hits, clause number per token.

    `framed` tells how the whole sentence is meant, where its opening words
    decide that ("We hope that ..."). `meant` keeps what `checks.cues` made of
    its words. No two have the same `serial` as long as the process lives.
    """

    serial: int
    text: str
    own_start: int
    tokens: tuple[Token, ...]
    own_first: int
    hits: Hits
    clauses: tuple[int, ...]
    question: bool
    answered_no: bool
    framed: State | None
    fragment: bool
    meant: dict[tuple[int, int, bool, bool], State] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where an analysed sentence stands; `start` and `end` are offsets in its block's text.

    `heading` numbers what is `above` it: equal numbers, equal concepts.
    """

    section: str
    block: str
    kind: BlockKind
    start: int
    end: int
    quote: str
    analysis: Analysis
    above: frozenset[str]
    heading: int


@dataclass(slots=True)
class _LookedUp:
    """Where the words of a passage stand, as far as anybody asked; worked out again when it is gone."""

    names: frozenset[str] | None = None
    places: dict[str, list[int]] | None = None
    by_concepts: dict[frozenset[str], Sequence[int]] = field(default_factory=dict)
    in_excerpts: bool = False
    """Whether the words of an excerpt of it were asked for."""
    defects: dict[int, tuple[Any, tuple[int, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one section or of an excerpt of it.

    `remembered` holds what was worked out about the passage before: an edit of one section then costs
    the judgement of that section, not of the whole programme. `earlier` is shared by all passages of an
    analyst (`checks.recall`). What is only looked up on the way can be forgotten after a run.
    """

    section: str
    sentences: tuple[Sentence, ...]
    above: frozenset[str]
    remembered: dict[object, tuple[Any, Any]] = field(default_factory=dict, compare=False, repr=False)
    silent_for: set[str] = field(default_factory=set, compare=False, repr=False)
    """What was remembered of it and is nothing, by its key."""
    earlier: OrderedDict[Any, tuple[Any, Any]] = field(default_factory=OrderedDict, compare=False, repr=False)
    excerpts: dict[tuple[int, ...], Passage] = field(default_factory=dict, compare=False, repr=False)
    looked_up: _LookedUp = field(default_factory=_LookedUp, compare=False, repr=False)
    cut_from: tuple[Passage, dict[int, int]] | None = field(default=None, compare=False, repr=False)
    """Of an excerpt: the whole, and the place here of each sentence by its place there."""

    @property
    def names(self) -> frozenset[str]:
        """The concepts that occur; headings do not count."""
        known = self.looked_up.names
        if known is None:
            known = self.looked_up.names = self._names()
        return known

    def _names(self) -> frozenset[str]:
        if self.cut_from is None:
            return frozenset(self._places())
        # Where each of them stands, an excerpt looks up in the whole.
        self.cut_from[0].looked_up.in_excerpts = True
        hits = (each.analysis.hits for each in self.sentences if each.kind != "heading")
        return frozenset[str]().union(*hits)

    def speaks_of(self, concepts: frozenset[str]) -> bool:
        """Whether one of them occurs, in a heading or in the section around an excerpt included."""
        around = self.cut_from[0].names if self.cut_from is not None else frozenset[str]()
        return not all(concepts.isdisjoint(names) for names in (self.names, self.above, around))

    def once(self, key: object, owner: object, make: Callable[[], _Made]) -> _Made:
        """What `make` gave for this key; `owner` is kept with it so that no `id` in the key is used again."""
        known = self.remembered.get(key)
        if known is None:
            known = self.remembered[key] = (owner, make())
        made: _Made = known[1]
        return made

    def with_any(self, concepts: frozenset[str]) -> Sequence[int]:
        """The sentences that have one of the concepts, by number; headings do not count."""
        known = self.looked_up.by_concepts.get(concepts)
        if known is None:
            known = self.looked_up.by_concepts[concepts] = self._with_any(concepts)
        return known

    def _with_any(self, concepts: frozenset[str]) -> Sequence[int]:
        if self.cut_from is not None:
            whole, place_here = self.cut_from
            return [place_here[place] for place in whole.with_any(concepts) if place in place_here]
        places = self._places()
        found = [places[concept] for concept in concepts & places.keys()]
        return found[0] if len(found) == 1 else sorted(set[int]().union(*found))

    def _places(self) -> dict[str, list[int]]:
        known = self.looked_up.places
        if known is None:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(self.sentences):
                for concept in sentence.analysis.hits if sentence.kind != "heading" else ():
                    found[concept].append(place)
            known = self.looked_up.places = dict(found)
        return known

    def forget(self) -> None:
        """Give up what was looked up; what was worked out stays."""
        mine = self.looked_up
        if mine.names is None and mine.places is None and not mine.in_excerpts:
            return  # as most sections after an edit of one
        mine.in_excerpts = False
        for passage in (self, *self.excerpts.values()):
            looked_up = passage.looked_up
            looked_up.names = looked_up.places = None
            looked_up.by_concepts.clear()
            looked_up.defects.clear()


def excerpt(passage: Passage, places: Sequence[int]) -> Passage:
    """These sentences of a passage as a passage of their own; the same value for the same sentences."""
    if len(places) == len(passage.sentences):
        return passage
    kept = passage.excerpts.get(tuple(places))
    if kept is None:
        found = tuple(passage.sentences[place] for place in places)
        cut_from = (passage, {place: here for here, place in enumerate(places)})
        kept = passage_of(passage.section, found, passage.earlier, cut_from)
        passage.excerpts[tuple(places)] = kept
    return kept


def passage_of(
    section: str,
    found: tuple[Sentence, ...],
    earlier: OrderedDict[Any, tuple[Any, Any]],
    cut_from: tuple[Passage, dict[int, int]] | None = None,
) -> Passage:
    """A passage of these sentences; `earlier` is what its analyst remembers."""
    lent = list({sentence.heading: sentence.above for sentence in found}.values())
    above = lent[0] if len(lent) == 1 else frozenset[str]().union(*lent)
    return Passage(section, found, above, earlier=earlier, cut_from=cut_from)
