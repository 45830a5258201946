"""The template and the packs agree: what the model clauses state is what the rules look for."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import pytest

from app.domain.findings import Judged
from app.domain.stated import stated_at
from checks import Finding, SectionText, TextBlock, built_in_packs, run
from icp_templates import ClauseBlock, Template, fill, load_example, load_library
from icp_templates.examples import ExampleBlock

LANGUAGES = ("en", "nl")
INTERCEPTION_MAKER: Mapping[str, list[str]] = {
    "Q03": ["50-249", "group"],
    "Q08": ["5A001.f.1"],
    "Q11": ["face_recognition"],
    "Q17": ["direct", "reseller"],
    "Q19": ["police"],
}
ALTERNATIVES = ("/one-person",)
"""Clauses that replace another one; a programme holds either."""


def as_read(
    key: str,
    title: str,
    language: str,
    blocks: Iterable[ClauseBlock | ExampleBlock],
    values: Mapping[str, str],
) -> SectionText:
    """A section as the judge gets it: blanks filled in, inline marks gone."""
    texts = (
        TextBlock(
            f"{key}#{number}",
            block.kind,
            re.sub(r"\[\[([^\]]*)\]\]", r"\1", fill(block.text, values).replace("*", "")),
        )
        for number, block in enumerate(blocks)
    )
    return SectionText(key, title, language, tuple(texts))  # type: ignore[arg-type]


NO_DEPUTY = {"STR-2.3-DEPUTY.E1", "STR-2.3-DEPUTY.E2"}


@cache
def template() -> Template:
    return load_library().template("eu-nl")


def filled_from_the_template(language: str, without: str = "") -> list[SectionText]:
    """The whole programme with sample values; `without` takes out all that states this requirement."""
    values = {blank.key: blank.example[language] for blank in template().blanks}
    return [
        as_read(
            section.key,
            section.title[language],
            language,
            [
                block
                for clause in section.clauses
                if not clause.for_small and not clause.id.endswith(ALTERNATIVES)
                if not (without and any(stated.startswith(f"{without}.") for stated in clause.states))
                for block in clause.blocks[language]
            ],
            values,
        )
        for section in template().sections
    ]


@cache
def findings_of_the_template(language: str) -> tuple[Finding, ...]:
    return run(built_in_packs(), filled_from_the_template(language), INTERCEPTION_MAKER).findings


@cache
def findings_of_the_example(language: str) -> tuple[Finding, ...]:
    example = load_example("meridian", language)
    sections = [
        as_read(key, template().section(key).title[language], language, part.blocks, example.blanks)
        for key, part in example.sections.items()
    ]
    return run(
        built_in_packs(), sections, {key: list(values) for key, values in example.answers.items()}
    ).findings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("requirement", [requirement.id for requirement in template().requirements])
def test_a_programme_filled_from_the_template_is_found_throughout(requirement: str, language: str) -> None:
    """A maker of interception and recognition systems that takes the model clauses misses no requirement."""
    found = [finding for finding in findings_of_the_template(language) if finding.requirement == requirement]
    assert found, f"no rule judges {requirement}"
    for finding in found:
        assert (finding.verdict, [element.id for element in finding.missing]) == ("found", [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("requirement", [requirement.id for requirement in template().requirements])
def test_a_requirement_falls_when_its_clauses_are_taken_out(requirement: str, language: str) -> None:
    """Forty pages about other duties do not make up for the clause that is not there."""
    sections = filled_from_the_template(language, without=requirement)
    judged = run(built_in_packs(), sections, INTERCEPTION_MAKER, only={requirement}).findings
    assert [finding.verdict for finding in judged if finding.verdict == "found"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_lacks_its_deputy_and_nothing_else(language: str) -> None:
    """The first thing a visitor sees is one gap, not a list of them."""
    gaps = {finding.rule for finding in findings_of_the_example(language) if finding.verdict != "found"}
    assert "STR-2.3-DEPUTY" in gaps
    assert gaps <= {"STR-2.3-DEPUTY", "HR-GOV-01"}


def test_every_fact_that_names_a_rule_names_one_that_exists() -> None:
    """A checklist item ticks itself by an element of a rule; the rule and the element are there."""
    known = {
        f"{rule.id}.{element.id}"
        for pack in built_in_packs()
        for rule in pack.rules
        for element in rule.elements
    }
    named = {name for section in template().sections for item in section.checklist for name in item.elements}
    assert named - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("findings", "gaps"),
    [
        (findings_of_the_template, set()),
        (findings_of_the_example, NO_DEPUTY),
    ],
    ids=["template", "example"],
)
def test_model_text_ticks_every_fact_that_names_a_rule(
    findings: Callable[[str], tuple[Finding, ...]], gaps: set[str], language: str
) -> None:
    """What a model clause states, its own section's checklist shows as found; the example has one gap."""
    judged = [Judged(finding) for finding in findings(language)]
    ticked = {
        (section.number, name): stated.verdict
        for section in template().sections
        for name, stated in stated_at(section.key, judged).items()
        if any(name in item.elements for item in section.checklist)
    }
    assert {name.split(".E")[0][:3] for _, name in ticked} == {"HR-", "STR", "H10", "H7"}
    assert {name for (_, name), verdict in ticked.items() if verdict != "found"} == gaps


@pytest.mark.parametrize(
    ("language", "rule", "element", "half"),
    [
        ("en", "HR-NLT-02", "E3", "a trained person confirms it"),
        ("en", "HR-GRV-01", "E2", "with or without proof"),
        ("nl", "HR-GRV-03", "E1", "op de startpagina"),
    ],
)
def test_the_other_half_of_a_statement_is_shown(language: str, rule: str, element: str, half: str) -> None:
    """All that is chosen for an element is shown, also what other sentences made superfluous elsewhere."""
    (found,) = (one for one in findings_of_the_template(language) if one.rule == rule)
    assert any(half in one.quote for one in found.evidence if one.element == element)


def test_a_rule_is_at_home_where_the_template_answers_for_it() -> None:
    """Every section that the template makes answer for a requirement is a home of its rule."""
    homes = {rule.requirement: set(rule.home) for pack in built_in_packs() for rule in pack.rules}
    for requirement in template().requirements:
        assert set(requirement.sections) <= homes[requirement.id], requirement.id


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_finding_rests_on_a_sentence_if_nothing_else_says_it(language: str) -> None:
    """Also where facts of the programme tell it and no words of the rule do."""
    resting = [one for one in findings_of_the_template(language) if one.rests_on is not None]
    assert any(one.strict and one.verdict == "found" for one in resting)
    for one in resting:
        assert {(each.section, each.block, each.start) for each in one.evidence} == {one.rests_on}
