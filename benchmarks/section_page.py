"""The page of a section, beside a bare page that asks the same questions and fills in the same template.

The bare page is one FastAPI endpoint on the same database: the very statements the product sends, as plain
rows that nobody reads, and the product's own template with what it had to show last time. So the ratio is the
price of everything between: sessions, rights, the fence, objects, views, headers.
"""

import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import structlog
from fastapi import FastAPI
from sqlalchemy import Engine, event
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope

from app.bootstrap import build
from app.domain.people import Actor, Role
from app.settings import Settings
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, inserting
from app.web import rendering
from app.web.application import create_app
from benchmarks.report import Row
from tests.stories.accounts import PASSWORD
from tests.stories.companies import a_company

KEY = "icp.2.3"
TEMPLATE = "section/edit.html"
ROUNDS = 7
PAGES = 40


def a_written_programme(bench: Workbench) -> tuple[Actor, str]:
    """A programme with every blank filled in and every model clause taken over; who wrote it, and its id."""
    company = a_company(bench, "Bench Example")
    writer = company.person("Bench Example", Role.DRAFTER)
    programme = company.programme(writer)
    template = bench.library.template("eu-nl")
    blanks.fill_blanks(bench, writer, programme, {b.key: b.example["en"] for b in template.blanks}, 0)
    for section in template.sections:
        for clause in section.clauses:
            if not clause.for_small:
                inserting.insert_clause(bench, writer, programme, section.key, clause.id)
    return writer, programme


def bare_page(engine: Engine, statements: list[tuple[str, Any]], values: dict[str, Any]) -> FastAPI:
    """One endpoint: the same statements, the same template."""
    app = FastAPI()

    @app.get("/{path:path}")
    def show() -> HTMLResponse:
        with engine.connect() as connection:
            for statement, parameters in statements:
                connection.exec_driver_sql(statement, parameters).fetchall()
        return HTMLResponse(rendering.environment().get_template(TEMPLATE).render(values))

    return app


async def cpu_of(app: ASGIApp, path: str, cookie: str) -> float:
    """CPU milliseconds a page, over some pages asked for straight at the application."""
    headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", cookie.encode())]

    async def ask() -> None:
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                assert message["status"] == 200, message["status"]

        await app(scope, receive, send)

    await ask()
    begun = time.process_time()
    for _ in range(PAGES):
        await ask()
    return (time.process_time() - begun) / PAGES * 1000


def measure() -> Iterable[Row]:
    """Both pages by turns; the median of the rounds."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(data_dir=Path(name), test_mode=True)
        bench = build(settings, hasher=Argon2Hasher(memory_kib=8), create=True)
        writer, programme = a_written_programme(bench)
        engine = bench.work.database.engine
        app = create_app(bench)
        client = TestClient(app, base_url="http://127.0.0.1:8000")
        person = {"username": writer.person.email, "password": PASSWORD}
        client.post("/api/v1/login", json=person).raise_for_status()
        path = f"/programmes/{programme}/sections/{KEY}"
        client.get(path).raise_for_status()

        statements: list[tuple[str, Any]] = []
        shown: list[dict[str, Any]] = []
        made = rendering.context

        def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
            statements.append((statement, parameters))

        def keep(*arguments: Any) -> dict[str, Any]:
            shown.append(made(*arguments))
            return shown[-1]

        event.listen(engine, "before_cursor_execute", heard)
        with patch.object(rendering, "context", keep):
            client.get(path).raise_for_status()
        event.remove(engine, "before_cursor_execute", heard)
        questions = [asked for asked in statements if asked[0].lstrip().upper().startswith("SELECT")]
        bare = bare_page(engine, questions, shown[-1])

        cookie = "; ".join(f"{key}={value}" for key, value in client.cookies.items())
        ours, peer = [], []
        for _ in range(ROUNDS):
            ours.append(asyncio.run(cpu_of(app, path, cookie)))
            peer.append(asyncio.run(cpu_of(bare, path, cookie)))
        bench.work.database.close()
    page, plain = statistics.median(ours), statistics.median(peer)
    note = f"{len(questions)} statements"
    yield Row(
        "page of a section, CPU",
        f"{page:.1f} ms",
        f"bare page {plain:.1f} ms",
        page / plain,
        "at most 2.0",
        note,
    )
