"""Where a programme speaks of the subject of a rule: only there is it read for it.

A programme of forty pages holds the words of any duty somewhere. A rule with a `topic` is therefore judged
on excerpts: at home the paragraphs around each mention of the topic, elsewhere a single paragraph that
mentions it, if at least two thirds of the duty stand in it; one that states more than half may take what is
beside it and about nothing else. At home a mention takes less (`topic_at_home`).
A list belongs to the sentence that leads to it.

Where several rules are at home, a paragraph belongs to those whose topic it names. One that names none
belongs to whatever was named before or is named after it; with nothing named near by, it is `unnamed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from checks.frames import may_match
from checks.lines import Line
from checks.model import Rule
from checks.passage import Passage, Sentence, excerpt

_NOWHERE = frozenset[int]()
AROUND = 2
"""Paragraphs before and after a mention that are about it too, in the section that answers for it."""


def excerpts(rule: Rule, passage: Passage, at_home: bool, rivals: Sequence[Rule] = ()) -> tuple[Passage, ...]:
    """The parts of the section that speak of the rule's topic; at home neighbours are one part.

    `rivals` are the rules that are at home in the section; the rule itself may be among them.
    """
    if not at_home:
        return _parts(passage, _named(rule, passage), False)
    return passage.once(
        ("excerpts", id(rule), id(rivals)),
        (rule, rivals),
        lambda: _parts(passage, _about(rule, passage, rivals), True),
    )


def names_topic(rule: Rule, passage: Passage) -> bool:
    """Whether a section that answers for other things has anything to judge the rule on."""
    return bool(_named(rule, passage))


def widened(rule: Rule, passage: Passage, part: Passage, at_home: Mapping[str, Sequence[Rule]]) -> Passage:
    """A paragraph of another section with those right beside it that are about nothing else.

    One that names the topic of any rule (`at_home` has them all) is about that. The rows of a table are about
    many things; they go with the paragraph before and after.
    """
    if part.cut_from is None:
        return part
    numbers = paragraph_of_each(passage)
    here = numbers[next(iter(part.cut_from[1]))]
    beside = frozenset(numbers).intersection((here - 1, here + 1))
    about = _named_by_others(passage, at_home) - _named(rule, passage) if beside else _NOWHERE
    tables = {number for number, one in zip(numbers, passage.sentences, strict=True) if one.kind == "table"}
    (wider,) = _parts(passage, beside - (about - tables) | {here}, True)
    return wider


def _named_by_others(passage: Passage, at_home: Mapping[str, Sequence[Rule]]) -> frozenset[int]:
    """The paragraphs that name the topic of some rule."""
    rules = {id(rule): rule for rules in at_home.values() for rule in rules}.values()
    return passage.once(
        ("named by any", id(at_home)),
        at_home,
        lambda: _NOWHERE.union(*(_named(rule, passage) for rule in rules)),
    )


def unnamed(rule: Rule, passage: Passage, rivals: Sequence[Rule]) -> tuple[Passage, ...]:
    """The parts of its home section that are about no topic that is named there."""

    def found() -> tuple[Passage, ...]:
        taken = _about(rule, passage, rivals).union(*(_named(rival, passage, True) for rival in rivals))
        return _parts(passage, frozenset(paragraph_of_each(passage)) - taken, True)

    return passage.once(("unnamed", id(rule), id(rivals)), (rule, rivals), found)


def _parts(passage: Passage, numbers: frozenset[int], joined: bool) -> tuple[Passage, ...]:
    """These paragraphs as excerpts; where `joined`, neighbours are one."""
    if not numbers:
        return ()
    parts: list[list[int]] = []
    last: int | None = None
    for place, number in enumerate(paragraph_of_each(passage)):
        if number in numbers:
            if last is not None and (number == last or (joined and number == last + 1)):
                parts[-1].append(place)
            else:
                parts.append([place])
            last = number
    return tuple(excerpt(passage, part) for part in parts)


def _about(rule: Rule, passage: Passage, rivals: Sequence[Rule]) -> frozenset[int]:
    """The paragraphs that name its topic, and those around them up to one that names only another topic.

    What stands right between two that name it is about it, whatever else it names.
    """
    named = _named(rule, passage, True)
    if not named:
        return named
    theirs = frozenset[int]().union(*(_named(rival, passage) for rival in rivals)) - named
    about = set(named)
    for number in named:
        for step in (-1, 1):
            for other in range(number + step, number + step * (AROUND + 1), step):
                if other in theirs and not {other - 1, other + 1} <= named:
                    break
                about.add(other)
    return frozenset(about)


def _named(rule: Rule, passage: Passage, at_home: bool = False) -> frozenset[int]:
    """The paragraphs in which the topic is named."""

    def found() -> frozenset[int]:
        lines, names = (*rule.topic, *rule.topic_at_home) if at_home else rule.topic, passage.names
        return _NOWHERE.union(*[_named_in(line, passage) for line in lines if may_match(line, names)])

    return passage.once((_named, id(rule), at_home), rule, found)


def paragraph_of_each(passage: Passage) -> Sequence[int]:
    """For each sentence the number of its paragraph; a list counts with the sentence that leads to it."""

    def found() -> tuple[int, ...]:
        numbers: list[int] = []
        before: Sentence | None = None
        for sentence in passage.sentences:
            number = numbers[-1] + (not _goes_on(before, sentence)) if before is not None else 0
            numbers.append(number)
            before = sentence
        return tuple(numbers)

    return passage.once("paragraphs", None, found)


def _goes_on(before: Sentence | None, sentence: Sentence) -> bool:
    if before is None or before.block == sentence.block:
        return before is not None
    listed = ("bullet", "numbered")
    return sentence.kind in listed and (before.kind in listed or before.quote.endswith(":"))


def _named_in(line: Line, passage: Passage) -> Iterable[int]:
    """The paragraphs in which the line of a topic can be said."""
    number_of = paragraph_of_each(passage).__getitem__
    seen = [map(number_of, passage.with_any(item.concepts)) for item in line.items]
    if line.at_least is None:
        return set(seen[0]).intersection(*seen[1:])
    counts = Counter(number for each in seen for number in set(each))
    return [number for number, times in counts.items() if times >= line.at_least]
