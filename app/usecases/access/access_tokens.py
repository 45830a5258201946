"""Personal access tokens for the API: made by a person, shown once, withdrawn by the person."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.errors import Invalid, NotFound
from app.domain.names import clean_name
from app.domain.people import Actor
from app.storage import access_tokens
from app.storage.access_tokens import AccessToken
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.tokens import hash_of, new_token
from app.usecases.workbench import Workbench

LIFETIMES = (7, 30, 90, 365)
"""Days a token may live; the person chooses."""


@dataclass(frozen=True)
class MadeToken:
    """The token in words, this once."""

    token: str
    listed: AccessToken


def list_access_tokens(bench: Workbench, actor: Actor) -> tuple[AccessToken, ...]:
    """The person's tokens that were not withdrawn, newest first."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        return access_tokens.access_tokens_of(session, actor.person.id)


def make_access_token(bench: Workbench, actor: Actor, name: str, days: int) -> MadeToken:
    """A token that can do through the API what the person can do, for so many days."""
    if days not in LIFETIMES:
        raise Invalid("invalid_value", field="days")
    token = new_token()
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        listed = AccessToken(
            id=bench.new_id(),
            person_id=actor.person.id,
            name=clean_name(name, "name"),
            created_at=transaction.now,
            expires_at=transaction.now + timedelta(days=days),
        )
        access_tokens.add_access_token(transaction.session, listed, hash_of(token))
        transaction.record("make_access_token", listed.id)
    return MadeToken(token, listed)


def end_access_token(bench: Workbench, actor: Actor, token_id: str) -> None:
    """Withdraw one of the person's own tokens. NotFound for anybody else's."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        if not access_tokens.end_access_tokens(
            transaction.session, actor.person.id, transaction.now, token_id=token_id
        ):
            raise NotFound()
        transaction.record("end_access_token", token_id)
