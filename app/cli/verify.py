"""`icp verify`: is everything still what it was?"""

import json
from pathlib import Path
from typing import Annotated

import typer

Anchor = Annotated[
    Path | None,
    typer.Option(
        "--anchor", help="File with lines of an earlier --json answer or of the server's log.", metavar="FILE"
    ),
]


def verify(
    anchor: Anchor = None, as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False
) -> None:
    """Check the database, each section against its history, every hash, the files and the trail.

    A trail whose newest entries were removed is seen only against an anchor kept elsewhere.

    Exit status 1 when something is wrong. Example: icp verify --anchor /var/log/icp.log
    """
    from app.bootstrap import open_database
    from app.domain.clock import system_clock
    from app.settings import Settings
    from app.storage.anchors import read_anchors
    from app.storage.key_file import read_key
    from app.storage.verify import verify as examine

    settings = Settings()
    key = read_key(settings.key_file)
    known = read_anchors(anchor) if anchor else ()
    report = examine(open_database(settings), key, anchors=known, now=system_clock())
    if as_json:
        typer.echo(json.dumps(report.as_dict(), separators=(",", ":")))
    else:
        for fault in report.faults:
            typer.echo(f"FAULT {fault.code} {fault.where}")
        for note in report.notes:
            typer.echo(f"note {note.code} {note.where}")
        typer.echo(f"{len(report.faults)} faults; trail at {report.anchor.number} {report.anchor.seal}")
    raise typer.Exit(1 if report.faults else 0)
