"""Fields nobody asked for: a form or JSON body cannot set what its route does not read."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi.routing import APIRoute
from sqlmodel import select
from starlette.testclient import TestClient

from app.bootstrap import build
from app.settings import Settings
from app.storage.key_file import create_key
from app.storage.tables import EngagementRow, MembershipRow, OrganisationRow, PersonRow, ProgrammeRow
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.web.access import SIGNED_IN
from app.web.application import create_app
from tests.conftest import CHEAP_HASHER, SetClock
from tests.web.samples import Sample
from tests.web.test_permission_table import CHANGING, named, request_for
from tests.web.world import World, a_world, as_principal, renew

# Ends the session that asks, or is about the session alone.
ABOUT_THE_SESSION = frozenset({"/logout", "/api/v1/logout"})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("fields"), test_mode=True)
    create_key(settings.key_file)
    bench = build(settings, clock=SetClock(), hasher=CHEAP_HASHER, create=True)
    yield a_world(bench)
    bench.work.database.close()


@pytest.fixture(scope="module")
def writer(world: World) -> TestClient:
    return as_principal(create_app(world.bench), world.people["A writer"])


def _extras(world: World) -> dict[str, str]:
    """Twelve fields that would be worth having."""
    return {
        "role": "administrator",
        "is_admin": "true",
        "organisation_id": world.tenants["B"].organisation_id,
        "org_id": world.tenants["B"].organisation_id,
        "person_id": world.people["B writer"].person.id,
        "created_by": world.people["B writer"].person.id,
        "saved_by": world.people["B writer"].person.id,
        "state": "approved",
        "locked": "true",
        "archived": "true",
        "active": "false",
        "second_factor_passed": "true",
    }


def _with(sample: Sample, extras: dict[str, str]) -> dict[str, object]:
    content = dict(sample.content)
    if "data" in content:
        return content | {"data": {**extras, **content["data"]}}
    headers = content.get("headers", {})
    if headers.get("Content-Type") == "application/json":
        return content | {"content": json.dumps({**extras, **json.loads(content["content"])}).encode()}
    if headers:
        return content | {"content": content["content"] + b"&" + urlencode(extras).encode()}
    return content


def _standing(world: World) -> list[str]:
    """Whatever a writer can set nowhere: organisations, accounts, memberships, access, a programme's fate."""
    with world.bench.work.read(EVERY_ORGANISATION) as session:
        people = session.exec(
            select(PersonRow.id, PersonRow.active, PersonRow.email, PersonRow.totp_confirmed)
        )
        programmes = session.exec(select(ProgrammeRow))
        rows = [
            *(repr(row) for row in people),
            *(repr(row) for row in session.exec(select(OrganisationRow))),
            *(
                repr((row.person_id, row.organisation_id, row.roles))
                for row in session.exec(select(MembershipRow))
            ),
            *(
                repr((row.id, row.scope, row.until, row.ended_at))
                for row in session.exec(select(EngagementRow))
            ),
            *(
                repr((row.id, row.organisation_id, row.locked, row.archived))
                for row in programmes
                if row.title != "x"
            ),
        ]
    return sorted(rows)


@named(
    [
        row
        for row in CHANGING
        if row[1].path not in ABOUT_THE_SESSION
        and not (row[1].endpoint.act is SIGNED_IN and "password" in row[1].path)  # type: ignore[attr-defined]
    ]
)
def test_extra_fields_change_nothing(world: World, writer: TestClient, method: str, route: APIRoute) -> None:
    """Twelve extra fields beside a right body: accounts, roles, organisations and locks stay as they are."""
    renew(world, world.tenants["A"])
    before = _standing(world)
    sample = request_for(world, method, route)
    answer = writer.request(method, sample.address, **_with(sample, _extras(world)))  # type: ignore[arg-type]
    assert answer.status_code < 500
    assert _standing(world) == before


def test_a_new_programme_belongs_where_the_right_is(world: World, writer: TestClient) -> None:
    """Naming another organisation is 404; extra owners and locks are not read."""
    body = {"title": "x", "template": "eu-nl", "language": "en"}
    foreign = writer.post(
        "/api/v1/programmes", json={**body, "organisation": world.tenants["B"].organisation_id}
    )
    assert foreign.status_code == 404
    own = writer.post(
        "/api/v1/programmes",
        json={**_extras(world), **body, "organisation": world.tenants["A"].organisation_id},
    )
    assert own.status_code == 201
    with world.bench.work.read(EVERY_ORGANISATION) as session:
        row = session.get(ProgrammeRow, own.json()["id"])
    assert row is not None
    assert (row.organisation_id, row.created_by, row.locked, row.archived) == (
        world.tenants["A"].organisation_id,
        world.people["A writer"].person.id,
        False,
        False,
    )
