"""The coverage of a framework, as a page and as JSON."""

import re

import pytest
from fastapi import FastAPI

from app.domain.people import Role
from app.usecases.workbench import Workbench
from tests.stories.companies import a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def anna(app: FastAPI, bench: Workbench) -> Writer:
    company = a_company(bench)
    actor = company.person("Anna de Wit", Role.DRAFTER)
    return a_writer(app, actor, company.programme(actor))


def test_the_page_names_what_is_missing_and_never_only_a_number(anna: Writer) -> None:
    """The framework by name, and each missing element in words."""
    anna.write("The export control officer stops orders.", 0)
    shown = anna.client.get(f"/programmes/{anna.programme}/coverage?framework=eu-2019-1318").text
    assert "Missing: top-level management commitment; training and awareness raising" in shown
    assert "physical and information security" in shown
    assert "7 of 7" not in shown
    assert "<caption" in shown


def test_every_framework_has_its_page_in_dutch(anna: Writer) -> None:
    """Eleven frameworks, one link each."""
    shown = anna.client.get(f"/programmes/{anna.programme}/coverage?lang=nl").text
    assert shown.count("/coverage?framework=") >= 11
    assert "Er ontbreekt:" in shown


def test_the_interface_gives_elements_sections_and_evidence(anna: Writer) -> None:
    """The contract: element, sections, evidence with quotes."""
    anna.write("The export control officer stops orders.", 0)
    answer = anna.client.get(f"/api/v1/programmes/{anna.programme}/coverage?framework=nl-icp").json()
    element = next(each for each in answer["elements"] if each["id"] == "2")
    section = next(each for each in element["sections"] if each["key"] == "icp.2.3")
    assert section["has_text"] is True
    assert all(set(e) >= {"block", "start", "end", "quote", "element"} for e in section["evidence"])


def test_an_unknown_framework_is_404(anna: Writer) -> None:
    """No guessing: what is not mapped is not there."""
    assert anna.client.get(f"/programmes/{anna.programme}/coverage?framework=x").status_code == 404


@pytest.mark.parametrize("framework", ["nl-letter-2020", "eu-2011-24", "nl-icp"])
def test_only_numbers_of_the_framework_itself_are_shown(anna: Writer, framework: str) -> None:
    """A key of ours is no number: the row begins with the element's name, as a sentence begins."""
    shown = anna.client.get(f"/programmes/{anna.programme}/coverage?lang=nl&framework={framework}").text
    rows = re.findall(r'<th scope="row">(.*?)</th>', shown)
    assert rows
    assert all(re.match(r"(\d+\. )?[A-Z]", row) for row in rows)
    assert ("Expliciete inzet" in shown) == (framework == "nl-letter-2020")
    assert not any(row.startswith(("T.", "C.", "F.")) for row in rows)
