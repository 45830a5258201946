"""What is quoted for an element of a single clause: where it is said best, as a rule in one piece.

A programme marks its sentences one by one; who judges a clause reads a quotation by itself, and it must hold
the whole of what is asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from checks.best_stated import best_of_each
from checks.evidence import LISTED, falls_with, quote
from checks.frames import ElementResult, match_line
from checks.lines import Line
from checks.model import Element, Evidence
from checks.passage import Passage, Sentence
from checks.people import PERSON

WIDEST_GAP = 3
"""So many items of a list between two that carry an element are quoted with them; of a paragraph all are."""
PROSE = ("paragraph", "bullet", "numbered")
_POINTING_BACK = frozenset(
    {
        *"she he they it this that these those likewise also".split(),
        *"zij ze hij die dit dat deze hetzelfde evenzo ook".split(),
        "the same",
        "het zelfde",
    }
)
_SHE = frozenset("she he hij zij".split())
_WHO = (PERSON, "HR_OWNER", "DUTY_ROLE")
"""The concepts that name somebody whom "she" may be."""
UNSAID = frozenset("NEGATION_WHOLE NOT_THERE ASPIRATION FUTURE PLACEHOLDER EARLIER_TEXT".split())
"""What keeps a sentence from being the other half of a statement."""


def shown_in_clause(
    elements: Iterable[Element], results: Mapping[str, ElementResult], passage: Passage
) -> dict[str, set[int]]:
    """The sentences to quote for those of the elements that are there, of a clause about nothing but them."""
    asked = {element.id: element for element in elements}
    there = {name: result for name, result in results.items() if result.state == "present"}
    shown = best_of_each((asked[name] for name in there), results, passage)
    for name in (name for name in shown if asked[name].of_each):
        others = [places for other, places in shown.items() if not asked[other].of_each]
        shown[name] = _with_the_others(shown[name], asked[name].shows, others, passage)
    complete = len(there) == len(results)
    if complete and not falls_with([(there, frozenset[int]().union(*shown.values()))]):
        shown = {name: set(result.places) for name, result in there.items()}
    whole = {
        name: _in_one_piece(_with_whole_lists(_with_the_like(places, there[name], passage), passage), passage)
        for name, places in shown.items()
    }
    idle = _idle(frozenset[int]().union(*whole.values()), complete, passage)
    return {
        name: places | {at for at in idle if _in_its_block(at, places, passage)}
        for name, places in whole.items()
    }


def quotations(shown: Mapping[str, AbstractSet[int]], passage: Passage) -> Iterator[Evidence]:
    """The quotations of each element from these sentences, in reading order."""
    for name, places in shown.items():
        for place in sorted(places):
            yield quote(passage.sentences[place], name)


def in_text(evidence: Iterable[Evidence], text: str, offsets: Mapping[str, int]) -> tuple[Evidence, ...]:
    """With places in the text (offsets of its blocks); what follows each other there is one quotation.

    The other half of what is asked says nothing to who reads it alone ("Clients do not count").
    """
    found: list[Evidence] = []
    for item in evidence:
        start, end = item.start + offsets[item.block], item.end + offsets[item.block]
        if found and found[-1].element == item.element and not _says_any(text[found[-1].end : start]):
            start = found.pop().start
        found.append(Evidence("", start, end, text[start:end], item.element))
    return tuple(found)


def _says_any(gap: str) -> bool:
    return any(map(str.isalnum, gap))


def _with_the_like(shown: AbstractSet[int], result: ElementResult, passage: Passage) -> AbstractSet[int]:
    """With what says a part of it as well, right beside what says it best."""
    like = {match.places[0] for part in result.parts for match in part if len(match.places) == 1}
    return shown | {place for place in like if _in_its_block(place, shown, passage)}


def _with_the_others(
    shown: AbstractSet[int],
    shows: Iterable[Line],
    of_another_element: Iterable[AbstractSet[int]],
    passage: Passage,
) -> set[int]:
    """With the sentences before and after that speak of others of whom it is asked, at least one of two."""
    found = (match for line in shows for match in match_line(line, passage) if match.state == "present")
    others = {place for match in found for place in match.places}.difference(*of_another_element)
    joined = set(shown)
    while beside := {place for place in others - joined if _is_close(place, joined, passage)}:
        joined |= beside
    return joined


def _is_close(place: int, shown: AbstractSet[int], passage: Passage) -> bool:
    near = range(place - 2, place + 3)
    return any(at in shown and together(place, at, passage) for at in near)


def _idle(shown: AbstractSet[int], complete: bool, passage: Passage) -> list[int]:
    """The sentences of running text that state something and are quoted for nothing.

    Such a one may be the other half of what stands beside it, in words that the lexicon does not know. A
    "not" is mostly part of that where a clause states everything; elsewhere it tells what is lacking, unless
    it keeps the duty.
    """
    return [
        place
        for place, sentence in enumerate(passage.sentences)
        if place not in shown
        and sentence.kind in PROSE
        and sentence.quote.rstrip().endswith((".", ";", "!", "?"))
        and sentence.analysis.hits.keys().isdisjoint(UNSAID)
        and (complete or _keeps_the_duty(sentence))
    ]


def _keeps_the_duty(sentence: Sentence) -> bool:
    hits = sentence.analysis.hits
    return "SAYS_NO" not in hits or "CLOSES_FIRMLY" in hits


def _in_its_block(place: int, shown: AbstractSet[int], passage: Passage) -> bool:
    """Whether the sentence right before or after it in its paragraph or item is shown."""
    beside = {at for at in (place - 1, place + 1) if at in shown}
    return any(passage.sentences[at].block == passage.sentences[place].block for at in beside)


def _in_one_piece(places: AbstractSet[int], passage: Passage) -> set[int]:
    """With the sentence before one that speaks of somebody named there, and what stands in between.

    "She reads reports of the UN": who she is stands before it.
    """
    whole = set(places)
    for place in places:
        while together(place - 1, place, passage) and (
            _speaks_of_the_one_before(passage.sentences[place]) or _names_who_it_is(place - 1, passage)
        ):
            place -= 1
            whole.add(place)
    for before, after in itertools.pairwise(sorted(whole)):
        near = after - before <= WIDEST_GAP + 1 or passage.sentences[before].kind == "paragraph"
        if near and together(before, after, passage):
            whole.update(range(before, after))
    return whole


def _with_whole_lists(places: AbstractSet[int], passage: Passage) -> set[int]:
    """With the rest of a list or table of which more than two thirds is shown, as far as that is done."""
    listed = (at for at, sentence in enumerate(passage.sentences) if sentence.kind in LISTED)
    runs: list[list[int]] = []
    for at in listed:
        if runs and runs[-1][-1] == at - 1 and together(at - 1, at, passage):
            runs[-1].append(at)
        else:
            runs.append([at])
    most = (run for run in runs if 3 * sum(at in places for at in run) > 2 * len(run))
    return set(places).union(*([at for at in run if _says_it_is_done(passage.sentences[at])] for run in most))


def _says_it_is_done(sentence: Sentence) -> bool:
    analysis = sentence.analysis
    return not analysis.answered_no and analysis.hits.keys().isdisjoint(UNSAID | {"SAYS_NO"})


def _speaks_of_the_one_before(sentence: Sentence) -> bool:
    """Whether it opens on a pronoun, or says that what was said holds for more."""
    opens = tuple(token.form for token in sentence.analysis.tokens[sentence.analysis.own_first :][:2])
    return not _POINTING_BACK.isdisjoint((" ".join(opens), *opens[:1]))


def _names_who_it_is(before: int, passage: Passage) -> bool:
    """Whether the next sentence says "she" and names nobody, and this one does.

    "At each incident she uses them" says nothing of who leads.
    """
    named, sentence = (passage.sentences[place].analysis for place in (before, before + 1))
    own = sentence.tokens[sentence.own_first :]
    names = (any(name in one.hits for name in _WHO) for one in (named, sentence))
    return any(token.form in _SHE for token in own) and tuple(names) == (True, False)


def together(before: int, after: int, passage: Passage) -> bool:
    """Whether both stand in one paragraph, or in one list."""
    if before < 0:
        return False
    one, other = passage.sentences[before], passage.sentences[after]
    return one.block == other.block or (one.kind == other.kind and one.kind in LISTED)
