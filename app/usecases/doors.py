"""The doors to a programme or an organisation: find, fence, ask the permission table, in one transaction.

What is not yours does not exist (NotFound). What is yours without the right names who can help (NotAllowed).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.people import Actor
from app.domain.permissions import MEMBER_RIGHTS, Act, belongs, may
from app.domain.programme import Programme
from app.domain.trail_acts import OrganisationAct
from app.storage import rights
from app.storage.tenancy import EVERY_ORGANISATION, FencedSession
from app.usecases.unit_of_work import Result, Retry, Transaction
from app.usecases.workbench import Workbench

# A submitted programme is frozen until its next revision starts; talking about it goes on. Nothing
# submits a programme yet: `locked` is promised in docs/interfaces.md, and pages and scripts know it already.
LOCKED_ACTS = frozenset(
    {
        Act.ANSWER_SCOPE,
        Act.WRITE_SECTION,
        Act.SET_STATUS,
        Act.APPROVE_SECTION,
        Act.WAIVE_FINDING,
        Act.POINT_TO_PASSAGE,
        Act.FILL_BLANKS,
        Act.ATTACH_FILE,
    }
)


AFTER_ARCHIVING = frozenset({Act.ARCHIVE_PROGRAMME, Act.DESTROY_PROGRAMME})
"""What may still be done to an archived programme."""


@dataclass(frozen=True)
class OrganisationDesk:
    """An organisation, opened for one person who may read it."""

    session: FencedSession
    organisation_id: str
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class Desk(OrganisationDesk):
    """A programme, opened for one person who may read it."""

    programme: Programme


class _Recording:
    organisation_id: str
    transaction: Transaction

    def record(self, act: OrganisationAct, object: str, content: str | None = None) -> None:
        """Add a trail entry for this organisation."""
        self.transaction.record(act, object, content, self.organisation_id)

    def answer(self, result: Result) -> Result:
        """Keep the answer for a retry, then hand the result on."""
        return self.transaction.answer(result)


@dataclass(frozen=True)
class WritingOrganisationDesk(OrganisationDesk, _Recording):
    """An organisation, opened for one act."""

    transaction: Transaction


@dataclass(frozen=True)
class WritingDesk(Desk, _Recording):
    """A programme, opened for one act."""

    transaction: Transaction


@contextmanager
def read_programme(bench: Workbench, actor: Actor, programme_id: str, act: Act) -> Iterator[Desk]:
    """Open a programme to look at it."""
    now = bench.clock()
    with bench.work.read(EVERY_ORGANISATION) as session:
        programme = _entered(session, programme_id)
        _require(session, actor, act, programme.organisation_id, programme_id, now)
        yield Desk(session, programme.organisation_id, actor, now, programme)


@contextmanager
def write_programme(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    act: Act,
    retry: Retry | None = None,
    *,
    silent: bool = False,
) -> Iterator[WritingDesk]:
    """Open a programme for one act. Raises Conflict("locked" or "archived") when it is done with."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id, silent=silent) as transaction:
        session = transaction.session
        programme = _entered(session, programme_id)
        organisation_id = programme.organisation_id
        actor = rights.as_of_now(session, actor, organisation_id)
        _require(session, actor, act, organisation_id, programme_id, transaction.now)
        transaction.honour(retry)
        if programme.archived and act not in AFTER_ARCHIVING:
            raise Conflict("archived")
        if programme.locked and act in LOCKED_ACTS:
            raise Conflict("locked")
        yield WritingDesk(session, organisation_id, actor, transaction.now, programme, transaction)


def would_open(desk: Desk, act: Act) -> bool:
    """Whether `write_programme` would open for whoever sits at this desk: a page offers no other act."""
    programme = desk.programme
    if programme.archived or (programme.locked and act in LOCKED_ACTS):
        return False
    return may(desk.actor, act, desk.organisation_id, programme.id, desk.now)


@contextmanager
def read_organisation(
    bench: Workbench, actor: Actor, organisation_id: str, act: Act
) -> Iterator[OrganisationDesk]:
    """Open an organisation to look at it."""
    now = bench.clock()
    with bench.work.read(organisation_id) as session:
        _require(session, actor, act, organisation_id, None, now)
        yield OrganisationDesk(session, organisation_id, actor, now)


@contextmanager
def write_organisation(
    bench: Workbench,
    actor: Actor,
    organisation_id: str,
    act: Act,
    retry: Retry | None = None,
    *,
    unfenced: bool = False,
) -> Iterator[WritingOrganisationDesk]:
    """Open an organisation for one act. `unfenced` is for what depends on where else a person belongs."""
    fence = EVERY_ORGANISATION if unfenced else organisation_id
    with bench.work.write(fence, actor.person.id) as transaction:
        session = transaction.session
        actor = rights.as_of_now(session, actor, organisation_id)
        _require(session, actor, act, organisation_id, None, transaction.now)
        transaction.honour(retry)
        yield WritingOrganisationDesk(session, organisation_id, actor, transaction.now, transaction)


def require(desk: Desk, act: Act) -> None:
    """Ask for one more right at an open desk. Raises NotAllowed."""
    _require(desk.session, desk.actor, act, desk.organisation_id, desk.programme.id, desk.now)


def _entered(session: FencedSession, programme_id: str) -> Programme:
    programme = rights.enter_programme(session, programme_id)
    if programme is None:
        raise NotFound()
    return programme


def _require(
    session: FencedSession,
    actor: Actor,
    act: Act,
    organisation_id: str,
    programme_id: str | None,
    now: datetime,
) -> None:
    if not belongs(actor, organisation_id, programme_id, now):
        raise NotFound()
    if not may(actor, act, organisation_id, programme_id, now):
        raise NotAllowed(helpers=rights.names_of_holders(session, organisation_id, MEMBER_RIGHTS[act]))
