"""A programme as the value that Word files are made from, read at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from app.documents.pictures import stored_picture
from app.documents.programme_document import (
    BlockComment,
    ChapterText,
    Coverage,
    CoverageLine,
    PictureFile,
    ProgrammeDocument,
    SectionText,
)
from app.domain.blocks import Block, BlockKind
from app.domain.comments import Comment, threads
from app.domain.coverage import Covered, SectionPlace, coverage
from app.domain.errors import Invalid
from app.domain.overview import SectionHead
from app.domain.people import Organisation
from app.domain.plain_text import picture
from app.domain.programme import Programme, Section, SectionStatus
from app.i18n import in_language
from app.local_time import local_day
from app.storage import attachments, comments, people, sections
from app.storage.tenancy import FencedSession
from app.usecases.printing.annexes import list_of_forms
from app.usecases.printing.document_control import approvals_of, authors_of, dated_of, version_line
from app.usecases.programmes.outline import chapter_of, labels_of, number_of, title_of
from app.usecases.programmes.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.programmes.scope_words import example_words, own_chapter_words, printed_reason_of
from app.usecases.workbench import Workbench
from checks.languages import LANGUAGES, Language
from icp_templates.frameworks import load_frameworks

COMMITMENT_SECTION = "icp.2.1"
"""The statement of commitment stands on its own page, to be signed."""
PRINTED_FRAMEWORKS = ("nl-icp", "eu-2019-1318")
"""What a licensing authority in the Netherlands reads a programme by; the others stay on the screen."""


@dataclass(frozen=True)
class ExportOptions:
    """What goes into the file. Without a `language` that of the document; `comments` are the open ones.

    `house` is the id of a house style of the organisation.
    """

    language: str | None = None
    comments: bool = False
    annexes: bool = True
    watermark: bool = False
    approval: bool = True
    house: str | None = None


def document_of(
    bench: Workbench, session: FencedSession, programme: Programme, options: ExportOptions
) -> ProgrammeDocument:
    """Everything the Word file is made from, read at one moment. No clock in it: same text, same bytes."""
    chosen = cast(Language, programme.language if options.language is None else options.language)
    if chosen not in LANGUAGES:
        raise Invalid("unknown_language", field="lang")
    state = state_of(bench, session, programme)
    found, values = sections.sections_of(session, programme.id), state.values
    organisation = people.organisation_by_id(session, programme.organisation_id)
    assert organisation is not None
    dated = dated_of(values, local_day(programme.changed_at))
    with in_language(chosen):
        version = version_line(state, found, dated, chosen)
        chapters = _chapters(state, found, chosen)
        matrices = (list_of_forms(state, chosen),) if options.annexes else ()
    return ProgrammeDocument(
        identifier=f"icp:{programme.id}/rev/1",
        title=programme.title,
        organisation=organisation.name,
        language=chosen,
        revision_label=version.label,
        date=local_day(programme.changed_at) if isinstance(dated, str) else dated,
        dated=dated,
        chapters=chapters,
        classification=_classification(organisation, values, chosen),
        draft=_is_draft(state, found),
        watermark=options.watermark,
        approval_block=options.approval,
        blanks=values,
        labels=labels_of(state.template, state.heads, chosen),
        pictures=_pictures(session, programme.id, found),
        revisions=(version,),
        approvals=approvals_of(values, next(iter(authors_of(state, found)), ""), chosen),
        comments=_open_comments(state, found) if options.comments else (),
        coverage=_coverage(state, chosen) if options.annexes else (),
        matrices=matrices,
        versions={"template": f"{programme.template}/{programme.template_version}"},
    )


def _is_draft(state: ProgrammeState, found: Iterable[Section]) -> bool:
    """Until every section that applies is approved."""
    return any(
        section.status is not SectionStatus.APPROVED
        for section in found
        if state.applicability[section.key].applies
    )


def _classification(organisation: Organisation, values: Mapping[str, str], language: Language) -> str:
    """The mark in the footer: that of the company, or that it is all invented."""
    with in_language(language):
        return example_words() if organisation.is_example else values.get("document_classification", "")


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
        not_applicable=""
        if applicability.applies
        else printed_reason_of(state.template.id, applicability, state.answers),
    )


def _pictures(session: FencedSession, programme_id: str, found: Iterable[Section]) -> dict[str, PictureFile]:
    named = [file for section in found for block in section.blocks if (file := _picture_of(block))]
    stored = attachments.pictures_named(session, programme_id, named)
    return {file: stored_picture(content) for file, content in stored.items()}


def _picture_of(block: Block) -> str | None:
    found = picture(block.text) if block.kind == BlockKind.PICTURE else None
    return found.file if found else None


def _open_comments(state: ProgrammeState, found: Iterable[Section]) -> tuple[BlockComment, ...]:
    """The open threads, section by section. What is said about a text that stays at home stays there too."""
    by_section = comments.comments_by_section(state.session, state.programme.id)
    return tuple(
        _comment(thread.first, thread.answers)
        for section in found
        if state.applicability[section.key].applies
        for thread in threads(by_section.get(section.key, ()), {})
        if not thread.is_resolved
    )


def _comment(first: Comment, answers: Iterable[Comment] = ()) -> BlockComment:
    return BlockComment(
        section=first.key,
        block=first.block_id,
        author=first.author,
        written_at=first.written_at,
        text=first.text,
        answers=tuple(_comment(answer) for answer in answers),
    )


def _coverage(state: ProgrammeState, language: Language) -> tuple[Coverage, ...]:
    """Where each element of the printed frameworks is answered: sections that apply and have text."""
    places = {
        head.key: SectionPlace(head.key, state.applicability[head.key].applies, head.sha256 != EMPTY_TEXT)
        for head in state.heads
    }
    frameworks = {framework.id: framework for framework in load_frameworks(state.template.id)}
    return tuple(
        Coverage(
            f"{framework.name[language]} ({framework.edition[language]})",
            tuple(
                CoverageLine(
                    covered.element.number or "–",
                    covered.element.heading(language),
                    tuple(place.key for place in covered.sections if place.applies and place.has_text),
                    applies=covered.state is not Covered.NOT_APPLICABLE,
                )
                for covered in coverage(framework, places).elements
            ),
        )
        for id_ in PRINTED_FRAMEWORKS
        if (framework := frameworks.get(id_)) is not None
    )
