"""The documents say what the program does: settings, commands, addresses, dependencies."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from app.cli.main import app as commands
from app.settings import Settings
from app.usecases.workbench import Workbench
from app.web.application import create_app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_every_direct_dependency_is_explained() -> None:
    """A package in pyproject.toml has its line in docs/dependencies.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    text = (DOCS / "dependencies.md").read_text()
    names = {re.split(r"[=~\[<>]", requirement)[0] for requirement in named}
    assert {name for name in names if f"| {name} " not in text} == set()


def test_every_command_is_described() -> None:
    """Whatever `icp --help` lists stands in docs/interfaces.md."""
    text = (DOCS / "interfaces.md").read_text()
    group = typer.main.get_command(commands)
    assert {name for name in group.commands if f"icp {name}" not in text} == set()  # type: ignore[attr-defined]


@pytest.mark.databases("sqlite")
def test_every_address_of_the_interface_is_described(bench: Workbench) -> None:
    """Each method and path under /api/v1 has its line, and no line is left of one that went."""
    text = (DOCS / "interfaces.md").read_text()
    written = set(re.findall(r"^\| `([A-Z]+ /\S+)` \|", text, re.MULTILINE))
    described = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in create_app(bench).openapi()["paths"].items()
        for method in methods
    }
    assert written == described


def test_every_setting_has_a_description() -> None:
    """A knob says what it is for, where operators look."""
    assert {name for name, field in Settings.model_fields.items() if not field.description} == set()


def test_links_between_documents_lead_somewhere() -> None:
    """A relative link points to a file that exists."""
    for path in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / target).exists(), (path.name, target)


def test_no_machine_and_no_index_is_named() -> None:
    """Nothing carries a path of a machine or the address of a package index."""
    for path in [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "requirements").glob("*.txt")]:
        assert not re.search(r"/work/|/root/|--index-url|--find-links|pypi\.org/simple", path.read_text()), (
            path
        )
