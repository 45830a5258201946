"""A running product with one company, for tests that drive the section editor in real browsers."""

import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.bootstrap import build
from app.domain.people import Actor, Role
from app.domain.programme import Section
from app.settings import Settings
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting, history
from app.web.application import create_app
from tests.browser.conftest import free_port
from tests.stories.accounts import PASSWORD
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"
PATIENCE = 40_000


@dataclass
class Studio:
    """The product's address, its workbench, and two colleagues who write."""

    address: str
    bench: Workbench
    company: Company
    anna: Actor
    sanne: Actor

    def programme(self, text: str, language: str = "en") -> str:
        """A new programme with this text in the section; its id."""
        programme = self.company.programme(self.anna, language)
        drafting.save_section_text(self.bench, self.anna, programme, KEY, text, 0)
        return programme

    def section(self, programme: str) -> Section:
        """The section as the server has it."""
        return drafting.read_section(self.bench, self.anna, programme, KEY)

    def texts_in_history(self, programme: str) -> str:
        """Every text any version of the section holds, and every text that lost a merge."""
        versions = [
            history.read_version(self.bench, self.anna, programme, KEY, line.number)
            for line in history.list_versions(self.bench, self.anna, programme, KEY)
        ]
        return "\n".join(text for version in versions for text in (version.text, *version.replaced))

    def sign_in(self, context: BrowserContext, actor: Actor) -> None:
        """Give a browser window a session of its own."""
        answer = context.request.post(
            f"{self.address}/api/v1/login",
            data={"username": actor.person.email, "password": PASSWORD},
        )
        assert answer.ok, answer.text()

    def page_of(self, programme: str) -> str:
        """The address of the section's page."""
        return f"{self.address}/programmes/{programme}/sections/{KEY}"


@dataclass
class Desk:
    """One open editor and what a person does in it."""

    page: Page

    @property
    def status(self) -> Locator:
        """The one live region with the save state."""
        return self.page.locator("#save-status")

    @property
    def blocks(self) -> Locator:
        """The blocks of the section."""
        return self.page.locator("#blocks > [data-block-id]")

    def block(self, number: int) -> Locator:
        """The block at this place, from 1."""
        return self.blocks.nth(number - 1)

    def edit(self, number: int) -> Locator:
        """Open a block and get its textarea, with the caret at the end."""
        self.block(number).locator('[data-act="edit"]').focus()
        self.page.keyboard.press("Enter")
        area = self.block(number).locator("textarea[data-text]")
        expect(area).to_be_focused(timeout=PATIENCE)
        return area

    def expect_state(self, state: str) -> None:
        """Wait for a save state."""
        expect(self.status).to_have_attribute("data-save-state", state, timeout=PATIENCE)

    def expect_saved(self) -> None:
        """Wait until the page says that everything is saved, and when."""
        self.expect_state("saved")
        expect(self.status).to_have_text(re.compile(r"\d\d:\d\d$"), timeout=PATIENCE)

    def bring_up_to_date(self) -> None:
        """Let the page fetch the blocks now, as it does after a move and when something arrives."""
        self.page.evaluate(
            """async () => {
              const editor = document.querySelector('script[src$="/editor.js"]').src;
              const { refresh } = await import(editor.replace(/editor\\.js$/, "editor/refresh.js"));
              await refresh(() => false);
            }"""
        )


def open_desk(studio: Studio, context: BrowserContext, programme: str, actor: Actor | None = None) -> Desk:
    """Sign in and open the editor; its script runs and the findings are shown."""
    studio.sign_in(context, actor or studio.anna)
    page = context.new_page()
    page.goto(studio.page_of(programme))
    expect(page.locator("#findings[data-findings-state]")).to_be_attached(timeout=PATIENCE)
    return Desk(page)


@contextmanager
def running_studio(folder: Path) -> Iterator[Studio]:
    """Serve the product from a thread of this process, so that tests can look behind the page."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = Settings(data_dir=folder, base_url=address, test_mode=True)
    bench = build(settings, hasher=Argon2Hasher(memory_kib=8), create=True)
    server = uvicorn.Server(
        uvicorn.Config(create_app(bench), host="127.0.0.1", port=port, log_level="error", lifespan="on")
    )
    thread = threading.Thread(target=server.run, name=f"studio-{uuid.uuid4().hex[:8]}", daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    company = a_company(bench)
    anna = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    try:
        yield Studio(address, bench, company, anna, company.person("Sanne Vos"))
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        bench.work.database.close()


NO_CONNECTION = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch")
"""Of requests that cannot leave: the browser's own line, and that of htmx for a panel that was on its way."""


def forgive(complaints: list[str], *expected: str) -> None:
    """Take out the complaints a test provokes on purpose."""
    complaints[:] = [text for text in complaints if not any(part in text for part in expected)]
