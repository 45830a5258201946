"""`icp export`: a programme as a Word file or PDF, for whoever runs the installation."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.whole_files import write_whole

if TYPE_CHECKING:
    from app.documents.house_style import HouseStyle


class Format(StrEnum):
    """What the file is."""

    WORD = "docx"
    PDF = "pdf"


class Watermark(StrEnum):
    """What lies across every page."""

    NONE = "no"
    DRAFT = "draft"


Comments = Annotated[bool, typer.Option("--comments/--no-comments", help="Open comments as Word comments.")]
Annexes = Annotated[
    bool, typer.Option("--annexes/--no-annexes", help="The coverage annex and the list of forms.")
]
Approval = Annotated[
    bool, typer.Option("--approval/--no-approval", help="Room for name, date and signature.")
]
Lang = Annotated[str | None, typer.Option(help="en or nl, for headings and cover; else the document's own.")]
Pages = Annotated[bool, typer.Option("--pages", help="Page numbers on the contents page, by LibreOffice.")]
House = Annotated[
    Path | None, typer.Option("--house-style", help="A .docx or .dotx to take the look of.", metavar="FILE")
]


def export(
    programme: Annotated[str, typer.Argument(help="The id of the programme.")],
    out: Annotated[Path, typer.Option("--out", help="Where the file goes.", metavar="FILE")],
    lang: Lang = None,
    format: Annotated[Format, typer.Option(help="PDF needs LibreOffice; no comments in it.")] = Format.WORD,
    pages: Pages = False,
    comments: Comments = False,
    annexes: Annexes = True,
    watermark: Annotated[Watermark, typer.Option(help="A word across every page.")] = Watermark.NONE,
    approval: Approval = True,
    house_style: House = None,
) -> None:
    """Write a programme as a Word file or PDF. The same text gives the same Word file, byte for byte.

    Example: icp export 0190c2a4-… --out icp.docx --lang nl --pages
    """
    from app.bootstrap import build
    from app.documents.pdf_write import page_numbers
    from app.settings import Settings
    from app.usecases.printing.exporting import export_for_operator, export_pdf_for_operator
    from app.usecases.printing.printed_programme import ExportOptions

    bench = build(Settings())
    marked = watermark is Watermark.DRAFT
    options = ExportOptions(lang, comments, annexes, marked, approval)
    house = None if house_style is None else _house_style(house_style)
    if format is Format.PDF:
        made = export_pdf_for_operator(bench, programme, options, house)
    else:
        made = export_for_operator(bench, programme, options, house, page_numbers if pages else None)
    write_whole(out, made.content)
    typer.echo(f"{made.sha256}  {out}")


def _house_style(path: Path) -> "HouseStyle":
    """The house style of a file; what there is to know about it goes to standard error."""
    from app.documents.house_style import check_house_style

    checked = check_house_style(path.read_bytes())
    for remark in checked.remarks:
        typer.echo(f"{path}: {remark.code} {remark.about}".rstrip(), err=True)
    return checked.house
