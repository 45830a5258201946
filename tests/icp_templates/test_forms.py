"""The twenty annexes have a body that can be filled in and printed."""

from pathlib import Path

import pytest

from checks.strict_yaml import YamlProblem
from icp_templates import Template
from icp_templates.loader import load_template
from tests.icp_templates.conftest import change


def test_all_twenty_annexes_are_there(eu_nl: Template) -> None:
    """A1 to A20, each belonging to one section."""
    found = [form.id for section in eu_nl.sections for form in section.forms]
    assert sorted(found, key=lambda name: int(name[1:])) == [f"A{number}" for number in range(1, 21)]


def test_the_human_rights_form_ends_in_one_of_four_outcomes(eu_nl: Template) -> None:
    """Go, conditions, stop or notify, with sources, dissent and the date of the next test."""
    form = eu_nl.form("A11")
    fields = {field.id: field for field in form.fields}
    assert list(fields["outcome"].choices) == ["go", "conditions", "stop", "notify"]
    assert fields["outcome"].choices["stop"] == {"en": "Stop", "nl": "Stoppen"}
    assert {"sources", "dissent", "next_test", "involvement", "severity"} <= set(fields)


def test_the_end_use_statement_has_wording_to_sign(eu_nl: Template) -> None:
    """The text that the end-user binds itself to stands above the fields, in both languages."""
    form = eu_nl.form("A9")
    assert (form.layout, len(form.blocks["en"])) == ("sheet", len(form.blocks["nl"]))
    assert form.blocks["nl"][0].text.startswith("Wij zijn de eindgebruiker")


def test_logs_are_registers(eu_nl: Template) -> None:
    """What grows row by row is a register, so that it prints as one table."""
    assert {
        form
        for form in ("A3", "A7", "A10", "A13", "A16", "A17", "A18")
        if eu_nl.form(form).layout == "register"
    } == {"A3", "A7", "A10", "A13", "A16", "A17", "A18"}
    with pytest.raises(KeyError):
        eu_nl.form("A99")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("section.yaml", "{id: order, kind: text}", "{id: order, kind: colour}", "template_unknown"),
        ("section.yaml", "{id: order, kind: text}", "{id: ordr, kind: text}", "template_missing"),
        ("nl.yaml", "      order: Order of offerte\n", "", "template_missing"),
        ("nl.yaml", "      order: Order of offerte\n", "      order: x\n      extra: y\n", "template_key"),
        ("en.yaml", "      stays: The stop stays\n", "", "template_missing"),
    ],
)
def test_a_fault_in_a_form_names_its_file(folder: Path, file: str, old: str, new: str, code: str) -> None:
    """Forms are read as strictly as clauses."""
    path = folder / "sections" / "2.3" / file
    change(path, old, new)
    with pytest.raises(YamlProblem) as caught:
        load_template(folder)
    assert caught.value.code == code
