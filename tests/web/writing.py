"""Somebody at a browser or a script, writing in one section over HTTP."""

import uuid
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import Actor
from tests.stories.accounts import PASSWORD
from tests.web.conftest import ADDRESS

Answer = Any


@dataclass
class Writer:
    """A signed-in client of one section. Each request has a key of its own unless one is given."""

    client: TestClient
    csrf: str
    programme: str
    key: str

    @property
    def section(self) -> str:
        """The address of the section in the JSON interface."""
        return f"/api/v1/programmes/{self.programme}/sections/{self.key}"

    @property
    def page(self) -> str:
        """The address of the section's page."""
        return f"/programmes/{self.programme}/sections/{self.key}"

    def ask(self, method: str, path: str = "", body: Any = None, *, key: str | None = None) -> Answer:
        """A JSON request below the section's address."""
        headers = {"X-CSRF-Token": self.csrf}
        if method != "GET":
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        return self.client.request(method, f"{self.section}{path}", json=body, headers=headers)

    def read(self) -> Answer:
        """The section as it stands."""
        return self.ask("GET").json()

    def write(self, text: str, base_version: int) -> Answer:
        """Save the whole section as text."""
        return self.ask("PUT", body={"text": text, "base_version": base_version})

    def post(self, path: str, **fields: Any) -> Answer:
        """A plain form of the page, as a browser without JavaScript sends it."""
        return self.client.post(f"{self.page}{path}", data={"csrf_token": self.csrf, **fields})


def a_writer(app: FastAPI, actor: Actor, programme: str, key: str = "icp.2.3") -> Writer:
    """Sign `actor` in and open the section."""
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    answer = client.post("/api/v1/login", json={"username": actor.person.email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return Writer(client, answer.json()["csrf_token"], programme, key)
