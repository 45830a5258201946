"""The first organisations and accounts, made by the operator on the command line."""

import secrets

from app.domain.errors import Conflict, NotFound
from app.domain.names import clean_address, clean_name
from app.domain.people import Organisation, OrganisationKind, Person, Role
from app.storage import people
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.passwords import require_good_password
from app.usecases.access.second_factor import new_seed, secret_of
from app.usecases.people.membership import require_roles_of_kind
from app.usecases.workbench import Workbench

PASSWORD_BYTES = 15


def new_password() -> str:
    """A random password of 20 characters."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def found_organisation(
    bench: Workbench, name: str, kind: OrganisationKind, *, is_example: bool = False
) -> Organisation:
    """A new organisation. Conflict when there is one of that name."""
    organisation = Organisation(bench.new_id(), clean_name(name, "organisation"), kind, is_example)
    with bench.work.write(EVERY_ORGANISATION, None) as transaction:
        if any(one.name == organisation.name for one in people.organisations(transaction.session)):
            raise Conflict("organisation_exists")
        people.add_organisation(transaction.session, organisation, transaction.now)
        transaction.record("add_organisation", organisation.id, organisation_id=organisation.id)
    return organisation


def organisation_named(bench: Workbench, name: str) -> Organisation | None:
    """The organisation of that very name."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        return next((one for one in people.organisations(session) if one.name == name), None)


def add_person(
    bench: Workbench,
    organisation_id: str,
    name: str,
    email: str,
    roles: frozenset[Role],
    password: str,
    language: str = "en",
) -> Person:
    """A new account in an organisation. Raises Conflict("account_exists") or Invalid."""
    person = Person(bench.new_id(), clean_name(name, "name"), clean_address(email, "email"), language)
    require_good_password(password, person)
    hashed = bench.hasher.hash(password)
    with bench.work.write(EVERY_ORGANISATION, None) as transaction:
        organisation = people.organisation_by_id(transaction.session, organisation_id)
        if organisation is None:
            raise NotFound()
        require_roles_of_kind(organisation.kind, roles)
        if people.person_by_email(transaction.session, person.email) is not None:
            raise Conflict("account_exists")
        people.add_person(transaction.session, person, hashed, transaction.now)
        people.set_roles(transaction.session, person.id, organisation_id, roles, transaction.now)
        transaction.record("add_person", person.id, organisation_id=organisation_id)
    return person


def connect_app(bench: Workbench, person_id: str) -> str:
    """Set up a second factor on behalf of someone; gives the secret in base 32, for an app or a test."""
    seed = new_seed()
    with bench.work.write(EVERY_ORGANISATION, None) as transaction:
        people.set_second_factor(transaction.session, person_id, seed, confirmed=True)
        transaction.record("set_up_second_factor", person_id)
    return secret_of(bench, seed)
