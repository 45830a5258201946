"""The real application over a real Workbench, asked through HTTP as a browser would."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.usecases.workbench import Workbench
from app.web.application import create_app

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def app(bench: Workbench) -> FastAPI:
    return create_app(bench)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A visitor without an account."""
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as visitor:
        yield visitor
