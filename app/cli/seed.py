"""`icp seed`: data to look at and data to test with."""

import json
from typing import Annotated

import typer

seed = typer.Typer(help="Example data, and data for acceptance.", no_args_is_help=True)


@seed.callback()
def seeds() -> None:
    """Example data, and data for acceptance."""


@seed.command("demo")
def demo(
    reset: Annotated[
        bool, typer.Option("--reset", help="Put the example away as it is, and write it anew.")
    ] = False,
) -> None:
    """The example company with its programmes. Harmless to repeat.

    Example: icp seed demo --reset
    """
    from app import logs
    from app.bootstrap import build
    from app.settings import Settings
    from app.usecases.programmes.example import reset_example, seed_example

    settings = Settings()
    logs.configure(settings.log_format)
    bench = build(settings, create=True)
    for programme in reset_example(bench) if reset else seed_example(bench):
        typer.echo(f"{programme.id}  {programme.language}  {programme.title}")


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
