"""Where a programme speaks of the subject of a rule: only there is it read for it.

A programme of forty pages holds the words of any duty somewhere. A rule with a `topic` is therefore judged
on excerpts: at home the paragraphs around each mention of the topic, elsewhere a single paragraph that
mentions it, and then only if the whole duty stands in it. A list belongs to the sentence that leads to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from checks.analysis import Passage, Sentence, excerpt
from checks.model import Rule

AROUND = 2
"""Paragraphs before and after a mention that are about it too, in the section that answers for it."""


def excerpts(rule: Rule, passage: Passage, at_home: bool) -> tuple[Passage, ...]:
    """The parts of the section that speak of the rule's topic; neighbours that touch are one part."""
    if not any(_named(rule, passage.names)):
        return ()
    units = _units(passage.sentences)
    named = [_is_named(rule, [passage.sentences[place] for place in unit]) for unit in units]
    reach = AROUND if at_home else 0
    near = [any(named[max(at - reach, 0) : at + reach + 1]) for at in range(len(units))]
    parts: list[list[int]] = []
    for at, unit in enumerate(units):
        if near[at]:
            if at and near[at - 1] and at_home:
                parts[-1] += unit
            else:
                parts.append(list(unit))
    return tuple(excerpt(passage, part) for part in parts)


def _units(sentences: Sequence[Sentence]) -> list[list[int]]:
    """The sentences by paragraph; the items of a list go with the paragraph that leads to them."""
    units: list[list[int]] = []
    for place, sentence in enumerate(sentences):
        last = sentences[place - 1] if place else None
        goes_on = last is not None and (
            last.block == sentence.block
            or (
                sentence.kind in ("bullet", "numbered")
                and (last.kind in ("bullet", "numbered") or last.quote.endswith(":"))
            )
        )
        if goes_on:
            units[-1].append(place)
        else:
            units.append([place])
    return units


def _is_named(rule: Rule, sentences: Sequence[Sentence]) -> bool:
    return any(_named(rule, {concept for sentence in sentences for concept in sentence.analysis.hits}))


def _named(rule: Rule, concepts: Collection[str]) -> Iterator[bool]:
    """Whether each line of the topic can be said with these concepts."""
    for line in rule.topic:
        seen = sum(not item.concepts.isdisjoint(concepts) for item in line.items)
        yield seen >= (line.at_least or len(line.items))
