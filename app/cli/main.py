"""`icp`: the command line. Commands import what they need when they run, so that help stays quick."""

import sys

import typer
from pydantic import ValidationError

from app.cli import backup, check, database, export, pack, people, seed, serve, template, verify
from app.domain.errors import DomainError
from app.storage.failures import StorageMistake
from app.storage.refusals import Refused

WRONG_USE = 2

app = typer.Typer(
    name="icp",
    help="Write, check and keep Internal Compliance Programmes for export control.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("migrate")(database.migrate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("verify")(verify.verify)
app.command("check")(check.check)
app.command("export")(export.export)
app.add_typer(pack.pack, name="pack")
app.add_typer(template.template, name="template")
app.add_typer(people.user, name="user")
app.add_typer(seed.seed, name="seed")


def main() -> None:
    """Run a command. What cannot be done is one line on standard error with a stable code, and status 2."""
    try:
        app()
    except Refused as refused:
        _refuse(refused.code, str(refused))
    except StorageMistake:
        _refuse("database_damaged", "The database cannot be read as ours; restore a backup.")
    except DomainError as error:
        _refuse(error.code, "not done")
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "ICP_" + "_".join(str(part) for part in first["loc"]).upper() if first["loc"] else "settings"
        _refuse("settings", f"{name}: {first['msg']}")


def _refuse(code: str, message: str) -> None:
    print(f"icp: {code}: {message}", file=sys.stderr)
    sys.exit(WRONG_USE)
