"""What the audit report shows on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.findings import Judged
from app.i18n import _, current_language, long_date, ngettext
from app.usecases.findings.auditing import ProgrammeAudit, outcome_of, outcome_words
from app.web.views.pinned import PinView, pin_views
from app.web.views.reliability import ReliabilityShown, reliability_shown
from checks import Finding
from checks.results import NOTICED

BAR_WIDTH = 600
SYMBOLS = {"found": "✓", "partly": "◐", "not_found": "○"}


@dataclass(frozen=True)
class Segment:
    """One part of the bar: where it starts and how wide it is, in units of the drawing."""

    verdict: str
    label: str
    count: int
    start: int
    width: int


@dataclass(frozen=True)
class ToDo:
    """A finding to fix first."""

    title: str
    message: str
    section: str
    href: str


@dataclass(frozen=True)
class OpenSection:
    """A section with findings that are less urgent: its link, and what they are called."""

    title: str
    href: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a rule meets a section. `text` is for screen readers."""

    symbol: str
    number: str
    section: str
    verdict: str
    text: str
    href: str


@dataclass(frozen=True)
class RuleRow:
    """One rule, and only the sections where it found something or should have: most rules meet one or two."""

    id: str
    title: str
    href: str
    verdict: str
    outcome: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one pack, under its title."""

    title: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class Aside:
    """A rule that is set aside, does not apply or could not be checked, with the reason."""

    title: str
    reason: str


@dataclass(frozen=True)
class PointedRow:
    """What the rules did not see and somebody points to: the rule, and the passage with its giver."""

    title: str
    pin: PinView


@dataclass(frozen=True)
class Remark:
    """A rule that looks for what should not be there: where it noticed something, if anywhere."""

    id: str
    title: str
    href: str
    outcome: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditPage:
    """The report as of now. Without text no rule has an outcome, and silence would read as praise."""

    programme_id: str
    programme_title: str
    state: str
    packs: str
    segments: tuple[Segment, ...]
    bar_width: int
    has_outcomes: bool
    fix_first: tuple[ToDo, ...]
    other_open: tuple[OpenSection, ...]
    groups: tuple[RuleGroup, ...]
    pointed: tuple[PointedRow, ...]
    remarks: tuple[Remark, ...]
    not_written: tuple[str, ...]
    waived: tuple[Aside, ...]
    not_applicable: tuple[Aside, ...]
    not_checked: tuple[Aside, ...]
    reliability: ReliabilityShown | None


def _not_written(audit: ProgrammeAudit, titles: dict[str, str]) -> tuple[str, ...]:
    """The sections without text that a rule looks at, in the order of the programme."""
    empty = {item.finding.section for item in audit.not_written}
    return tuple(title for key, title in titles.items() if key in empty)


def audit_page(audit: ProgrammeAudit) -> AuditPage:
    """The page in the language in force."""
    base = f"/programmes/{audit.programme.id}"
    titles = {section.key: f"{section.number} {section.title}".strip() for section in audit.report.sections}
    duties = [item for item in audit.judged if item.finding.outcome != NOTICED]
    urgent = [item for item in audit.judged if item.is_open and item.finding.severity == "fix_first"]
    return AuditPage(
        programme_id=audit.programme.id,
        programme_title=audit.programme.title,
        state=audit.report.state,
        packs=", ".join(f"{name} {version}" for name, version in sorted(audit.report.pack_versions.items())),
        segments=_segments(audit),
        bar_width=BAR_WIDTH,
        has_outcomes=bool(duties),
        fix_first=tuple(_to_do(item, base, titles) for item in urgent),
        other_open=tuple(_other_open(audit, base)),
        groups=tuple(
            RuleGroup(title, tuple(_row(item, base, audit) for item in part))
            for title, part in audit.report.in_chapters(duties)
        ),
        pointed=tuple(_pointed(audit, base)),
        remarks=(*_remarks(audit, base, titles), *_nothing_noticed(audit)),
        not_written=_not_written(audit, titles),
        waived=tuple(_waived(item) for item in audit.judged if item.waiver and not item.is_found),
        not_applicable=tuple(Aside(rule.title, rule.reason) for rule in audit.report.not_applicable),
        not_checked=tuple(Aside(rule.title, rule.reason) for rule in audit.report.not_checked),
        reliability=reliability_shown(audit.report.reliability),
    )


def _segments(audit: ProgrammeAudit) -> tuple[Segment, ...]:
    counts = {
        verdict: sum(item.finding.outcome == verdict for item in audit.judged)
        for verdict in ("found", "partly", "not_found")
    }
    total = sum(counts.values()) or 1
    segments, start = [], 0
    for verdict, count in counts.items():
        width = round(BAR_WIDTH * count / total)
        segments.append(Segment(verdict, outcome_words(verdict), count, start, width))
        start += width
    return tuple(segments)


def _to_do(item: Judged, base: str, titles: dict[str, str]) -> ToDo:
    finding, language = item.finding, current_language()
    return ToDo(
        title=finding.title[language],
        message=finding.message[language],
        section=titles.get(finding.section, finding.section),
        href=f"{base}/sections/{finding.section}",
    )


def _other_open(audit: ProgrammeAudit, base: str) -> Iterator[OpenSection]:
    """Section by section what can be improved, in the order of the document."""
    for section in audit.report.sections:
        titles = [
            item.finding.title[current_language()]
            for item in audit.judged
            if item.is_open and item.finding.severity != "fix_first" and item.finding.section == section.key
        ]
        if titles:
            title = f"{section.number} {section.title}".strip()
            yield OpenSection(title, f"{base}/sections/{section.key}", tuple(titles))


def _pointed(audit: ProgrammeAudit, base: str) -> Iterator[PointedRow]:
    """Every passage that somebody points to, those that lapsed included."""
    for item in audit.judged:
        for pin in pin_views(item, base):
            if pin.standing != "not_needed":
                yield PointedRow(item.finding.title[current_language()], pin)


def _remarks(audit: ProgrammeAudit, base: str, titles: dict[str, str]) -> Iterator[Remark]:
    """One row for each rule that noticed something, with its sections."""
    by_rule: dict[str, list[Finding]] = {}
    for item in audit.judged:
        if item.finding.outcome == NOTICED:
            by_rule.setdefault(item.finding.rule, []).append(item.finding)
    for rule, findings in by_rule.items():
        first = findings[0]
        yield Remark(
            first.requirement,
            first.title[current_language()],
            f"/help/rules/{rule}",
            outcome_words(NOTICED),
            tuple((titles.get(f.section, f.section), f"{base}/sections/{f.section}") for f in findings),
        )


def _nothing_noticed(audit: ProgrammeAudit) -> Iterator[Remark]:
    for rule in audit.report.clear:
        href = f"/help/rules/{rule.requirement}"
        yield Remark(rule.requirement, rule.title, href, outcome_words("clear"), ())


def _row(item: Judged, base: str, audit: ProgrammeAudit) -> RuleRow:
    finding = item.finding
    return RuleRow(
        id=finding.requirement,
        title=finding.title[current_language()],
        href=f"/help/rules/{finding.rule}",
        verdict=finding.outcome,
        outcome=outcome_of(item),
        places=tuple(_places(item, base, audit)),
    )


def _places(item: Judged, base: str, audit: ProgrammeAudit) -> Iterator[Place]:
    """The section a rule looks at and those that hold evidence for it, in the order of the programme."""
    finding = item.finding
    for section in audit.report.sections:
        found = sum(evidence.section == section.key for evidence in finding.evidence)
        is_home = section.key == finding.section
        if not found and not is_home:
            continue
        title = f"{section.number} {section.title}".strip()
        text = _(
            "%(rule)s in %(section)s: %(outcome)s, %(places)s",
            rule=finding.requirement,
            section=title,
            outcome=outcome_words(finding.outcome),
            places=ngettext("%(num)s place", "%(num)s places", found) % {"num": found},
        )
        verdict = finding.verdict if is_home else "found"
        symbol = SYMBOLS[verdict] if is_home else "•"
        href = f"{base}/sections/{section.key}"
        yield Place(symbol, section.number or section.title, title, verdict, text, href)


def _waived(item: Judged) -> Aside:
    waiver, title = item.waiver, item.finding.title[current_language()]
    if waiver is None:
        return Aside(title, "")
    return Aside(title, _("%(reason)s (until %(day)s)", reason=waiver.reason, day=long_date(waiver.until)))
