"""Checking a programme: the rules' findings with people's decisions about them, and their counts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.findings import Judged, Mark, counted, marks_of, with_waivers
from app.domain.overview import FindingCounts
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.pin import Pin
from app.domain.stated import Stated, stated_at
from app.domain.waiver import Waiver
from app.local_time import local_day
from app.storage import checks as kept_counts
from app.storage import pins, rights, sections, waivers
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.doors import read_programme
from app.usecases.findings.standing_pins import pins_now, pointed_to
from app.usecases.programmes.outline import number_of
from app.usecases.programmes.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.workbench import Workbench
from checks import NotChecked, Rule, can_be_pinned, finding_id
from checks.languages import Words


@dataclass(frozen=True)
class ProgrammeFindings:
    """Every finding over the sections that apply, in the order of the engine, and the packs that made them.

    `fingerprint` names the state of the programme, waivers and pins included, that the counts belong to;
    `titles` names the sections, in the language of the document; `clear` the quality rules that noticed
    nothing, `not_applicable` the rules that the answers of the interview of `template` switch off.
    """

    findings: tuple[Judged, ...]
    pack_versions: Mapping[str, str]
    fingerprint: str
    counts: Mapping[str, FindingCounts]
    not_checked: tuple[NotChecked, ...]
    titles: Mapping[str, str]
    clear: tuple[str, ...]
    not_applicable: frozenset[str]
    template: str

    @property
    def sections(self) -> frozenset[str]:
        """The keys of the sections that were checked."""
        return frozenset(self.counts)

    def of_section(self, key: str) -> tuple[Judged, ...]:
        """The findings that stand at one section: open ones first, then waived, then found."""
        own = [item for item in self.findings if item.finding.section == key]
        return tuple(sorted(own, key=lambda item: (item.is_found, not item.is_open)))


@dataclass(frozen=True)
class SectionFindings:
    """What the findings pane shows of one section at one version of its text.

    `blocks` are the ids of its blocks in order, `titles` the numbered titles of every section, both for
    naming places. `clear` are the quality rules that notice nothing here, by the id that their finding
    would have. `elements` is what the text here says of every rule's elements ("HR-GOV-02.E3"), those of
    findings at other sections included: a rule that several sections answer for has one finding, at one of
    them. `pinnable` are the elements of each rule that somebody can point to, none as long as the programme
    has no sentence; `element_words` what the elements of rules with several say; `says` is what all do, in
    the words of the finding where one is not found; `quoted_blocks` are the texts of the blocks quoted from,
    by section and block. `may_answer`: whether the reader may set aside, point and insert here.
    """

    programme_title: str
    key: str
    may_answer: bool
    version: int
    has_text: bool
    blocks: tuple[str, ...]
    titles: Mapping[str, str]
    number: str
    open: tuple[Judged, ...]
    waived: tuple[Judged, ...]
    found: tuple[Judged, ...]
    programme_counts: FindingCounts
    clear: Mapping[str, Rule]
    elements: Mapping[str, Stated]
    pinnable: Mapping[str, frozenset[str]]
    not_applicable: frozenset[str]
    element_words: Mapping[str, Words]
    says: Mapping[str, Words]
    quoted_blocks: Mapping[tuple[str, str], str]

    @property
    def in_order(self) -> tuple[Judged, ...]:
        """As they are numbered in the pane and in the text."""
        return (*self.open, *self.waived, *self.found)

    @property
    def marks(self) -> dict[str, tuple[Mark, ...]]:
        """Where the findings stand in this section's text, by block."""
        return marks_of(self.in_order, self.key)


def check_programme(bench: Workbench, actor: Actor, programme_id: str) -> ProgrammeFindings:
    """Every finding of the programme as it stands."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return findings_of(bench, state_of(bench, desk.session, desk.programme))


def check_section(bench: Workbench, actor: Actor, programme_id: str, key: str) -> SectionFindings:
    """The findings at one section. A section without text has none yet: *not started* says enough."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        section = sections.find_section(desk.session, programme_id, key)
        if section is None:
            raise NotFound()
        everything = findings_of(bench, state)
        has_text = section.sha256 != EMPTY_TEXT
        own = everything.of_section(key) if has_text else ()
        quoted_blocks = _quoted_blocks(bench, state, own)
        has_sentences = _has_sentences(bench, state)
        may_answer = may(actor, Act.WAIVE_FINDING, desk.organisation_id, programme_id, desk.now)
    rules = [rule for pack in bench.checker.packs for rule in pack.rules]
    wanted = {item.finding.rule for item in own}
    return SectionFindings(
        programme_title=state.programme.title,
        key=key,
        may_answer=may_answer and not state.programme.locked,
        version=section.version,
        has_text=has_text,
        blocks=tuple(block.id for block in section.blocks),
        titles=state.labels,
        number=number_of(state.template, key),
        open=tuple(item for item in own if item.is_open),
        waived=tuple(item for item in own if item.waiver and not item.is_found),
        found=tuple(item for item in own if item.is_found),
        programme_counts=sum(everything.counts.values(), FindingCounts()),
        clear=_clear(bench, key, own),
        elements=stated_at(key, everything.findings) if has_text else {},
        pinnable=_pinnable(rule for rule in rules if rule.id in wanted) if has_sentences else {},
        not_applicable=everything.not_applicable,
        element_words=_words(rule for rule in rules if rule.id in wanted and len(rule.elements) > 1),
        says=_words(rules) | _words_of_missing(everything.findings),
        quoted_blocks=quoted_blocks,
    )


def _words(rules: Iterable[Rule]) -> dict[str, Words]:
    return {f"{rule.id}.{element.id}": element.says for rule in rules for element in rule.elements}


def _words_of_missing(findings: Iterable[Judged]) -> dict[str, Words]:
    return {f"{item.finding.rule}.{one.id}": one.text for item in findings for one in item.finding.missing}


def _quoted_blocks(
    bench: Workbench, state: ProgrammeState, own: Iterable[Judged]
) -> dict[tuple[str, str], str]:
    wanted = {(one.section, one.block) for item in own for one in item.finding.quoted}
    return {
        (section.key, block.id): block.text
        for section in state.to_check(bench.checker.texts)
        for block in section.blocks
        if (section.key, block.id) in wanted
    }


def _has_sentences(bench: Workbench, state: ProgrammeState) -> bool:
    """Whether the programme has anything to point to: headings and pictures hold no sentences."""
    return any(
        block.kind not in ("heading", "picture") and block.text.strip()
        for section in state.to_check(bench.checker.texts)
        for block in section.blocks
    )


def _pinnable(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    return {
        rule.id: frozenset(element.id for element in rule.elements if can_be_pinned(rule, element.id))
        for rule in rules
    }


def _clear(bench: Workbench, key: str, own: Iterable[Judged]) -> dict[str, Rule]:
    rules = {finding_id(r.id, key): r for pack in bench.checker.packs for r in pack.rules if r.notices}
    noticed = {item.finding.id for item in own}
    return {id_: rule for id_, rule in rules.items() if id_ not in noticed}


def findings_of(bench: Workbench, state: ProgrammeState) -> ProgrammeFindings:
    """Check a state that was read at an open desk."""
    standing = waivers.standing_waivers(state.session, state.programme.id)
    today = local_day(bench.clock())
    texts = state.fingerprint(bench.checker.pack_digests)
    result = bench.checker.result(
        texts, lambda: state.to_check(bench.checker.texts), state.answers, state.facts
    )
    sha256_of = {head.key: head.sha256 for head in state.heads}
    pointed = pins_now(bench, state)
    found = with_waivers(pointed_to(result.findings, pointed), standing, sha256_of, today)
    counts = {
        head.key: counted(item for item in found if item.finding.section == head.key)
        if head.sha256 != EMPTY_TEXT
        else FindingCounts()
        for head in state.heads
        if state.applicability[head.key].applies
    }
    in_force = [waiver for waiver in standing if waiver.holds_on(today)]
    fingerprint = _with_decisions(texts, in_force, [one.pin for one in pointed])
    bench.checker.counted(state.programme.id, fingerprint, counts)
    return ProgrammeFindings(
        found,
        result.pack_versions,
        fingerprint,
        counts,
        result.not_checked,
        state.labels,
        result.clear,
        frozenset(one.rule for one in result.not_applicable),
        state.template.id,
    )


def finding_of(bench: Workbench, state: ProgrammeState, finding_id: str) -> Judged:
    """One finding as it stands. Raises NotFound."""
    for item in findings_of(bench, state).findings:
        if item.finding.id == finding_id:
            return item
    raise NotFound()


def stored_counts(bench: Workbench, state: ProgrammeState) -> Mapping[str, FindingCounts]:
    """The counts kept from the last check, as far as they belong to the present state; never checks."""
    today = local_day(bench.clock())
    in_force = [w for w in waivers.standing_waivers(state.session, state.programme.id) if w.holds_on(today)]
    standing = pins.standing_pins(state.session, state.programme.id)
    fingerprint = _with_decisions(state.fingerprint(bench.checker.pack_digests), in_force, standing)
    known = bench.checker.counts.get(fingerprint)
    return kept_counts.counts_of(state.session, state.programme.id, fingerprint) if known is None else known


def keep_counts(bench: Workbench, programme_id: str) -> None:
    """Check a programme after a save and keep its counts. Called by the checker's thread, for no person."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        programme = rights.enter_programme(session, programme_id)
        if programme is None:
            return
        found = findings_of(bench, state_of(bench, session, programme))
    with bench.work.write(programme.organisation_id, None, silent=True) as transaction:
        kept_counts.store_counts(
            transaction.session,
            programme_id,
            programme.organisation_id,
            found.fingerprint,
            found.counts,
            transaction.now,
        )


def _with_decisions(fingerprint: str, in_force: Iterable[Waiver], standing: Iterable[Pin]) -> str:
    named = sorted(f"{waiver.key} {waiver.rule}" for waiver in in_force)
    named += sorted(pin.id for pin in standing)
    return hashlib.sha256("\n".join([fingerprint, *named]).encode()).hexdigest()
