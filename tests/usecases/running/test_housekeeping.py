"""What has had its time is cleared, and readiness tells the truth."""

import json
import shutil
from collections import namedtuple

import pytest

from app.domain.errors import TryLater
from app.domain.people import Role
from app.storage import people
from app.usecases.access import access_tokens, passwords
from app.usecases.access.visits import recognise_access_token
from app.usecases.people import inviting, membership
from app.usecases.running import readiness
from app.usecases.running.housekeeping import tidy
from app.usecases.running.letters import Letter, post
from app.usecases.running.mailing import deliver_due
from app.usecases.unit_of_work import EVERY_ORGANISATION, AlreadyAnswered, Retry
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import an_account, an_administrator

RETRY = Retry("person", "key", "PUT /x", "0" * 64, lambda result: (200, json.dumps(result)))


def test_answers_are_kept_for_48_hours(bench: Workbench, clock: SetClock) -> None:
    """Tidying within two days keeps an answer for its retry; after that nothing of it is left."""
    with bench.work.write(EVERY_ORGANISATION, None, RETRY) as act:
        act.record("did", "thing")
        act.answer({})
    clock.forward(hours=47)
    tidy(bench)
    with pytest.raises(AlreadyAnswered), bench.work.write(EVERY_ORGANISATION, None, RETRY):
        pytest.fail("the act ran twice")
    clock.forward(hours=2)
    tidy(bench)
    with bench.work.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answered_request").scalar() == 0


def test_a_sound_place_is_ready(bench: Workbench) -> None:
    """Database readable, schema current, room to write: ready."""
    assert readiness.trouble(bench) is None


def test_a_changed_schema_is_not_ready(bench: Workbench) -> None:
    """Another program migrated the database under a running server: not ready."""
    with bench.work.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert readiness.trouble(bench) == "schema_changed"


@pytest.mark.databases("sqlite")
def test_a_full_disk_is_not_ready(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room to write the place is not ready."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 10**5, 10**5))
    assert readiness.trouble(bench) == "disk_full"


def test_a_database_that_is_away_is_not_ready(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the code that everybody else gets."""

    def away(_: object) -> str:
        raise TryLater("database_unavailable", seconds=5)

    monkeypatch.setattr(readiness.schemas, "current_revision", away)
    assert readiness.trouble(bench) == "database_unavailable"


def _kept(bench: Workbench, *tables: str) -> dict[str, int]:
    with bench.work.database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL icp.organisation = 'every'")
        counts = {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in tables
        }
    return {name: int(count or 0) for name, count in counts.items()}


LET_IN = ("session", "access_token", "password_reset", "invitation", "outbox")


def test_what_let_people_in_is_forgotten_30_days_after_its_end(bench: Workbench, clock: SetClock) -> None:
    """Sessions, tokens, links and invitations, with the names and addresses in them; sent mail as well."""
    ada = an_administrator(bench)
    actor = ada.actor()
    access_tokens.make_access_token(bench, actor, "script", 30)
    passwords.ask_for_reset(bench, ada.person.email, "192.0.2.7")
    inviting.invite(bench, actor, ada.organisation.id, "New", "new@example.org", frozenset({Role.DRAFTER}))
    deliver_due(bench)
    assert _kept(bench, *LET_IN) == dict.fromkeys(LET_IN, 1) | {"outbox": 2}
    clock.forward(days=29)
    tidy(bench)
    assert _kept(bench, *LET_IN) == dict.fromkeys(LET_IN, 1) | {"outbox": 2}
    clock.forward(days=4)
    tidy(bench)
    # The invitation was open for a week, the access token for 30 days.
    assert _kept(bench, *LET_IN) == dict.fromkeys(LET_IN, 0) | {"access_token": 1, "invitation": 1}
    clock.forward(days=28)
    tidy(bench)
    assert _kept(bench, *LET_IN) == dict.fromkeys(LET_IN, 0)


def test_a_token_that_works_is_kept(bench: Workbench, clock: SetClock) -> None:
    """However long ago it was made."""
    ada = an_administrator(bench)
    token = access_tokens.make_access_token(bench, ada.actor(), "script", 365).token
    clock.forward(days=364)
    tidy(bench)
    assert recognise_access_token(bench, token) is not None


def test_mail_that_never_left_is_given_up_and_said_so(
    bench: Workbench, clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """After 30 days its links open nothing; the log names it, not who it was for."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        post(bench, transaction, "ann@example.org", Letter("Subject", "Body"))
    clock.forward(days=31)
    tidy(bench)
    assert _kept(bench, "outbox") == {"outbox": 0}
    said = "".join(capsys.readouterr())
    assert "mail_given_up" in said
    assert "ann@example.org" not in said


def test_a_closed_account_keeps_no_password_and_no_second_factor(bench: Workbench) -> None:
    """Who left the last organisation is known by name only; everybody else goes on signing in."""
    ada = an_administrator(bench)
    gone = an_account(bench, ada.organisation, "Dirk", Role.DRAFTER, with_app=True)
    membership.remove_member(bench, ada.actor(), ada.organisation.id, gone.person.id)
    tidy(bench)
    with bench.work.read(EVERY_ORGANISATION) as session:
        left = people.credentials_of(session, gone.person.id)
    assert left is not None
    assert (left.password_hash, left.totp_seed, left.totp_confirmed, left.active) == (
        None,
        None,
        False,
        False,
    )
    assert ada.sign_in(steps=1).token
