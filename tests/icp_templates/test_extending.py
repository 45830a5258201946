"""What `docs/extending.md` says of a new section and a new language, done on a copy of the template."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from app.cli.main import app
from icp_templates import load_library
from icp_templates.frameworks import load_frameworks
from icp_templates.interview import load_interview
from icp_templates.loader import LIBRARY

ADDED = Path(__file__).parent / "added"
LOAN_REGISTER = """
- key: loan_register
  kind: text
  label: {en: "Register of loans", nl: "Uitleenregister"}
  help: {en: "Where loans are written down.", nl: "Waar uitleen wordt vastgelegd."}
  example: {en: "the loan register", nl: "het uitleenregister"}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the shipped templates that a test may extend."""
    shutil.copytree(LIBRARY, tmp_path / "library")
    return tmp_path / "library"


def lint(library: Path) -> tuple[int, str]:
    """What `icp template test` answers about these templates, as a new process that remembers none."""
    load_library.cache_clear()
    answer = CliRunner().invoke(app, ["template", "test", str(library)])
    return answer.exit_code, answer.output


def test_a_section_is_a_folder_and_a_blank_is_an_entry(library: Path) -> None:
    """The folder alone is refused for its unknown blank; with the blank the template is complete again."""
    shutil.copytree(ADDED / "2.7", library / "eu-nl" / "sections" / "2.7")
    status, output = lint(library)
    assert status == 1
    assert "icp.2.7" in output
    assert "loan_register" in output

    blanks = library / "eu-nl" / "blanks.yaml"
    blanks.write_text(blanks.read_text("utf-8") + LOAN_REGISTER, "utf-8")
    assert lint(library) == (0, "1 templates, 0 problems\n")
    template = load_library(library).template("eu-nl")
    assert [s.key for s in template.sections if s.chapter == "2"][-2:] == ["icp.2.6", "icp.2.7"]


@pytest.mark.slow
def test_a_language_is_a_file_per_section_and_an_entry_beside_each_text(library: Path) -> None:
    """`icp template test` names the next file that lacks the language until nothing lacks it."""
    folder = library / "eu-nl"
    add_language(folder / "template.yaml")
    head = folder / "template.yaml"
    head.write_text(head.read_text("utf-8").replace("- nl\n", "- nl\n- de\n", 1), "utf-8")
    for path in sorted(folder.glob("*.yaml")) + sorted(folder.glob("frameworks/*.yaml")):
        add_language(path)
    for section in sorted((folder / "sections").iterdir()):
        status, output = lint(library)
        assert status == 2
        assert f"{section.name}/" in output
        add_language(section / "section.yaml")
        write(section / "de.yaml", in_german(read(section / "en.yaml"), within=True))
    assert lint(library) == (0, "1 templates, 0 problems\n")

    template = load_library(library).template("eu-nl")
    assert template.section("icp.2.3").title["de"] == "de Independence, deputies and stop authority"
    assert all(element.title["de"] for f in load_frameworks("eu-nl", library) for element in f.elements)
    assert all(question.text["de"] for question in load_interview("eu-nl", library).questions)


def add_language(path: Path) -> None:
    """Gives every text of a file that stands there in English a German one."""
    write(path, in_german(read(path), within=False))


def in_german(tree: Any, within: bool) -> Any:
    """The tree in German: `within` a language file every text, else an entry `de` beside each `en`."""
    if isinstance(tree, list):
        return [in_german(item, within) for item in tree]
    if isinstance(tree, dict):
        changed = {key: value if key == "kind" else in_german(value, within) for key, value in tree.items()}
        return (
            changed | {"de": f"de {tree['en']}"}
            if not within and isinstance(tree.get("en"), str)
            else changed
        )
    return german(tree) if within else tree


def german(text: str) -> str:
    """A stand-in for a translation: another text with the same blanks, references and table columns."""
    return text.replace("| ", "| de ", 1) if text.startswith("|") else f"de {text}"


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)


def write(path: Path, tree: Any) -> None:
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
