"""A text with sections of its own: one of them tells a duty; what stands elsewhere adds and takes nothing."""

import pytest

from checks import Finding, SectionText, TextBlock, built_in_packs, run
from checks.languages import Language
from checks.model import Example
from checks.text import sentences

(PACK,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
CLAUSES = [
    ("HR-GRV-06", "not liability or reputation analysis"),
    ("HR-PRD-02", "alles staat er"),
]


def finding_of(rule: str, language: Language, sections: list[str]) -> Finding:
    """What the rule finds in a text with these sections, one paragraph each."""
    text = [
        SectionText(
            f"section-{place}", f"Part {place}", language, (TextBlock(f"b{place}", "paragraph", part),)
        )
        for place, part in enumerate(sections)
    ]
    (finding,) = run([PACK], text, {}, only=[rule]).findings
    return finding


def verdict(rule: str, language: Language, sections: list[str]) -> str:
    """The verdict of that."""
    return finding_of(rule, language, sections).verdict


def stating(rule: str, name: str) -> Example:
    """The example of a rule by its name."""
    (example,) = (one for one in PACK.examples if (one.rule, one.name) == (rule, name))
    return example


@pytest.mark.parametrize(("rule", "name"), CLAUSES, ids=[rule for rule, _ in CLAUSES])
def test_a_duty_is_not_put_together_from_a_word_here_and_a_word_there(rule: str, name: str) -> None:
    """It is told where one section says all of it."""
    example = stating(rule, name)
    parts = [example.text[start:end] for start, end in sentences(example.text)]

    assert verdict(rule, example.language, [example.text, "Rain."]) == "found"
    assert verdict(rule, example.language, parts) != "found"


def test_half_a_duty_in_one_section_is_partly_found() -> None:
    """The section that says most of it counts, and the others beside it do not."""
    example = stating("HR-GRV-06", "not liability or reputation analysis")
    parts = [example.text[start:end] for start, end in sentences(example.text)]
    half = " ".join(parts[: len(parts) // 2])

    assert verdict("HR-GRV-06", "en", [half, "Rain."]) == "partly"


def test_a_weakness_in_another_section_does_not_take_a_duty_back() -> None:
    """It is about what that section tells: a check that comes too late, not who may stop a deal."""
    example = stating("HR-GOV-01", "a person who can stop the deal")
    weak = stating("HR-GOV-02", "Conclusion only after contract signature")

    assert verdict("HR-GOV-01", "en", [example.text, weak.text]) == "found"
    assert verdict("HR-GOV-01", "en", [weak.text, example.text]) == "found"


def test_what_is_said_against_a_duty_that_nothing_states_is_told() -> None:
    """It is not merely missing."""
    denied = stating("HR-SUS-02", "exit policy to be developed")

    finding = finding_of("HR-SUS-02", "en", [denied.text, "Rain."])

    assert (finding.verdict, finding.state) == ("not_found", "contradicted")
