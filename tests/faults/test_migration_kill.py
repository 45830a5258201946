"""A migration killed at any disk call leaves the old schema or the new one, and every row (R14)."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.storage import dump, migrate, schemas
from app.storage.engine import Database
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.depth import depth
from tests.faults.migrating import with_later_revisions
from tests.faults.tracing import strace
from tests.storage.written import write_something_of_everything

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("tracing")]

WRITES = "pwrite64,fdatasync,fsync,ftruncate"
MOST_CALLS = 2000


def killed_at(url: str, revision: str, k: int, log: Path) -> bool:
    """Migrate in a child that is killed at its k-th disk call; False when it ended before that."""
    command = [sys.executable, "-m", "tests.faults.migrating", url, revision]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    with strace(child.pid, log, "-e", f"trace={WRITES}", "-e", f"inject={WRITES}:signal=KILL:when={k}"):
        child.communicate(b"go\n")
    return child.returncode != 0


def looked_at(url: str) -> tuple[str | None, dict[str, int]]:
    """The revision, and the rows of every table."""
    database = Database(url)
    with database.read(EVERY_ORGANISATION) as session:
        connection = session.connection()
        found = (
            schemas.revision_of(connection),
            {name: table.rows for name, table in dump.contents(connection).items()},
        )
    database.close()
    return found


def test_old_or_new_and_nothing_between(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at its 1st, 2nd, … disk call, the migration has happened or it has not; no row is missing."""
    write_something_of_everything(bench)
    url = bench.settings.database
    _, rows = looked_at(url)
    monkeypatch.setattr(migrate, "_config", migrate._config)
    with_later_revisions()
    seen = set()
    k, step = 1, depth(12, 1)
    while k < MOST_CALLS and killed_at(url, "9001", k, tmp_path / "trace"):
        revision, found = looked_at(url)
        assert revision in ("0002", "9001")
        assert found == rows
        seen.add(revision)
        if revision == "9001":
            break
        k += step
    assert "0002" in seen
    assert looked_at(url) == ("9001", rows)
