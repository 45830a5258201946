"""The audit report of a programme: every rule with its outcome, as of now; a page, a Word file, a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.documents.audit_report import (
    AuditedSection,
    AuditReport,
    ClearRule,
    NotCheckedRule,
)
from app.documents.docx_audit import audit_document
from app.documents.register_sheet import Sheet, export_sheets
from app.domain.findings import Judged
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.pin import PointedTo
from app.domain.programme import Programme
from app.i18n import _, in_language, language_of, long_date
from app.local_time import local_day
from app.storage import people
from app.usecases.doors import read_programme
from app.usecases.exported import Exported, finished
from app.usecases.findings.checking import findings_of
from app.usecases.findings.not_checked import unchecked
from app.usecases.findings.report_parts import (
    clear_rules,
    reliability_of,
    rule_chapters,
    rules_switched_off,
    versions_by_title,
)
from app.usecases.printing.exporting import exported, numbered_word
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.workbench import Workbench
from checks import NotChecked

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ProgrammeAudit:
    """A report with the programme it is about. Rules of sections without text are told apart: not judged."""

    programme: Programme
    report: AuditReport
    judged: tuple[Judged, ...]
    not_written: tuple[Judged, ...]
    blocks: dict[str, int]


def audit_programme(bench: Workbench, actor: Actor, programme_id: str, language: str) -> ProgrammeAudit:
    """Run every rule over the programme as it stands; the words of the report in `language`."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        judged = findings_of(bench, state).findings
        texts = state.to_check(bench.checker.texts)
        result = bench.checker.result(
            state.fingerprint(bench.checker.pack_digests), lambda: texts, state.answers, state.facts
        )
        owner = people.organisation_by_id(desk.session, desk.organisation_id)
        sections = _sections(state, language)
        written = {head.key for head in state.heads if head.sha256 != EMPTY_TEXT}
        packs, shown = bench.checker.packs, language_of(language) or "en"
        report = AuditReport(
            identifier=f"icp:{programme_id}",
            subject=desk.programme.title,
            organisation=owner.name if owner else "",
            state=_state_words(local_day(desk.now), language),
            language=shown,
            checked_on=local_day(desk.now),
            pack_versions=versions_by_title(packs, result.pack_versions, shown),
            sections=sections,
            findings=judged,
            not_applicable=rules_switched_off(packs, result.not_applicable, state.template.id, shown),
            not_checked=_not_checked(bench, state, result.not_checked, sections, language),
            clear=clear_rules(packs, result.clear, shown),
            chapters=rule_chapters(packs, shown),
            reliability=reliability_of(packs),
        )
        return ProgrammeAudit(
            programme=desk.programme,
            report=report,
            judged=tuple(item for item in judged if _is_judged(item, written)),
            not_written=tuple(item for item in judged if not _is_judged(item, written)),
            blocks={block.id: n for text in texts for n, block in enumerate(text.blocks, 1)},
        )


def export_audit_word(bench: Workbench, actor: Actor, programme_id: str, language: str) -> Exported:
    """The report as a Word file, with page numbers where LibreOffice is there."""
    report = audit_programme(bench, actor, programme_id, language).report
    document = audit_document(report)
    return exported(document, numbered_word(bench, programme_id, document))


def export_audit_sheet(bench: Workbench, actor: Actor, programme_id: str, language: str) -> Exported:
    """The report as a spreadsheet: one row for each rule. Codes stay text."""
    audit = audit_programme(bench, actor, programme_id, language)
    titles = {section.key: f"{section.number} {section.title}".strip() for section in audit.report.sections}
    with in_language(audit.report.language):
        header = (
            *(_("Rule"), _("Title"), _("Outcome"), _("Section"), _("What is missing"), _("Quotation")),
            _("Pointed to by people"),
        )
        rows = (
            *(
                row
                for _title, part in audit.report.in_chapters(audit.report.findings)
                for row in _rows(part, titles, language)
            ),
            *_clear_rows(audit.report.clear),
            *_unchecked_rows(audit.report.not_checked),
        )
        sheet = Sheet(_("Audit report"), header, rows)
    content = export_sheets(audit.report.subject, audit.report.organisation, [sheet])
    return finished(f"{audit.report.subject} audit.xlsx", content)


def outcome_words(outcome: str) -> str:
    """What the tool saw, in the language in force."""
    words = {
        "found": _("Found"),
        "partly": _("Partly found"),
        "not_found": _("Not found"),
        "noticed": _("Noticed in the text"),
        "clear": _("Nothing noticed"),
    }
    return words[outcome]


def outcome_of(item: Judged) -> str:
    """The outcome of a finding in words; where it rests on somebody's pointing, it says so."""
    words = outcome_words(item.finding.outcome)
    return _("%(outcome)s, with what people point to", outcome=words) if item.pinned else words


def _rows(findings: Iterable[Judged], titles: dict[str, str], language: str) -> Iterable[tuple[str, ...]]:
    for item in findings:
        finding = item.finding
        yield (
            finding.requirement,
            finding.title[language],
            outcome_of(item),
            titles.get(finding.section, finding.section),
            "; ".join(element.text[language] for element in finding.missing),
            "\n".join(evidence.quote for evidence in finding.evidence if not evidence.pointed),
            "\n".join(pointed_words(pin, language) for pin in item.pinned),
        )


def pointed_words(pin: PointedTo, language: str) -> str:
    """A passage with who pointed to it and when, in one line; in the language in force."""
    return _(
        "%(element)s: “%(quote)s” (pointed to by %(name)s on %(day)s)",
        element=pin.says[language],
        quote=pin.pin.quote,
        name=pin.by,
        day=long_date(pin.pin.given_at),
    )


def _clear_rows(clear: Iterable[ClearRule]) -> Iterable[tuple[str, ...]]:
    for one in clear:
        yield one.requirement, one.title, outcome_words("clear"), "", "", "", ""


def _unchecked_rows(unchecked: Iterable[NotCheckedRule]) -> Iterable[tuple[str, ...]]:
    for one in unchecked:
        yield one.requirement, one.title, _("Not checked"), "", one.reason, "", ""


def _is_judged(item: Judged, written: set[str]) -> bool:
    """A rule that follows from law knows by itself whether there is enough to go by, also without text."""
    return item.is_found or item.finding.strict or item.finding.section in written


def _state_words(day: date, language: str) -> str:
    with in_language(language_of(language) or "en"):
        return _("As it stood on %(day)s", day=long_date(day))


def _sections(state: ProgrammeState, language: str) -> tuple[AuditedSection, ...]:
    return tuple(
        AuditedSection(
            head.key, number_of(state.template, head.key), title_of(state.template, head, language)
        )
        for head in state.heads
        if state.applicability[head.key].applies
    )


def _not_checked(
    bench: Workbench,
    state: ProgrammeState,
    found: Iterable[NotChecked],
    sections: Iterable[AuditedSection],
    language: str,
) -> tuple[NotCheckedRule, ...]:
    titles = {section.key: f"{section.number} {section.title}".strip() for section in sections}
    return tuple(
        NotCheckedRule(one.rule, one.title, one.reason)
        for one in unchecked(
            bench.checker.packs, found, titles, language_of(language) or "en", state.template.id
        )
    )
