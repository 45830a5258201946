"""What the section editor's page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.blocks import BlockKind
from app.domain.findings import Mark
from app.domain.inline import blank_keys
from app.domain.programme import VersionSummary
from app.i18n import _, clock_time, current_language, other_day
from app.usecases.programmes.scope_words import reason_of
from app.usecases.writing.workspace import Neighbour, Workspace
from app.web.views.conflict import ShownDispute
from app.web.views.section_blocks import (
    Cell,
    ShownBlock,
    Surroundings,
    drawn,
    kind_name,
    shown_blocks,
)
from icp_templates import ModelClause, SectionTemplate

MANY_BLOCKS = 200


@dataclass(frozen=True)
class Guidance:
    """The left pane."""

    purpose: str
    questions: tuple[str, ...]
    checklist: tuple[str, ...]
    weak: str
    weak_why: str
    good: str
    good_why: str
    sources: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class BlankField:
    """A blank that a model clause needs and nobody has filled in."""

    key: str
    label: str
    help: str


@dataclass(frozen=True)
class ShownClause:
    """A model clause, in the language of the document, with what is known filled in."""

    id: str
    title: str
    when: str
    version: str
    blocks: tuple[tuple[str, Cell], ...]
    fields: tuple[BlankField, ...]


@dataclass(frozen=True)
class SectionPage:
    """The editor of one section. `opened` is the block open for writing without JavaScript.

    `not_applicable` says why the section does not apply; empty when it does. `picture_words` stood in the
    form of a picture that was refused.
    """

    path: str
    person_id: str
    programme_id: str
    programme_title: str
    language: str
    key: str
    version: int
    number: str
    title: str
    status: str
    not_applicable: str
    saved_at: datetime | None
    saved: str
    blocks: tuple[ShownBlock, ...]
    guidance: Guidance | None
    clauses: tuple[ShownClause, ...]
    kinds: tuple[tuple[str, str], ...]
    blanks_version: int
    may_write: bool
    locked: bool
    helpers: tuple[str, ...]
    recent: tuple[VersionSummary, ...]
    following: Neighbour | None
    has_many: bool
    opened: str | None = None
    insert_after: str | None = None
    as_text: str | None = None
    undoable: int | None = None
    undo_count: int = 0
    dispute: ShownDispute | None = None
    newer_text: str | None = None
    blank: BlankField | None = None
    blank_value: str = ""
    picture_words: str | None = None


def section_page(work: Workspace, marks: Mapping[str, tuple[Mark, ...]] | None = None) -> SectionPage:
    """The page as it is first shown."""
    section, programme = work.section, work.programme
    return SectionPage(
        path=f"/programmes/{programme.id}/sections/{section.key}",
        person_id=work.person_id,
        programme_id=programme.id,
        programme_title=programme.title,
        language=programme.language,
        key=section.key,
        version=section.version,
        number=work.number,
        title=work.title,
        status=section.status.value,
        not_applicable=""
        if work.applicability.applies
        else reason_of(programme.template, work.applicability),
        saved_at=section.saved_at,
        saved=saved_words(section.saved_at, work.now),
        blocks=shown_blocks(section.blocks, _around(work, marks or {})),
        guidance=_guidance(work.template) if work.template else None,
        clauses=tuple(_clause(work, clause) for clause in work.clauses),
        kinds=tuple((kind.value, kind_name(kind)) for kind in BlockKind),
        blanks_version=programme.blanks_version,
        may_write=work.may_write,
        locked=programme.locked,
        helpers=work.helpers,
        recent=work.recent,
        following=work.following,
        has_many=len(section.blocks) > MANY_BLOCKS,
    )


def saved_words(moment: datetime | None, now: datetime) -> str:
    """When the section was last saved; of another day that day too, as the script of the editor says it."""
    if moment is None:
        return _("Nothing written yet")
    day, time = other_day(moment, now), clock_time(moment)
    return _("Saved %(day)s, %(time)s", day=day, time=time) if day else _("Saved %(time)s", time=time)


def _around(work: Workspace, marks: Mapping[str, tuple[Mark, ...]]) -> Surroundings:
    busy: dict[str, tuple[str, ...]] = {}
    for other in work.others:
        busy[other.block_id] = (*busy.get(other.block_id, ()), other.name)
    return Surroundings(
        number=work.number,
        values=work.values,
        labels=work.labels,
        marks=marks,
        busy=busy,
        clauses={clause.reference: clause.title[current_language()] for clause in work.clauses},
    )


def asked(
    page: SectionPage, work: Workspace, *, edit: str | None, insert: str | None, blank: str | None
) -> SectionPage:
    """The page with what its address asks for: a block open, a place for a new one, a blank to fill in."""
    known = {block.id for block in page.blocks}
    field = BlankField(blank, *work.blank_words(blank, current_language())) if blank else None
    return replace(
        page,
        opened=edit if edit in known and page.may_write else None,
        insert_after=insert if insert in known else None,
        blank=field if page.may_write else None,
        blank_value=work.values.get(blank or "", ""),
    )


def _guidance(template: SectionTemplate) -> Guidance:
    language = current_language()
    return Guidance(
        purpose=template.purpose[language],
        questions=template.questions[language],
        checklist=tuple(item.text[language] for item in template.checklist),
        weak=template.weak.text[language],
        weak_why=template.weak.why[language],
        good=template.good.text[language],
        good_why=template.good.why[language],
        sources=tuple(
            (c.name[language], c.paragraph[language] if c.paragraph else "", c.url)
            for c in template.citations
        ),
    )


def _clause(work: Workspace, clause: ModelClause) -> ShownClause:
    reader, document = current_language(), work.programme.language
    blocks = clause.blocks[document]
    missing = dict.fromkeys(
        key for block in blocks for key in blank_keys(block.text) if not work.values.get(key)
    )
    return ShownClause(
        id=clause.id,
        title=clause.title[reader],
        when=clause.when[reader],
        version=clause.version,
        blocks=tuple(
            (block.kind, drawn(block.text, BlockKind(block.kind), work.values, work.labels))
            for block in blocks
        ),
        fields=tuple(BlankField(key, *work.blank_words(key, reader)) for key in missing),
    )
