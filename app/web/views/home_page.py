"""What a person finds at home, and the list of programmes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.people import Actor, OrganisationKind, Role
from app.i18n import _, long_date
from app.usecases.progress.overview import Dashboard, ProgrammeOverview, Waiting
from app.web.views.count_words import due_words, progress_sentence


@dataclass(frozen=True)
class ProgrammeCard:
    """One programme: where it stands, and where to go on."""

    title: str
    href: str
    organisation: str
    sentence: str
    changed: str
    next_text: str
    next_href: str


@dataclass(frozen=True)
class WaitingLine:
    """Something that waits for the reader."""

    text: str
    href: str
    programme: str


@dataclass(frozen=True)
class HomePage:
    """`may_start`: whether the reader may start a programme; `is_officer`: cases, which come to an inbox."""

    cards: tuple[ProgrammeCard, ...]
    waiting: tuple[WaitingLine, ...]
    may_start: bool
    is_officer: bool
    is_consultant: bool
    several_companies: bool
    email: str


@dataclass(frozen=True)
class ProgrammesPage:
    """Every programme of the reader. `names_company`: whether a card says whose it is."""

    cards: tuple[ProgrammeCard, ...]
    may_start: bool
    names_company: bool


def home_page(dashboard: Dashboard, actor: Actor) -> HomePage:
    """The dashboard of one person."""
    cards = tuple(card_of(one, actor) for one in dashboard.programmes)
    return HomePage(
        cards=cards,
        waiting=(*_due(dashboard), *(_waiting(item) for item in dashboard.waiting)),
        may_start=may_start(actor),
        is_officer=Role.OFFICER in actor.roles,
        is_consultant=Role.CONSULTANT in actor.roles,
        several_companies=len({card.organisation for card in cards}) > 1,
        email=actor.person.email,
    )


def programmes_page(dashboard: Dashboard, actor: Actor) -> ProgrammesPage:
    """The list of programmes."""
    cards = tuple(card_of(one, actor) for one in dashboard.programmes)
    several = len({card.organisation for card in cards}) > 1
    return ProgrammesPage(cards, may_start(actor), several or Role.CONSULTANT in actor.roles)


def may_start(actor: Actor) -> bool:
    """Whether the person writes for a company of their own."""
    return any(
        membership.kind is OrganisationKind.COMPANY and membership.roles & {Role.DRAFTER, Role.APPROVER}
        for membership in actor.memberships
    )


def card_of(one: ProgrammeOverview, actor: Actor) -> ProgrammeCard:
    """One programme as a card."""
    base = f"/programmes/{one.programme.id}"
    row = one.overview.next_row(actor.person.id)
    date = long_date(one.programme.changed_at)
    changed = (
        _("Last changed on %(date)s by %(name)s", date=date, name=one.changed_by)
        if one.changed_by
        else _("Started on %(date)s", date=date)
    )
    return ProgrammeCard(
        title=one.programme.title,
        href=base,
        organisation=one.organisation,
        sentence=progress_sentence(one.overview),
        changed=changed,
        next_text=_("Continue with %(section)s", section=f"{row.number} {row.title}".strip())
        if row
        else _("Open the overview"),
        next_href=f"{base}/sections/{row.head.key}" if row else base,
    )


def _due(dashboard: Dashboard) -> tuple[WaitingLine, ...]:
    return tuple(
        WaitingLine(
            due_words(one.due_reviews),
            f"/programmes/{one.programme.id}/register?show=due",
            one.programme.title,
        )
        for one in dashboard.programmes
        if one.due_reviews
    )


def _waiting(item: Waiting) -> WaitingLine:
    title = f"{item.row.number} {item.row.title}".strip()
    text = _("%(section)s is ready for your approval", section=title) if item.for_approval else title
    return WaitingLine(
        text, f"/programmes/{item.programme.id}/sections/{item.row.head.key}", item.programme.title
    )
