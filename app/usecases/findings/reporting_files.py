"""The audit report of a document that is in no programme, as a Word file."""

import re
from dataclasses import replace
from datetime import date

from app.documents.audit_report import AuditedSection, AuditReport, NotCheckedRule
from app.documents.docx_audit import audit_document
from app.documents.docx_write import export_programme
from app.domain.findings import Judged
from app.usecases.exported import Exported, finished
from app.usecases.findings.judging_files import INTERVIEW, FileReport
from app.usecases.findings.report_parts import (
    HUMAN_RIGHTS,
    clear_rules,
    reliability_of,
    rule_chapters,
    rules_switched_off,
    versions_by_title,
)
from checks import Finding, SectionText
from checks.languages import Language

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(\S.*)")


def word_report(report: FileReport, language: Language, day: date) -> Exported:
    """What the rules see in the document. The same report, language and day give the same file."""
    content = export_programme(audit_document(audit_of_file(report, language, day)))
    return finished(f"{report.file}.audit.docx", content)


def audit_of_file(report: FileReport, language: Language, day: date) -> AuditReport:
    """The report in one language; a finding that rests on no words is about the document as a whole."""
    return AuditReport(
        identifier=f"file:{report.sha256}",
        subject=report.file,
        organisation="",
        state=report.sha256,
        language=language,
        checked_on=day,
        pack_versions=versions_by_title(report.packs, report.result.pack_versions, language),
        sections=tuple(_section(section) for section in report.sections),
        findings=tuple(Judged(_placed(finding)) for finding in report.result.findings),
        not_applicable=rules_switched_off(report.packs, report.result.not_applicable, INTERVIEW, language),
        not_checked=tuple(
            NotCheckedRule(one.rule, one.title, one.reason) for one in report.not_checked(language)
        ),
        clear=clear_rules(report.packs, report.result.clear, language),
        chapters=rule_chapters(report.packs, language),
        reliability=reliability_of(report.packs),
        not_read=report.not_read,
        without_answers=report.answers is None,
        is_programme=False,
        on_human_rights=any(pack.id == HUMAN_RIGHTS for pack in report.packs),
    )


def _section(section: SectionText) -> AuditedSection:
    """With the number that its own heading has, if it has one."""
    numbered = _NUMBERED.fullmatch(section.title)
    number, title = numbered.groups() if numbered else ("", section.title)
    return AuditedSection(section.key, number, title)


def _placed(finding: Finding) -> Finding:
    return finding if finding.evidence or finding.defects else replace(finding, section="")
