"""`icp verify` finds filled forms that somebody changed with the database in hand."""

import pytest

from app.domain.people import Role
from app.storage.verify import verify
from app.usecases.records.record_keeping import save_record
from app.usecases.workbench import Workbench
from tests.stories.assessments import an_assessment
from tests.stories.companies import a_company


@pytest.fixture
def record(bench: Workbench) -> str:
    company = a_company(bench)
    anna = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    programme = company.programme(anna)
    made = an_assessment(bench, anna, programme, close=False)
    return save_record(bench, anna, programme, made.id, {"outcome": "stop"}, 1, close=True).id


def _faults(bench: Workbench) -> list[str]:
    return [fault.code for fault in verify(bench.work.database, bench.secret, now=bench.clock()).faults]


def test_sound_records_pass(bench: Workbench, record: str) -> None:
    """Nothing is found where nothing was touched."""
    assert record
    assert _faults(bench) == []


STOP = """REPLACE(CAST("values" AS TEXT), 'stop', 'go')"""


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        ([f'UPDATE record SET "values" = {STOP}'], ["head_differs_from_history"]),
        (
            [f'UPDATE record_version SET "values" = {STOP} WHERE number = 2'],
            ["version_without_act", "head_differs_from_history"],
        ),
        (
            [f'UPDATE record SET "values" = {STOP}', f'UPDATE record_version SET "values" = {STOP}'],
            ["version_without_act"],
        ),
        (["DELETE FROM record_version WHERE number = 1"], ["history_incomplete"]),
        (["UPDATE record SET closed = 0"], ["head_differs_from_history"]),
    ],
)
def test_altered_records_are_found(
    bench: Workbench, record: str, statements: list[str], codes: list[str]
) -> None:
    """Head, history, or both at once, or a version that is gone."""
    assert record
    with bench.work.database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    assert _faults(bench) == codes
