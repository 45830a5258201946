"""Who alone may stop or release an order, and who else is said to do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checks.evidence import quote
from checks.model import Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import NEGATIONS, NOT_OWN_WORDS, lines_of, own_spans, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

STOPS, RELEASES = "STOPS_AN_ORDER", "RELEASES_AN_ORDER"
POWERS = {STOPS: "stop", RELEASES: "release"}
ASSIGNED = "STOP_LIES_WITH"
ONLY = "ONLY_HOLDER"
PRONOUN = "SOMEBODY_NAMED_BEFORE"
FOR_RIGHTS = "STOP_FOR_RIGHTS"
SOLE_POWER_CONCEPTS = frozenset({*POWERS, ASSIGNED, ONLY, PRONOUN, FOR_RIGHTS})
_ALONE = "alone"
_BY = frozenset({"by", "door"})


def sole_power(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Sentences that give to one holder alone what another gives to somebody else. Elements are holders."""
    told = remembered(rule, passages, _statements)
    told.sort(key=lambda statement: _ALONE not in statement.values)
    return contradictions(rule, told, _clash)


def _clash(one: Statement, other: Statement) -> bool:
    alone = _ALONE in one.values or _ALONE in other.values
    return alone and (one.values - {_ALONE}).isdisjoint(other.values - {_ALONE})


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    return [
        statement
        for sentence in passage.sentences
        if sentence.kind not in NOT_OWN_WORDS and not sentence.analysis.question
        for statement in _of(rule, sentence)
    ]


def _of(rule: Rule, sentence: Sentence) -> Iterator[Statement]:
    hits = sentence.analysis.hits
    powers = {ASSIGNED: "stop", **POWERS}
    if PRONOUN in hits or hits.keys().isdisjoint(powers):
        return
    for concept, fact in powers.items():
        for span in own_spans(sentence, frozenset({concept})):
            holders = set(_holders(rule, sentence, span, after=concept == ASSIGNED))
            of_a_stop = concept == STOPS and _beside(sentence, RELEASES, span)
            if holders and not of_a_stop and not _is_denied(sentence, span):
                if concept == ASSIGNED or _beside(sentence, ONLY, span):
                    holders.add(_ALONE)
                reason = "rights" if _beside(sentence, FOR_RIGHTS, span) else "any"
                yield Statement(fact, reason, frozenset(holders), quote(sentence, fact))


def _beside(sentence: Sentence, concept: str, power: tuple[int, int]) -> bool:
    """Whether the words stand in the clause of the power: "releases a stopped order" is no power to stop."""
    clauses = sentence.analysis.clauses
    return any(clauses[first] == clauses[power[0]] for first, _ in sentence.analysis.hits.get(concept, ()))


def _is_denied(sentence: Sentence, power: tuple[int, int]) -> bool:
    """Whether a negation stands in the clause; "nobody but the officer" is none."""
    analysis = sentence.analysis
    only = analysis.hits.get(ONLY, ())
    return any(
        analysis.clauses[first] == analysis.clauses[power[0]]
        and not any(start <= first and last <= end for start, end in only)
        for concept in NEGATIONS
        for first, last in analysis.hits.get(concept, ())
    )


def _holders(rule: Rule, sentence: Sentence, power: tuple[int, int], after: bool) -> Iterator[str]:
    """The holders in the clause of the power: after "lies with", else before its last word or after "by"."""
    analysis = sentence.analysis
    for element in rule.elements:
        for line in lines_of(element):
            for first, last in own_spans(sentence, line.items[0].concepts):
                by = any(token.form in _BY for token in analysis.tokens[power[1] + 1 : first])
                fits = first > power[1] if after else last <= power[1] or by
                if fits and analysis.clauses[first] == analysis.clauses[power[0]]:
                    yield element.id
