"""Where a programme speaks of the subject of a rule: only there is it read for it.

A programme of forty pages holds the words of any duty somewhere. A rule with a `topic` is therefore judged
on excerpts: at home the paragraphs around each mention of the topic, elsewhere a single paragraph that
mentions it, if at least two thirds of the duty stand in it. At home a mention takes less (`topic_at_home`).
A list belongs to the sentence that leads to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checks.model import Line, Rule
from checks.passage import Passage, Sentence, excerpt

AROUND = 2
"""Paragraphs before and after a mention that are about it too, in the section that answers for it."""


def excerpts(rule: Rule, passage: Passage, at_home: bool) -> tuple[Passage, ...]:
    """The parts of the section that speak of the rule's topic, worked out once; neighbours are one part."""
    key = ("excerpts", id(rule), at_home)
    known = passage.remembered.get(key)
    if known is None:
        known = passage.remembered[key] = (rule, _excerpts(rule, passage, at_home))
    parts: tuple[Passage, ...] = known[1]
    return parts


def _excerpts(rule: Rule, passage: Passage, at_home: bool) -> tuple[Passage, ...]:
    paragraphs = _paragraph_of_each(passage)
    lines = (*rule.topic, *rule.topic_at_home) if at_home else rule.topic
    named = {number for line in lines for number in _named_in(line, passage, paragraphs)}
    if not named:
        return ()
    reach = AROUND if at_home else 0
    near = {about for number in named for about in range(number - reach, number + reach + 1)}
    parts: list[list[int]] = []
    last = None
    for place, number in enumerate(paragraphs):
        if number in near:
            goes_on = last is not None and (number == last or (at_home and number == last + 1))
            if goes_on:
                parts[-1].append(place)
            else:
                parts.append([place])
            last = number
    return tuple(excerpt(passage, part) for part in parts)


def _paragraph_of_each(passage: Passage) -> Sequence[int]:
    """For each sentence the number of its paragraph; a list counts with the sentence that leads to it."""
    known = passage.remembered.get("paragraphs")
    if known is None:
        numbers: list[int] = []
        before: Sentence | None = None
        for sentence in passage.sentences:
            number = numbers[-1] + (not _goes_on(before, sentence)) if before is not None else 0
            numbers.append(number)
            before = sentence
        known = passage.remembered["paragraphs"] = (None, tuple(numbers))
    found: Sequence[int] = known[1]
    return found


def _goes_on(before: Sentence | None, sentence: Sentence) -> bool:
    if before is None or before.block == sentence.block:
        return before is not None
    listed = ("bullet", "numbered")
    return sentence.kind in listed and (before.kind in listed or before.quote.endswith(":"))


def _named_in(line: Line, passage: Passage, paragraphs: Sequence[int]) -> list[int]:
    """The paragraphs in which the line of a topic can be said."""
    wanted = line.at_least or len(line.items)
    places = [passage.with_any(item.concepts) for item in line.items]
    if sum(map(bool, places)) < wanted:
        return []
    seen = Counter(number for each in places for number in {paragraphs[place] for place in each})
    return [number for number, times in seen.items() if times >= wanted]
