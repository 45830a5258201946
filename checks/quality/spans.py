"""Words and lines of a rule in the sentences of a passage, without asking whether they are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from checks.lines import Line
from checks.model import Element, Evidence, Rule
from checks.passage import Passage, Sentence
from checks.recall import nothing_seen

Made = TypeVar("Made")
NOT_OWN_WORDS = frozenset({"quotation", "heading"})
NEGATIONS = frozenset({"NEGATION", "NEGATION_AFTER", "NEGATION_AROUND"})
"""These deny their own clause only: "it goes on, because customers cannot wait"."""


def remembered(
    rule: Rule, passages: Iterable[Passage], look: Callable[[Rule, Passage], Sequence[Made]]
) -> list[Made]:
    """All that `look` sees of the rule in these passages, worked out once per text."""
    found: list[Made] = []
    key = f"{look.__name__} of {id(rule)}"
    for passage in passages:
        if key in passage.silent_for:  # most of them: no call for each
            continue
        here = passage.once(key, rule, partial(look, rule, passage))
        if not here:
            passage.silent_for.add(key)
        found += here
    return found


def in_each_sentence(
    rule: Rule,
    passage: Passage,
    look: Callable[[Rule, Sentence], Sequence[Made]],
    but_for: frozenset[str] = frozenset(),
) -> list[Made]:
    """All that `look` sees in each sentence by itself, `but_for` some kinds.

    A sentence in which it saw nothing is not looked at again: `look` may use the rule, the quote and the
    analysis, not where the sentence stands.
    """
    found: list[Made] = []
    silent = nothing_seen(passage, rule, look.__name__)
    for sentence in passage.sentences:
        serial = sentence.analysis.serial
        if serial in silent or sentence.kind in but_for:
            continue
        here = look(rule, sentence)
        if not here:
            silent.add(serial)
        found += here
    return found


def lines_of(element: Element) -> Iterator[Line]:
    """All lines of an element."""
    for part in element.parts:
        yield from part.lines


def occurrences(line: Line, passage: Passage) -> Iterator[tuple[Sentence, tuple[int, int]]]:
    """Sentences in which the line holds, with the token span of its main item; a lead-in counts once only."""
    names, anchor = passage.names, line.anchor
    if not line.absent_everywhere.isdisjoint(names):
        return
    if any(item.concepts.isdisjoint(names) for item in line.items):
        return
    for place in passage.with_any(anchor.concepts):
        sentence = passage.sentences[place]
        if sentence.kind in NOT_OWN_WORDS:
            continue
        for span in own_spans(sentence, anchor.concepts):
            if not _spoilt(line, span, place, passage) and all(
                _stands_by(line, item.concepts, span, place, passage)
                for item in line.items
                if item is not anchor
            ):
                yield sentence, span


def own_spans(sentence: Sentence, concepts: frozenset[str]) -> list[tuple[int, int]]:
    """Token spans of these concepts in the sentence itself: the longest ones, in order, none overlapping."""
    hits, first = sentence.analysis.hits, sentence.analysis.own_first
    found = {span for concept in concepts for span in hits.get(concept, ()) if span[0] >= first}
    return apart(found)


def apart(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest spans that do not overlap, in reading order."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] > kept[-1][1]:
            kept.append(span)
    return kept


def range_of(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """Where a token span stands in the sentence's own text."""
    analysis = sentence.analysis
    tokens, shift = analysis.tokens, analysis.own_start
    return tokens[span[0]].start - shift, tokens[span[1]].end - shift


def words_at(sentence: Sentence, start: int, end: int, element: str) -> Evidence:
    """A stretch of a sentence as evidence."""
    return Evidence(
        sentence.block,
        sentence.start + start,
        sentence.start + end,
        sentence.quote[start:end],
        element,
        sentence.section,
    )


def _stands_by(
    line: Line, concepts: frozenset[str], span: tuple[int, int], place: int, passage: Passage
) -> bool:
    if line.words is None:
        near = range(place - line.sentences + 1, place + line.sentences)
        return any(other in near for other in passage.with_any(concepts))
    hits = passage.sentences[place].analysis.hits
    return any(
        max(first - span[1], span[0] - last) <= line.words
        for concept in concepts
        for first, last in hits.get(concept, ())
    )


def _spoilt(line: Line, span: tuple[int, int], place: int, passage: Passage) -> bool:
    """Whether what must be absent stands within reach, outside the words themselves."""
    near = range(place - line.sentences + 1, place + line.sentences)
    for concept in line.absent:
        if any(other in near and other != place for other in passage.with_any(frozenset({concept}))):
            return True
        here = passage.sentences[place].analysis
        outside = [each for each in here.hits.get(concept, ()) if each[1] < span[0] or each[0] > span[1]]
        if concept in NEGATIONS:
            outside = [each for each in outside if here.clauses[each[0]] == here.clauses[span[0]]]
        if outside:
            return True
    return False
