"""What the quality rules say of texts that are meant to be good, and of problems hidden in them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checks import ProgrammeFacts, SectionText, TextBlock, facts_of, load_pack, run
from checks.example import Example
from checks.languages import LANGUAGES
from checks.loader import BUILT_IN
from checks.plain_text import blocks_of
from icp_templates import load_example
from tests.packs.test_template import as_read, template

pytestmark = pytest.mark.slow

PACK = load_pack(BUILT_IN / "text-quality")
FORMS = tuple(form.id for section in template().sections for form in section.forms)
HOME_OF_ONE_TEXT = "icp.10.5"
PROBLEMS = [example for example in PACK.examples if example.expect == "noticed"]


def filled_in(language: str) -> tuple[list[SectionText], ProgrammeFacts]:
    """Every model clause, with the example values in its blanks."""
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
    return sections, facts_about(sections, [values["company_name"], *values.values()])


def facts_about(sections: Sequence[SectionText], names: Sequence[str]) -> ProgrammeFacts:
    return facts_of({section.key: section.title for section in sections}, names, FORMS)


def said_of(sections: Sequence[SectionText], facts: ProgrammeFacts) -> list[str]:
    result = run((PACK,), sections, {}, facts=facts)
    assert len(result.clear) + len({finding.rule for finding in result.findings}) == len(PACK.rules)
    return [f"{f.rule}: {place.section}: {place.quote}" for f in result.findings for place in f.evidence]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_clauses_filled_in_leave_nothing_to_say(language: str) -> None:
    """Whoever takes every model clause and fills in the blanks sees no remark about the text."""
    assert said_of(*filled_in(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_programme_leaves_nothing_to_say(language: str) -> None:
    """The company that visitors meet first has a clean text."""
    example = load_example("meridian", language)
    sections = [
        as_read(key, template().section(key).title[language], language, part.blocks, example.blanks)
        for key, part in example.sections.items()
    ]
    assert said_of(sections, facts_about(sections, list(example.blanks.values()))) == []


@pytest.mark.parametrize("example", PROBLEMS, ids=[f"{e.rule}-{e.language}-{e.name}" for e in PROBLEMS])
def test_a_problem_is_seen_in_the_middle_of_a_whole_programme(example: Example) -> None:
    """Forty good sections around it do not hide it."""
    sections, facts = filled_in(example.language)
    texts = example.texts or {HOME_OF_ONE_TEXT: example.text}
    hidden = [_with(section, texts.get(section.key, "")) for section in sections]
    findings = run((PACK,), hidden, {}, only={example.rule}, facts=facts).findings
    assert any(place.block.startswith("hidden") for finding in findings for place in finding.evidence)


def _with(section: SectionText, text: str) -> SectionText:
    added = (TextBlock(f"hidden {block.id}", block.kind, block.text) for _, block in blocks_of(text))
    return replace(section, blocks=(*section.blocks, *added))
