"""What a clause that states everything says besides: where it is much, it may take something back.

A firm that writes what it does in eighty words and then spends fifteen on something else has mostly a reason:
a definition that empties the rule, a case in which it does not hold. The words for that are endless; how much
room they take is not. What the limits cost and what they catch stands in docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

from checks.frames import ElementResult
from checks.passage import Passage, Sentence

ONE_IN = 4
"""So large a share of the words of a clause that says nothing asked makes it doubtful."""
ONE_IN_ONCE_BEGUN = 7
"""The same of what comes after something asked: an opening may well be long."""
ENOUGH_OF_A_LINE = 2
"""So many of the things that a line looks for make a sentence one about it, if another shows it better."""
_CLOSING = "\"'’”»)"


def unasked(seen: Iterable[ElementResult], passage: Passage, firm: Collection[int]) -> tuple[int, ...]:
    """The sentences of a clause that state nothing of what is asked, where they are much of it; else none.

    One element at least of those `seen` must be there. Only running text counts, in paragraphs that are
    mostly about it; not what is `firm`, what answers a question, and what adds to a list that is asked for.
    """
    stating = [each for one in seen if one.state == "present" for part in one.parts for each in part]
    telling = {place for match in stating for place in match.places}
    asked = {match.asked for match in stating}
    clause = _clause(telling, passage)
    rest = [
        place
        for place in clause
        if place not in telling and place not in firm and not _answers(place, passage)
        if _is_said(passage.sentences[place]) and not _adds_to(asked, passage.sentences[place])
    ]
    if not rest:
        return ()
    begun = min(place for place in clause if place in telling)
    later = [place for place in rest if place > begun]
    words = _words(clause, passage)
    if _words(rest, passage) * ONE_IN >= words:
        return tuple(rest)
    return tuple(later) if _words(later, passage) * ONE_IN_ONCE_BEGUN >= words else ()


def _clause(telling: AbstractSet[int], passage: Passage) -> list[int]:
    """The sentences of the paragraphs that are mostly about what is asked."""
    by_block: dict[str, list[int]] = {}
    for place, sentence in enumerate(passage.sentences):
        by_block.setdefault(sentence.block, []).append(place)
    return [
        place
        for places in by_block.values()
        if 2 * _words(telling & set(places), passage) >= _words(places, passage) > 0
        for place in places
    ]


def _is_said(sentence: Sentence) -> bool:
    """Whether it is running text, with a word that the pack knows."""
    runs = sentence.kind in ("paragraph", "quotation") and not _asks(sentence)
    return runs and not sentence.quote.endswith(":") and bool(sentence.analysis.hits)


def _asks(sentence: Sentence) -> bool:
    return sentence.quote.rstrip(_CLOSING).endswith("?")


def _answers(place: int, passage: Passage) -> bool:
    """Whether it stands right after a question, and so is what was asked for there."""
    return place > 0 and _asks(passage.sentences[place - 1])


def _adds_to(asked: Iterable[frozenset[str]], sentence: Sentence) -> bool:
    names = sentence.analysis.hits.keys()
    return any(len(concepts & names) >= ENOUGH_OF_A_LINE for concepts in asked)


def _words(places: Iterable[int], passage: Passage) -> int:
    """How many words these sentences have of their own, without the lead-in that they share."""
    analyses = (passage.sentences[place].analysis for place in places)
    return sum(len(analysis.tokens) - analysis.own_first for analysis in analyses)
