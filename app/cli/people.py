"""`icp user`: the first administrator, and accounts by hand."""

import sys
from typing import Annotated

import typer

from app.domain.people import OrganisationKind, Role
from checks.languages import LANGUAGES

user = typer.Typer(help="Accounts.", no_args_is_help=True)


@user.callback()
def users() -> None:
    """Accounts."""


@user.command("add")
def add(
    name: Annotated[str, typer.Option(help="The person's name.")],
    email: Annotated[str, typer.Option(help="The address to sign in with.")],
    organisation: Annotated[str, typer.Option(help="The organisation's name.")],
    role: Annotated[list[Role], typer.Option(help="A role; repeat for more.")],
    kind: Annotated[
        OrganisationKind | None, typer.Option(help="Make the organisation if it is new, of this kind.")
    ] = None,
    lang: Annotated[str, typer.Option(help="en or nl: language of screens and mails.")] = "en",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make an account. Without --password-stdin a password is made up and printed, this once.

    Example: icp user add --name "Anna de Wit" --email anna@example.org --organisation "Example B.V."
    --kind company --role administrator --role approver
    """
    from app import logs
    from app.bootstrap import build
    from app.domain.errors import Invalid
    from app.settings import Settings
    from app.usecases.people import founding

    settings = Settings()
    logs.configure(settings.log_format)
    bench = build(settings)
    if lang not in LANGUAGES:
        raise Invalid("unknown_language", field="lang")
    found = founding.organisation_named(bench, organisation)
    if found is None and kind is None:
        raise Invalid("unknown_organisation", field="organisation")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else founding.new_password()
    place = found or founding.found_organisation(bench, organisation, kind or OrganisationKind.COMPANY)
    person = founding.add_person(bench, place.id, name, email, frozenset(role), password, lang)
    typer.echo(person.id if password_stdin else f"{person.id}\npassword: {password}")
