"""A second reading of what is to be quoted: is it like what usually states the element, and is it all?

What the lines of a rule find is read once more as a whole, by the words that usually stand there
(`checks.usual_words`). An element whose quotation is not like that is not counted as said; its state is
"unusual". Where a clause states everything its quotations are seldom wrong: there only what is very unlike
falls. If something speaks against such a clause (`checks.verdict`) and two of its elements fall as well, it
is not found; with one of them it stays a conflict. Sentences beside a quotation that make it more like are
quoted with it, a few at most: mostly the other half of what is asked. How often that is right stands in
docs/evaluation.md. In a programme nothing is read again: it quotes sentence by sentence, and other sections
say the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from checks.content_words import content_words_and_denials
from checks.languages import Language
from checks.model import Element
from checks.one_quotation import UNSAID, together
from checks.passage import Passage
from checks.usual_words import UsualWords

SHORTEST = 15
"""A shorter quotation is taken for one of so many words: a single word does not make it fall."""
LIKE = 0.4
"""So likely must a quotation state its element."""
LIKE_WHERE_COMPLETE = 0.08
MOST = 3
"""So many sentences are added to a quotation at most."""
MORE = 0.3
"""So much must a sentence add to the logarithm of the odds to be quoted as well."""


def unusual(
    elements: Iterable[Element],
    shown: Mapping[str, AbstractSet[int]],
    complete: bool,
    passage: Passage,
    language: Language,
) -> frozenset[str]:
    """The elements whose sentences, by their places in the passage, are too unlike to state them."""
    enough = LIKE_WHERE_COMPLETE if complete else LIKE
    return frozenset(
        element.id
        for element in elements
        if element.id in shown
        and language in element.usual
        and _is_unlike(shown[element.id], element.usual[language], enough, passage)
    )


def in_full(
    elements: Iterable[Element],
    shown: Mapping[str, AbstractSet[int]],
    passage: Passage,
    language: Language,
) -> dict[str, AbstractSet[int]]:
    """The sentences of these elements, with those right beside them that make them more like."""
    return {
        element.id: _with_the_rest(shown[element.id], element.usual[language], passage)
        for element in elements
        if element.id in shown and language in element.usual
    }


def _is_unlike(places: AbstractSet[int], usual: UsualWords, enough: float, passage: Passage) -> bool:
    """Whether none of the blocks that are quoted is like what states it.

    What another paragraph says of it in other words takes nothing back.
    """
    least = math.log(enough / (1 - enough))
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        blocks[passage.sentences[place].block].add(place)
    readings = (_words(here, passage) for here in (places, *blocks.values()))
    return all(usual.odds(words, at_least=SHORTEST) < least for words in readings)


def _with_the_rest(places: AbstractSet[int], usual: UsualWords, passage: Passage) -> set[int]:
    """With the neighbour that adds most, and so on, as long as one adds enough; a few at most."""
    whole = set(places)
    words = content_words_and_denials(passage)
    said = _words(whole, passage)
    for _ in range(MOST):
        before = usual.odds(said)
        added = {
            at: usual.odds(said | words[at]) - before
            for place in sorted(whole)
            for at in (place - 1, place + 1)
            if at not in whole and _may_say_more(at, place, passage)
        }
        most = max(added, key=added.__getitem__, default=None)
        if most is None or added[most] < MORE:
            break
        whole.add(most)
        said |= words[most]
    return whole


def _may_say_more(at: int, place: int, passage: Passage) -> bool:
    """Whether the sentence beside it stands in the same paragraph or list and means what it says."""
    if not (0 <= at < len(passage.sentences) and together(min(at, place), max(at, place), passage)):
        return False
    return passage.sentences[at].analysis.hits.keys().isdisjoint(UNSAID)


def _words(places: Iterable[int], passage: Passage) -> frozenset[str]:
    words = content_words_and_denials(passage)
    return frozenset[str]().union(*(words[at] for at in places))
