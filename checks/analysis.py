"""Sentences with everything the rules need to know, made once and kept.

A list item is read together with its lead-in, a table row with its header
row, an answer with the question before it. Headings lend their concepts to
the text below them but never count alone.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from checks.answered_no import answered_no
from checks.clauses import clause_of_each
from checks.languages import Language
from checks.lexicon import DENIALS, Hits, TermIndex
from checks.passage import Analysis, Passage, Sentence, passage_of
from checks.people import PERSON, named_in, places_of
from checks.sections import SectionText, TextBlock
from checks.states import State
from checks.text import FUNCTION_WORDS, Token, sentences, tokenize

CACHE_SIZE = 5_000
KEPT_PASSAGES = 500
OPENING = 4
INTRODUCTION = 5
SAYS_THAT_IT_ASKS = 4
"""So many words before a colon say something: "Each year the counsel answers: is there a law?" does."""
FRAMES: tuple[tuple[str, State], ...] = (
    ("FRAME_DENIAL", "negated"),
    ("FRAME_OTHER", "other_actor"),
    ("ASPIRATION", "aspiration"),
    ("FUTURE", "future"),
)
_SERIALS = count()
_RULER = re.compile(r"[\s|:\-]+\Z")
_SAYS_SOMETHING = re.compile(r"\s*\|?\s*[^\W\d_a-z][^|]*\|([^|]*\|)*\s*([a-z]|[^|]*,[^|]*,)")
"""A first row with a label and a cell in small letters or with a list: "Who | sales and support"."""
STEP = frozenset({"first", "eerst"})
"""What is tried first is one step of several."""
ASKING = frozenset({"how", "what", "who", "which", "whom", "hoe", "wat", "wie", "welke"})
"""Words that open a clause about something, not a promise."""
_SHORT_ANSWER = re.compile(r"(yes|no|ja|nee|neen)\b[^\n]{0,25}\Z", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(answers?|answered|examines?|looks? (at|into)|beantwoord\w*|onderzoekt|onderzoeken|toetst|toetsen|"
    r"gaat over|gaan over|gaat na|gaan na)\b",
    re.IGNORECASE,
)


class Analyst:
    """Analyses text in one language with one index; remembers sentences and sections it has seen."""

    def __init__(self, index: TermIndex, language: Language) -> None:
        self._index = index
        self._language = language
        self._kept: dict[tuple[str, str], Analysis] = {}
        self._passages: OrderedDict[SectionText, Passage] = OrderedDict()
        self._earlier: OrderedDict[Any, tuple[Any, Any]] = OrderedDict()
        self._headings: dict[frozenset[str], tuple[frozenset[str], int]] = {}

    def passage(self, section: SectionText) -> Passage:
        """The section as analysed sentences in reading order; the same value for the same text."""
        known = self._passages.get(section)
        if known is None:
            known = self._passages[section] = self._read(section)
            if len(self._passages) > KEPT_PASSAGES:
                self._passages.popitem(last=False)
        else:
            self._passages.move_to_end(section)
        return known

    def _read(self, section: SectionText) -> Passage:
        return passage_of(section.key, tuple(self._sentences(section)), self._earlier)

    def knowing(self, passage: Passage, people: frozenset[str]) -> Passage:
        """The passage as read by somebody who knows these people by their surnames; the same for the same."""
        named = named_in(passage, people)
        if not named:
            return passage
        return passage.once(("knowing", named), None, lambda: self._with_people(passage, named))

    def _with_people(self, passage: Passage, people: frozenset[str]) -> Passage:
        concepts = self._index.including(PERSON)
        found = tuple(_naming(sentence, people, concepts) for sentence in passage.sentences)
        return passage_of(passage.section, found, self._earlier)

    def _sentences(self, section: SectionText) -> Iterator[Sentence]:
        above, heading = self._heading(section.title)
        lead = ""
        for block in section.blocks:
            if block.kind == "heading":
                above, heading = self._heading(block.text)
            lead_for_items = lead if block.kind in ("bullet", "numbered") else ""
            last = ""
            for start, end, own_lead in _cut(block, lead_for_items):
                quote = block.text[start:end]
                analysis = self._analyse(own_lead, quote)
                yield Sentence(section.key, block.id, block.kind, start, end, quote, analysis, above, heading)
                last = quote
            if block.kind not in ("bullet", "numbered") or last.endswith(":"):
                lead = last if last.endswith(":") else ""

    def _heading(self, text: str) -> tuple[frozenset[str], int]:
        """What a heading lends to the text below it, one value for equal headings, with its number."""
        above = frozenset(self._analyse("", text).hits)
        return self._headings.setdefault(above, (above, len(self._headings)))

    def _analyse(self, lead: str, sentence: str) -> Analysis:
        key = (lead, sentence)
        known = self._kept.get(key)
        if known is not None:
            return known
        if len(self._kept) >= CACHE_SIZE:
            self._kept.clear()
        made = self._kept[key] = self._make(lead, sentence)
        return made

    def _make(self, lead: str, sentence: str) -> Analysis:
        text = f"{lead} {sentence}" if lead else sentence
        own_start = len(text) - len(sentence)
        tokens = tokenize(text, self._language)
        own_first = next(
            (place for place, token in enumerate(tokens) if token.start >= own_start), len(tokens)
        )
        question, no = _question(sentence)
        hits = self._index.find(tokens, text)
        clauses = clause_of_each(text, tokens, own_start if lead.endswith(":") else -1)
        return Analysis(
            serial=next(_SERIALS),
            text=text,
            own_start=own_start,
            tokens=tokens,
            own_first=own_first,
            hits=hits,
            clauses=clauses,
            question=question and not _to_be_answered(lead),
            answered_no=no,
            framed=_framed(hits, own_first, [token.form for token in tokens], clauses),
            fragment=not _introduced(lead, own_first) and _is_fragment(sentence, tokens[own_first:]),
        )


def _naming(sentence: Sentence, people: frozenset[str], concepts: Iterable[str]) -> Sentence:
    """The sentence with each of these people as a person: what all of these concepts stand for."""
    analysis = sentence.analysis
    places = {(place, place) for place in places_of(people, analysis)}
    if not places:
        return sentence
    persons = {concept: tuple(sorted(places.union(analysis.hits.get(concept, ())))) for concept in concepts}
    named = replace(analysis, serial=next(_SERIALS), hits=analysis.hits | persons, meant={})
    return replace(sentence, analysis=named)


def _cut(block: TextBlock, lead: str) -> Iterable[tuple[int, int, str]]:
    """Ranges of a block to be judged as one sentence, each with the text it must be read with."""
    return _rows(block.text) if block.kind == "table" else _with_questions(block.text, lead)


def _rows(text: str) -> Iterator[tuple[int, int, str]]:
    """The rows of a table, each read with the header; with a ruler under it that says nothing by itself.

    Where the first row already says something, as in a table of labels, there is no header.
    """
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip() and not _RULER.match(line.strip())]
    headed = bool(filled) and not _SAYS_SOMETHING.match(lines[filled[0]])
    ruled = len(filled) > 1 and any(_RULER.match(line.strip()) for line in lines[filled[0] + 1 : filled[1]])
    header = ""
    position = 0
    for place, line in enumerate(lines):
        start, position = position, position + len(line) + 1
        if place not in filled:
            continue
        stripped = line.strip()
        left = start + line.index(stripped)
        if header or not (ruled and headed):
            yield left, left + len(stripped), header
        header = header or (stripped if headed else "")


def _with_questions(text: str, lead: str) -> Iterator[tuple[int, int, str]]:
    """Sentences; a question leads its answer, and a bare yes or no is joined to it."""
    ranges = sentences(text)
    place = 0
    while place < len(ranges):
        start, end = ranges[place]
        if text[end - 1] == "?" and place + 1 < len(ranges):
            following = ranges[place + 1]
            if _SHORT_ANSWER.match(text[slice(*following)]):
                end = following[1]
                place += 1
        yield start, end, "" if text[end - 1] == "?" and lead.endswith("?") else lead
        lead = text[start:end] if text[end - 1] == "?" else ""
        place += 1


def _question(sentence: str) -> tuple[bool, bool]:
    """Whether it only asks, and whether it is a question, or the label of a list, answered with no."""
    if answered_no(sentence):
        return False, True
    stripped = sentence.rstrip("\"'”’»)] ")
    if stripped.endswith("?"):
        said = stripped.rpartition(":")[0]
        return "?" in said or len(said.split()) < SAYS_THAT_IT_ASKS, False
    asked, mark, answer = stripped.rpartition("?")
    if not mark:
        return False, False
    return False, bool(asked) and re.match(r"\W*(no|nee|neen)\b", answer, re.IGNORECASE) is not None


def _to_be_answered(lead: str) -> bool:
    """Whether the questions below this lead-in are work to do: the text says that somebody answers them."""
    return lead.endswith(":") and _ANSWERS.search(lead) is not None


def _framed(hits: Hits, own_first: int, forms: list[str], clauses: tuple[int, ...]) -> State | None:
    """The opening words say how all is meant; "not an aim", "what we try" and "first we try" are no wish."""
    for concept, state in FRAMES:
        for first, last in hits.get(concept, ()):
            if not own_first <= first <= own_first + OPENING or clauses[first] != clauses[last]:
                continue
            around = forms[max(0, first - 2) : first] + forms[last + 1 : last + 3]
            told = first and forms[first - 1] in ASKING
            step = state == "aspiration" and not STEP.isdisjoint(around)
            if concept == "FRAME_DENIAL" or (DENIALS.isdisjoint(around) and not told and not step):
                return state
    return None


def _introduced(lead: str, words: int) -> bool:
    """A list of nouns under "The lawyer answers these questions:" is part of a sentence."""
    return lead.endswith(":") and words >= INTRODUCTION


_LABELLED = re.compile(r"\s*[^\s:,;]+ [^:,;]{3,60}: ")
"""A label of two words or more introduces a list, as in a work instruction."""


def _is_fragment(sentence: str, tokens: tuple[Token, ...]) -> bool:
    """A row of terms without grammar: no human can read a duty in it. Table rows are rows by nature."""
    count = len(tokens)
    if count < 12 or "|" in sentence:
        return False
    small = sum(len(token.form) <= 3 or token.form in FUNCTION_WORDS for token in tokens)
    commas = sentence.count(",") + sentence.count(";")
    repeats = count - len({token.form for token in tokens})
    listed = commas / count > 0.45 and small / count < 0.2 and ":" not in sentence
    bare = small / count < 0.12 and not _LABELLED.match(sentence)
    return bare or listed or repeats * 2 > count
