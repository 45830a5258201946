"""The finished example as a document to print, to try a house style on; no database, no company's text."""

from datetime import date

from app.documents.programme_document import ChapterText, ProgrammeDocument, RevisionLine, SectionText
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.scoping import applicability
from app.i18n import in_language
from app.usecases.printing.document_control import approvals_of, change_of, dated_of, revision_of
from app.usecases.printing.printed_programme import COMMITMENT_SECTION
from app.usecases.programmes.scope_words import example_words, printed_reason_of
from checks.languages import Language
from icp_templates import ExampleProgramme, SectionTemplate, load_example, load_library

_EXAMPLE = "meridian"
_NO_DATE = date(2026, 1, 1)


def example_document(language: Language) -> ProgrammeDocument:
    """The example in one language."""
    example = load_example(_EXAMPLE, language)
    template = load_library().template(example.template)
    with in_language(language):
        chapters = tuple(
            ChapterText(
                chapter.number,
                chapter.title[language],
                tuple(
                    _section(section, example, language)
                    for section in template.sections
                    if section.chapter == chapter.number
                ),
            )
            for chapter in template.chapters
        )
        classification, change = example_words(), change_of(example.blanks)
    author, revision = example.people[0].name, revision_of(example.blanks)
    dated = dated_of(example.blanks, _NO_DATE)
    return ProgrammeDocument(
        identifier=f"icp:{_EXAMPLE}/rev/1",
        title=example.title,
        organisation=example.organisation,
        language=language,
        revision_label=revision,
        date=_NO_DATE if isinstance(dated, str) else dated,
        dated=dated,
        chapters=chapters,
        classification=classification,
        draft=True,
        blanks=example.blanks,
        labels={blank.key: blank.label[language] for blank in template.blanks},
        revisions=(RevisionLine(revision, dated, author, change),),
        approvals=approvals_of(example.blanks, author, language),
        versions={"template": f"{template.id}/{template.version}"},
    )


def _section(section: SectionTemplate, example: ExampleProgramme, language: Language) -> SectionText:
    answers = {key: list(value) for key, value in example.answers.items()}
    applies = applicability(section.condition, answers)
    written = example.sections.get(section.key)
    blocks = written.blocks if written and applies.applies else ()
    return SectionText(
        key=section.key,
        number=section.number,
        title=section.title[language],
        blocks=tuple(ParsedBlock(BlockKind(block.kind), block.text) for block in blocks),
        own_page=section.key == COMMITMENT_SECTION,
        not_applicable="" if applies.applies else printed_reason_of(example.template, applies, answers),
    )
