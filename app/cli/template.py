"""`icp template`: templates, for the people who write them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from icp_templates import Library

template = typer.Typer(help="Templates.", no_args_is_help=True)


@template.callback()
def templates() -> None:
    """Templates."""


@template.command("test")
def lint_templates(
    path: Annotated[
        Path | None, typer.Argument(help="Folder with templates; the built-in ones when left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Read templates strictly and look for what is missing, inconsistent or repeated in them.

    Exit status 1 when something is to be repaired, 2 when a template cannot be read.
    Example: icp template test
    """
    from icp_templates.lint import check

    library = _library(path)
    problems = [
        {
            "template": one.id,
            "section": p.section,
            "language": p.language,
            "code": p.code,
            "message": p.message,
        }
        for one in library.templates
        for p in check(one)
    ]
    if as_json:
        sections = sum(len(one.sections) for one in library.templates)
        typer.echo(json.dumps({"sections": sections, "problems": problems}, ensure_ascii=False))
    else:
        for found in problems:
            typer.echo(" ".join(str(value) for value in found.values() if value))
        typer.echo(f"{len(library.templates)} templates, {len(problems)} problems")
    raise typer.Exit(1 if problems else 0)


def _library(path: Path | None) -> "Library":
    from checks import YamlProblem
    from icp_templates import load_library

    try:
        library = load_library(path)
    except YamlProblem as problem:
        typer.echo(f"icp: {problem.code}: {problem}", err=True)
        raise typer.Exit(2) from None
    if not library.templates:
        typer.echo("icp: no_template: there is no template.yaml in a folder there", err=True)
        raise typer.Exit(2)
    return library
