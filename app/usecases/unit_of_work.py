"""The two doors to the database for use cases: read one moment, or write one whole act.

A write leaves at least one trail entry in its own transaction, or nothing is kept. Its time is read once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog

from app.domain.clock import Clock
from app.domain.errors import Invalid
from app.domain.ids import IdMaker
from app.domain.trail import Anchor
from app.domain.trail_acts import AccountAct, OrganisationAct
from app.storage import answered, trail
from app.storage.engine import BUSY_SECONDS, CONNECTIONS, Database
from app.storage.tenancy import EVERY_ORGANISATION, Fence, FencedSession

__all__ = ["CONNECTIONS", "EVERY_ORGANISATION", "AlreadyAnswered", "Retry", "Transaction", "UnitOfWork"]

_log = structlog.get_logger("trail")
Result = TypeVar("Result")
HURRY_SECONDS = 0.25


@dataclass(frozen=True)
class Retry:
    """A request that may come twice. `render` turns the use case's result into status and JSON body."""

    asker: str
    key: str
    route: str
    body_sha256: str
    render: Callable[[Any], tuple[int, str]]


class AlreadyAnswered(Exception):
    """This very request was done before; here is the answer it got then."""

    def __init__(self, status: int, answer: str) -> None:
        super().__init__(status)
        self.status = status
        self.answer = answer


def repeat_answer(session: FencedSession, retry: Retry | None, now: datetime) -> None:
    """Raise AlreadyAnswered when this request was done before. Only reads."""
    earlier = answered.find(session, retry.asker, retry.key, now) if retry else None
    if retry is None or earlier is None:
        return
    if (earlier.route, earlier.body_sha256) != (retry.route, retry.body_sha256):
        raise Invalid("idempotency_key_reused", field="Idempotency-Key")
    raise AlreadyAnswered(earlier.status, earlier.answer)


class NothingRecorded(Exception):
    """A mistake in the program: an act without a trail entry, or a retriable one without its answer."""


class Transaction:
    """One act under way. `now` is its moment; everything is kept together at the end, or nothing."""

    def __init__(
        self, session: FencedSession, now: datetime, actor_id: str | None, key: bytes, new_id: IdMaker
    ) -> None:
        self.session = session
        self.now = now
        self.anchor: Anchor | None = None
        self._actor_id = actor_id
        self._key = key
        self._new_id = new_id
        self._retry: Retry | None = None

    def record(
        self,
        act: OrganisationAct | AccountAct,
        object: str,
        content: str | None = None,
        organisation_id: str | None = None,
    ) -> None:
        """Add a trail entry: what was done, to which id, and the SHA-256 of the text concerned."""
        fence = self.session.fence
        self.session.flush()
        self.anchor = trail.append(
            self.session,
            self._key,
            at=self.now,
            actor_id=self._actor_id,
            organisation_id=organisation_id or (None if fence is EVERY_ORGANISATION else fence),
            act=act,
            object_=object,
            content=content,
        )

    def honour(self, retry: Retry | None) -> None:
        """Raise AlreadyAnswered when this request was done before; otherwise expect `answer`."""
        repeat_answer(self.session, retry, self.now)
        self._retry = retry

    def answer(self, result: Result) -> Result:
        """Keep the answer for a retry, then hand the result on."""
        if self._retry is not None:
            retry, self._retry = self._retry, None
            status, body = retry.render(result)
            kept = answered.Answered(retry.route, retry.body_sha256, status, body)
            answered.add(self.session, self._new_id(), retry.asker, retry.key, kept, self.now)
        return result

    def complete(self, *, silent: bool) -> None:
        """Refuse to keep an act that leaves no trail, or whose answer a retry would miss."""
        if self.anchor is None and not silent:
            raise NothingRecorded("a write ended without a trail entry")
        if self._retry is not None:
            raise NothingRecorded("a write with an idempotency key ended without its answer")


class UnitOfWork:
    """Opens transactions. `key` seals the trail."""

    def __init__(self, database: Database, clock: Clock, key: bytes, new_id: IdMaker) -> None:
        self.database = database
        self._clock = clock
        self._key = key
        self._new_id = new_id

    @contextmanager
    def read(self, fence: Fence) -> Iterator[FencedSession]:
        """One consistent moment of one organisation, or of all where a named function must."""
        with self.database.read(fence) as session:
            yield session

    @contextmanager
    def write(
        self,
        fence: Fence,
        actor_id: str | None,
        retry: Retry | None = None,
        *,
        silent: bool = False,
        hurried: bool = False,
    ) -> Iterator[Transaction]:
        """One act, alone. `silent` is for what is no act: presence, last seen, counts, mail sent.

        `hurried` gives up at once when others are writing, for what may as well be noted next time.
        """
        with self.database.write(fence, wait=HURRY_SECONDS if hurried else BUSY_SECONDS) as session:
            transaction = Transaction(session, self._clock(), actor_id, self._key, self._new_id)
            transaction.honour(retry)
            yield transaction
            transaction.complete(silent=silent)
        if transaction.anchor is not None:
            # Log lines leave the machine's reach: they show a trail that was cut off afterwards.
            _log.info("trail", number=transaction.anchor.number, seal=transaction.anchor.seal)
