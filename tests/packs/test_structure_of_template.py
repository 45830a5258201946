"""The structure rules find every fact in a section that holds the model clauses, in either form."""

import re
from functools import cache

import pytest

from checks import Finding, Pack, SectionText, TextBlock, built_in_packs, run
from checks.scope import parse
from icp_templates import Template, fill, load_library

LANGUAGES = ("en", "nl")
FORMS = ("full", "small firm")
ALTERNATIVES = ("/one-person",)
"""Clauses that replace another one; a programme holds either."""


@cache
def structure() -> Pack:
    return next(pack for pack in built_in_packs() if pack.id == "structure")


@cache
def template() -> Template:
    return load_library().template("eu-nl")


def section_as_read(key: str, language: str, form: str) -> SectionText | None:
    """A section with the clauses of one form and sample values in its blanks, if it has such a form."""
    section = template().section(key)
    clauses = [clause for clause in section.clauses if clause.for_small == (form == "small firm")]
    values = {blank.key: blank.example[language] for blank in template().blanks}
    blocks = tuple(
        TextBlock(
            f"{clause.id}#{number}",
            block.kind,
            re.sub(r"\[\[([^\]]*)\]\]", r"\1", fill(block.text, values).replace("*", "")),
        )
        for clause in clauses
        if not clause.id.endswith(ALTERNATIVES)
        for number, block in enumerate(clause.blocks[language])
    )
    return SectionText(key, section.title[language], language, blocks) if blocks else None  # type: ignore[arg-type]


def finding_on(rule_id: str, section: SectionText) -> Finding:
    """What one rule says of one section, with every scoping question still open."""
    return next(iter(run([structure()], [section], {}, only={rule_id}).findings))


CASES = [
    (rule.id, language, form, section)
    for rule in structure().rules
    for language in LANGUAGES
    for form in FORMS
    if (section := section_as_read(rule.home[0], language, form))
]


@pytest.mark.parametrize(
    ("rule_id", "section"),
    [(rule_id, section) for rule_id, _, _, section in CASES],
    ids=[f"{rule_id}-{language}-{form}" for rule_id, language, form, _ in CASES],
)
def test_model_clauses_state_every_fact_that_the_structure_rules_look_for(
    rule_id: str, section: SectionText
) -> None:
    """Whoever takes the model clauses and fills in the blanks misses nothing in that section."""
    finding = finding_on(rule_id, section)
    assert (finding.verdict, [(missing.id, missing.state) for missing in finding.missing]) == ("found", [])
    assert finding.defects == ()


@pytest.mark.parametrize("rule_id", [rule.id for rule in structure().rules])
def test_a_structure_rule_leads_to_a_model_clause_of_its_own_section(rule_id: str) -> None:
    """The clause that a finding offers exists and belongs to the section that the rule judges."""
    rule = structure().rule(rule_id)
    known = {clause.id for clause in template().section(rule.home[0]).clauses}
    assert rule.clause in known
    assert rule.applies_to == parse(template().section(rule.home[0]).condition)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule_id", [rule.id for rule in structure().rules])
def test_the_weak_sample_of_a_section_is_never_good_enough(rule_id: str, language: str) -> None:
    """The template shows beside each section how not to write it; the rule agrees."""
    section = template().section(structure().rule(rule_id).home[0])
    block = TextBlock("weak", "paragraph", section.weak.text[language])
    weak = SectionText(section.key, section.title[language], language, (block,))  # type: ignore[arg-type]
    assert finding_on(rule_id, weak).verdict != "found"
