"""What the pages about one's own account show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno

from app.domain.people import SECOND_FACTOR_ROLES, Actor, Role
from app.i18n import N_, _, current_language
from app.storage.access_tokens import AccessToken
from app.storage.sessions import KnownSession
from app.usecases.access.second_factor import Enrolment

ROLE_NAMES: dict[Role, str] = {
    Role.DRAFTER: N_("Drafter"),
    Role.APPROVER: N_("Approver"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.OFFICER: N_("Officer"),
    Role.CONSULTANT: N_("Consultant"),
}
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
QUIET_ZONE = 4


def role_names(roles: frozenset[Role]) -> str:
    """The roles in words, in a fixed order."""
    return ", ".join(_(name) for role, name in ROLE_NAMES.items() if role in roles)


@dataclass(frozen=True)
class Place:
    """An organisation one belongs to, with one's roles in words."""

    organisation: str
    roles: str


@dataclass(frozen=True)
class AccountPage:
    """Name, address, places, and the two preferences. `language` is the one in force, which may be another
    than the account keeps: saving the colours must not turn the screens into it.
    """

    name: str
    email: str
    places: tuple[Place, ...]
    language: str
    theme: str
    has_second_factor: bool


def account_page(actor: Actor) -> AccountPage:
    """The account of whoever asks. A full sign-in with a second factor is the proof that there is one."""
    places = tuple(Place(one.organisation_name, role_names(one.roles)) for one in actor.memberships)
    person = actor.person
    return AccountPage(
        person.name, person.email, places, current_language(), person.theme, actor.second_factor_passed
    )


@dataclass(frozen=True)
class SessionLine:
    """One place where one is signed in."""

    id: str
    device: str
    since: datetime
    seen: datetime
    is_this: bool


@dataclass(frozen=True)
class SessionsPage:
    """Where one is signed in."""

    sessions: tuple[SessionLine, ...]


def sessions_page(actor: Actor, found: tuple[KnownSession, ...]) -> SessionsPage:
    """The sessions, the present one marked."""
    return SessionsPage(
        tuple(
            SessionLine(
                one.id, device(one.user_agent), one.created_at, one.last_seen_at, one.id == actor.session_id
            )
            for one in found
        )
    )


def device(user_agent: str) -> str:
    """Browser and system in words, as far as the browser tells."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), _("Unknown browser"))
    system = next((name for mark, name in SYSTEMS if mark in user_agent), None)
    return _("%(browser)s on %(system)s", browser=browser, system=system) if system else browser


@dataclass(frozen=True)
class PasswordPage:
    """The account's address, for password managers, and the rule."""

    email: str
    shortest: int


@dataclass(frozen=True)
class AccessTokensPage:
    """The tokens, and the one just made in words, this once."""

    tokens: tuple[AccessToken, ...]
    made: str | None
    name: str
    lifetimes: tuple[int, ...]


@dataclass(frozen=True)
class SecondFactorPage:
    """Setting up the app: the picture as an SVG path, the secret in groups of four."""

    is_set_up: bool
    is_required: bool
    may_remove: bool
    size: int
    path: str
    secret: str
    next: str


def second_factor_page(actor: Actor, enrolment: Enrolment | None, next_: str) -> SecondFactorPage:
    """The set-up page, or what stands there once an app is connected (`enrolment` None)."""
    is_required = bool(actor.roles & SECOND_FACTOR_ROLES)
    if enrolment is None:
        return SecondFactorPage(True, is_required, not is_required, 0, "", "", next_)
    code = segno.make(enrolment.address, error="m", micro=False)
    groups = [enrolment.secret[start : start + 4] for start in range(0, len(enrolment.secret), 4)]
    return SecondFactorPage(
        False,
        is_required,
        False,
        int(code.symbol_size(border=QUIET_ZONE)[0]),
        _dark_modules(code),
        " ".join(groups),
        next_,
    )


def _dark_modules(code: segno.QRCode) -> str:
    """One square of one unit per dark module."""
    return "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.matrix_iter(border=QUIET_ZONE))
        for column, is_dark in enumerate(line)
        if is_dark
    )


@dataclass(frozen=True)
class ForgottenPage:
    """Asking for a link by mail; after asking, `asked` says so whoever exists."""

    email: str
    asked: bool


@dataclass(frozen=True)
class NewPasswordPage:
    """The form behind the link in the mail."""

    token: str
    is_open: bool
    shortest: int


@dataclass(frozen=True)
class InvitationPage:
    """What one is invited to, and which way it can be accepted."""

    token: str
    organisation: str
    roles: str
    email: str
    name: str
    has_account: bool
    is_signed_in_as_them: bool
    shortest: int
