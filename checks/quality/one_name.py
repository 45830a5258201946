"""Who holds a function: one function that carries different names in different places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import re2

from checks.evidence import quote
from checks.model import Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import NOT_OWN_WORDS, lines_of, range_of, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts
from checks.surnames import PARTICLES

NO_NAME = "NO_NAME"
NO_LONGER = "FORMER_HOLDER"
IN_PLACE_OF = "DEPUTY_OF_SOMEBODY"
ONE_NAME_CONCEPTS = frozenset({NO_NAME, NO_LONGER, IN_PLACE_OF})
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Mw|Dhr|mr|dr|ir|ing|drs|mw|dhr|prof|mevrouw|de heer)\.?[ ]"
_SURNAME = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ ]){{0,3}}\p{{Lu}}[\p{{L}}'’-]+"
_FIRST = r"(?:\p{Lu}[\p{L}'’-]+|(?:\p{Lu}\.[ ]?)+)"
_PERSON = rf"((?:{_TITLE})?{_FIRST}(?:[ ]?{_SURNAME}){{1,2}}|{_TITLE}{_SURNAME})"
_ARTICLE = r"(?:(?:the|our|de|het|onze|een|a|an)[ ])?"
_IS = (
    r"(?:is|acts as|serves as|was appointed|is appointed|has been appointed"
    r"|treedt op als|is benoemd tot|is aangewezen als)"
)
_AFTER = re2.compile(
    rf"^(?:[ ]?(?:,|\(|:|–|-|\||is|are)[ ]?|[ ](?:is|namely|te weten)[ ]){_PERSON}[ ]?(?:,|\)|\.|;|:|\||$|\n)"
)
_BEFORE = re2.compile(
    rf"(?:^|[^\p{{L}}]){_PERSON}(?:[ ]?(?:,|\(|–|-|\||:)[ ]?|[ ](?:{_IS}|as|als)[ ]){_ARTICLE}$"
)
_FUNCTION = re2.compile(
    r"(?i)(?:^|[^\p{L}])(?:the|our|de|het|onze)[ ]"
    rf"((?:[\p{{L}}-]+[ ]){{0,2}}[\p{{L}}-]+)[ ]{_IS}[ ]{_ARTICLE}$"
)
_LONGEST_NAME = 90
_UNKNOWN = "-"


def one_name(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Functions that are held by one person here and by another there.

    Where the rule's `values` name "function", also by a function ("the finance director is the deputy").
    """
    told = remembered(rule, passages, _statements)
    return contradictions(rule, told, _clash)


def _clash(one: Statement, other: Statement) -> bool:
    """Nobody in common. A surname alone, or with an initial, may be anybody of that surname."""
    return not any(_may_be_one(a, b) for a in one.values for b in other.values)


def _may_be_one(one: str, other: str) -> bool:
    (first, *_, surname), (other_first, *_, other_surname) = one.split(), other.split()
    same_first = first == other_first or _UNKNOWN in (first, other_first)
    return surname == other_surname and same_first


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    roles: dict[int, dict[tuple[int, int], str]] = {}
    names = passage.names
    for element in rule.elements:
        for line in lines_of(element):
            for concept in sorted(line.items[0].concepts & names):
                for place in passage.with_any(frozenset({concept})):
                    for span in passage.sentences[place].analysis.hits[concept]:
                        roles.setdefault(place, {})[span] = element.id
    return [
        statement
        for place, spans in sorted(roles.items())
        for statement in _in_sentence(rule, passage.sentences[place], spans)
    ]


def _in_sentence(rule: Rule, sentence: Sentence, roles: dict[tuple[int, int], str]) -> Iterator[Statement]:
    hits = sentence.analysis.hits
    if sentence.kind in NOT_OWN_WORDS or sentence.analysis.question or NO_LONGER in hits:
        return
    not_names = [range_of(sentence, span) for span in hits.get(NO_NAME, ()) if _is_own(sentence, span)]
    longer = {*roles, *hits.get(IN_PLACE_OF, ())}
    holders: dict[tuple[str, str], set[str]] = {}
    for span, role in roles.items():
        is_inside = any(first <= span[0] and span[1] <= last for first, last in longer - {span})
        if is_inside or not _is_own(sentence, span):
            continue
        start, end = range_of(sentence, span)
        name = _person(sentence, start, end, not_names)
        if name:
            holders.setdefault((role, "name"), set()).add(name)
        elif "function" in rule.values and (match := _FUNCTION.search(sentence.quote[:start])):
            holders.setdefault((role, "function"), set()).add(
                f"{_UNKNOWN} {match.group(1).lower().replace(' ', '_')}"
            )
    for (role, sort), names in holders.items():
        yield Statement(role, sort, frozenset(names), quote(sentence, role))


def _person(sentence: Sentence, start: int, end: int, not_names: Sequence[tuple[int, int]]) -> str | None:
    """The person who is named beside these words."""
    text = sentence.quote
    first = max(0, start - _LONGEST_NAME)
    for match, shift in (
        (_BEFORE.search(text[first:start]), first),
        (_AFTER.search(text[end : end + _LONGEST_NAME]), end),
    ):
        if match is None:
            continue
        where = match.start(1) + shift, match.end(1) + shift
        if "|" in text[min(end, where[1]) : max(start, where[0])] and not _fills_its_cell(text, *where):
            continue
        if not any(a < where[1] and b > where[0] for a, b in not_names):
            return _compared(match.group(1))
    return None


def _fills_its_cell(text: str, start: int, end: int) -> bool:
    """Whether the name stands alone between two bars: else it belongs to the function in its own cell."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return (not before or before.endswith("|")) and (not after or after.startswith("|"))


def _compared(name: str) -> str:
    """First name, if it is written out, and surname, in small letters."""
    bare = re2.sub(rf"^{_TITLE}", "", name).lower()
    first, *_, surname = bare.split() if len(bare.split()) > 1 else (_UNKNOWN, bare)
    is_written_out = "." not in first and first not in PARTICLES
    return f"{first if is_written_out else _UNKNOWN} {surname}"


def _is_own(sentence: Sentence, span: tuple[int, int]) -> bool:
    return span[0] >= sentence.analysis.own_first
