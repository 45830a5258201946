"""`icp seed`: data to look at and data to test with."""

import json
from typing import Annotated

import typer

seed = typer.Typer(help="Example data, and data for acceptance.", no_args_is_help=True)


@seed.callback()
def seeds() -> None:
    """Example data, and data for acceptance."""


@seed.command("acceptance")
def acceptance(
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")] = False,
) -> None:
    """Companies A, B, C with people and programmes, a consultant, officers, the operator's administrator.

    Prints names, passwords, second-factor seeds and ids, this once: passwords are random each time.

    Example: icp seed acceptance --json
    """
    from app import logs
    from app.bootstrap import build
    from app.cli.acceptance import Seeding
    from app.settings import Settings

    settings = Settings()
    logs.configure(settings.log_format)
    made = Seeding(build(settings, create=True)).run()
    if as_json:
        typer.echo(json.dumps(made, indent=2))
        return
    for organisation in made["organisations"]:
        typer.echo(f"{organisation['name']}  {organisation['id']}")
        for person in organisation["people"]:
            seeded = f"  second factor {person['second_factor_seed']}" if person["second_factor_seed"] else ""
            typer.echo(f"  {person['username']}  {person['password']}{seeded}")
        for programme in organisation["programmes"]:
            typer.echo(f"  {programme['title']}  {programme['id']}")
