"""A template that cannot be read is refused with the file and the line."""

from pathlib import Path

import pytest

from checks.strict_yaml import YamlProblem
from icp_templates.loader import load_library, load_template
from tests.icp_templates.conftest import change


def test_the_small_template_loads(folder: Path) -> None:
    """The folder that the other tests spoil is sound before they do."""
    section = load_template(folder).section("icp.2.3")
    assert section.number == "2.3"
    assert section.title == {
        "en": "Independence, deputies and stop authority",
        "nl": "Onafhankelijkheid, vervanging en stopbevoegdheid",
    }
    assert section.clause("icp.2.3/deputy").reference == "icp.2.3/deputy@1"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("section.yaml", "id: icp.2.3", "id: icp.2.4", "template_id"),
        ("section.yaml", 'chapter: "2"', 'chapter: "77"', "template_unknown"),
        ("section.yaml", 'order: "230"', "order: early", "template_shape"),
        ("section.yaml", "condition: ALL", "condition: the moon is full", "template_condition"),
        ("section.yaml", "was: []", "", "template_missing"),
        ("section.yaml", "was: []", "was: []\ncolour: red", "template_key"),
        ("section.yaml", "was: []", "was: [", "pack_syntax"),
        ("section.yaml", "instrument: us-bis-guidelines", "instrument: hearsay", "template_unknown"),
        ("section.yaml", "  - {id: mandate, element: HR-GOV-01.E4}", "  - holder", "template_shape"),
        ("en.yaml", "title: Independence, deputies and stop authority", "title: ''", "template_shape"),
        ("en.yaml", "  deputy: The deputy, by name", "  dputy: The deputy, by name", "template_missing"),
        ("nl.yaml", "    title: Plaatsvervanger\n", "", "template_missing"),
        (
            "nl.yaml",
            "    title: Plaatsvervanger\n",
            "    title: Plaatsvervanger\n    titel: x\n",
            "template_key",
        ),
    ],
)
def test_an_error_names_its_file(folder: Path, file: str, old: str, new: str, code: str) -> None:
    """Whatever is wrong in a file, the message says which file and carries a stable code."""
    path = folder / "sections" / "2.3" / file
    change(path, old, new)
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert (caught.value.path, caught.value.code) == (path, code)


def test_an_error_names_its_line(folder: Path) -> None:
    """The line of the message is the line of the mistake, counted from one."""
    path = folder / "sections" / "2.3" / "section.yaml"
    line = change(path, 'chapter: "2"', "chapter: two")
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert caught.value.line == line
    assert f"section.yaml:{line}:" in str(caught.value)


def test_a_wrong_block_kind_is_refused_at_its_line(folder: Path) -> None:
    """Block kinds are a closed list, also deep inside a clause."""
    path = folder / "sections" / "2.3" / "en.yaml"
    wanted = "      - kind: paragraph\n        text: >-\n          One person carries out"
    line = change(path, wanted, wanted.replace("paragraph", "poem"))
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert (caught.value.code, caught.value.line) == ("template_unknown", line)


def test_a_missing_language_is_refused(folder: Path) -> None:
    """A section without its Dutch file does not load at all."""
    (folder / "sections" / "2.3" / "nl.yaml").unlink()
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert caught.value.code == "template_file"


def test_a_blank_declared_twice_is_refused(folder: Path) -> None:
    """The list of blanks is closed and each key stands in it once."""
    blanks = folder / "blanks.yaml"
    change(blanks, "- key: company_name\n", "- key: staff_languages\n")
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert (caught.value.path, caught.value.code) == (blanks, "template_duplicate")


def test_an_unverified_pinpoint_never_leaves_the_loader(folder: Path) -> None:
    """A citation marked as unverified shows its instrument only, even if the file has a paragraph."""
    path = folder / "sections" / "2.3" / "section.yaml"
    change(
        path,
        'mark: VERIFIED\n    paragraph: {en: "Principle 16(e)"',
        'mark: UNVERIFIED\n    paragraph: {en: "X"',
    )
    last = load_template(folder).section("icp.2.3").citations[-1]
    assert (last.instrument, last.mark, last.paragraph) == ("ungp", "UNVERIFIED", None)


def test_a_library_is_every_template_in_a_folder(folder: Path) -> None:
    """Templates of a consultant load from their own folder with the same function."""
    library = load_library(folder.parent)
    assert [template.id for template in library.templates] == ["eu-nl"]
    with pytest.raises(KeyError):
        library.template("us-ca")


def test_an_old_key_finds_the_renamed_section(folder: Path) -> None:
    """A renamed section is still found under the key that programmes remember."""
    change(folder / "sections" / "2.3" / "section.yaml", "was: []", "was: [icp.2.9]")
    assert load_template(folder).section("icp.2.9").key == "icp.2.3"
