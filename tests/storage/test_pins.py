"""Pins are kept as they were given: one stands per element, the others stay behind it."""

from datetime import timedelta

from sqlmodel import col, select

from app.domain.people import Role
from app.domain.pin import Pin
from app.domain.plain_text import sha256
from app.storage import pins
from app.storage.tables import PinRow
from app.usecases.workbench import Workbench
from tests.stories.companies import a_company


def test_a_pin_replaces_the_one_before_and_leaves_it_in_the_table(bench: Workbench) -> None:
    """Withdrawing marks a row with its moment and deletes nothing; other elements are left alone."""
    company = a_company(bench)
    anna = company.person("Anna de Wit", Role.DRAFTER)
    programme = company.programme(anna)
    organisation = company.organisation.id

    def pin(element: str, quote: str) -> Pin:
        return Pin(
            id=bench.new_id(),
            key="icp.2.3",
            rule="STR-2.3-DEPUTY",
            element=element,
            place="icp.4.1",
            block="block",
            quote=quote,
            quote_sha256=sha256(quote),
            given_by=anna.person.id,
            given_at=bench.clock(),
        )

    first, other, second = pin("E1", "One."), pin("E2", "Two."), pin("E1", "Three.")
    later = bench.clock() + timedelta(minutes=1)
    with bench.work.write(organisation, anna.person.id, silent=True) as transaction:
        session = transaction.session
        for one in (first, other):
            pins.add_pin(session, programme, organisation, one)
        assert pins.withdraw_pins(session, programme, "icp.2.3", "STR-2.3-DEPUTY", "E1", later) == 1
        assert pins.withdraw_pins(session, programme, "icp.2.3", "STR-2.3-DEPUTY", "E1", later) == 0
        pins.add_pin(session, programme, organisation, second)
    with bench.work.read(organisation) as session:
        assert set(pins.standing_pins(session, programme)) == {other, second}
        kept = session.exec(select(PinRow).where(col(PinRow.withdrawn_at) == later)).one()
        assert (kept.id, kept.quote) == (first.id, "One.")
