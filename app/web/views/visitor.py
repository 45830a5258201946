"""The visitor as the frame of a page shows them."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from app.domain.people import OrganisationKind, Role
from app.i18n import _
from app.usecases.access.visits import Standing, Visit
from app.web.frame import NavigationItem, Theme, Visitor


def visitor_of(visit: Visit, now: datetime) -> Visitor:
    """Name, organisations, token, theme and menu; half-way in, the token alone."""
    if visit.standing is not Standing.SIGNED_IN:
        return Visitor(name="", organisation="", csrf_token=visit.csrf_token)
    person = visit.actor.person
    theme: Theme = next((choice for choice in get_args(Theme) if choice == person.theme), "auto")
    return Visitor(
        name=person.name,
        organisation=", ".join(membership.organisation_name for membership in visit.actor.memberships),
        csrf_token=visit.csrf_token,
        theme=theme,
        is_example=visit.is_example,
        navigation=_navigation(visit),
        seconds_left=int((visit.expires_at - now).total_seconds()),
    )


def _navigation(visit: Visit) -> tuple[NavigationItem, ...]:
    actor = visit.actor
    items = [NavigationItem(_("Home"), "/home")]
    works_in_company = any(
        membership.kind is OrganisationKind.COMPANY and membership.roles & {Role.DRAFTER, Role.APPROVER}
        for membership in actor.memberships
    )
    if works_in_company or Role.CONSULTANT in actor.roles:
        items.append(NavigationItem(_("Programmes"), "/programmes"))
    if actor.roles & {Role.ADMINISTRATOR, Role.APPROVER}:
        items.append(NavigationItem(_("Administration"), "/admin"))
    return tuple(items)
