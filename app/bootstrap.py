"""Settings to Workbench: the only place that knows everybody; web, command line and tests use it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.domain.clock import Clock, system_clock
from app.domain.errors import DomainError
from app.domain.ids import new_id
from app.local_time import use_time_zone
from app.settings import Settings
from app.storage import schemas
from app.storage.engine import Database
from app.storage.key_file import create_key, read_key
from app.storage.local_disk import require_local_disk
from app.storage.refusals import Refused
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.findings.suggester import suggester_of
from app.usecases.machines.checker import Checker
from app.usecases.ports import Hasher
from app.usecases.running.mailing import carrier_of
from app.usecases.unit_of_work import UnitOfWork
from app.usecases.workbench import Workbench
from checks import JudgeApart, built_in_packs, packs_to_show
from icp_templates import load_library


def build(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    hasher: Hasher | None = None,
    create: bool = False,
    serving: bool = False,
) -> Workbench:
    """A workbench on an existing, current database. Raises Refused with a reason an operator can act on.

    `create` makes key and SQLite database first where neither has been configured and neither exists:
    for `make run`, demo and tests only, since a mistyped path must never become an empty database.
    `serving`: many people wait for answers at once, so that checks get a process of their own.
    """
    if create:
        _create_missing(settings, apart=serving)
    use_time_zone(settings.time_zone)
    secret = read_key(settings.key_file)
    library = load_library()
    database = open_database(settings)
    try:
        database.require_durable()
        schemas.require_current(database)
    except (Refused, DomainError):
        database.close()
        raise
    return Workbench(
        settings=settings,
        work=UnitOfWork(database, clock, secret, new_id),
        clock=clock,
        new_id=new_id,
        secret=secret,
        hasher=hasher or Argon2Hasher(),
        mailer=carrier_of(settings),
        library=library,
        checker=_checker(serving and settings.check_process),
        suggester=suggester_of(settings),
    )


def _checker(apart: bool) -> Checker:
    """What rules say is shown here either way; their words are needed only where texts are judged."""
    if apart:
        packs = packs_to_show()
        return Checker(packs, JudgeApart(packs))
    return Checker(built_in_packs())


def open_database(settings: Settings) -> Database:
    """The configured database, whatever its schema. An SQLite file must exist and lie on a local disk."""
    database = Database(settings.database)
    if database.is_sqlite:
        if not database.path.is_file():
            raise Refused("database_missing", f"There is no database at {database.path}.")
        if database.path.stat().st_size == 0:
            raise Refused("database_empty", f"The database at {database.path} is an empty file.")
        require_local_disk(database.path)
    return database


@dataclass(frozen=True)
class Migrated:
    """Where the schema is now, and the archive of how it was before, if there was anything."""

    revision: str
    backup: Path | None


def migrate_database(
    settings: Settings, revision: str = schemas.HEAD, *, clock: Clock = system_clock
) -> Migrated:
    """Bring the configured database to a revision. Makes key and SQLite file in a folder without them.

    SQLite is backed up first into `backups/` in the data folder; PostgreSQL has its own means.
    """
    from app.storage.backup import back_up, before_migrating
    from app.storage.migrate import move

    database = Database(settings.database)
    backup: Path | None = None
    if database.is_sqlite and database.path.exists():
        database = open_database(settings)
        current = schemas.current_revision(database)
        if current not in (None, schemas.resolved(revision)):
            backup = before_migrating(settings.data_dir / "backups", str(current), clock())
            back_up(database, read_key(settings.key_file), backup)
    elif database.is_sqlite:
        _create_file(database.path)
    if settings.secret_key_file is None and not settings.key_file.exists():
        _require_folder(settings.data_dir)
        create_key(settings.key_file)
    read_key(settings.key_file)
    move(database, revision)
    reached = schemas.current_revision(database) or schemas.BASE
    database.close()
    return Migrated(reached, backup)


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise Refused("folder_missing", f"There is no folder {folder}.")


def _create_file(path: Path) -> None:
    """An SQLite file that others cannot read; SQLite gives its log the same mode."""
    _require_folder(path.parent)
    require_local_disk(path.parent)
    path.touch(mode=0o600, exist_ok=False)


def _create_missing(settings: Settings, *, apart: bool) -> None:
    if settings.secret_key_file is None and not settings.key_file.exists():
        create_key(settings.key_file)
    if not settings.database_url and not (settings.data_dir / "icp.db").exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        path = Database(settings.database).path
        _create_file(path)
        try:
            _make_tables(settings.database, apart=apart)
        except (Refused, DomainError, subprocess.CalledProcessError) as error:
            # What is left of it would be taken for a database at the next start.
            path.unlink()
            raise Refused("database_not_made", f"No database could be made at {path}.") from error


def _make_tables(address: str, *, apart: bool) -> None:
    """`apart`: in a process of its own, so that a server does not keep what only migrations need."""
    if not apart:
        from app.storage.migrate import make_tables

        make_tables(address)
        return
    command = f"from app.storage.migrate import make_tables; make_tables({address!r})"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-P", "-c", command], env=environment, check=True)  # noqa: S603
