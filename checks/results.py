"""What a check gives back: findings, and what could not be found out. Plain frozen values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from checks.languages import Words
from checks.model import Evidence, Severity, Source, Verdict

NOTICED = "noticed"
"""The state of a finding of a quality rule: something stands out, if only what does not occur at all."""


@dataclass(frozen=True)
class MissingElement:
    """An element that was not found, in words, with the state in which it was seen if at all."""

    id: str
    text: Words
    state: str = "missing"


@dataclass(frozen=True)
class DefectFound:
    """A defect with the sentence that shows it."""

    code: str
    text: Words
    evidence: Evidence


@dataclass(frozen=True)
class Finding:
    """The outcome of one rule over the given sections.

    `defeated`: something defeats the whole duty, whatever else the text says. `rests_on`: section, block and
    start of the only sentence that says anything of it, shown as evidence or not; None where several do.
    """

    id: str
    rule: str
    requirement: str
    title: Words
    message: Words
    severity: Severity
    verdict: Verdict
    state: str
    section: str
    elements: Mapping[str, str]
    evidence: tuple[Evidence, ...]
    missing: tuple[MissingElement, ...]
    stronger: tuple[MissingElement, ...]
    defects: tuple[DefectFound, ...]
    sources: tuple[Source, ...]
    why: Words
    fix: Words
    clause: str | None
    basis: str = ""
    strict: bool = False
    defeated: bool = False
    rests_on: tuple[str, str, int] | None = None

    @property
    def quoted(self) -> tuple[Evidence, ...]:
        """All that it quotes: what speaks for it, and what weakens that."""
        return (*self.evidence, *(defect.evidence for defect in self.defects))

    @property
    def outcome(self) -> str:
        """The verdict as people read it; "noticed" for what a quality rule has to say."""
        return NOTICED if self.state == NOTICED else self.verdict


@dataclass(frozen=True)
class NotApplicable:
    """A rule that the scoping answers switch off, with the questions that decided."""

    rule: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class NotChecked:
    """A strict rule, or one element of it, that could not be decided; never the same as missing.

    `questions` have no answer yet, `sections` no text, and `says` names any other reason.
    """

    rule: str
    element: str | None
    questions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    says: Words = field(default_factory=dict)


@dataclass(frozen=True)
class CheckResult:
    """Findings in a fixed order, the rules that do not apply or could not be checked, and the packs used.

    `clear` are the quality rules that looked and noticed nothing.
    """

    findings: tuple[Finding, ...]
    not_applicable: tuple[NotApplicable, ...] = ()
    pack_versions: Mapping[str, str] = field(default_factory=dict)
    not_checked: tuple[NotChecked, ...] = ()
    clear: tuple[str, ...] = ()


@dataclass(frozen=True)
class PassageJudgement:
    """One passage against one requirement; offsets are code points in the passage."""

    requirement: str
    verdict: Verdict
    state: str
    elements: Mapping[str, bool]
    states: Mapping[str, str]
    defects: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def finding_id(rule: str, section: str) -> str:
    """The id of a rule's finding at a section; the same before and after an edit."""
    return hashlib.sha256(f"{rule}\n{section}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1_000)
def in_reading_order(section: str) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts icp.2.3 before icp.10.1, and the company's own sections last."""
    return tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"[.-]", section)
    )
