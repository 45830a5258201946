"""What an audit report is printed from: the engine's findings over one text, and what people decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.findings import Judged
from checks.languages import Language
from checks.reliability import Reliability


@dataclass(frozen=True)
class AuditedSection:
    """A section that was read: its key, printed number and title."""

    key: str
    number: str
    title: str


@dataclass(frozen=True)
class NotApplicableRule:
    """A rule that the scoping answers switch off, and why, in the report's language."""

    requirement: str
    title: str
    reason: str


@dataclass(frozen=True)
class NotCheckedRule:
    """A rule, or a part of one, that could not be checked, and why, in the report's language.

    It counts as not checked, not as missing.
    """

    requirement: str
    title: str
    reason: str


@dataclass(frozen=True)
class ClearRule:
    """A rule that looks for what should not be there, and noticed nothing."""

    requirement: str
    title: str


@dataclass(frozen=True)
class RuleChapter:
    """The rules of one pack under its title; those on human rights come first."""

    title: str
    rules: frozenset[str]


@dataclass(frozen=True)
class AuditReport:
    """One report. `subject` names the programme or the file, `state` its revision or hash.

    `is_programme`: it is one of ours, of an organisation; else a file, where nobody can set a rule aside.
    `not_read` lists what a file holds besides its text: a code, and how many. `without_answers`: no scoping
    answers were given. `on_human_rights`: those rules were used.
    `pack_versions` names the rule packs. `reliability` tells how often the human-rights rules were right;
    None when that was not measured with this version.
    """

    identifier: str
    subject: str
    organisation: str
    state: str
    language: Language
    checked_on: date
    pack_versions: Mapping[str, str]
    sections: tuple[AuditedSection, ...]
    findings: tuple[Judged, ...]
    not_applicable: tuple[NotApplicableRule, ...] = ()
    not_checked: tuple[NotCheckedRule, ...] = ()
    clear: tuple[ClearRule, ...] = ()
    chapters: tuple[RuleChapter, ...] = ()
    reliability: Reliability | None = None
    not_read: tuple[tuple[str, int], ...] = ()
    without_answers: bool = False
    is_programme: bool = True
    on_human_rights: bool = True

    def in_chapters(self, findings: Iterable[Judged]) -> tuple[tuple[str, tuple[Judged, ...]], ...]:
        """These findings under the titles of their chapters, empty chapters left out."""
        found = tuple(findings)
        parts = (
            (chapter.title, tuple(item for item in found if item.finding.rule in chapter.rules))
            for chapter in self.chapters
        )
        return tuple((title, part) for title, part in parts if part)
