"""Frameworks mapped onto the template."""

from pathlib import Path

import pytest

from checks.strict_yaml import YamlProblem
from icp_templates import load_library
from icp_templates.frameworks import load_frameworks, unknown_sections

FRAMEWORKS = {framework.id: framework for framework in load_frameworks("eu-nl")}


@pytest.mark.parametrize("name", sorted(FRAMEWORKS))
def test_every_element_is_answered_by_sections_that_exist(name: str) -> None:
    """A framework maps each element to at least one section, and to no section that is not there."""
    framework = FRAMEWORKS[name]
    assert all(element.sections for element in framework.elements)
    assert unknown_sections(framework, load_library().template("eu-nl")) == ()


def test_the_dutch_and_the_european_seven_are_not_the_same_seven() -> None:
    """The Dutch guideline has shipment control where the Recommendation has security."""
    european = {element.title["en"] for element in FRAMEWORKS["eu-2019-1318"].elements}
    dutch = {element.title["en"] for element in FRAMEWORKS["nl-icp"].elements}
    assert "physical and information security" in european - dutch
    assert "shipment control" in dutch - european


def test_every_section_serves_some_framework() -> None:
    """No section of the template is there for nobody: each answers for an element somewhere."""
    served = {
        key for framework in FRAMEWORKS.values() for element in framework.elements for key in element.sections
    }
    own_additions = {"icp.1.2", "icp.1.3", "icp.M1"}
    sections = {section.key for section in load_library().template("eu-nl").sections}
    assert sections - served == own_additions & sections


def test_a_file_under_another_name_is_refused(tmp_path: Path) -> None:
    """The id of a framework is its file name; an error names the file."""
    folder = tmp_path / "own"
    (folder / "frameworks").mkdir(parents=True)
    (folder / "template.yaml").write_text("languages: [en]\n")
    (folder / "frameworks" / "a.yaml").write_text(
        "id: b\nname: {en: B}\nedition: {en: '1'}\nmark: V1\ninstrument: i\nelements: []\n"
    )
    with pytest.raises(YamlProblem) as problem:
        load_frameworks("own", tmp_path)
    assert "a.yaml" in str(problem.value)
