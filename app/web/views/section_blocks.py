"""Blocks as the page draws them: visible text cut at its marks, tables as cells, pictures with words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.blocks import Block, BlockKind
from app.domain.findings import Mark
from app.domain.inline import blank_keys
from app.domain.pipe_table import LINE_BREAK, rows
from app.domain.plain_text import picture
from app.domain.visible import CELL_BORDER, Piece, Run, cut, visible
from app.i18n import _, current_language
from app.web.blank_names import with_names


@dataclass(frozen=True)
class ShownMark:
    """A place that belongs to a finding: `number` and `title` name it."""

    finding: str
    number: int
    title: str
    is_gap: bool


@dataclass(frozen=True)
class ShownPiece:
    """A stretch of text in one dress. `ending` are the marks whose numbers stand behind it.

    `label` says what a blank is called, filled or not.
    """

    run: Run
    marks: tuple[ShownMark, ...] = ()
    ending: tuple[ShownMark, ...] = ()
    label: str = ""

    @property
    def is_plain(self) -> bool:
        """Only words: nothing stands around them."""
        run = self.run
        dress = (run.bold, run.italic, run.blank, run.reference, run.link, run.note)
        return not self.marks and not any(dress)


Cell = tuple[ShownPiece, ...]


@dataclass(frozen=True)
class ShownPicture:
    """A picture in the text: the stored file's id and the words that stand for it."""

    file: str
    alternative: str


@dataclass(frozen=True)
class ShownBlock:
    """One block. `number` is its place in the document (2.3.4), `ordinal` its place in a list of items.

    `blanks` are the keys its source names, with their labels.
    """

    id: str
    kind: str
    version: int
    number: str
    name: str
    source: str
    pieces: tuple[ShownPiece, ...]
    table: tuple[tuple[Cell, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    picture: ShownPicture | None
    ordinal: int
    clause: str | None
    blanks: tuple[tuple[str, str], ...]
    busy: tuple[str, ...]
    is_first: bool
    is_last: bool

    @property
    def is_empty(self) -> bool:
        """Nothing is written in it yet."""
        return not self.source.strip()

    @property
    def named_cells(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table with the names of its blanks, for who writes without a script."""
        return tuple(tuple(with_names(cell, self.blanks) for cell in row) for row in self.cells)


@dataclass(frozen=True)
class Surroundings:
    """What blocks are drawn with: values and labels of blanks, marks and colleagues by block."""

    number: str
    values: Mapping[str, str]
    labels: Mapping[str, str]
    marks: Mapping[str, tuple[Mark, ...]]
    busy: Mapping[str, tuple[str, ...]]
    clauses: Mapping[str, str]


def shown_blocks(blocks: Sequence[Block], around: Surroundings) -> tuple[ShownBlock, ...]:
    """Every block of a section in order."""
    shown: list[ShownBlock] = []
    ordinal = 0
    for place, block in enumerate(blocks, 1):
        ordinal = ordinal + 1 if block.kind == BlockKind.NUMBERED else 0
        shown.append(_shown(block, place, len(blocks), ordinal, around))
    return tuple(shown)


def drawn(block_text: str, kind: BlockKind, values: Mapping[str, str], labels: Mapping[str, str]) -> Cell:
    """A text without marks, for model clauses and old versions."""
    return _pieces(visible(block_text, values, labels, kind).runs, (), labels)


def kind_name(kind: BlockKind | str) -> str:
    """What a block of this kind is called."""
    match BlockKind(kind):
        case BlockKind.PARAGRAPH:
            return _("Paragraph")
        case BlockKind.NUMBERED:
            return _("Numbered item")
        case BlockKind.BULLET:
            return _("List item")
        case BlockKind.TABLE:
            return _("Table")
        case BlockKind.HEADING:
            return _("Heading")
        case BlockKind.QUOTATION:
            return _("Quotation")
        case BlockKind.PICTURE:
            return _("Picture")


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """A table's cells as a person types them: line breaks as such, no backslash before `|`."""
    return tuple(
        tuple(cell.text.replace("\\|", "|").replace(LINE_BREAK, "\n") for cell in row) for row in rows(text)
    )


def _shown(block: Block, place: int, total: int, ordinal: int, around: Surroundings) -> ShownBlock:
    is_table = block.kind == BlockKind.TABLE
    found = picture(block.text) if block.kind == BlockKind.PICTURE else None
    text = visible(block.text, around.values, around.labels, block.kind)
    pieces = _pieces(text.runs, around.marks.get(block.id, ()), around.labels)
    number = f"{around.number}.{place}" if around.number else str(place)
    return ShownBlock(
        id=block.id,
        kind=block.kind.value,
        version=block.version,
        number=number,
        name=f"{kind_name(block.kind)} {number}",
        source=block.text,
        pieces=() if is_table or found else pieces,
        table=_rows(pieces) if is_table else (),
        cells=cells_of(block.text) if is_table else (),
        picture=ShownPicture(found.file, found.alternative) if found else None,
        ordinal=ordinal,
        clause=around.clauses.get(block.clause or ""),
        blanks=tuple((key, around.labels.get(key, key)) for key in blank_keys(block.text)),
        busy=around.busy.get(block.id, ()),
        is_first=place == 1,
        is_last=place == total,
    )


def _pieces(runs: Sequence[Run], marks: tuple[Mark, ...], labels: Mapping[str, str]) -> Cell:
    language = current_language()
    shown = [ShownMark(m.finding, m.number, m.title[language], m.is_gap) for m in marks]
    cuts = cut(runs, tuple((mark.start, mark.end) for mark in marks))
    return tuple(
        ShownPiece(
            piece.run,
            tuple(shown[index] for index in piece.spans),
            tuple(shown[index] for index in piece.spans if _ends_in(marks[index], piece)),
            labels.get(piece.run.blank, piece.run.blank) if piece.run.blank else "",
        )
        for piece in cuts
    )


def _ends_in(mark: Mark, piece: Piece) -> bool:
    return piece.run.start < mark.end <= piece.run.end


def _rows(pieces: Sequence[ShownPiece]) -> tuple[tuple[Cell, ...], ...]:
    """Put a table's pieces back into cells: borders are runs without any source."""
    table: list[list[list[ShownPiece]]] = [[[]]]
    for piece in pieces:
        is_border = piece.run.source_start == piece.run.source_end
        if is_border and piece.run.text == CELL_BORDER:
            table[-1].append([])
        elif is_border and piece.run.text == "\n":
            table.append([[]])
        else:
            table[-1][-1].append(piece)
    return tuple(tuple(tuple(cell) for cell in row) for row in table)
