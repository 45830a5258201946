"""What the overview of one programme shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.overview import Overview, OverviewRow
from app.domain.programme import SectionStatus
from app.i18n import _, current_language, ngettext
from app.usecases.programmes.outline import FRONT_MATTER, OWN_CHAPTER
from app.usecases.programmes.scope_words import reason_of
from app.usecases.progress.overview import ProgrammeOverview
from app.web.frame import LANGUAGE_NAMES
from app.web.views.count_words import due_words, finding_words, progress_sentence
from icp_templates import Template


class Filter(StrEnum):
    """Which sections the list shows."""

    ALL = "all"
    MINE = "mine"
    FINDINGS = "findings"
    CHANGED = "changed"


@dataclass(frozen=True)
class RowView:
    """One section in the task list."""

    key: str
    title: str
    href: str
    hint: str
    status: str


@dataclass(frozen=True)
class ChapterView:
    """A group of sections under one heading."""

    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class FilterView:
    """One way to narrow the list."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class LeftOut:
    """A section that does not apply, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class OverviewPage:
    """A programme as a task list. `next_href` is where the primary button leads, with `next_text` on it.

    `undecided` says how many sections wait for answers of the interview, empty when none does.
    """

    id: str
    title: str
    organisation: str
    document_language: str
    is_locked: bool
    is_example: bool
    is_archived: bool
    may_archive: bool
    has_newer_template: bool
    sentence: str
    due: str
    undecided: str
    next_text: str
    next_href: str
    filters: tuple[FilterView, ...]
    shown: str
    chapters: tuple[ChapterView, ...]
    left_out: tuple[LeftOut, ...]


def overview_page(
    one: ProgrammeOverview,
    template: Template,
    chosen: Filter,
    person_id: str,
    *,
    is_demo: bool,
    may_archive: bool,
) -> OverviewPage:
    """The page for one reader; in a demonstration the example can be started over."""
    programme, overview = one.programme, one.overview
    rows = tuple(row for row in overview.in_force if _passes(row, chosen, person_id))
    next_row = overview.next_row(person_id)
    return OverviewPage(
        id=programme.id,
        title=programme.title,
        organisation=one.organisation,
        document_language=next(name for code, name in LANGUAGE_NAMES.items() if code == programme.language),
        is_locked=programme.locked,
        is_example=is_demo and one.is_example,
        is_archived=programme.archived,
        may_archive=may_archive,
        has_newer_template=one.has_newer_template,
        sentence=progress_sentence(overview),
        due=due_words(one.due_reviews) if one.due_reviews else "",
        undecided=_undecided(overview),
        next_text=_("Continue with %(section)s", section=_title(next_row)) if next_row else _("Export"),
        next_href=_href(one, next_row) if next_row else f"/programmes/{programme.id}/export",
        filters=_filters(programme.id, chosen),
        shown=ngettext("%(num)s section shown.", "%(num)s sections shown.", len(rows)) % {"num": len(rows)},
        chapters=_chapters(one, template, rows),
        left_out=tuple(
            LeftOut(_title(row), reason_of(programme.template, row.applicability))
            for row in overview.rows
            if not row.applicability.applies
        ),
    )


def _passes(row: OverviewRow, chosen: Filter, person_id: str) -> bool:
    match chosen:
        case Filter.MINE:
            return row.head.assignee_id == person_id
        case Filter.FINDINGS:
            return bool(row.counts and row.counts.total)
        case Filter.CHANGED:
            return row.head.status is SectionStatus.CHANGED_AFTER_APPROVAL
        case _:
            return True


def _filters(programme_id: str, chosen: Filter) -> tuple[FilterView, ...]:
    texts = {
        Filter.ALL: _("All sections"),
        Filter.MINE: _("My sections"),
        Filter.FINDINGS: _("With findings"),
        Filter.CHANGED: _("Changed since approval"),
    }
    return tuple(
        FilterView(text, f"/programmes/{programme_id}?show={name.value}", name is chosen)
        for name, text in texts.items()
    )


def _chapters(
    one: ProgrammeOverview, template: Template, rows: tuple[OverviewRow, ...]
) -> tuple[ChapterView, ...]:
    language = current_language()
    titles = {
        chapter.number: chapter.title[language]
        if chapter.number == FRONT_MATTER
        else f"{chapter.number} {chapter.title[language]}"
        for chapter in template.chapters
    }
    titles[OWN_CHAPTER] = _("Your own sections")
    grouped: dict[str, list[RowView]] = {}
    for row in rows:
        grouped.setdefault(row.chapter, []).append(_row(one, row))
    return tuple(ChapterView(titles.get(number, number), tuple(found)) for number, found in grouped.items())


def _undecided(overview: Overview) -> str:
    number = sum(row.applicability.undecided for row in overview.in_force)
    if not number:
        return ""
    return ngettext(
        "%(num)s section depends on answers not given yet.",
        "%(num)s sections depend on answers not given yet.",
        number,
    ) % {"num": number}


def _row(one: ProgrammeOverview, row: OverviewRow) -> RowView:
    threads = one.open_threads.get(row.head.key, 0)
    hints = [
        row.assignee or "",
        finding_words(row.counts) if row.counts else _("not counted"),
        ngettext("%(num)s open comment", "%(num)s open comments", threads) % {"num": threads}
        if threads
        else "",
        _("depends on answers not given yet") if row.applicability.undecided else "",
    ]
    return RowView(
        key=row.head.key,
        title=_title(row),
        href=_href(one, row),
        hint=" · ".join(hint for hint in hints if hint),
        status=row.head.status.value,
    )


def _title(row: OverviewRow) -> str:
    return f"{row.number} {row.title}".strip()


def _href(one: ProgrammeOverview, row: OverviewRow) -> str:
    return f"/programmes/{one.programme.id}/sections/{row.head.key}"
