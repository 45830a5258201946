"""Where a programme speaks of the subject of a rule: only there is it read for it.

A programme of forty pages holds the words of any duty somewhere. A rule with a `topic` is therefore judged
on excerpts: at home the paragraphs around each mention of the topic, elsewhere a single paragraph that
mentions it, if at least two thirds of the duty stand in it. At home a mention takes less (`topic_at_home`).
A list belongs to the sentence that leads to it.
"""

from __future__ import annotations

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
    near = 0
    for line in (*rule.topic, *rule.topic_at_home) if at_home else rule.topic:
        near |= _named_in(line, passage, paragraphs)
    if not near:
        return ()
    for _ in range(AROUND if at_home else 0):
        near |= near << 1 | near >> 1
    parts: list[list[int]] = []
    last = None
    for place, number in enumerate(paragraphs):
        if near >> number & 1:
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


def _named_in(line: Line, passage: Passage, paragraphs: Sequence[int]) -> int:
    """The paragraphs in which the line of a topic can be said, as bits of one number."""
    holding = _holding(passage, paragraphs)
    wanted = line.at_least or len(line.items)
    spare = len(line.items) - wanted
    # The paragraphs that have so far seen at least one, two, three ... of the things.
    reached = [0] * wanted
    for item in line.items:
        seen = 0
        for name in item.concepts:
            seen |= holding.get(name, 0)
        if not seen:
            spare -= 1
            if spare < 0:
                return 0
        for step in range(wanted - 1, 0, -1):
            reached[step] |= reached[step - 1] & seen
        reached[0] |= seen
    return reached[-1]


def _holding(passage: Passage, paragraphs: Sequence[int]) -> dict[str, int]:
    """For each concept the paragraphs that have it, as bits of one number; headings do not count."""
    known = passage.looked_up.paragraphs
    if not known:
        for number, sentence in zip(paragraphs, passage.sentences, strict=True):
            if sentence.kind != "heading":
                paragraph = 1 << number
                for name in sentence.analysis.hits:
                    known[name] = known.get(name, 0) | paragraph
    return known
