"""`icp pack`: rule packs, for the people who write them."""

import json
from pathlib import Path
from typing import Annotated

import typer

pack = typer.Typer(help="Rule packs.", no_args_is_help=True)


@pack.callback()
def packs() -> None:
    """Rule packs."""


@pack.command("test")
def run_pack_examples(
    path: Annotated[
        Path | None, typer.Argument(help="Folder of a pack or of several; the built-in ones when left out.")
    ] = None,
    rule: Annotated[str | None, typer.Option(help="Only the examples of this rule.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Read rule packs strictly and run the examples beside their rules.

    Exit status 1 when an example fails, 2 when a pack cannot be read. Example: icp pack test --rule STR-2.3
    """
    from checks import YamlProblem, load_pack, read_packs, run_examples

    try:
        found = (load_pack(path),) if path and (path / "pack.yaml").is_file() else read_packs(path)
    except YamlProblem as problem:
        typer.echo(f"icp: {problem.code}: {problem}", err=True)
        raise typer.Exit(2) from None
    if not found:
        typer.echo("icp: no_pack: there is no pack.yaml in that folder", err=True)
        raise typer.Exit(2)
    outcomes = [(one.id, outcome) for one in found for outcome in run_examples(one, rule)]
    failed = [(pack_id, outcome) for pack_id, outcome in outcomes if not outcome.holds]
    faults = [
        {"pack": pack_id, "rule": o.example.rule, "example": o.example.name, "problem": o.problem}
        for pack_id, o in failed
    ]
    if as_json:
        typer.echo(json.dumps({"examples": len(outcomes), "failed": faults}, ensure_ascii=False))
    else:
        for fault in faults:
            typer.echo(f"{fault['rule']}: {fault['example']}: {fault['problem']}")
        typer.echo(f"{len(outcomes)} examples, {len(failed)} failed")
    raise typer.Exit(1 if failed else 0)
