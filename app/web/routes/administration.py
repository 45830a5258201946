"""The people of an organisation: who is in, in which role, who is invited."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor, Role
from app.domain.permissions import Act
from app.i18n import _
from app.storage.people import Member
from app.usecases.people import inviting, membership
from app.usecases.people.membership import People
from app.usecases.running.readiness import is_disk_low
from app.usecases.workbench import Workbench
from app.web.access import SIGNED_IN, AskingInPerson, Bench, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error, sentence
from app.web.rendering import page
from app.web.views.administration_pages import (
    ConfirmPage,
    OrganisationsPage,
    PersonPage,
    people_page,
    person_page,
)

router = APIRouter(include_in_schema=False)

STEWARDS = frozenset({Role.ADMINISTRATOR, Role.APPROVER})


class InvitationForm(Body):
    """Whom to invite, in which roles."""

    name: str = ""
    email: str = Field("", max_length=300)
    roles: list[str] = Field(default_factory=list, max_length=10)


class RolesForm(Body):
    """The roles a person shall have."""

    roles: list[str] = Field(default_factory=list, max_length=10)


class ConfirmationForm(Body):
    """The name, typed to confirm."""

    confirmation: str = ""


@router.get("/admin")
@permits(SIGNED_IN)
def administration(request: Request, actor: AskingInPerson) -> Response:
    """The organisations one helps to run; with one only, straight to its people."""
    found = [one for one in actor.memberships if one.roles & STEWARDS]
    if len(found) == 1:
        return redirect(f"/admin/{found[0].organisation_id}/people")
    pairs = tuple((one.organisation_id, one.organisation_name) for one in found)
    return page(request, "admin/organisations.html", OrganisationsPage(pairs))


@router.get("/admin/{organisation_id}/people")
@permits(Act.READ_PEOPLE)
def list_people(request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str) -> Response:
    """Everybody, with roles, and the open invitations."""
    found = membership.list_people(bench, actor, organisation_id)
    view = people_page(actor, found, bench.clock(), disk_is_low=is_disk_low(bench))
    return page(request, "admin/people.html", view)


@router.post("/admin/{organisation_id}/invitations")
@permits(Act.MANAGE_PEOPLE)
def invite(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    form: Annotated[InvitationForm, Depends(reads_form(InvitationForm))],
) -> Response:
    """Invite someone by mail."""
    try:
        inviting.invite(bench, actor, organisation_id, form.name, form.email, _roles(form.roles))
    except Invalid as refusal:
        error = field_error(refusal)
    except Conflict as refusal:
        error = FieldError("email", sentence(refusal.code, 409, {}))
    else:
        return redirect(f"/admin/{organisation_id}/people", notice="invited")
    found = membership.list_people(bench, actor, organisation_id)
    view = people_page(
        actor, found, bench.clock(), name=form.name, email=form.email, chosen=frozenset(form.roles)
    )
    return page(request, "admin/people.html", view, status=422, errors=(error,))


@router.post("/admin/{organisation_id}/invitations/{invitation_id}/withdraw")
@permits(Act.MANAGE_PEOPLE)
def withdraw_invitation(
    bench: Bench, actor: AskingInPerson, organisation_id: str, invitation_id: str
) -> Response:
    """Take an invitation back."""
    inviting.withdraw_invitation(bench, actor, organisation_id, invitation_id)
    return redirect(f"/admin/{organisation_id}/people", notice="invitation_withdrawn")


@router.get("/admin/{organisation_id}/people/{person_id}")
@permits(Act.MANAGE_PEOPLE)
def show_person(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, person_id: str
) -> Response:
    """One person's roles, and what else can be done."""
    return page(request, "admin/person.html", _person(bench, actor, organisation_id, person_id))


@router.post("/admin/{organisation_id}/people/{person_id}/roles")
@permits(Act.MANAGE_PEOPLE)
def set_roles(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    person_id: str,
    form: Annotated[RolesForm, Depends(reads_form(RolesForm))],
) -> Response:
    """Give exactly these roles."""
    try:
        membership.set_roles(bench, actor, organisation_id, person_id, _roles(form.roles))
    except (Invalid, Conflict) as refusal:
        view = _person(bench, actor, organisation_id, person_id)
        error = FieldError("roles", sentence(refusal.code, 422, {}))
        return page(request, "admin/person.html", view, status=422, errors=(error,))
    # Whoever gives up the administrator's role cannot come back to this list.
    own = person_id == actor.person.id
    return redirect("/home" if own else f"/admin/{organisation_id}/people", notice="roles_set")


@router.post("/admin/{organisation_id}/people/{person_id}/second-factor/clear")
@permits(Act.MANAGE_PEOPLE)
def clear_second_factor(
    bench: Bench, actor: AskingInPerson, organisation_id: str, person_id: str
) -> Response:
    """Disconnect the app of someone who lost the telephone."""
    membership.clear_second_factor(bench, actor, organisation_id, person_id)
    return redirect(f"/admin/{organisation_id}/people/{person_id}", notice="second_factor_cleared")


@router.get("/admin/{organisation_id}/people/{person_id}/remove")
@permits(Act.MANAGE_PEOPLE)
def removal_page(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, person_id: str
) -> Response:
    """What removing someone does, before it is done."""
    view = _removal(_person(bench, actor, organisation_id, person_id))
    return page(request, "admin/confirm.html", view)


@router.post("/admin/{organisation_id}/people/{person_id}/remove")
@permits(Act.MANAGE_PEOPLE)
def remove_member(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    person_id: str,
    form: Annotated[ConfirmationForm, Depends(reads_form(ConfirmationForm))],
) -> Response:
    """End a person's access, once the name is typed."""
    view = _removal(_person(bench, actor, organisation_id, person_id))
    if form.confirmation.strip() != view.type_this:
        errors = (FieldError("confirmation", _("Type the name exactly as it is shown.")),)
        return page(request, "admin/confirm.html", view, status=422, errors=errors)
    membership.remove_member(bench, actor, organisation_id, person_id)
    return redirect(f"/admin/{organisation_id}/people", notice="member_removed")


def _roles(values: list[str]) -> frozenset[Role]:
    known = {role.value: role for role in Role}
    if not set(values) <= set(known):
        raise Invalid("invalid_value", field="roles")
    return frozenset(known[value] for value in values)


def _person(bench: Workbench, actor: Actor, organisation_id: str, person_id: str) -> PersonPage:
    found = membership.list_managed(bench, actor, organisation_id)
    return person_page(actor, found, _member(found, person_id))


def _member(found: People, person_id: str) -> Member:
    member = next((one for one in found.members if one.person.id == person_id), None)
    if member is None:
        raise NotFound()
    return member


def _removal(person: PersonPage) -> ConfirmPage:
    address = f"/admin/{person.organisation_id}/people/{person.person_id}"
    return ConfirmPage(
        _("Remove %(name)s", name=person.name),
        _(
            "%(name)s loses access to %(organisation)s at once. What %(name)s wrote stays.",
            name=person.name,
            organisation=person.organisation,
        ),
        f"{address}/remove",
        _("Remove"),
        address,
        person.name,
    )
