"""Whether a text speaks of something else: too many of its words belong to other subjects than the duty's.

A firm that "suspends the licence after two reminders" uses the words of a duty about people, of debtors. What
gives it away is the company those words keep. The pack lists such words for all its rules and each rule its
own, as a lawyer can read and change them; where and how they were collected stands in docs/evaluation.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from checks.content_words import content_words
from checks.languages import LANGUAGES, Words
from checks.passage import Passage
from checks.text import tokenize

ONE_IN = 8
"""So large a share of its different words makes a text one about another subject."""
ONE_IN_WHERE_ALONE = 16
"""The same where a single element is all that the text states."""
SHORTEST = 15
"""A shorter text is taken for one of so many words: a single word decides nothing."""


@dataclass(frozen=True)
class SubjectWords:
    """Words of other subjects, as written, with commas between; any form of a word counts.

    Those of a rule count together with those that its pack lists for all: the `shared` ones.
    """

    written: Words
    shared: SubjectWords | None = None

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Their dictionary forms, made when they are first asked for: a text is in one of the languages."""
        own = frozenset(
            token.lemma for language in LANGUAGES for token in tokenize(self.written[language], language)
        )
        return own | self.shared.lemmas if self.shared else own


def told_by_words(words: SubjectWords, passage: Passage, alone: bool) -> tuple[int, ...]:
    """The sentences that have most of these words, where they are many of all that are there; else none.

    Of a text in which a single element stands `alone`, half as many tell enough.
    """
    said = content_words(passage)
    everything = frozenset[str]().union(*said)
    strange = everything & words.lemmas
    if len(strange) * (ONE_IN_WHERE_ALONE if alone else ONE_IN) < max(len(everything), SHORTEST):
        return ()
    most = max(len(strange & here) for here in said)
    return tuple(place for place, here in enumerate(said) if len(strange & here) == most)
