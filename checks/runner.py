"""Packs against text: findings in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from checks.analysis import Analyst
from checks.answers import Answers
from checks.crowding import uncrowded
from checks.engine import analysts_for
from checks.evidence import quote
from checks.hard import Seen
from checks.memory import uncollected
from checks.model import Evidence, Pack, Rule
from checks.passage import Passage
from checks.people import known_people
from checks.programme_evidence import evidence_in_programme, only_place
from checks.quality import Looked
from checks.reading import PROGRAMME_KEYS, read
from checks.recall import recalled_finding
from checks.results import (
    CheckResult,
    DefectFound,
    Finding,
    MissingElement,
    NotApplicable,
    NotChecked,
    finding_id,
    in_reading_order,
)
from checks.scope import ScopeResult
from checks.sections import ProgrammeFacts, SectionText
from checks.seen import best
from checks.states import State
from checks.strict import Prepared, prepare
from checks.verdict import PassageResult, decide

SEVERITIES = ("fix_first", "improve", "tip")
VERDICTS = ("not_found", "partly", "found")


def run(
    packs: Iterable[Pack],
    sections: Sequence[SectionText],
    answers: Answers,
    only: Collection[str] | None = None,
    facts: ProgrammeFacts | None = None,
) -> CheckResult:
    """Judge sections by every rule that applies; `facts` are what is known besides these texts.

    `only` limits the run to these rule ids. A rule whose scope is unknown is
    applied: an unanswered question must not hide a duty. A strict rule is then
    not checked, and says so.
    """
    packs = tuple(packs)
    with uncollected():
        read = _read(packs, sections)
        result = _judge_all(read, answers, only, facts or ProgrammeFacts())
        for passage in {id(passage): passage for _, passages in read for passage in passages}.values():
            passage.forget()
    return result


def _judge_all(
    read: Sequence[tuple[Pack, Sequence[Passage]]],
    answers: Answers,
    only: Collection[str] | None,
    facts: ProgrammeFacts,
) -> CheckResult:
    findings: list[Finding] = []
    skipped: list[NotApplicable] = []
    unchecked: list[NotChecked] = []
    looked = Looked(facts)
    for pack, passages in read:
        ordered = sorted(passages, key=lambda passage: in_reading_order(passage.section))
        judged: list[Finding] = []
        reaches = _Reaches(passages)
        for rule in _applying(pack, only, answers, skipped):
            if rule.notices:
                findings += looked.at(rule, ordered)
                continue
            reach = reaches.of(rule)
            decidable = _decidable(rule, reach, answers)
            unchecked += decidable.open
            judged += _findings(rule, reach, decidable, pack.at_home)
        findings += uncrowded(judged)
    findings.sort(key=_order)
    return CheckResult(
        tuple(findings),
        tuple(skipped),
        {pack.id: pack.version for pack, _ in read},
        (*unchecked, *looked.not_checked),
        tuple(looked.clear),
    )


def _applying(
    pack: Pack, only: Collection[str] | None, answers: Answers, skipped: list[NotApplicable]
) -> Iterator[Rule]:
    """The wanted rules that apply; those that the answers switch off go to `skipped`."""
    decided: dict[int, ScopeResult] = {}  # many rules share an expression, and one text is one object
    for rule in pack.rules:
        if only is None or rule.id in only:
            scope = decided.get(id(rule.applies_to))
            if scope is None:
                scope = decided[id(rule.applies_to)] = rule.applies_to.evaluate(answers)
            if scope.value == "no":
                skipped.append(NotApplicable(rule.id, scope.because))
            else:
                yield rule


def _read(packs: Sequence[Pack], sections: Sequence[SectionText]) -> list[tuple[Pack, Sequence[Passage]]]:
    """What each pack reads; packs with the same analyst read the same, once."""
    analysts = analysts_for(packs)
    known: dict[tuple[int, ...], Sequence[Passage]] = {}
    read: list[tuple[Pack, Sequence[Passage]]] = []
    for pack in packs:
        readers = [analysts.analyst(pack, section.language) for section in sections]
        same = tuple(map(id, readers))
        if same not in known:
            known[same] = _known_people_named(readers, sections)
        read.append((pack, known[same]))
    return read


def _known_people_named(readers: Sequence[Analyst], sections: Sequence[SectionText]) -> Sequence[Passage]:
    """Each section as its reader reads it who knows the people of them all."""
    passages = [reader.passage(section) for reader, section in zip(readers, sections, strict=True)]
    people = known_people(passages)
    return [reader.knowing(passage, people) for reader, passage in zip(readers, passages, strict=True)]


class _Reaches:
    """Where each rule looks: the home sections of one that stays at home; else everywhere, those first."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._keyed = any(passage.section.startswith(PROGRAMME_KEYS) for passage in passages)
        self._by_home: dict[tuple[tuple[str, ...], bool], Sequence[Passage]] = {}

    def of(self, rule: Rule) -> Sequence[Passage]:
        """The same value for rules with the same home."""
        stays = rule.home_only and bool(rule.home)
        known = self._by_home.get((rule.home, stays))
        if known is None:
            known = self._by_home[rule.home, stays] = self._reach(rule.home, stays)
        return known

    def _reach(self, sections: Collection[str], stays: bool) -> Sequence[Passage]:
        home = [passage for passage in self._passages if passage.section in sections]
        if stays:
            return home if home or self._keyed else self._passages
        return [*home, *(passage for passage in self._passages if passage.section not in sections)]


def _defects(results: Sequence[tuple[Passage, PassageResult]]) -> tuple[DefectFound, ...]:
    """Each defect with each sentence that shows it, once: several lines may see the same."""
    found = {
        (defect.code, sentence.section, sentence.block, sentence.start): DefectFound(
            defect.code, defect.says, quote(sentence, defect.code)
        )
        for passage, result in results
        for defect, places in result.defects
        for sentence in (passage.sentences[place] for place in places)
    }
    return tuple(found.values())


def _decidable(rule: Rule, reach: Sequence[Passage], answers: Answers) -> Prepared:
    """Every element of an ordinary rule; of a strict one those for which enough is known."""
    return prepare(rule, reach, answers) if rule.strict else Prepared(rule.elements if reach else (), {}, ())


def _findings(
    rule: Rule, reach: Sequence[Passage], decidable: Prepared, at_home: Mapping[str, Sequence[Rule]]
) -> Iterator[Finding]:
    """The one finding of a rule; none where nothing of it can be decided."""
    if not decidable.elements:
        return
    results = read(rule, reach, at_home)
    if rule.strict:
        yield _finding(rule, reach, decidable, results)
    else:
        seen = [passage for passage, _ in results]
        yield recalled_finding(rule, reach, seen, lambda: _finding(rule, reach, decidable, results))


def _finding(
    rule: Rule,
    passages: Sequence[Passage],
    decidable: Prepared,
    results: Sequence[tuple[Passage, PassageResult]],
) -> Finding:
    elements = {e.id: _state(e.id, results, decidable.seen) for e in decidable.elements if not e.advice}
    stronger = {e.id: best(e.id, results) for e in decidable.elements if e.advice}
    whole = any(not defect.touches for _, result in results for defect, _ in result.defects)
    defeated = whole or any(seen.bars for seen in decidable.seen.values())
    outcome = decide(elements, defeated)
    evidence = evidence_in_programme(rule, elements, results, decidable.seen)
    says = {e.id: e.says for e in decidable.elements}
    says |= {name: seen.says for name, seen in decidable.seen.items() if seen.says}
    section = _section_of(rule, passages, evidence)
    return Finding(
        id=finding_id(rule.id, section),
        rule=rule.id,
        requirement=rule.requirement,
        title=rule.name,
        message=rule.message(outcome.verdict),
        severity=rule.severity,
        verdict=outcome.verdict,
        state=outcome.state,
        section=section,
        elements=elements,
        evidence=evidence,
        missing=tuple(MissingElement(n, says[n], s) for n, s in elements.items() if s != "present"),
        stronger=tuple(MissingElement(n, says[n], s) for n, s in stronger.items() if s != "present"),
        defects=_defects(results),
        sources=rule.sources,
        why=rule.why,
        fix=rule.fix,
        clause=rule.clause,
        basis=rule.basis,
        strict=rule.strict,
        defeated=defeated,
        rests_on=only_place(elements, results, decidable.seen),
    )


def _state(element: str, results: Sequence[tuple[Passage, PassageResult]], seen: Mapping[str, Seen]) -> State:
    return seen[element].state if element in seen else best(element, results)


def _section_of(rule: Rule, passages: Sequence[Passage], evidence: Sequence[Evidence]) -> str:
    """The home section that is there; else where most of the evidence stands; else the first section."""
    keys = [passage.section for passage in passages]
    at_home = next((key for key in rule.home if key in keys), None)
    if at_home is not None:
        return at_home
    counts: dict[str, int] = {}
    for item in evidence:
        counts[item.section] = counts.get(item.section, 0) + 1
    return max(counts, key=lambda key: counts[key]) if counts else (*keys, *rule.home)[0]


def _order(finding: Finding) -> tuple[int, int, str, tuple[tuple[bool, int, str], ...]]:
    return (
        SEVERITIES.index(finding.severity),
        VERDICTS.index(finding.verdict),
        finding.rule,
        in_reading_order(finding.section),
    )
