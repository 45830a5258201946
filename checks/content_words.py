"""The words of a sentence that say what it is about, in dictionary form."""

from __future__ import annotations

from checks.passage import Passage
from checks.text import FUNCTION_WORDS, Token

DENIALS = frozenset("no not nor geen niet".split())
CONTRACTED = "n't"
_SMALL = 3


def content_words(passage: Passage) -> list[frozenset[str]]:
    """Of each sentence of a passage, without the lead-in that it shares with others; remembered there."""
    return passage.once("content words", None, lambda: _content_words(passage))


def content_words_and_denials(passage: Passage) -> list[frozenset[str]]:
    """The same, with the small words of each sentence that deny; "don't" has a "not"."""
    return passage.once("content words and denials", None, lambda: _with_denials(passage))


def tells_subject(token: Token) -> bool:
    """Whether it is a word that says what a text is about: no number and no small word."""
    return len(token.form) > _SMALL and token.form.isalpha() and token.form not in FUNCTION_WORDS


def _content_words(passage: Passage) -> list[frozenset[str]]:
    return [
        frozenset(
            token.lemma
            for token in sentence.analysis.tokens[sentence.analysis.own_first :]
            if tells_subject(token)
        )
        for sentence in passage.sentences
    ]


def _with_denials(passage: Passage) -> list[frozenset[str]]:
    return [
        words.union(
            "not" if token.form.endswith(CONTRACTED) else token.form
            for token in sentence.analysis.tokens[sentence.analysis.own_first :]
            if token.form in DENIALS or token.form.endswith(CONTRACTED)
        )
        for sentence, words in zip(passage.sentences, content_words(passage), strict=True)
    ]
