"""What a person should know before a programme leaves the house."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.docx_tables import is_crowded
from app.documents.pdf_write import has_converter
from app.domain.blocks import Block, BlockKind
from app.domain.house_styles import StoredHouseStyle
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.pipe_table import rows
from app.domain.plain_text import Picture, picture
from app.domain.programme import Programme, SectionStatus
from app.domain.visible import visible
from app.storage import attachments, comments, sections
from app.usecases.doors import read_programme
from app.usecases.printing.chosen_look import released_styles
from app.usecases.printing.document_control import says_final
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.workbench import Workbench
from app.usecases.writing.blanks import BlankLine, blanks_at


@dataclass(frozen=True)
class NamedSection:
    """A section by its key, with number and title in the reader's language."""

    key: str
    name: str


@dataclass(frozen=True)
class BlockToLookAt:
    """A block that will not look well in Word, and the section it stands in."""

    section: NamedSection
    block: str


@dataclass(frozen=True)
class BeforeExport:
    """What is open; `written` counts the sections with text, `open_threads` the threads of comments.

    `crowded_tables` have more columns than fit side by side, `mute_pictures` no words that stand for them,
    `lost_pictures` no file. `unapproved` are the sections for which the file says *draft*, where the facts of
    the document say something else.
    """

    programme: Programme
    unfilled: tuple[BlankLine, ...]
    unwritten: tuple[NamedSection, ...]
    unapproved: tuple[NamedSection, ...]
    crowded_tables: tuple[BlockToLookAt, ...]
    mute_pictures: tuple[BlockToLookAt, ...]
    lost_pictures: tuple[BlockToLookAt, ...]
    written: int
    open_threads: int
    has_converter: bool
    house_styles: tuple[StoredHouseStyle, ...]


def look_before_export(bench: Workbench, actor: Actor, programme_id: str, language: str) -> BeforeExport:
    """Facts still empty, sections that apply and have no text, and blocks that will not look well."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        in_force = [head for head in state.heads if state.applicability[head.key].applies]
        named = {
            head.key: NamedSection(
                head.key,
                f"{number_of(state.template, head.key)} {title_of(state.template, head, language)}".strip(),
            )
            for head in in_force
        }
        blocks = list(_blocks(state, named))
        pictures = [(place, found) for place, block in blocks if (found := _picture_of(block))]
        stored = attachments.pictures_named(desk.session, programme_id, (found.file for _, found in pictures))
        talked_about = comments.open_threads(desk.session, programme_id)
        return BeforeExport(
            programme=desk.programme,
            unfilled=blanks_at(bench, desk).unfilled,
            unwritten=tuple(named[head.key] for head in in_force if head.sha256 == EMPTY_TEXT),
            unapproved=tuple(
                named[head.key]
                for head in in_force
                if head.status is not SectionStatus.APPROVED and says_final(state.values)
            ),
            crowded_tables=tuple(place for place, block in blocks if _is_crowded(state, block)),
            mute_pictures=tuple(place for place, found in pictures if not found.alternative.strip()),
            lost_pictures=tuple(place for place, found in pictures if found.file not in stored),
            written=sum(head.sha256 != EMPTY_TEXT for head in in_force),
            open_threads=sum(count for key, count in talked_about.items() if key in named),
            has_converter=has_converter(),
            house_styles=released_styles(desk.session, desk.organisation_id),
        )


def _blocks(state: ProgrammeState, named: dict[str, NamedSection]) -> Iterator[tuple[BlockToLookAt, Block]]:
    for section in sections.sections_of(state.session, state.programme.id):
        if section.key in named:
            for block in section.blocks:
                yield BlockToLookAt(named[section.key], block.id), block


def _picture_of(block: Block) -> Picture | None:
    return picture(block.text) if block.kind is BlockKind.PICTURE else None


def _is_crowded(state: ProgrammeState, block: Block) -> bool:
    if block.kind is not BlockKind.TABLE:
        return False
    return is_crowded(
        [[visible(cell.text, state.values, state.labels).text for cell in row] for row in rows(block.text)]
    )
