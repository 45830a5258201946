"""The example: an invented company with a half-finished programme in both languages, and three open doors.

Everything in it belongs to organisations marked as example, and nobody there has a password: the doors are
the only way in, and they exist only where the operator asked for a demonstration.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.domain import editing
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.errors import NotFound
from app.domain.people import (
    Actor,
    Engagement,
    EngagementScope,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from app.domain.permissions import Act
from app.domain.programme import Cause, Programme, SectionStatus
from app.storage import blanks, engagements, people, programmes
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.opening import SignedIn, open_session
from app.usecases.doors import WritingDesk, write_programme
from app.usecases.programmes.section_desk import keep, section_for_reading
from app.usecases.programmes.starting import start_programme
from app.usecases.unit_of_work import Transaction
from app.usecases.workbench import Workbench
from checks.languages import LANGUAGES
from icp_templates import ExampleProgramme, load_example
from icp_templates.examples import ExampleSection

EXAMPLE = "meridian"
ENGAGEMENT_DAYS = 365


class Door(StrEnum):
    """Who one can be with one click."""

    COMPANY = "company"
    OFFICER = "officer"
    CONSULTANT = "consultant"


@dataclass(frozen=True)
class _Somebody:
    """An invented person outside the company of the example."""

    organisation: str
    kind: OrganisationKind
    name: str
    role: Role


_OUTSIDE = {
    Door.OFFICER: _Somebody(
        "Autoriteit Exportcontrole", OrganisationKind.AUTHORITY, "Ruud Bakker", Role.OFFICER
    ),
    Door.CONSULTANT: _Somebody(
        "Jansen Exportadvies", OrganisationKind.CONSULTANCY, "Noor Jansen", Role.CONSULTANT
    ),
}


def seed_example(bench: Workbench) -> tuple[Programme, ...]:
    """Make what is missing of the example; its programmes, one per language. Harmless to repeat."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        company, drafter = _found(bench, transaction)
    return tuple(_programme_in(bench, company, drafter, language) for language in LANGUAGES)


def reset_example(bench: Workbench) -> tuple[Programme, ...]:
    """Put the example's programmes away, whatever visitors did to them, and write them anew."""
    seed_example(bench)
    with bench.work.read(EVERY_ORGANISATION) as session:
        company = next(
            one
            for one in people.organisations(session)
            if one.is_example and one.kind is OrganisationKind.COMPANY
        )
    for programme in _programmes(bench, company):
        with bench.work.write(company.id, None) as transaction:
            programmes.archive(transaction.session, programme.id, transaction.now)
            transaction.record("reset_example", programme.id)
    return seed_example(bench)


def enter_by_door(bench: Workbench, door: Door, user_agent: str) -> SignedIn:
    """Sign in as somebody of the example. Raises NotFound unless this is a demonstration."""
    if not bench.settings.demo:
        raise NotFound()
    seed_example(bench)
    with bench.work.write(EVERY_ORGANISATION, None) as transaction:
        person = people.person_by_email(transaction.session, _address_at(door))
        assert person is not None
        opened = open_session(bench, transaction, person, user_agent, second_factor_passed=True)
        transaction.record("enter_example", person.id)
        return opened


def _found(bench: Workbench, transaction: Transaction) -> tuple[Organisation, Actor]:
    """The organisations and people of the example, made where they are missing."""
    example = load_example(EXAMPLE)
    company = _organisation(bench, transaction, example.organisation, OrganisationKind.COMPANY)
    actors = [_actor(bench, transaction, company, one.name, Role(one.role)) for one in example.people]
    for door, somebody in _OUTSIDE.items():
        organisation = _organisation(bench, transaction, somebody.organisation, somebody.kind)
        actor = _actor(bench, transaction, organisation, somebody.name, somebody.role)
        if door is Door.CONSULTANT:
            _engage(bench, transaction, company, actor.person, actors[-1].person)
    return company, actors[0]


def _organisation(
    bench: Workbench, transaction: Transaction, name: str, kind: OrganisationKind
) -> Organisation:
    for one in people.organisations(transaction.session):
        if one.is_example and one.name == name:
            return one
    organisation = Organisation(bench.new_id(), name, kind, is_example=True)
    people.add_organisation(transaction.session, organisation, transaction.now)
    transaction.record("add_organisation", organisation.id, organisation_id=organisation.id)
    return organisation


def _actor(
    bench: Workbench, transaction: Transaction, organisation: Organisation, name: str, role: Role
) -> Actor:
    session, address = transaction.session, _address(name)
    person = people.person_by_email(session, address)
    if person is None:
        person = Person(bench.new_id(), name, address)
        people.add_person(session, person, None, transaction.now)
        people.set_roles(session, person.id, organisation.id, frozenset({role}), transaction.now)
        transaction.record("add_person", person.id, organisation_id=organisation.id)
    place = Membership(person.id, organisation.id, organisation.name, organisation.kind, frozenset({role}))
    return Actor(person, (place,), second_factor_passed=True)


def _engage(
    bench: Workbench, transaction: Transaction, company: Organisation, consultant: Person, giver: Person
) -> None:
    now = transaction.now
    if any(one.holds_at(now) for one in engagements.engagements_of(transaction.session, consultant.id)):
        return
    until = now + timedelta(days=ENGAGEMENT_DAYS)
    engagement = Engagement(
        bench.new_id(), company.id, consultant.id, EngagementScope.WRITE, None, now, until
    )
    engagements.add_engagement(transaction.session, engagement, giver.id)
    transaction.record("give_engagement", f"{consultant.id}/{engagement.id}", organisation_id=company.id)


def _programmes(bench: Workbench, company: Organisation) -> tuple[Programme, ...]:
    with bench.work.read(company.id) as session:
        return programmes.programmes_of(session, company.id)


def _programme_in(bench: Workbench, company: Organisation, drafter: Actor, language: str) -> Programme:
    """The programme in one language; one that was started and not written is written now.

    Known by its title: what visitors start beside it in the same company is theirs, and is never written in.
    """
    example = load_example(EXAMPLE, language)
    wanted = (language, example.title)
    programme = next(
        (one for one in _programmes(bench, company) if (one.language, one.title) == wanted), None
    )
    if programme is None:
        programme = start_programme(
            bench,
            drafter,
            title=example.title,
            organisation_id=company.id,
            template=example.template,
            language=language,
        )
    with bench.work.read(company.id) as session:
        is_written = any(head.version for head in programmes.heads_of(session, programme.id))
    if not is_written:
        _write(bench, drafter, programme, example)
    return next(one for one in _programmes(bench, company) if one.id == programme.id)


def _write(bench: Workbench, drafter: Actor, programme: Programme, example: ExampleProgramme) -> None:
    """Facts, answers, texts and steps, all in one act."""
    with write_programme(bench, drafter, programme.id, Act.WRITE_SECTION) as desk:
        by = drafter.person.id
        blanks.add_blanks_version(desk.session, desk.programme, example.blanks, at=desk.now, by=by)
        answers = {question: list(values) for question, values in example.answers.items()}
        programmes.add_scope_version(desk.session, desk.programme, answers, at=desk.now, by=by)
        for key, written in example.sections.items():
            _write_section(bench, desk, key, written)
            programmes.set_statuses(desk.session, programme.id, [key], SectionStatus(written.status))
            programmes.set_assignee(desk.session, programme.id, key, by)
    bench.checker.programme_changed(programme.id)


def _write_section(bench: Workbench, desk: WritingDesk, key: str, written: ExampleSection) -> None:
    """One version that holds everything; blocks of a model clause remember it."""
    blocks = tuple(
        born
        for block in written.blocks
        for born in editing.born([ParsedBlock(BlockKind(block.kind), block.text)], bench.new_id, block.clause)
    )
    keep(desk, section_for_reading(desk, key), blocks, Cause.EXAMPLE)


def _address(name: str) -> str:
    """`Anna de Wit` is anna.de.wit@example.invalid: a name no mail can ever reach."""
    return ".".join(name.lower().split()) + "@example.invalid"


def _address_at(door: Door) -> str:
    if door is Door.COMPANY:
        return _address(load_example(EXAMPLE).people[0].name)
    return _address(_OUTSIDE[door].name)
