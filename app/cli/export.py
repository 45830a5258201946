"""`icp export`: a programme as a Word file, for whoever runs the installation."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer


def export(
    programme: Annotated[str, typer.Argument(help="The id of the programme.")],
    out: Annotated[Path, typer.Option("--out", help="Where the file goes.", metavar="FILE.docx")],
    lang: Annotated[
        str | None, typer.Option(help="en or nl, for headings and cover; that of the document when left out.")
    ] = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="Fill in page numbers on the contents page, through LibreOffice.")
    ] = False,
) -> None:
    """Write a programme as a Word file. The same text gives the same bytes.

    Example: icp export 0190c2a4-… --out icp.docx --lang nl --pages
    """
    from app.bootstrap import build
    from app.documents.pdf_write import page_numbers
    from app.settings import Settings
    from app.usecases.exporting import export_for_operator

    bench = build(Settings())
    made = export_for_operator(bench, programme, lang, page_numbers if pages else None)
    write_whole(out, made.content)
    typer.echo(f"{made.sha256}  {out}")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
