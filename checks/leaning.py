"""Sentences that lean on the one before them: "That goes before any order", "Their place cannot be taken".

Who reads only one of the two misses what it speaks of. What counts as leaning is a matter of pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from checks.passage import Passage, Sentence

_POINTING = frozenset(
    (
        "this that these those each both dit dat deze elk allebei daarbij daarmee daarvan daarin daarop "
        "daarover hierbij hiermee hiervan"
    ).split()
)
_OPENING = 2
"""So many words at the beginning may hold the word that points; the last word may as well."""
_POSSESSIVE = frozenset("their hun diens".split())
_OPENING_OF_A_POSSESSIVE = 5
_SOMEBODY = frozenset("she he they it this these that those zij ze hij die dit dat deze".split())
_UNSAID = frozenset("NEGATION_WHOLE NOT_THERE ASPIRATION FUTURE PLACEHOLDER EARLIER_TEXT SAYS_NO".split())
"""What keeps a sentence from being the other half of a statement."""


def leaning_on(shown: Mapping[str, AbstractSet[int]], passage: Passage) -> Iterator[tuple[str, int]]:
    """Element and sentence: what is shown for no element, and leans on what is, or is leaned on by it."""
    taken = frozenset[int]().union(*shown.values())
    for place, sentence in enumerate(passage.sentences):
        if place in taken or not _states(sentence):
            continue
        on = _neighbour(place, taken, passage)
        yield from ((name, place) for name, places in shown.items() if on in places)


def _neighbour(place: int, taken: AbstractSet[int], passage: Passage) -> int | None:
    """The shown sentence of the same paragraph that it leans on, or that leans on it."""
    block = passage.sentences[place].block
    for other in sorted(taken & {place - 1, place + 1}):
        if passage.sentences[other].block == block and _leans(passage.sentences[max(place, other)]):
            return other
    return None


def _leans(sentence: Sentence) -> bool:
    """Whether it speaks of the one before: of what that says, or of what belongs to those named there."""
    forms = [token.form for token in sentence.analysis.tokens[sentence.analysis.own_first :]]
    near = {*forms[:_OPENING], *forms[-1:]}
    return not (_POINTING.isdisjoint(near) and _POSSESSIVE.isdisjoint(forms[:_OPENING_OF_A_POSSESSIVE]))


def speaks_of_the_one_before(sentence: Sentence) -> bool:
    """Whether it opens on a pronoun: "She reads ...", "Die behandelt haar ..."."""
    own = sentence.analysis.tokens[sentence.analysis.own_first :]
    return bool(own) and own[0].form in _SOMEBODY


def _states(sentence: Sentence) -> bool:
    """Whether it is running text that says something is so."""
    runs = sentence.kind == "paragraph" and sentence.quote.rstrip().endswith((".", ";", "!"))
    return runs and _UNSAID.isdisjoint(sentence.analysis.hits)
