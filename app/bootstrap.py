"""Settings to Workbench: the only place that knows everybody; web, command line and tests use it."""

from app.domain.clock import Clock, system_clock
from app.domain.ids import new_id
from app.settings import Settings
from app.storage import migrate
from app.storage.engine import Database
from app.storage.key_file import create_key, read_key
from app.storage.local_disk import require_local_disk
from app.storage.refusals import Refused
from app.usecases.checker import Checker
from app.usecases.hashing import Argon2Hasher
from app.usecases.ports import Hasher
from app.usecases.unit_of_work import UnitOfWork
from app.usecases.workbench import Workbench
from checks import read_packs
from icp_templates import load_library


def build(
    settings: Settings, *, clock: Clock = system_clock, hasher: Hasher | None = None, create: bool = False
) -> Workbench:
    """A workbench on an existing, current database. Raises Refused with a reason an operator can act on.

    `create` makes key and SQLite database first where neither has been configured and neither exists:
    for `make run`, demo and tests only, since a mistyped path must never become an empty database.
    """
    if create:
        _create_missing(settings)
    secret = read_key(settings.key_file)
    database = open_database(settings)
    migrate.require_current(database)
    return Workbench(
        settings=settings,
        work=UnitOfWork(database, clock, secret, new_id),
        clock=clock,
        new_id=new_id,
        secret=secret,
        hasher=hasher or Argon2Hasher(),
        library=load_library(),
        checker=Checker(read_packs()),
    )


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


def _create_missing(settings: Settings) -> None:
    if settings.secret_key_file is None and not settings.key_file.exists():
        create_key(settings.key_file)
    if not settings.database_url and not (settings.data_dir / "icp.db").exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(settings.database)
        require_local_disk(database.path)
        migrate.move(database)
        database.close()
