"""Which sentences are shown for an element: those that carry it, and none that adds nothing to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.frames import ElementResult, Match, match_line, says_itself
from checks.lines import Line
from checks.model import Evidence
from checks.passage import Passage, Sentence
from checks.text import FUNCTION_WORDS, Token

Parts = tuple[tuple[Match, ...], ...]
"""Of each part of an element what tells it."""
LISTED = ("bullet", "numbered", "table")
LONGEST_GAP = 3
_LABEL = re.compile(r"\W*(\(?\w{1,3}[.)]\s|[^.:;?]{1,40}:\s)")
"""What opens an item of a list that runs on in a paragraph: "2. ", "Step two: "."""
_NAMED = re.compile(
    r"\W*(?:(?:\d{1,2}|[a-z])[.)]\s)?([^\W\d][^.:;?]{1,39}:\s|(step|stage|phase|stap|fase|trap|trede) \d)",
    re.IGNORECASE,
)
"""A label that says what it is: "Resellers: ", "Step 2, "."""
_SHAPE = 3
"""So many words at the beginning of a sentence show whether it is one of a series."""
_SMALL = 3
_SHORT_ITEM = 14
_FOR_EACH = frozenset("for against with voor tegen bij aan met".split())
"""Words that open one sentence of a series after another: "For women ... For children ..."."""
_WIDENS = re.compile(
    r"(this|that|it|they|these|the same|dit|dat|deze|die|zij|ze|hetzelfde)( (will|also|only|ook|alleen))* "
    r"(appl(y|ies)|goes for|holds? for|counts? for|covers?|includes?|geldt|gelden|omvat|omvatten|betreft)\b",
    re.IGNORECASE,
)
"""How a sentence tells whom or what the one before it reaches: "The same goes for parts"."""


def evidence_of(
    result: ElementResult, element: str, passage: Passage, shows: Iterable[Line] = ()
) -> tuple[Evidence, ...]:
    """The sentences that carry an element, in reading order, each once; with what `shows` it close by."""
    places = _places(result, shows, passage)
    return tuple(quote(passage.sentences[place], element) for place in sorted(places))


def _places(result: ElementResult, shows: Iterable[Line], passage: Passage) -> set[int]:
    if result.state != "present":
        return set(result.places)
    shown = in_full(result.parts, passage)
    return shown.union(*(close_by(shown, line, passage) for line in shows))


def close_by(shown: AbstractSet[int], line: Line, passage: Passage) -> AbstractSet[int]:
    """The sentence that says this and stands closest, unless one that is shown does.

    It stands in the same paragraph or at most three sentences away. An item of a list that only its lead-in
    makes say it does not say it.
    """
    blocks = {passage.sentences[place].block for place in shown}
    said = {
        place
        for match in match_line(line, passage)
        if match.state == "present"
        for place in match.places
        if says_itself(line, passage.sentences[place])
        if passage.sentences[place].block in blocks or any(abs(place - at) <= LONGEST_GAP for at in shown)
    }
    if not said or said & shown:
        return frozenset()
    return {min(said, key=lambda place: (min(abs(place - at) for at in shown), place))}


def quote(sentence: Sentence, element: str) -> Evidence:
    """The sentence as evidence."""
    return Evidence(sentence.block, sentence.start, sentence.end, sentence.quote, element, sentence.section)


def _telling(parts: Parts, passage: Passage) -> set[int]:
    """Without those that say less of the element than another, as long as it falls when these are deleted."""
    matches = [match for part in parts for match in closest(part)]
    said: dict[int, frozenset[str]] = {}
    for match in matches:
        for place in match.places:
            hits = passage.sentences[place].analysis.hits
            said[place] = said.get(place, frozenset()) | (match.asked & hits.keys())
    kept = set(said)
    if len(kept) == 1:  # every match stands in it
        return _with_leads(kept, said, passage)
    cores = {match.core for match in matches if len(match.asked) > 1}  # others only go with what they say
    for place in sorted(said.keys() - cores, key=lambda place: (len(said[place]), -place)):
        others = kept - {place}
        if any(_outdone(place, by, said, passage) for by in others) and falls_without(others, parts):
            kept = others
    if falls_without(kept, parts):
        return _with_leads(kept, said, passage)
    return {place for part in parts for match in part for place in match.places}


def in_full(parts: Parts, passage: Passage) -> set[int]:
    """Where an element is said, with the rest of its series, and with what says how far these reach.

    The heads of a table say nothing without a row.
    """
    asked = frozenset[str]().union(*(match.asked for part in parts for match in part))
    telling = _telling(parts, passage)
    shown = _with_gaps(telling | {at + 1 for at in telling if _heads_a_table(at, passage)}, passage)
    shown |= {
        place for step in (-1, 1) for at in shown for place in _going_on(at, step, shown, asked, passage)
    }
    ends = {at + 1 for at in shown if at + 1 < len(passage.sentences)}
    return shown | {at for at in ends if _widens(passage.sentences[at - 1], passage.sentences[at])}


def _heads_a_table(at: int, passage: Passage) -> bool:
    around = passage.sentences[max(at - 1, 0) : at + 2]
    here, after = passage.sentences[at], around[-1]
    first = at == 0 or around[0].block != here.block
    return first and here.kind == "table" and here is not after and here.block == after.block


def _going_on(at: int, step: int, shown: set[int], asked: frozenset[str], passage: Passage) -> Iterator[int]:
    """The sentences before or after this one that go on in its shape, at most as many as a gap may have.

    Of rows, items and labels of which two are shown, and of short labels in one paragraph, those belong to it
    that have a word of the element: "Low: ... High: ...". Of rows beside a single one those that have two.
    """
    series = at - step in shown and _in_one_list(passage.sentences[at - step], passage.sentences[at])
    for place in range(at + step, at + step * (LONGEST_GAP + 1), step):
        if not 0 <= place < len(passage.sentences) or place in shown:
            return
        here, other = passage.sentences[place - step], passage.sentences[place]
        if not _may_be_series(here, other):
            return
        if not _alike(here, other):
            listed = (series and _in_one_list(here, other)) or _short_labels(here, other)
            row = here.kind == "table" and here.block == other.block
            named = _named(other, asked) if listed or row else ()
            if not named or (not listed and len(named) == 1):
                return
        yield place


def _may_be_series(one: Sentence, other: Sentence) -> bool:
    """Whether they stand in one paragraph or table, or in lists of one sort: nothing else is a series."""
    return one.block == other.block or (one.kind == other.kind and one.kind in LISTED)


def _in_one_list(one: Sentence, other: Sentence) -> bool:
    """Rows, short items or labels of one sort; numbers and full sentences are one matter after another."""
    both = (one, other)
    if one.kind != other.kind or (one.block != other.block and one.kind != "bullet"):
        return False
    short = one.kind == "bullet" and all(len(_own(each)) <= _SHORT_ITEM for each in both)
    return one.kind == "table" or short or all(_NAMED.match(each.quote) for each in both)


def _short_labels(one: Sentence, other: Sentence) -> bool:
    """ "Grave harm: at once. All else: within ten days." """
    both = (one, other)
    return one.block == other.block and all(
        each.kind != "table" and _NAMED.match(each.quote) and len(_own(each)) <= _SHORT_ITEM for each in both
    )


def _named(sentence: Sentence, concepts: frozenset[str]) -> list[str]:
    """The concepts that stand in the sentence itself, not only in the lead-in that it shares."""
    hits, own = sentence.analysis.hits, sentence.analysis.own_first
    return [name for name in concepts & hits.keys() if any(first >= own for first, _ in hits[name])]


def _alike(one: Sentence, other: Sentence) -> bool:
    """ "For women ... For children ...", "A customer flag is ... A country flag is ...": one for each.

    Of two sentences that may be of a series.
    """
    if one.kind != other.kind:
        return False
    left, right = _opening(one), _opening(other)
    if left and right and left[0].form == right[0].form and left[0].form in _FOR_EACH:
        return True
    heads = zip(itertools.pairwise(left), itertools.pairwise(right), strict=False)
    return any(
        mine.lemma == theirs.lemma and before.lemma != instead.lemma and _tells(mine, before, instead)
        for (before, mine), (instead, theirs) in heads
    )


def _own(sentence: Sentence) -> tuple[Token, ...]:
    return sentence.analysis.tokens[sentence.analysis.own_first :]


def _opening(sentence: Sentence) -> tuple[Token, ...]:
    first = sentence.analysis.own_first
    return sentence.analysis.tokens[first : first + _SHAPE]


def _tells(*tokens: Token) -> bool:
    """Whether these are words of their own, no small words and no numbers."""
    return all(
        len(token.form) > _SMALL and token.form.isalpha() and token.form not in FUNCTION_WORDS
        for token in tokens
    )


def _widens(before: Sentence, after: Sentence) -> bool:
    return before.block == after.block and _WIDENS.match(after.quote) is not None


def _with_gaps(places: set[int], passage: Passage) -> set[int]:
    """With what stands between two shown sentences: one sentence of a paragraph, or the items of a series.

    "Resellers: ... Buyers: ... The State: ..." says what is asked of each; who reads two of them reads all.
    """
    order = sorted(places)
    shown = set(order)
    for before, after in itertools.pairwise(order):
        between = range(before + 1, after)
        ends = [passage.sentences[place] for place in (before, after)]
        run = [ends[0], *(passage.sentences[place] for place in between), ends[1]]
        one_block = len({one.block for one in run}) == 1
        series = all(map(_is_item, run)) or (one_block and all(map(_opens_with_its_subject, run)))
        if (len(between) == 1 and one_block) or (len(between) <= LONGEST_GAP and series):
            shown.update(between)
    return shown


def _opens_with_its_subject(sentence: Sentence) -> bool:
    """ "Dealers report ..., buyers train ...": a sentence for each, that begins with whom it is about."""
    return not _is_item(sentence) and _tells(*_own(sentence)[:1])


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


def closest(part: tuple[Match, ...]) -> list[Match]:
    """Without a match over several sentences where some of them say the same by themselves."""
    return [
        match
        for match in part
        if len(match.places) == 1
        or not any(other.asked == match.asked and set(other.places) < set(match.places) for other in part)
    ]


def _outdone(place: int, by: int, said: dict[int, frozenset[str]], passage: Passage) -> bool:
    """Whether this sentence has one word of the element only, in passing, and the other has that and more.

    An item of a list stays whatever stands around it.
    """
    return len(said[place]) == 1 and said[place] < said[by] and not _is_item(passage.sentences[place])


def _is_item(sentence: Sentence) -> bool:
    return sentence.kind in LISTED or _LABEL.match(sentence.quote) is not None


def falls_without(places: AbstractSet[int], parts: Parts) -> bool:
    """Whether a part of the element is nowhere else said: who deletes what is shown deletes the element."""
    return any(all(not places.isdisjoint(match.places) for match in part) for part in parts)


def falls_with(passages: Sequence[tuple[Mapping[str, ElementResult], AbstractSet[int]]]) -> bool:
    """Whether who deletes these sentences of each passage deletes some element everywhere.

    The elements are those of one duty; one that is nowhere said needs no deleting.
    """
    return any(
        all(
            falls_without(places, results[name].parts)
            for results, places in passages
            if name in results and results[name].state == "present"
        )
        for name in {name for results, _ in passages for name in results}
    )
