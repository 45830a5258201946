"""Everything a Word file of a programme is made from: plain frozen values, no database, no framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.blocks import Block, ParsedBlock
from checks.languages import Language

Dated = date | str
"""A day, or what somebody wrote that is no day of a calendar."""


@dataclass(frozen=True)
class SectionText:
    """One section. `number` is the template's ("4.7"); Word numbers by itself and comes to the same.

    `not_applicable` is the reason why the section does not apply, in the programme's language: it is
    printed in place of the text, so that the numbers of later sections stay. `own_page` is for the
    signed statement of commitment.
    """

    key: str
    number: str
    title: str
    blocks: tuple[Block | ParsedBlock, ...] = ()
    not_applicable: str = ""
    own_page: bool = False


@dataclass(frozen=True)
class ChapterText:
    """A chapter. Number "0" is the front matter: its sections stand, unnumbered, in document control.

    `blocks` is text of the chapter itself, before its sections. With `own_numbers` its sections are headed
    by the numbers they carry, which are those of another document.
    """

    number: str
    title: str
    sections: tuple[SectionText, ...]
    blocks: tuple[Block | ParsedBlock, ...] = ()
    own_numbers: bool = False


@dataclass(frozen=True)
class RevisionLine:
    """One row of the printed version table."""

    label: str
    date: Dated
    author: str
    change: str
    approver: str = ""


@dataclass(frozen=True)
class ApprovalLine:
    """One row of the approval block; an empty name leaves room to write, date and signature always do."""

    role: str
    name: str = ""
    function: str = ""


@dataclass(frozen=True)
class PictureFile:
    """A stored PNG or JPEG (see `pictures.accept_picture`)."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class BlockComment:
    """A remark, printed as a native Word comment when asked for, with the answers to it.

    It stands at its block, or at the heading of its section when that block is gone.
    """

    section: str
    block: str
    author: str
    written_at: datetime
    text: str
    answers: tuple["BlockComment", ...] = ()


@dataclass(frozen=True)
class CoverageLine:
    """One element of a framework and the keys of the sections that answer it.

    `applies` is false where every section that could answer it is out of scope.
    """

    element: str
    title: str
    sections: tuple[str, ...]
    applies: bool = True


@dataclass(frozen=True)
class Coverage:
    """A published source and where its elements are answered; printed as an annex."""

    framework: str
    lines: tuple[CoverageLine, ...]


@dataclass(frozen=True)
class Matrix:
    """A wide table, printed on a landscape page: a header, then rows of equal length, plain text.

    `key` explains its letters in the caption.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: str = ""


@dataclass(frozen=True)
class ProgrammeDocument:
    """One programme, ready to print.

    `identifier` is `icp:<programme>/rev/<n>`. `blanks` maps blank keys to values, `labels` maps blank
    keys to their names in the programme's language. `pictures` maps file ids to stored pictures. With
    `watermark` the word *draft* lies across every page. Other documents (`is_programme` false) have no
    document control and no manifest. `dated` is the date that a reader sees, where that is another one.
    """

    identifier: str
    title: str
    organisation: str
    language: Language
    revision_label: str
    date: date
    chapters: tuple[ChapterText, ...]
    annexes: tuple[SectionText, ...] = ()
    dated: Dated | None = None
    short_title: str = "ICP"
    classification: str = ""
    draft: bool = False
    watermark: bool = False
    approval_block: bool = True
    blanks: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    revisions: tuple[RevisionLine, ...] = ()
    approvals: tuple[ApprovalLine, ...] = ()
    comments: tuple[BlockComment, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    is_programme: bool = True

    @property
    def printed_date(self) -> Dated:
        """The one date that a reader sees."""
        return self.date if self.dated is None else self.dated

    def sections(self) -> tuple[SectionText, ...]:
        """Every section, front matter and annexes included, in reading order."""
        inside = tuple(section for chapter in self.chapters for section in chapter.sections)
        return inside + self.annexes
