"""A programme as a Word file, and what to look at before it leaves the house."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from app.documents.docx_write import export_programme as write_word
from app.documents.docx_write import export_with_pages
from app.documents.pictures import stored_picture
from app.documents.programme_document import (
    ChapterText,
    PictureFile,
    ProgrammeDocument,
    RevisionLine,
    SectionText,
)
from app.domain.blocks import Block, BlockKind
from app.domain.errors import Invalid, NotFound
from app.domain.overview import SectionHead
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import picture
from app.domain.programme import Programme, Section, SectionStatus
from app.i18n import in_language
from app.storage import attachments, people, rights, sections
from app.storage.tenancy import EVERY_ORGANISATION, FencedSession
from app.usecases.annexes import list_of_forms
from app.usecases.blanks import BlankLine, blanks_at
from app.usecases.doors import read_programme
from app.usecases.outline import chapter_of, labels_of, number_of, title_of
from app.usecases.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.scope_words import example_words, own_chapter_words, printed_reason_of
from app.usecases.workbench import Workbench
from checks.languages import LANGUAGES, Language

COMMITMENT_SECTION = "icp.2.1"
"""The statement of commitment stands on its own page, to be signed."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PageNumbers = Callable[[bytes], dict[str, int]]
"""Finds the page of every bookmark in a Word file (`app.documents`)."""


@dataclass(frozen=True)
class Exported:
    """A finished file. `sha256` is of `content`; the same programme gives the same bytes."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class BeforeExport:
    """What a person should know before exporting; titles are in the reader's language."""

    programme: Programme
    unfilled: tuple[BlankLine, ...]
    unwritten: tuple[str, ...]
    written: int


def look_before_export(bench: Workbench, actor: Actor, programme_id: str, language: str) -> BeforeExport:
    """Facts that are still empty, and sections that apply and have no text."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        in_force = [head for head in state.heads if state.applicability[head.key].applies]
        return BeforeExport(
            programme=desk.programme,
            unfilled=blanks_at(bench, desk).unfilled,
            unwritten=tuple(
                _numbered(state, head, language) for head in in_force if head.sha256 == EMPTY_TEXT
            ),
            written=sum(head.sha256 != EMPTY_TEXT for head in in_force),
        )


def export_programme(bench: Workbench, actor: Actor, programme_id: str, language: str | None) -> Exported:
    """The programme as .docx; without a language in that of the document. Raises Invalid."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        document = document_of(bench, desk.session, desk.programme, language)
    return _exported(document, write_word(document))


def export_for_operator(
    bench: Workbench, programme_id: str, language: str | None, pages: PageNumbers | None = None
) -> Exported:
    """The same for whoever runs the installation, at its own command line. `pages` fills in page numbers."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        programme = rights.enter_programme(session, programme_id)
        if programme is None:
            raise NotFound()
        document = document_of(bench, session, programme, language)
    content = write_word(document) if pages is None else export_with_pages(document, pages)
    return _exported(document, content)


def document_of(
    bench: Workbench, session: FencedSession, programme: Programme, language: str | None
) -> ProgrammeDocument:
    """Everything the Word file is made from, read at one moment. No clock in it: same text, same bytes."""
    chosen = cast(Language, programme.language if language is None else language)
    if chosen not in LANGUAGES:
        raise Invalid("unknown_language", field="lang")
    state = state_of(bench, session, programme)
    found = sections.sections_of(session, programme.id)
    organisation = people.organisation_by_id(session, programme.organisation_id)
    assert organisation is not None
    with in_language(chosen):
        chapters = _chapters(state, found, chosen)
        matrices = (list_of_forms(state, chosen),)
        classification = example_words() if organisation.is_example else ""
    return ProgrammeDocument(
        identifier=f"icp:{programme.id}/rev/1",
        title=programme.title,
        organisation=organisation.name,
        language=chosen,
        revision_label="1",
        date=programme.changed_at.date(),
        chapters=chapters,
        classification=classification,
        draft=any(section.status is not SectionStatus.APPROVED for section in found),
        blanks=state.values,
        labels=labels_of(state.template, state.heads, chosen),
        pictures=_pictures(session, programme.id, found),
        revisions=(_revision(session, programme, found),),
        matrices=matrices,
        versions={"template": f"{programme.template}/{programme.template_version}"},
    )


def _chapters(state: ProgrammeState, found: Iterable[Section], language: Language) -> tuple[ChapterText, ...]:
    titles = {chapter.number: chapter.title[language] for chapter in state.template.chapters}
    heads = {head.key: head for head in state.heads}
    grouped: dict[str, list[SectionText]] = {}
    for section in found:
        text = _section(state, heads[section.key], section, language)
        grouped.setdefault(chapter_of(state.template, section.key), []).append(text)
    return tuple(
        ChapterText(number, titles.get(number) or own_chapter_words(), tuple(texts))
        for number, texts in grouped.items()
    )


def _section(state: ProgrammeState, head: SectionHead, section: Section, language: Language) -> SectionText:
    applicability = state.applicability[section.key]
    return SectionText(
        key=section.key,
        number=number_of(state.template, section.key),
        title=title_of(state.template, head, language),
        blocks=section.blocks if applicability.applies else (),
        own_page=section.key == COMMITMENT_SECTION,
        not_applicable="" if applicability.applies else printed_reason_of(applicability),
    )


def _pictures(session: FencedSession, programme_id: str, found: Iterable[Section]) -> dict[str, PictureFile]:
    named = [file for section in found for block in section.blocks if (file := _picture_of(block))]
    stored = attachments.pictures_named(session, programme_id, named)
    return {file: stored_picture(content) for file, content in stored.items()}


def _picture_of(block: Block) -> str | None:
    found = picture(block.text) if block.kind == BlockKind.PICTURE else None
    return found.file if found else None


def _revision(session: FencedSession, programme: Programme, found: Iterable[Section]) -> RevisionLine:
    saved = [section for section in found if section.saved_at and section.saved_by]
    last = max(saved, key=lambda section: (section.saved_at, section.key), default=None)
    names = people.names_of(session, frozenset({last.saved_by})) if last and last.saved_by else {}
    author = names.get(last.saved_by or "", "") if last else ""
    return RevisionLine("1", programme.changed_at.date(), author, "")


def _numbered(state: ProgrammeState, head: SectionHead, language: str) -> str:
    return f"{number_of(state.template, head.key)} {title_of(state.template, head, language)}".strip()


def _exported(document: ProgrammeDocument, content: bytes) -> Exported:
    return Exported(_file_name(document), content, hashlib.sha256(content).hexdigest())


def _file_name(document: ProgrammeDocument) -> str:
    """A name every file system takes: letters, digits and hyphens of the title."""
    plain = unicodedata.normalize("NFKD", document.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "programme"
    return f"{words}-{document.language}.docx"
