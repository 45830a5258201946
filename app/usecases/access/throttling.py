"""Growing pauses after wrong sign-ins: by person and address together, by person, and by address."""

from dataclasses import dataclass

from app.domain import throttling
from app.domain.errors import TryLater
from app.domain.throttling import MEMORY, Patience
from app.storage import sign_in_failures
from app.storage.people import normal_address
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.tokens import keyed
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class Knock:
    """Someone at the door. The subjects are keyed hashes, so that the table names nobody."""

    pair: str
    person: str
    address: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """All three, the closest first."""
        return (self.pair, self.person, self.address)


def knock_of(bench: Workbench, email: str, address: str, purpose: str = "sign-in") -> Knock:
    """The knock of an account and a network address; each purpose is counted apart."""
    account = normal_address(email)
    return Knock(
        pair=keyed(bench.secret, f"{purpose}/pair", f"{account}\0{address}"),
        person=keyed(bench.secret, f"{purpose}/person", account),
        address=keyed(bench.secret, f"{purpose}/address", address),
    )


def refuse_when_too_soon(bench: Workbench, knock: Knock) -> None:
    """Raise TryLater("too_many_attempts") with the seconds left. Known and unknown accounts alike."""
    seconds = wait(bench, knock, _patience(bench))
    if seconds > 0:
        raise TryLater("too_many_attempts", seconds=seconds)


def wait(bench: Workbench, knock: Knock, patience: tuple[Patience, Patience, Patience]) -> int:
    """Whole seconds until the next try is welcome; `patience` with a pair, a person and an address."""
    now = bench.clock()
    with bench.work.read(EVERY_ORGANISATION) as session:
        return max(
            allowance.wait(sign_in_failures.failures_of(session, subject, now - MEMORY), now)
            for subject, allowance in zip(knock.subjects, patience, strict=True)
        )


def note_failure(bench: Workbench, knock: Knock) -> None:
    """Count one wrong try against all three, and forget what is too old to count."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        sign_in_failures.forget_failures(transaction.session, (), transaction.now - MEMORY)
        for subject in knock.subjects:
            sign_in_failures.add_failure(transaction.session, bench.new_id(), subject, transaction.now)


def _patience(bench: Workbench) -> tuple[Patience, Patience, Patience]:
    if bench.settings.test_mode:
        return throttling.TEST_PERSON_FROM_ADDRESS, throttling.TEST_PERSON, throttling.TEST_ADDRESS
    return throttling.PERSON_FROM_ADDRESS, throttling.PERSON, throttling.ADDRESS
