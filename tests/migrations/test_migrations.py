"""Migrations keep every row, up and down, on both databases, or do nothing at all."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from alembic import command
from app.bootstrap import build, migrate_database
from app.settings import Settings
from app.storage import dump, migrate, policies, schemas
from app.storage.backup import restore
from app.storage.engine import Database
from app.storage.key_file import create_key
from app.storage.refusals import Refused
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.storage.written import write_something_of_everything

HERE = Path(__file__).parent


def _also_from(monkeypatch: pytest.MonkeyPatch, *folders: str) -> None:
    """Add folders of revisions behind the product's own."""
    config_of_today = migrate._config

    def config() -> Config:
        made = config_of_today()
        places = [schemas.scripts_folder() / "versions", *(HERE / folder for folder in folders)]
        made.set_main_option("path_separator", "newline")
        made.set_main_option("version_locations", "\n".join(map(str, places)))
        return made

    monkeypatch.setattr(migrate, "_config", config)


@pytest.fixture
def later_revisions(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    _also_from(monkeypatch, "revisions")


@pytest.fixture
def faulty_revisions(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    _also_from(monkeypatch, "revisions", "faulty_revisions")


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Database]:
    database = Database(empty_database_url)
    yield database
    database.close()


def contents(database: Database) -> dict[str, dump.Contents]:
    with database.read(EVERY_ORGANISATION) as session:
        return dump.contents(session.connection())


def test_migrations_make_the_tables_of_the_models(empty: Database) -> None:
    """After the newest migration nothing differs between the database and `app.storage.tables`."""
    migrate.move(empty)
    with empty.engine.connect() as connection:
        assert migrate.differences(connection) == []
        assert schemas.revision_of(connection) == schemas.newest()


def test_an_empty_database_goes_up_and_down_again(empty: Database) -> None:
    """From nothing to the newest revision and back leaves no table, trigger or function behind."""
    migrate.move(empty)
    migrate.move(empty, migrate.BASE)
    assert contents(empty) == {}
    migrate.move(empty)


def test_the_fence_goes_down_and_up_around_the_rows(bench: Workbench) -> None:
    """To the schema without policies and back: no row is lost, and on PostgreSQL no table stays open."""
    write_something_of_everything(bench)
    database = bench.work.database
    before = contents(database)
    for revision, is_fenced in (("0001", False), (migrate.HEAD, True)):
        migrate.move(database, revision)
        assert contents(database) == before
        with database.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM programme").scalar()
            assert rows == (0 if is_fenced and not database.is_sqlite else before["programme"].rows)
            assert bool(policies.open_tables(connection)) == (not is_fenced and not database.is_sqlite)


@pytest.mark.usefixtures("later_revisions")
def test_a_rebuilt_table_keeps_what_refers_to_it(bench: Workbench) -> None:
    """Widening a column of `programme` and going back keeps every programme, section and version."""
    write_something_of_everything(bench)
    database = bench.work.database
    before = contents(database)
    migrate.move(database, "9001")
    assert set(contents(database)["programme"].columns) - set(before["programme"].columns) == {"motto"}
    migrate.move(database, schemas.newest())
    assert contents(database) == before


@pytest.mark.usefixtures("faulty_revisions")
@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_migration_that_loses_or_changes_rows_is_undone(bench: Workbench, direction: str) -> None:
    """Counts and contents are compared before the commit: a faulty migration leaves all as it was."""
    write_something_of_everything(bench)
    database = bench.work.database
    migrate.move(database, "9001")
    if direction == "down":
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9002'")
    before, revision = contents(database), schemas.current_revision(database)
    with pytest.raises(Refused, match="nothing was done"):
        migrate.move(database, "9002" if direction == "up" else "9001")
    assert contents(database) == before
    assert schemas.current_revision(database) == revision


def test_going_down_to_nothing_with_work_inside_is_refused(bench: Workbench) -> None:
    """`--to base` would drop people's work: refused, and everything is still there."""
    write_something_of_everything(bench)
    before = contents(bench.work.database)
    with pytest.raises(Refused, match="nothing was done"):
        migrate.move(bench.work.database, migrate.BASE)
    assert contents(bench.work.database) == before


def test_a_newer_schema_is_left_alone(bench: Workbench, settings: Settings) -> None:
    """A database that a newer program has migrated is neither served nor migrated."""
    with bench.work.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused) as caught:
        build(settings)
    assert caught.value.code == "schema_newer"
    with pytest.raises(Refused) as caught:
        migrate.move(bench.work.database)
    assert caught.value.code == "schema_newer"


def test_an_older_schema_is_not_served(empty_database_url: str, tmp_path: Path) -> None:
    """A database that still needs its migration is refused at start, with the command to run."""
    create_key(tmp_path / "secret.key")
    database = Database(empty_database_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE something (id INTEGER)")
    database.close()
    with pytest.raises(Refused, match="icp migrate"):
        build(Settings(data_dir=tmp_path, database_url=empty_database_url))


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("later_revisions")
def test_a_verified_backup_comes_first(bench: Workbench, settings: Settings, tmp_path: Path) -> None:
    """Before an SQLite database moves, an archive of how it was lies in the data folder and restores."""
    write_something_of_everything(bench)
    before = contents(bench.work.database)
    migrated = migrate_database(settings, "9001", clock=bench.clock)
    assert migrated.revision == "9001"
    assert migrated.backup is not None
    restore(f"sqlite:///{tmp_path / 'was.db'}", bench.secret, migrated.backup)
    was = Database(f"sqlite:///{tmp_path / 'was.db'}")
    kept = contents(was)
    assert {name: table.rows for name, table in kept.items()} == {n: t.rows for n, t in before.items()}
    was.close()
    assert migrate_database(settings, "9001").backup is None


def test_an_unknown_revision_is_refused(bench: Workbench) -> None:
    """A mistyped revision is said to be unknown."""
    with pytest.raises(Refused) as caught:
        migrate.move(bench.work.database, "4711")
    assert caught.value.code == "unknown_revision"


def test_the_scripts_are_named_as_alembic_numbers_them() -> None:
    """A server reads the newest revision from the names, and need not load Alembic."""
    directory = ScriptDirectory.from_config(migrate._config())
    assert schemas.newest() == directory.get_current_head()
    files = (schemas.scripts_folder() / "versions").glob("*.py")
    assert {path.name.partition("_")[0] for path in files} == schemas.scripts()
    chain = [script.revision for script in directory.walk_revisions()]
    assert chain == sorted(schemas.scripts(), reverse=True)


@pytest.mark.parametrize("autogenerate", [True, False])
def test_a_new_migration_gets_the_next_number(empty: Database, tmp_path: Path, autogenerate: bool) -> None:
    """The command of the guide makes a file that the product knows as its newest."""
    migrate.move(empty)
    folder = shutil.copytree(schemas.scripts_folder(), tmp_path / "alembic")
    config = Config(shutil.copy(schemas.scripts_folder().parent / "alembic.ini", tmp_path))
    with migrate.on_connection(empty) as connection:
        config.attributes["connection"] = connection
        command.revision(config, "what changes", autogenerate=autogenerate)
    number = f"{int(schemas.newest()) + 1:04d}"
    made = (folder / "versions" / f"{number}_what_changes.py").read_text()
    assert f"revision = '{number}'" in made
    assert f"down_revision = '{schemas.newest()}'" in made


def test_a_server_on_a_current_database_never_loads_alembic(tmp_path: Path) -> None:
    """Not even when it makes the database itself: that is done by a process of its own."""
    start = (
        "import sys; from app.bootstrap import build; from app.settings import Settings; "
        "build(Settings(), create=True, serving=True); "
        "sys.exit('alembic' in sys.modules)"
    )
    settings = {"ICP_DATA_DIR": str(tmp_path), "ICP_DEMO": "1", "ICP_TEST_MODE": "1"}
    ran = subprocess.run([sys.executable, "-c", start], env={**os.environ, **settings}, check=False)
    assert ran.returncode == 0
    assert (tmp_path / "icp.db").stat().st_size > 0


def test_a_database_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the next start would find an empty file and refuse to work on it."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    settings = Settings(data_dir=tmp_path, demo=True, test_mode=True)
    with pytest.raises(Refused) as refusal:
        build(settings, create=True, serving=True)
    assert refusal.value.code == "database_not_made"
    assert not (tmp_path / "icp.db").exists()
