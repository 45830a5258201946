"""The forms of the section editor, its address and what that may ask for."""

from pydantic import Field

from app.domain.blocks import BlockKind
from app.domain.editing import Place
from app.domain.pipe_table import table_text
from app.usecases.writing.conflicts import Choice
from app.web.blank_names import with_keys
from app.web.bodies import Body, WholeNumber


class Wanted(Body):
    """What the address asks the page to show besides the text."""

    edit: str | None = None
    insert: str | None = None
    blank: str | None = None
    undo: WholeNumber | None = None
    added: WholeNumber = 0
    form: str | None = Field(None, alias="as")


class BlockForm(Body):
    """A block's form: text, or the cells of a table, or the words for a picture.

    Cells name their blanks by the labels that the form was made with.
    """

    base_version: WholeNumber
    text: str | None = None
    kind: BlockKind | None = None
    cell: list[str] = Field(default_factory=list, max_length=5000)
    columns: WholeNumber = 1
    blank_key: list[str] = Field(default_factory=list, max_length=100)
    blank_label: list[str] = Field(default_factory=list, max_length=100)
    grid: str | None = None
    alternative: str | None = None

    @property
    def table(self) -> str:
        """The table's text, after the button that adds or removes a row or column."""
        width = max(self.columns, 1)
        blanks = list(zip(self.blank_key, self.blank_label, strict=False))
        cells = [with_keys(cell, blanks) for cell in self.cell]
        rows = [tuple(cells[start : start + width]) for start in range(0, len(cells), width)]
        match self.grid:
            case "row":
                rows.append(("",) * width)
            case "column":
                rows = [(*row, "") for row in rows]
            case "drop_row" if len(rows) > 1:
                rows.pop()
            case "drop_column" if width > 1:
                rows = [row[:-1] for row in rows]
        return table_text(tuple(rows))


class StepForm(Body):
    """A block's version, and how many places it moves down (negative: up)."""

    base_version: WholeNumber
    step: str = "0"


class PlacedForm(Body):
    """Where something goes; nothing means at the end."""

    after: str = ""

    @property
    def place(self) -> str | Place:
        """The same as the use cases take it."""
        return self.after or Place.END


class NewBlockForm(PlacedForm):
    """An empty block to begin with."""

    kind: BlockKind = BlockKind.PARAGRAPH


class PasteForm(PlacedForm):
    """Plain text that was pasted into a form."""

    content: str = ""


class ClauseForm(PlacedForm):
    """A model clause, and the blanks that were filled in beside it."""

    clause: str
    blanks_version: WholeNumber = 0
    blank_key: list[str] = Field(default_factory=list, max_length=100)
    blank_value: list[str] = Field(default_factory=list, max_length=100)


class BlankForm(Body):
    """One blank's value, for the whole programme."""

    key: str
    value: str
    base_version: WholeNumber


class TextForm(Body):
    """The whole section as text."""

    text: str
    base_version: WholeNumber


class UndoForm(Body):
    """The version whose change is taken back."""

    version: WholeNumber


class ResolveForm(Body):
    """How a conflict ends. An empty version says that the block was gone.

    The combined text names its blanks by the labels that the form was made with.
    """

    choice: Choice
    mine: str
    text: str | None = None
    version: str = ""
    blank_key: list[str] = Field(default_factory=list, max_length=100)
    blank_label: list[str] = Field(default_factory=list, max_length=100)

    @property
    def combined(self) -> str | None:
        """The combined text as it is kept."""
        blanks = zip(self.blank_key, self.blank_label, strict=False)
        return None if self.text is None else with_keys(self.text, blanks)


def section_path(programme_id: str, key: str) -> str:
    """The address of a section's page, to which its forms lead back."""
    return f"/programmes/{programme_id}/sections/{key}"
