"""Programmes, scope, blanks and comments in the shapes of the contract (docs: HTTP, JSON)."""

from typing import Any

from app.domain.comments import Comment, Thread
from app.domain.overview import Applicability, OverviewRow
from app.domain.programme import Programme
from app.domain.scoping import Switched
from app.i18n import current_language
from app.usecases.programmes.scope_words import reason_of
from app.usecases.programmes.scoping import Scope, ScopeSaved
from app.usecases.progress.overview import ProgrammeOverview
from app.usecases.progress.steps import Step
from app.usecases.writing.blanks import Blanks, BlanksFilled
from icp_templates import Library

Shape = dict[str, Any]


def templates_shape(library: Library) -> Shape:
    """The templates one can start from."""
    language = current_language()
    return {
        "templates": [
            {
                "id": template.id,
                "version": template.version,
                "title": template.title[language],
                "languages": list(template.languages),
                "sections": len(template.sections),
            }
            for template in library.templates
        ]
    }


def line_shape(programme: Programme) -> Shape:
    """A programme without its sections."""
    return {
        "id": programme.id,
        "title": programme.title,
        "organisation": programme.organisation_id,
        "language": programme.language,
        "template": programme.template,
        "template_version": programme.template_version,
        "scope_version": programme.scope_version,
        "blanks_version": programme.blanks_version,
        "locked": programme.locked,
        "changed_at": programme.changed_at.isoformat(),
    }


def programme_shape(shown: ProgrammeOverview) -> Shape:
    """A programme with one line per section."""
    rows = [_row(row, shown.programme.template) for row in shown.overview.rows]
    return {**line_shape(shown.programme), "sections": rows}


def _row(row: OverviewRow, template: str) -> Shape:
    return {
        "key": row.head.key,
        "title": row.title,
        "status": row.head.status.value,
        "applies": row.applicability.applies,
        "reason": reason_of(template, row.applicability),
        "version": row.head.version,
        "open_findings": row.counts.total if row.counts else None,
        "fix_first": row.counts.fix_first if row.counts else None,
        "assignee": row.head.assignee_id,
    }


def scope_shape(scope: Scope) -> Shape:
    """The answers in force."""
    return {"version": scope.version, "answers": dict(scope.answers)}


def scope_saved_shape(saved: ScopeSaved) -> Shape:
    """New answers and what they switched."""
    change = saved.change
    return {
        **scope_shape(saved.scope),
        "switched_on": [_switched(section, True, saved.template) for section in change.switched_on],
        "switched_off": [_switched(section, False, saved.template) for section in change.switched_off],
    }


def _switched(section: Switched, applies: bool, template: str) -> Shape:
    reason = reason_of(template, Applicability(applies, because=section.because))
    return {"section": section.key, "title": section.title[current_language()], "reason": reason}


def blanks_shape(blanks: Blanks) -> Shape:
    """Every blank: value, name and where it is used."""
    language = current_language()
    return {
        "version": blanks.version,
        "values": blanks.values,
        "blanks": [
            {
                "key": line.key,
                "label": line.label[language],
                "kind": line.kind,
                "value": line.value,
                "used_in": list(line.used_in),
            }
            for line in blanks.lines
        ],
    }


def blanks_filled_shape(filled: BlanksFilled) -> Shape:
    """The values now in force."""
    return {
        "version": filled.version,
        "values": dict(filled.values),
        "changed_after_approval": list(filled.changed_after_approval),
    }


def step_shape(step: Step) -> Shape:
    """A section's status."""
    return {"key": step.key, "status": step.status.value, "version": step.version}


def threads_shape(found: tuple[Thread, ...]) -> Shape:
    """Comments on a section, by thread."""
    return {
        "threads": [
            {
                **comment_shape(thread.first),
                "outdated": thread.outdated,
                "block_gone": thread.block_gone,
                "answers": [comment_shape(answer) for answer in thread.answers],
            }
            for thread in found
        ]
    }


def comment_shape(comment: Comment) -> Shape:
    """One comment."""
    return {
        "id": comment.id,
        "block": comment.block_id,
        "block_version": comment.block_version,
        "thread": comment.thread_id,
        "text": comment.text,
        "author": comment.author,
        "written_at": comment.written_at.isoformat(),
        "resolved": comment.resolved_at is not None,
        "resolved_at": comment.resolved_at.isoformat() if comment.resolved_at else None,
    }
