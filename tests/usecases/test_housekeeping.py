"""What has had its time is cleared, and readiness tells the truth."""

import json
import shutil
from collections import namedtuple

import pytest

from app.domain.errors import TryLater
from app.usecases import readiness
from app.usecases.housekeeping import tidy
from app.usecases.unit_of_work import EVERY_ORGANISATION, AlreadyAnswered, Retry
from app.usecases.workbench import Workbench
from tests.conftest import SetClock

RETRY = Retry("person", "key", "PUT /x", "0" * 64, lambda result: (200, json.dumps(result)))


def test_answers_are_kept_for_48_hours(bench: Workbench, clock: SetClock) -> None:
    """Tidying within two days keeps an answer for its retry; after that nothing of it is left."""
    with bench.work.write(EVERY_ORGANISATION, None, RETRY) as act:
        act.record("did", "thing")
        act.answer({})
    clock.forward(hours=47)
    tidy(bench)
    with pytest.raises(AlreadyAnswered), bench.work.write(EVERY_ORGANISATION, None, RETRY):
        pytest.fail("the act ran twice")
    clock.forward(hours=2)
    tidy(bench)
    with bench.work.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answered_request").scalar() == 0


def test_a_sound_place_is_ready(bench: Workbench) -> None:
    """Database readable, schema current, room to write: ready."""
    assert readiness.trouble(bench) is None


def test_a_changed_schema_is_not_ready(bench: Workbench) -> None:
    """Another program migrated the database under a running server: not ready."""
    with bench.work.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert readiness.trouble(bench) == "schema_changed"


@pytest.mark.databases("sqlite")
def test_a_full_disk_is_not_ready(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room to write the place is not ready."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 10**5, 10**5))
    assert readiness.trouble(bench) == "disk_full"


def test_a_database_that_is_away_is_not_ready(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the code that everybody else gets."""

    def away(_: object) -> str:
        raise TryLater("database_unavailable", seconds=5)

    monkeypatch.setattr(readiness.revisions, "current_revision", away)
    assert readiness.trouble(bench) == "database_unavailable"
