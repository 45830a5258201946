"""Judging again only what an edit touches: a rule sees only the sentences that have one of its words.

As long as those sentences, their places, their blocks and the headings above them stay as they were, so does
the judgement of a passage; as long as no passage changed in which the rule sees something, so does its
finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from checks.model import Rule
from checks.passage import Passage
from checks.results import Finding
from checks.verdict import PassageResult, judge

_Made = TypeVar("_Made")
MOST_KEPT = 10_000


def recalled(rule: Rule, passage: Passage, to_the_letter: bool) -> PassageResult | None:
    """What the rule sees in the passage; None when that is nothing at all."""
    in_programme = bool(passage.section)  # a clause by itself is read with other eyes
    heeded = rule.heeds(in_programme)
    seen = tuple(
        [
            known
            for known, sentence in zip(_as_known(passage), passage.sentences, strict=True)
            if sentence.kind != "heading" and not sentence.analysis.hits.keys().isdisjoint(heeded)
        ]
    )
    if not seen:
        return None
    key = (
        id(rule),
        to_the_letter,
        in_programme,
        rule.is_about(passage.speaks_of),
        len(passage.sentences),  # a line may ask for a share of them
        heeded & passage.above,
        seen,
    )
    kept: PassageResult | None = _once(
        passage,
        key,
        rule,
        lambda: _unless_silent(judge(rule, passage, to_the_letter), passage.section in rule.home),
    )
    return kept


def _as_known(passage: Passage) -> list[tuple[int, ...]]:
    """What decides how each sentence is seen: its place, its words, what is above it, its block.

    A defect in the block beside the duty weighs, one further away does not.
    """

    def made() -> list[tuple[int, ...]]:
        blocks = {block: at for at, block in enumerate(dict.fromkeys(one.block for one in passage.sentences))}
        return [
            (place, one.analysis.serial, one.heading, blocks[one.block])
            for place, one in enumerate(passage.sentences)
        ]

    return passage.once("as known", None, made)


def recalled_finding(
    rule: Rule, reach: Sequence[Passage], seen: Sequence[Passage], make: Callable[[], Finding]
) -> Finding:
    """The rule's finding over the passages in `reach`, `seen` being those in which it sees something."""
    key = (id(rule), tuple(passage.section for passage in reach), tuple(id(passage) for passage in seen))
    made: Finding = _once(reach[0], key, (rule, *seen), make)
    return made


def recalled_best(
    passage: Passage, said: Mapping[str, Any], elements: tuple[str, ...], make: Callable[[], _Made]
) -> _Made:
    """Where the passage says these elements of one duty best; `said` is what the duty sees in it."""
    made: _Made = _once(passage, (id(passage), id(said), elements), (passage, said), make)
    return made


def nothing_seen(passage: Passage, rule: Rule, looking: str) -> set[int]:
    """The sentences, by their serial, in which the rule saw nothing when it looked for this."""
    kept: set[int] = _once(passage, (looking, id(rule)), rule, set)
    if len(kept) > MOST_KEPT:
        kept.clear()
    return kept


def _once(passage: Passage, key: Any, named: Any, make: Callable[[], Any]) -> Any:
    """What `make` gave for this key; `named` is kept with it so that no `id` in the key is used again."""
    known = passage.earlier.get(key)
    if known is None:
        known = passage.earlier[key] = (named, make())
        if len(passage.earlier) > MOST_KEPT:
            passage.earlier.popitem(last=False)
    else:
        passage.earlier.move_to_end(key)
    return known[1]


def _unless_silent(result: PassageResult, at_home: bool) -> PassageResult | None:
    """At home what says a part of an element is shown, though it counts for nothing."""
    return None if result.is_silent and not (at_home and result.has_begun) else result
