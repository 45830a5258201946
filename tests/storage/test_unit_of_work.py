"""The two doors: what is kept, what is not, and what a retry gets."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from app.domain.errors import Invalid
from app.domain.people import OrganisationKind
from app.storage import trail
from app.storage.tables import OrganisationRow, TrailRow
from app.storage.tenancy import EVERY_ORGANISATION, tell
from app.usecases.unit_of_work import AlreadyAnswered, NothingRecorded, Retry
from app.usecases.workbench import Workbench
from tests.conftest import SetClock


def found(bench: Workbench, name: str) -> str:
    """Found an organisation and return its id."""
    with bench.work.write(EVERY_ORGANISATION, None) as act:
        row = OrganisationRow(id=bench.new_id(), name=name, kind=OrganisationKind.COMPANY, created_at=act.now)
        act.session.add(row)
        act.record("found_organisation", row.id)
    return row.id


def names(bench: Workbench) -> list[str]:
    with bench.work.read(EVERY_ORGANISATION) as session:
        return list(session.exec(select(OrganisationRow.name).order_by(OrganisationRow.name)))


def retry(key: str, body: str = "0" * 64) -> Retry:
    return Retry("person", key, "POST /things", body, lambda result: (201, json.dumps(result)))


def test_a_write_is_there_after_its_block(bench: Workbench) -> None:
    """What a use case wrote can be read once its block has ended."""
    found(bench, "Meridian")
    assert names(bench) == ["Meridian"]


def test_an_exception_leaves_nothing(bench: Workbench) -> None:
    """An act that fails half-way leaves neither its rows nor its trail entry."""
    with pytest.raises(ZeroDivisionError), bench.work.write(EVERY_ORGANISATION, None) as act:
        act.session.add(
            OrganisationRow(id="x", name="Half", kind=OrganisationKind.COMPANY, created_at=act.now)
        )
        act.record("found_organisation", "x")
        raise ZeroDivisionError
    assert names(bench) == []
    with bench.work.read(EVERY_ORGANISATION) as session:
        assert trail.head(session.connection()).number == 0


def test_an_act_without_a_trail_entry_is_not_kept(bench: Workbench) -> None:
    """A use case that forgets to record its act cannot commit it."""
    with pytest.raises(NothingRecorded), bench.work.write(EVERY_ORGANISATION, None) as act:
        act.session.add(
            OrganisationRow(id="x", name="Silent", kind=OrganisationKind.COMPANY, created_at=act.now)
        )
    assert names(bench) == []


def test_trail_entries_form_one_chain(bench: Workbench) -> None:
    """Entries are numbered from 1 and each names the seal before it."""
    for name in "abc":
        found(bench, name)
    with bench.work.read(EVERY_ORGANISATION) as session:
        entries = list(trail.entries(session.connection()))
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries[1:]] == [entry.seal for entry in entries[:-1]]


@pytest.mark.parametrize("statement", ["UPDATE trail SET act = 'x'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_the_trail(bench: Workbench, statement: str) -> None:
    """Triggers refuse change and removal of trail entries on both databases."""
    found(bench, "Meridian")
    with pytest.raises(Exception, match="append-only"), bench.work.database.engine.begin() as connection:
        tell(connection, EVERY_ORGANISATION)
        connection.exec_driver_sql(statement)
    with bench.work.read(EVERY_ORGANISATION) as session:
        assert [row.act for row in session.exec(select(TrailRow))] == ["found_organisation"]


def test_a_retry_gets_the_first_answer(bench: Workbench) -> None:
    """The same key with the same body changes nothing and returns the stored answer."""
    with bench.work.write(EVERY_ORGANISATION, None, retry("k")) as act:
        act.record("did", "thing")
        act.answer({"id": 7})
    with pytest.raises(AlreadyAnswered) as caught, bench.work.write(EVERY_ORGANISATION, None, retry("k")):
        pytest.fail("the act ran twice")
    assert (caught.value.status, caught.value.answer) == (201, '{"id": 7}')


def test_a_key_with_another_body_is_refused(bench: Workbench) -> None:
    """One idempotency key stands for one request only."""
    with bench.work.write(EVERY_ORGANISATION, None, retry("k")) as act:
        act.record("did", "thing")
        act.answer({})
    with (
        pytest.raises(Invalid, match="idempotency_key_reused"),
        bench.work.write(EVERY_ORGANISATION, None, retry("k", "1" * 64)),
    ):
        pytest.fail("the act ran")


def test_a_key_is_new_again_after_48_hours(bench: Workbench, clock: SetClock) -> None:
    """Answers are kept for 48 hours, no longer: the act is done a second time."""
    sealed = []
    for _ in range(2):
        with bench.work.write(EVERY_ORGANISATION, None, retry("k")) as act:
            act.record("did", "thing")
            act.answer({})
        assert act.anchor is not None
        sealed.append(act.anchor.number)
        clock.now += timedelta(hours=48, seconds=1)
    assert len(set(sealed)) == 2


def test_an_answer_that_was_not_kept_undoes_the_act(bench: Workbench) -> None:
    """A use case that forgets its answer cannot commit: its retry would act twice."""
    with pytest.raises(NothingRecorded), bench.work.write(EVERY_ORGANISATION, None, retry("k")) as act:
        act.record("did", "thing")
