"""Builders for tests: organisations of every kind, and people with a password and perhaps an app."""

from dataclasses import dataclass
from datetime import timedelta

import pyotp

from app.domain.people import Actor, Organisation, OrganisationKind, Person, Role
from app.usecases.access.opening import SignedIn
from app.usecases.access.signing_in import Origin, sign_in
from app.usecases.access.visits import Visit, recognise
from app.usecases.people import founding
from app.usecases.running.mailing import deliver_due
from app.usecases.workbench import Workbench

PASSWORD = "zeven blauwe paarden op de dijk"
ELSEWHERE = Origin("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")


@dataclass
class Account:
    """Somebody with an account. `secret` belongs to the authenticator app, when there is one."""

    bench: Workbench
    person: Person
    organisation: Organisation
    password: str = PASSWORD
    secret: str | None = None
    _session: SignedIn | None = None

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or so many steps of 30 seconds away."""
        assert self.secret is not None
        return pyotp.TOTP(self.secret).at(self.bench.clock() + timedelta(seconds=30 * steps))

    def sign_in(self, origin: Origin = ELSEWHERE, steps: int = 0) -> SignedIn:
        """Sign in the right way, with the app where there is one."""
        code = self.code(steps) if self.secret else ""
        return sign_in(self.bench, self.person.email, self.password, origin, code=code)

    def visit(self, signed_in: SignedIn | None = None) -> Visit:
        """The visit of a request that carries the session's token."""
        visit = recognise(self.bench, (signed_in or self.sign_in()).token)
        assert visit is not None
        return visit

    @property
    def session(self) -> SignedIn:
        """The session that `actor` goes on using, so that no code is needed twice."""
        if self._session is None or recognise(self.bench, self._session.token) is None:
            self._session = self.sign_in()
        return self._session

    def actor(self) -> Actor:
        """This person, signed in once, with the rights of this moment."""
        return self.visit(self.session).actor


def an_organisation(bench: Workbench, kind: OrganisationKind, name: str) -> Organisation:
    """An organisation without people."""
    return founding.found_organisation(bench, name, kind)


def an_account(
    bench: Workbench,
    organisation: Organisation,
    name: str,
    *roles: Role,
    with_app: bool = False,
    language: str = "en",
) -> Account:
    """Somebody in the organisation, with an app on request."""
    email = f"{name.lower().replace(' ', '.')}@{organisation.name.lower().replace(' ', '-')}.example"
    person = founding.add_person(bench, organisation.id, name, email, frozenset(roles), PASSWORD, language)
    secret = founding.connect_app(bench, person.id) if with_app else None
    return Account(bench, person, organisation, secret=secret)


def a_drafter(bench: Workbench, company: str = "Meridian Sensors", name: str = "Ann Drafter") -> Account:
    """Somebody who writes for a company of their own."""
    organisation = an_organisation(bench, OrganisationKind.COMPANY, company)
    return an_account(bench, organisation, name, Role.DRAFTER)


def an_administrator(bench: Workbench, company: str = "Meridian Sensors") -> Account:
    """Somebody who manages a company of their own, with an app."""
    organisation = an_organisation(bench, OrganisationKind.COMPANY, company)
    return an_account(bench, organisation, "Ada Steward", Role.ADMINISTRATOR, Role.APPROVER, with_app=True)


def a_consultant(bench: Workbench, consultancy: str = "Export Advice") -> Account:
    """Somebody who works for companies that let them in, with an app."""
    organisation = an_organisation(bench, OrganisationKind.CONSULTANCY, consultancy)
    return an_account(bench, organisation, "Kees Consultant", Role.CONSULTANT, with_app=True)


def letters_to(bench: Workbench, email: str) -> list[str]:
    """The mails in the outbox folder for that address, delivered now, oldest first."""
    while deliver_due(bench):
        pass
    folder = bench.settings.data_dir / "outbox"
    letters = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.eml"))]
    return [letter for letter in letters if f"To: {email}\n" in letter.replace("\r\n", "\n")]


def token_in(letter: str) -> str:
    """The token of the one link in a mail."""
    return letter.partition("token=")[2].split()[0]
