"""The documents say what the program does: settings, commands, addresses, dependencies."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

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


def test_every_command_is_described_with_its_options() -> None:
    """docs/interfaces.md names each command with every option and value it takes, and no other."""
    rows = re.findall(r"^\| (`icp (?:\\\||[^|])+) \|", (DOCS / "interfaces.md").read_text(), re.MULTILINE)
    written: dict[str, dict[str, str]] = {}
    for usage in re.findall(r"`(icp [^`]+)`", " ".join(rows).replace("\\|", "|")):
        words = re.findall(r"^[a-z]+(?: [a-z]+)*", usage)
        found = re.findall(r"(--[a-z-]+)(?: ([a-z]+(?:\|[a-z]+)*))?", usage)
        written.setdefault(words[0], {}).update(found)
    taken = dict(_commands(typer.main.get_command(commands), "icp"))
    assert written.keys() == taken.keys()
    for name, options in taken.items():
        described = {option: values for option, values in written[name].items() if values}
        known = {spelling for option in options for spelling in option.spellings}
        assert written[name].keys() <= known, name
        for option in options:
            assert written[name].keys() & option.spellings, (name, option.spellings)
            for spelling in described.keys() & option.spellings if option.values else ():
                assert set(described[spelling].split("|")) <= option.values, (name, spelling)


@dataclass(frozen=True)
class Option:
    """How an option may be written, and the values it takes when there are only these."""

    spellings: frozenset[str]
    values: frozenset[str]


def _commands(command: Any, name: str) -> Iterator[tuple[str, list[Option]]]:
    """Each command that runs, by its whole name, with its options."""
    for sub, found in getattr(command, "commands", {}).items():
        yield from _commands(found, f"{name} {sub}")
    if not hasattr(command, "commands"):
        yield name, [_option(one) for one in command.params if one.opts[0].startswith("--")]


def _option(parameter: Any) -> Option:
    kind = parameter.type_descriptor.annotation
    choices = kind if isinstance(kind, type) and issubclass(kind, Enum) else ()
    return Option(
        frozenset([*parameter.opts, *parameter.secondary_opts]), frozenset(one.value for one in choices)
    )


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


def test_every_room_of_the_verbs_is_described() -> None:
    """The table in docs/house.md lists what stands in app/usecases, in the order that the arrows keep."""
    table = (DOCS / "house.md").read_text().partition("## The rooms of the verbs")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| \d \| (.+?) \|", table, re.MULTILINE)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(one["layers"] for one in contracts if one.get("containers") == ["app.usecases"])
    described = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert described == [name for floor in floors for name in floor.split(" | ")]


def test_files_of_the_program_that_documents_name_are_there() -> None:
    """A document that sends somebody to a file sends nobody to one that moved."""
    for path in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for named in re.findall(r"`(app/[\w/]+\.(?:py|js|css|html))`", path.read_text()):
            assert (ROOT / named).is_file(), (path.name, named)


def test_no_machine_and_no_index_is_named() -> None:
    """Nothing carries a path of a machine or the address of a package index."""
    for path in [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "requirements").glob("*.txt")]:
        assert not re.search(r"/work/|/root/|--index-url|--find-links|pypi\.org/simple", path.read_text()), (
            path
        )
