"""The shipped template, read once, and a small one on disk that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from icp_templates import Template, load_library
from icp_templates.loader import LIBRARY


@pytest.fixture(scope="session")
def eu_nl() -> Template:
    return load_library().template("eu-nl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped template with one section, 2.3."""
    target = tmp_path / "eu-nl"
    shutil.copytree(LIBRARY / "eu-nl", target, ignore=shutil.ignore_patterns("sections"))
    shutil.copytree(LIBRARY / "eu-nl" / "sections" / "2.3", target / "sections" / "2.3")
    return target


def change(path: Path, old: str, new: str) -> int:
    """Replace the only place where `old` stands; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
