"""The fence: what a session of one organisation cannot see, change or smuggle in."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, text, update
from sqlmodel import col, select

from app.domain.people import OrganisationKind
from app.storage import tables
from app.storage.tables import Fenced, OrganisationRow, PersonRow, ProgrammeRow
from app.storage.tenancy import EVERY_ORGANISATION, FenceBroken
from app.usecases.workbench import Workbench

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def programme(id_: str, organisation_id: str) -> ProgrammeRow:
    return ProgrammeRow(
        id=id_,
        organisation_id=organisation_id,
        title=f"Programme of {organisation_id}",
        language="en",
        template="eu-nl",
        template_version="1",
        created_at=NOW,
        created_by="somebody",
        changed_at=NOW,
    )


@pytest.fixture
def two(bench: Workbench) -> Workbench:
    """A workbench with a programme each of organisations `ours` and `theirs`."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as act:
        act.session.add(PersonRow(id="somebody", name="S", email="s@example.org", created_at=NOW))
        for name in ("ours", "theirs"):
            act.session.add(
                OrganisationRow(id=name, name=name, kind=OrganisationKind.COMPANY, created_at=NOW)
            )
        act.session.flush()
        for name in ("ours", "theirs"):
            act.session.add(programme(f"p-{name}", name))
    return bench


@pytest.mark.parametrize("organisation", ["ours", "theirs"])
def test_every_way_of_reading_sees_own_rows_only(two: Workbench, organisation: str) -> None:
    """Entities, columns, counts, joins, sub-queries and look-ups by id stop at the fence."""
    foreign = {"ours": "p-theirs", "theirs": "p-ours"}[organisation]
    with two.work.read(organisation) as session:
        assert [row.id for row in session.exec(select(ProgrammeRow))] == [f"p-{organisation}"]
        assert session.exec(select(ProgrammeRow.title)).all() == [f"Programme of {organisation}"]
        assert session.exec(select(func.count(col(ProgrammeRow.id)))).one() == 1
        assert session.get(ProgrammeRow, foreign) is None
        joined = select(OrganisationRow.id).join(
            ProgrammeRow, col(ProgrammeRow.organisation_id) == col(OrganisationRow.id)
        )
        assert session.exec(joined).all() == [organisation]
        inner = select(ProgrammeRow.organisation_id).where(ProgrammeRow.id == foreign)
        assert session.exec(select(PersonRow.id).where(inner.exists())).all() == []


def test_every_table_of_a_tenant_is_fenced() -> None:
    """No table with an `organisation_id` stands outside the fence."""
    with_organisation = {
        table.name for table in tables.metadata.sorted_tables if "organisation_id" in table.columns
    }
    assert {table.__tablename__ for table in Fenced.__subclasses__()} == with_organisation
    assert len(with_organisation) > 10


def test_a_change_in_bulk_stops_at_the_fence(two: Workbench) -> None:
    """`update` without a condition changes own rows only."""
    with two.work.write("ours", None, silent=True) as act:
        act.session.exec(update(ProgrammeRow).values(title="changed"))
    with two.work.read(EVERY_ORGANISATION) as session:
        titles = dict(session.exec(select(ProgrammeRow.id, ProgrammeRow.title)).all())
    assert titles == {"p-ours": "changed", "p-theirs": "Programme of theirs"}


@pytest.mark.parametrize("way", ["add", "merge", "insert", "insert_hidden"])
def test_a_foreign_row_cannot_be_written(two: Workbench, way: str) -> None:
    """Adding, merging or inserting a row of another organisation is a mistake that stops."""
    with pytest.raises(FenceBroken), two.work.write("ours", None, silent=True) as act:
        if way == "add":
            act.session.add(programme("p-new", "theirs"))
        elif way == "merge":
            act.session.merge(programme("p-theirs", "theirs"))
        elif way == "insert":
            act.session.execute(insert(ProgrammeRow), [programme("p-new", "theirs").model_dump()])
        else:
            act.session.execute(insert(ProgrammeRow).values(**programme("p-new", "theirs").model_dump()))
        act.session.flush()
    with two.work.read(EVERY_ORGANISATION) as session:
        assert sorted(session.exec(select(ProgrammeRow.id))) == ["p-ours", "p-theirs"]


@pytest.mark.parametrize(
    "statement",
    [
        text("SELECT title FROM programme"),
        ProgrammeRow.__table__.select(),
        select(ProgrammeRow).from_statement(text("SELECT * FROM programme")),
    ],
)
def test_what_the_fence_cannot_narrow_is_refused(two: Workbench, statement: object) -> None:
    """Textual SQL and Core tables would walk past the criteria: the session does not take them."""
    with two.work.read("ours") as session, pytest.raises(FenceBroken):
        session.execute(statement)


def test_there_is_no_way_back_out(two: Workbench) -> None:
    """A session narrowed to one organisation cannot be moved to another."""
    with two.work.read(EVERY_ORGANISATION) as session:
        session.narrow("ours")
        with pytest.raises(FenceBroken):
            session.narrow("theirs")
