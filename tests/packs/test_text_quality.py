"""What the quality rules say of texts that are meant to be good."""

import pytest

from checks import SectionText, facts_of, load_pack, run
from checks.languages import LANGUAGES
from checks.loader import BUILT_IN
from icp_templates import load_example
from tests.packs.test_template import as_read, template

PACK = load_pack(BUILT_IN / "text-quality")
FORMS = tuple(form.id for section in template().sections for form in section.forms)


def said_of(sections: list[SectionText], names: list[str]) -> list[str]:
    facts = facts_of({section.key: section.title for section in sections}, names, FORMS)
    result = run((PACK,), sections, {}, facts=facts)
    assert len(result.clear) + len({finding.rule for finding in result.findings}) == len(PACK.rules)
    return [f"{f.rule}: {place.section}: {place.quote}" for f in result.findings for place in f.evidence]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_clauses_filled_in_leave_nothing_to_say(language: str) -> None:
    """Whoever takes every model clause and fills in the blanks sees no remark about the text."""
    values = {blank.key: blank.example[language] for blank in template().blanks}
    sections = [
        as_read(
            section.key,
            section.title[language],
            language,
            [block for clause in section.clauses for block in clause.blocks[language]],
            values,
        )
        for section in template().sections
    ]
    assert said_of(sections, [values["company_name"], *values.values()]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_programme_leaves_nothing_to_say(language: str) -> None:
    """The company that visitors meet first has a clean text."""
    example = load_example("meridian", language)
    sections = [
        as_read(key, template().section(key).title[language], language, part.blocks, example.blanks)
        for key, part in example.sections.items()
    ]
    assert said_of(sections, list(example.blanks.values())) == []
