"""The JSON interface under generated requests: whatever comes, the answer is one of the contract's."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.core import NotSet
from starlette.testclient import TestClient

from app.domain.people import Actor, Role
from app.usecases.programmes.starting import start_programme
from app.usecases.workbench import Workbench
from tests.depth import IS_DEEP, depth
from tests.stories.accounts import PASSWORD
from tests.stories.companies import a_company
from tests.web.conftest import ADDRESS

pytestmark = [pytest.mark.slow, pytest.mark.databases("sqlite")]

# Signing out, or spending the one password, would end the session the other requests need.
ENDS_THE_SESSION = ("/api/v1/logout", "/api/v1/login")
EXAMPLES = depth(10, 300)
LENIENT = list(HealthCheck)


@pytest.fixture
def anna(bench: Workbench) -> Actor:
    return a_company(bench).person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def signed_in(app: FastAPI, anna: Actor) -> Iterator[TestClient]:
    """Anna's browser, with her token in every request."""
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        answer = client.post("/api/v1/login", json={"username": anna.person.email, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield client


@pytest.fixture
def description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of everything but signing in and out."""
    found = app.openapi()
    found["paths"] = {path: item for path, item in found["paths"].items() if path not in ENDS_THE_SESSION}
    return found


def test_every_operation_of_the_contract_is_described(app: FastAPI) -> None:
    """The document names the requests that others rely on, and bodies with their fields."""
    paths = app.openapi()["paths"]
    base = "/api/v1/programmes"
    for method, path in [
        ("post", base),
        ("get", f"{base}/{{programme_id}}"),
        ("put", f"{base}/{{programme_id}}/scope"),
        ("put", f"{base}/{{programme_id}}/blanks"),
        ("put", f"{base}/{{programme_id}}/sections/{{key}}"),
        ("put", f"{base}/{{programme_id}}/sections/{{key}}/blocks/{{block_id}}"),
        ("put", f"{base}/{{programme_id}}/sections/{{key}}/status"),
        ("get", f"{base}/{{programme_id}}/findings"),
        ("put", f"{base}/{{programme_id}}/findings/{{finding}}/waiver"),
        ("put", f"{base}/{{programme_id}}/findings/{{finding}}/pins/{{element}}"),
        ("post", f"{base}/{{programme_id}}/sections/{{key}}/comments"),
        ("get", f"{base}/{{programme_id}}/export"),
        ("post", f"{base}/{{programme_id}}/records"),
        ("put", f"{base}/{{programme_id}}/records/{{record_id}}"),
        ("get", f"{base}/{{programme_id}}/register"),
        ("get", "/api/v1/templates"),
    ]:
        assert method in paths[path], f"{method} {path}"
        if method in ("put", "post"):
            schema = paths[path][method]["requestBody"]["content"]["application/json"]["schema"]
            assert schema["properties"], path


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_no_request_makes_the_server_stumble(
    bench: Workbench, anna: Actor, description: dict[str, Any], signed_in: TestClient, mode: GenerationMode
) -> None:
    """Generated requests at nothing and at a real programme: never a 500, and a code with each refusal."""
    programme = start_programme(
        bench,
        anna,
        title="ICP",
        organisation_id=anna.memberships[0].organisation_id,
        template="eu-nl",
        language="en",
    ).id
    asked: Counter[int] = Counter()

    @settings(max_examples=EXAMPLES, derandomize=not IS_DEEP, database=None, suppress_health_check=LENIENT)
    @given(data=strategies.data())
    def ask(operation: Any, data: strategies.DataObject) -> None:
        names = {parameter.name for parameter in operation.path_parameters}
        real = {"programme_id": programme, "key": "icp.2.3"}
        known = {name: value for name, value in real.items() if name in names}
        at = known if data.draw(strategies.booleans()) else None
        case = data.draw(operation.as_strategy(generation_mode=mode, path_parameters=at))
        answer = send(signed_in, case)
        asked[answer.status_code] += 1
        assert answer.status_code < 500, f"{case.method} {case.path}: {answer.status_code}"
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", f"{case.method} {case.path}"
            assert answer.json()["code"]

    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = result.ok()
        if mode is GenerationMode.POSITIVE or len(list(operation.body)):  # only a body can be wrong
            ask(operation)
    assert asked.total() >= 100
    assert asked[401] == 0, "requests that nobody signed prove nothing"
    assert asked[200] > 0 or mode is GenerationMode.NEGATIVE


def send(client: TestClient, case: schemathesis.Case) -> Any:
    """The case as our client sends it."""
    body: dict[str, Any] = {}
    if case.media_type == "application/json" and not isinstance(case.body, NotSet):
        raw = case.body if isinstance(case.body, bytes) else json.dumps(case.body).encode()
        body = {"content": raw, "headers": {"Content-Type": "application/json"}}
    elif case.media_type == "multipart/form-data" and isinstance(case.body, dict):
        body = {"files": {"file": ("file.bin", str(case.body.get("file", "")).encode("utf-8", "replace"))}}
    query = {} if isinstance(case.query, NotSet) else dict(case.query or {})
    return client.request(case.method, case.formatted_path, params=query, **body)
