"""A programme held against a framework."""

import pytest

from app.domain.coverage import Covered
from app.domain.errors import NotFound
from app.domain.people import Actor
from app.usecases.findings.covering import cover
from app.usecases.programmes.scoping import answer_scope
from app.usecases.programmes.starting import start_programme
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import save_section_text

SHOULD_STOP = "Anna de Wit, export control officer, stops every order that she doubts and notes why."


@pytest.fixture
def programme(bench: Workbench, anna: Actor) -> str:
    return start_programme(
        bench, anna, title="ICP", organisation_id=anna.memberships[0].organisation_id,
        template="eu-nl", language="en",
    ).id  # fmt: skip


def states(bench: Workbench, anna: Actor, programme: str, framework: str) -> dict[str, Covered]:
    found = cover(bench, anna, programme, framework, "en")
    return {element.element.id: element.state for element in found.coverage.elements}


def test_an_element_is_missing_until_one_of_its_sections_has_text(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Nothing, then some, then every section: the element follows its sections."""
    assert states(bench, anna, programme, "eu-2019-1318")["E2"] is Covered.MISSING
    save_section_text(bench, anna, programme, "icp.2.3", SHOULD_STOP, 0)
    assert states(bench, anna, programme, "eu-2019-1318")["E2"] is Covered.PARTLY
    assert states(bench, anna, programme, "eu-2019-1318")["E1"] is Covered.MISSING
    save_section_text(bench, anna, programme, "icp.2.1", SHOULD_STOP, 0)
    assert states(bench, anna, programme, "eu-2019-1318")["E1"] is Covered.WITH_TEXT


def test_an_element_whose_sections_do_not_apply_does_not_apply(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Torture goods are not missing from the programme of somebody who has none."""
    answer_scope(bench, anna, programme, {"Q14": ["none"]}, 0)
    assert states(bench, anna, programme, "nl-icp")["F"] is Covered.NOT_APPLICABLE


def test_the_passages_behind_an_element_are_quoted(bench: Workbench, anna: Actor, programme: str) -> None:
    """Evidence comes from the rules and stands in the text as quoted."""
    save_section_text(bench, anna, programme, "icp.2.3", SHOULD_STOP, 0)
    found = cover(bench, anna, programme, "nl-icp", "en")
    quotes = [e.quote for item in found.findings["icp.2.3"] for e in item.finding.evidence]
    assert quotes
    assert all(quote in SHOULD_STOP for quote in quotes)


def test_a_framework_that_is_not_mapped_is_not_found(bench: Workbench, anna: Actor, programme: str) -> None:
    """An unknown name answers like anything else that is not there."""
    with pytest.raises(NotFound):
        cover(bench, anna, programme, "iso-9001", "en")
