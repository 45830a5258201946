"""Two people and one section over HTTP, driven at random: what was acknowledged is there, nothing else is.

The model knows the versions and texts that must hold; every step asks the real application and database.
"""

import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.bootstrap import build
from app.domain.people import Role
from app.domain.plain_text import canonical
from app.settings import Settings
from app.usecases.access.hashing import Argon2Hasher
from app.web.application import create_app
from tests.depth import IS_DEEP, depth
from tests.stories.companies import a_company
from tests.web.writing import Writer, a_writer

WHO = st.integers(0, 1)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.just("\n"),
    max_size=60,
)


class TwoWriters(RuleBasedStateMachine):
    """`version` and `text` are what the server must have; `seen` what each writer knows."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.writers: list[Writer] = []
        self.version = 0
        self.text = ""
        self.seen = [0, 0]
        self.blocks: dict[str, tuple[str, int]] = {}
        self.known: list[dict[str, int]] = [{}, {}]
        self.accepted: list[str] = []
        self.last: tuple[int, str, str, Any, str, Any] | None = None

    @initialize()
    def start(self) -> None:
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        bench = build(
            Settings(data_dir=folder, test_mode=True), hasher=Argon2Hasher(memory_kib=8), create=True
        )
        self.stack.callback(bench.work.database.close)
        app: FastAPI = create_app(bench)
        company = a_company(bench)
        anna = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
        programme = company.programme(anna)
        self.writers = [
            a_writer(app, anna, programme),
            a_writer(app, company.person("Sanne Vos"), programme),
        ]
        # Both have the same two paragraphs before them, so that they meet soon.
        self.save_text(0, "One.\n\nTwo.")
        self.read(0)
        self.read(1)

    def teardown(self) -> None:
        self.stack.close()

    def send(self, who: int, method: str, path: str, body: Any) -> Any:
        key = uuid.uuid4().hex
        answer = self.writers[who].ask(method, path, body, key=key)
        if answer.status_code < 300:
            self.last = (who, method, path, body, key, answer)
        return answer

    def took(self, section: dict[str, Any]) -> None:
        self.version = section["version"]
        self.text = self.writers[0].read()["text"]
        self.accepted.append(self.text)

    @rule(who=WHO)
    def read(self, who: int) -> None:
        """Both see the same section, and know its blocks' versions from then on."""
        found = self.writers[who].read()
        assert (found["version"], found["text"]) == (self.version, self.text)
        self.seen[who] = found["version"]
        self.blocks = {block["id"]: (block["text"], block["version"]) for block in found["blocks"]}
        self.known[who] = {block["id"]: block["version"] for block in found["blocks"]}

    @rule(who=WHO, text=TEXTS)
    def save_text(self, who: int, text: str) -> None:
        """The whole section: only on the newest version, and then it is exactly the text in its one form."""
        answer = self.send(who, "PUT", "", {"text": text, "base_version": self.seen[who]})
        if self.seen[who] != self.version:
            assert answer.status_code == 409
            assert answer.json()["current"]["version"] == self.version
            return
        assert answer.status_code == 200
        assert answer.json()["version"] == self.version + 1
        assert answer.json()["text"] == canonical(text)
        self.took(answer.json())
        self.seen[who] = self.version
        self.refresh_blocks()

    @rule(who=WHO, text=TEXTS, pick=st.integers(0, 9))
    def save_block(self, who: int, text: str, pick: int) -> None:
        """One block: whatever happened beside it, only its own version counts."""
        if not self.known[who]:
            return
        block_id = sorted(self.known[who])[pick % len(self.known[who])]
        base = self.known[who][block_id]
        answer = self.send(who, "PUT", f"/blocks/{block_id}", {"text": text, "base_version": base})
        now = self.blocks.get(block_id)
        if now is None or now[1] != base:
            assert answer.status_code == 409
            return
        assert answer.status_code == 200
        assert answer.json()["version"] == base + 1
        self.took(answer.json()["section"])
        self.known[who][block_id] = base + 1
        self.refresh_blocks()

    @rule(who=WHO, text=TEXTS)
    def add_block(self, who: int, text: str) -> None:
        """A new paragraph at the end needs no version."""
        answer = self.send(who, "POST", "/blocks", {"kind": "paragraph", "text": text})
        assert answer.status_code == 201
        assert answer.json()["section"]["version"] == self.version + 1
        self.took(answer.json()["section"])
        self.refresh_blocks()

    @rule(who=WHO, pick=st.integers(0, 9))
    def delete_and_take_back(self, who: int, pick: int) -> None:
        """A delete taken back at once leaves the text as it was."""
        self.read(who)
        if not self.known[who]:
            return
        block_id = sorted(self.known[who])[pick % len(self.known[who])]
        before = self.text
        base = self.known[who][block_id]
        gone = self.send(who, "DELETE", f"/blocks/{block_id}?base_version={base}", None)
        assert gone.status_code == 200
        self.took(gone.json()["section"])
        back = self.send(who, "POST", "/undo", {"version": self.version})
        assert back.status_code == 200
        self.took(back.json()["section"])
        assert self.text == before
        self.refresh_blocks()

    @precondition(lambda self: self.version > 0)
    @rule(who=WHO, pick=st.integers(0, 99))
    def restore(self, who: int, pick: int) -> None:
        """An earlier version becomes the newest, with its own text."""
        number = pick % self.version + 1
        wanted = self.writers[who].ask("GET", f"/versions/{number}").json()["text"]
        answer = self.send(who, "POST", f"/versions/{number}/restore", {"base_version": self.version})
        assert answer.status_code == 200
        assert answer.json()["text"] == wanted
        self.took(answer.json())
        self.refresh_blocks()

    @precondition(lambda self: self.last is not None)
    @rule()
    def retry_the_last(self) -> None:
        """The same request again: the same answer, and no second effect."""
        assert self.last is not None
        who, method, path, body, key, first = self.last
        again = self.writers[who].ask(method, path, body, key=key)
        assert (again.status_code, again.content) == (first.status_code, first.content)

    @invariant()
    def the_history_is_whole(self) -> None:
        """One version per acknowledged act, none twice, the newest being the section."""
        lines = self.writers[0].ask("GET", "/versions").json()["versions"]
        numbers = [line["version"] for line in lines]
        assert numbers == list(range(self.version, max(self.version - 100, 0), -1))
        if lines:
            assert lines[0]["sha256"] == self.writers[0].read()["sha256"]

    def refresh_blocks(self) -> None:
        found = self.writers[0].read()
        self.blocks = {block["id"]: (block["text"], block["version"]) for block in found["blocks"]}


TestTwoWriters = pytest.mark.slow(TwoWriters.TestCase)
TestTwoWriters.settings = settings(
    max_examples=depth(10, 1_000),
    stateful_step_count=depth(15, 40),
    # Each try starts a database: making a failure small takes minutes, and is for the deep run.
    phases=list(Phase) if IS_DEEP else [Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
