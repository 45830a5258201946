"""Means of the fault tests: places to break, and what the machine must allow."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.place import Place, furnish

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a fault test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.fault)


@pytest.fixture
def place(database_url: str, database_kind: str, tmp_path: Path) -> Place:
    """A furnished place on the test's database."""
    if database_kind == "sqlite":
        (tmp_path / "icp.db").unlink()
        return furnish(tmp_path)
    return furnish(tmp_path, database_url)


@pytest.fixture(scope="session")
def tracing() -> None:
    """Skip where strace may not attach to processes."""
    if shutil.which("strace") is None:
        pytest.skip("needs root or tools: strace is not installed")
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("needs root or tools: strace may not trace here")


@pytest.fixture(scope="session")
def mounting(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where file systems may not be mounted."""
    folder = tmp_path_factory.mktemp("mount")
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs root or tools: tmpfs may not be mounted here")
    subprocess.run(["umount", str(folder)], check=True)
