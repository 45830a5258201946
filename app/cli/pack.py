"""`icp pack`: rule packs, for the people who write them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from checks.example import Example

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
    from checks import YamlProblem, load_pack, near_duplicates, read_packs, run_examples

    try:
        found = (load_pack(path),) if path and (path / "pack.yaml").is_file() else read_packs(path)
    except YamlProblem as problem:
        typer.echo(f"icp: {problem.code}: {problem}", err=True)
        raise typer.Exit(2) from None
    if not found:
        typer.echo("icp: no_pack: there is no pack.yaml in that folder", err=True)
        raise typer.Exit(2)
    outcomes = [(one.id, outcome) for one in found for outcome in run_examples(one, rule)]
    alike = [(one.id, pair) for one in found for pair in near_duplicates(one.examples)]
    faults = [_fault(id_, o.example, o.problem) for id_, o in outcomes if not o.holds]
    faults += [
        _fault(id_, later, f"nearly the same as the example on line {earlier.line}")
        for id_, (earlier, later) in alike
        if rule in (None, later.rule)
    ]
    if as_json:
        typer.echo(json.dumps({"examples": len(outcomes), "failed": faults}, ensure_ascii=False))
    else:
        for fault in faults:
            place = f"{fault['file']}:{fault['line']}"
            typer.echo(f"{place}: {fault['rule']}: {fault['example']}: {fault['problem']}")
        typer.echo(f"{len(outcomes)} examples, {len(faults)} failed")
    raise typer.Exit(1 if faults else 0)


def _fault(pack_id: str, example: "Example", problem: str) -> dict[str, str | int]:
    return {
        "pack": pack_id,
        "rule": example.rule,
        "example": example.name,
        "file": example.file,
        "line": example.line,
        "problem": problem,
    }
