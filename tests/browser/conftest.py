"""The served product in a real Chromium. Console errors, policy violations and page errors fail a test."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 90
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    return browser_type_launch_args | {"executable_path": chromium, "args": CHROMIUM}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run_icp(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """`icp` with its data in `folder`; what it says goes to the file `log` there."""
    icp = [sys.executable, "-c", "from app.cli.main import main; main()"]
    whole = os.environ | {"ICP_DATA_DIR": str(folder / "data")} | environment
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([*icp, *arguments], env=whole, cwd=ROOT, stdout=log, stderr=log)


@contextmanager
def served(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address of `icp serve` on a free port, ready."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = run_icp(folder, "serve", *options, "--port", str(port), ICP_BASE_URL=address, **environment)
    try:
        _wait_until_ready(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `icp serve --demo` in a folder of its own."""
    with served(tmp_path_factory.mktemp("site"), "--demo") as address:
        yield address


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not become ready: {log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    return site


@pytest.fixture(autouse=True)
def complaints(context: BrowserContext) -> Iterator[list[str]]:
    """What the browser complains about; a test that expects a complaint removes it from the list."""
    found: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda m: found.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.append(str(error)))
        page.on("request", lambda r: found.append(f"left the host: {r.url}") if _is_foreign(r.url) else None)

    context.on("page", watch)
    yield found
    assert found == []


def open_example(page: Page, site: str, language: str) -> None:
    """Through the company's door, with the example as it was at the beginning."""
    page.goto(f"{site}/?lang={language}")
    page.locator("form[action='/demo/company'] button").click()
    page.locator("form[action='/demo/reset'] button").click()
    expect(page.locator("[data-progress]")).to_be_visible()


def _is_foreign(url: str) -> bool:
    return url.startswith("http") and not url.startswith("http://127.0.0.1:")


def axe(page: Page) -> list[str]:
    """What axe finds on the page against WCAG 2.0 to 2.2, level A and AA; empty when it finds nothing."""
    page.evaluate(AXE)
    outcome = page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in outcome["violations"]
        for node in violation["nodes"]
    ]
