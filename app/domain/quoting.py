"""Words quoted from a text, in the sentence they stand in."""

from dataclasses import dataclass

from checks.text import sentences


@dataclass(frozen=True)
class Quoted:
    """`words` with the rest of their sentence; both sides are empty where they are all of it."""

    before: str
    words: str
    after: str


def in_its_sentence(text: str, start: int, end: int, words: str) -> Quoted:
    """The words from `start` to `end` in their sentence; alone where the text does not have them there."""
    if text[start:end] == words:
        for first, last in sentences(text):
            if first <= start and end <= last:
                return Quoted(text[first:start], words, text[end:last])
    return Quoted("", words, "")
