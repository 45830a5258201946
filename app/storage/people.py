"""Organisations, people, memberships: rows in, domain values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Membership, Organisation, Person, Role
from app.storage.tables import MembershipRow, OrganisationRow, PersonRow


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against. `totp_seed` is a number that gives the secret only with our key."""

    person: Person
    password_hash: str | None
    totp_seed: str | None
    totp_confirmed: bool
    active: bool


def normal_address(email: str) -> str:
    """Mail addresses are compared in lower case, without space around them."""
    return email.strip().lower()


def add_organisation(session: Session, organisation: Organisation, now: datetime) -> None:
    """A new tenant."""
    session.add(
        OrganisationRow(
            id=organisation.id,
            name=organisation.name,
            kind=organisation.kind,
            is_example=organisation.is_example,
            created_at=now,
        )
    )
    session.flush()


def organisation_by_id(session: Session, organisation_id: str) -> Organisation | None:
    """The organisation, or None."""
    row = session.get(OrganisationRow, organisation_id)
    return Organisation(row.id, row.name, row.kind, row.is_example) if row else None


def organisations(session: Session) -> tuple[Organisation, ...]:
    """Every organisation of the installation, by name."""
    rows = session.exec(select(OrganisationRow).order_by(col(OrganisationRow.name), col(OrganisationRow.id)))
    return tuple(Organisation(row.id, row.name, row.kind, row.is_example) for row in rows)


def add_person(session: Session, person: Person, password_hash: str | None, now: datetime) -> None:
    """A new account. The address must be free."""
    session.add(
        PersonRow(
            id=person.id,
            name=person.name,
            email=normal_address(person.email),
            password_hash=password_hash,
            language=person.language,
            theme=person.theme,
            created_at=now,
        )
    )
    session.flush()


def person_by_id(session: Session, person_id: str) -> Person | None:
    """The person, or None."""
    row = session.get(PersonRow, person_id)
    return person_of(row) if row else None


def person_by_email(session: Session, email: str) -> Person | None:
    """The person with that address, or None."""
    row = session.exec(select(PersonRow).where(PersonRow.email == normal_address(email))).first()
    return person_of(row) if row else None


def credentials_of(session: Session, person_id: str) -> Credentials | None:
    """What that person's sign-in is checked against."""
    row = session.get(PersonRow, person_id)
    return _credentials(row) if row else None


def credentials_by_email(session: Session, email: str) -> Credentials | None:
    """What a sign-in with that address is checked against."""
    row = session.exec(select(PersonRow).where(PersonRow.email == normal_address(email))).first()
    return _credentials(row) if row else None


def set_password(session: Session, person_id: str, password_hash: str) -> None:
    """Replace the password."""
    _change(session, person_id, password_hash=password_hash)


def set_preferences(session: Session, person_id: str, language: str, theme: str) -> None:
    """The language and colours a person wants."""
    _change(session, person_id, language=language, theme=theme)


def set_active(session: Session, person_id: str, active: bool) -> None:
    """Open or close an account."""
    _change(session, person_id, active=active)


def set_second_factor(session: Session, person_id: str, seed: str | None, confirmed: bool) -> None:
    """Begin (`confirmed` False), finish, or remove (`seed` None) the second factor."""
    _change(session, person_id, totp_secret=seed, totp_confirmed=confirmed)


def use_step(session: Session, person_id: str, step: int) -> bool:
    """Take a time step for a code. False when that step, or a later one, was taken before."""
    taken = session.exec(
        update(PersonRow)
        .where(col(PersonRow.id) == person_id, col(PersonRow.totp_last_step) < step)
        .values(totp_last_step=step)
    )
    return taken.rowcount == 1


def set_roles(
    session: Session, person_id: str, organisation_id: str, roles: frozenset[Role], now: datetime
) -> None:
    """Give a person exactly these roles in an organisation; none ends the membership."""
    row = session.get(MembershipRow, (person_id, organisation_id))
    kept = sorted(role.value for role in roles)
    if row and not kept:
        session.delete(row)
    elif row:
        row.roles = kept
        session.add(row)
    elif kept:
        session.add(
            MembershipRow(person_id=person_id, organisation_id=organisation_id, roles=kept, since=now)
        )
    session.flush()


def memberships_of(session: Session, person_id: str) -> tuple[Membership, ...]:
    """Where a person belongs, by the organisation's name."""
    rows = session.exec(
        select(MembershipRow, OrganisationRow)
        .join(OrganisationRow, col(OrganisationRow.id) == col(MembershipRow.organisation_id))
        .where(MembershipRow.person_id == person_id)
        .order_by(col(OrganisationRow.name), col(OrganisationRow.id))
    )
    return tuple(membership_of(row, organisation) for row, organisation in rows)


def membership_of(row: MembershipRow, organisation: OrganisationRow) -> Membership:
    """The membership that a row tells of, with the name of its organisation."""
    return Membership(row.person_id, organisation.id, organisation.name, organisation.kind, _roles(row.roles))


def belonging(
    places: Iterable[tuple[MembershipRow | None, OrganisationRow]],
) -> tuple[tuple[Membership, ...], bool]:
    """Where a person belongs, by an outer join, and whether that is in example organisations and no other."""
    # Without a membership the join gives one row with nothing in it.
    kept = [(membership, organisation) for membership, organisation in places if membership is not None]
    is_example = bool(kept) and all(organisation.is_example for _, organisation in kept)
    return tuple(membership_of(*place) for place in kept), is_example


@dataclass(frozen=True)
class Member:
    """A person in an organisation, as its administrator sees them."""

    person: Person
    roles: frozenset[Role]
    active: bool
    has_second_factor: bool
    since: datetime


def members(session: Session, organisation_id: str) -> tuple[Member, ...]:
    """Everybody in an organisation, by name."""
    rows = session.exec(
        select(PersonRow, MembershipRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.organisation_id == organisation_id)
        .order_by(col(PersonRow.name), col(PersonRow.id))
    )
    return tuple(
        Member(person_of(row), _roles(membership.roles), row.active, row.totp_confirmed, membership.since)
        for row, membership in rows
    )


def names_of(session: Session, person_ids: frozenset[str]) -> dict[str, str]:
    """The names of these people."""
    rows = session.exec(select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(person_ids)))
    return dict(rows.all())


def _change(session: Session, person_id: str, **values: object) -> None:
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(**values))


def person_of(row: PersonRow) -> Person:
    """The person that a row tells of."""
    return Person(row.id, row.name, row.email, row.language, row.theme)


def _credentials(row: PersonRow) -> Credentials:
    return Credentials(person_of(row), row.password_hash, row.totp_secret, row.totp_confirmed, row.active)


def _roles(values: Sequence[str]) -> frozenset[Role]:
    return frozenset(Role(value) for value in values)
