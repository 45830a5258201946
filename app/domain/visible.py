"""A block as a reader sees it: what is judged, quoted, counted and exported.

A filled blank shows its value, an empty one `⟦label⟧`; marks disappear; a table's cells stand apart by
` | `, a picture shows its alternative text, a footnote stands in brackets. Values are put in once and
never parsed: a value that itself holds `{{x}}` or `**` is shown as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.blocks import BlockKind
from app.domain.inline import Blank, Bold, CrossReference, Footnote, Italic, Link, Node, Text, nodes
from app.domain.pipe_table import LINE_BREAK, rows
from app.domain.plain_text import picture

CELL_BORDER = " | "


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of visible text in one dress.

    `start`, `end` are offsets in the visible text, `source_start`, `source_end` in the block's source
    (code points). `note` numbers the footnotes of the block from 1; such a run is footnote text.
    """

    text: str
    start: int
    end: int
    source_start: int
    source_end: int
    bold: bool = False
    italic: bool = False
    link: str | None = None
    blank: str | None = None
    filled: bool = True
    reference: str | None = None
    note: int | None = None

    @property
    def exact(self) -> bool:
        """Visible and source characters stand one to one."""
        same_length = len(self.text) == self.source_end - self.source_start
        return same_length and self.blank is None and self.reference is None


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The visible text and the runs it is made of."""

    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a run that lies under the same spans: `spans` are positions in the list that was given."""

    run: Run
    spans: tuple[int, ...]


def visible(
    source: str,
    values: Mapping[str, str],
    labels: Mapping[str, str],
    kind: BlockKind = BlockKind.PARAGRAPH,
) -> VisibleText:
    """Render a block's source. `labels` names blanks (by key) and sections (by section key)."""
    writer = _Writer(values, labels)
    if kind == BlockKind.TABLE:
        writer.table(source)
    elif kind == BlockKind.PICTURE and (found := picture(source)):
        writer.put(found.alternative, 0, len(source))
    else:
        writer.nodes(nodes(source))
    return VisibleText("".join(run.text for run in writer.runs), tuple(writer.runs))


def cut(runs: Iterable[Run], spans: tuple[tuple[int, int], ...]) -> tuple[Piece, ...]:
    """Cut runs where spans (visible offsets, may overlap) begin or end, so that each can be drawn."""
    if not spans:
        return tuple(Piece(run, ()) for run in runs)
    borders = sorted({border for span in spans for border in span})
    pieces: list[Piece] = []
    for run in runs:
        inner = [border for border in borders if run.start < border < run.end]
        for start, end in zip([run.start, *inner], [*inner, run.end], strict=True):
            covering = tuple(number for number, span in enumerate(spans) if span[0] < end and span[1] > start)
            pieces.append(Piece(_part(run, start, end), covering))
    return tuple(pieces)


def _part(run: Run, start: int, end: int) -> Run:
    text = run.text[start - run.start : end - run.start]
    if not run.exact:
        return replace(run, text=text, start=start, end=end)
    source = run.source_start + start - run.start
    return replace(run, text=text, start=start, end=end, source_start=source, source_end=source + len(text))


@dataclass(frozen=True, slots=True)
class _Dress:
    """What the enclosing marks give to the text inside them."""

    bold: bool = False
    italic: bool = False
    link: str | None = None
    note: int | None = None


class _Writer:
    """Collects runs; keeps the dress that the enclosing marks gave."""

    def __init__(self, values: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self.values = values
        self.labels = labels
        self.runs: list[Run] = []
        self.length = 0
        self.notes = 0
        self.shift = 0
        self.dress = _Dress()

    def put(
        self,
        text: str,
        source_start: int,
        source_end: int,
        blank: str | None = None,
        filled: bool = True,
        reference: str | None = None,
    ) -> None:
        start, self.length = self.length, self.length + len(text)
        dress = self.dress
        self.runs.append(
            Run(
                text,
                start,
                self.length,
                self.shift + source_start,
                self.shift + source_end,
                dress.bold,
                dress.italic,
                dress.link,
                blank,
                filled,
                reference,
                dress.note,
            )
        )

    def table(self, source: str) -> None:
        for number, row in enumerate(rows(source)):
            for column, cell in enumerate(row):
                border = CELL_BORDER if column else "\n" if number else ""
                self.shift = cell.start
                if border:
                    self.put(border, 0, 0)
                self.cell(cell.text)

    def cell(self, source: str) -> None:
        base = self.shift
        for number, line in enumerate(source.split(LINE_BREAK)):
            if number:
                self.put("\n", 0, len(LINE_BREAK))
                self.shift += len(LINE_BREAK)
            self.nodes(nodes(line))
            self.shift += len(line)
        self.shift = base

    def nodes(self, parsed: tuple[Node, ...]) -> None:
        for node in parsed:
            self.node(node)

    def node(self, node: Node) -> None:
        match node:
            case Text():
                self.put(node.text, node.start, node.end)
            case Bold():
                self.inside(node.children, replace(self.dress, bold=True))
            case Italic():
                self.inside(node.children, replace(self.dress, italic=True))
            case Link():
                self.inside(node.children, replace(self.dress, link=node.address))
            case CrossReference():
                self.put(self.labels.get(node.key, node.key), node.start, node.end, reference=node.key)
            case Blank():
                self.blank(node)
            case Footnote():
                self.footnote(node)

    def inside(self, children: tuple[Node, ...], dress: _Dress) -> None:
        outer, self.dress = self.dress, dress
        self.nodes(children)
        self.dress = outer

    def blank(self, node: Blank) -> None:
        value = self.values.get(node.key, "").strip()
        shown = value or f"⟦{self.labels.get(node.key, node.key)}⟧"
        self.put(shown, node.start, node.end, blank=node.key, filled=bool(value))

    def footnote(self, node: Footnote) -> None:
        self.notes += 1
        outer = self.dress
        self.dress = replace(outer, note=self.notes, link=None)
        self.put(" (", node.start, node.start + 2)
        self.nodes(node.children)
        self.put(")", node.end - 1, node.end)
        self.dress = outer
