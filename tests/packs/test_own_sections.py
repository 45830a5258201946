"""A text with sections of its own: one of them tells a duty; what stands elsewhere adds and takes nothing."""

from itertools import permutations

import pytest

from checks import Finding, SectionText, TextBlock, built_in_packs, engine, own_sections, run
from checks.example import Example
from checks.languages import Language
from checks.text import sentences

(PACK,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
CLAUSES = [
    ("HR-GRV-06", "not liability or reputation analysis"),
    ("HR-PRD-02", "alles staat er"),
]


def finding_of(rule: str, language: Language, sections: list[str]) -> Finding:
    """What the rule finds in a text with these sections, a paragraph for each line."""
    text = [
        SectionText(
            f"section-{place}",
            f"Part {place}",
            language,
            tuple(
                TextBlock(f"b{place}.{number}", "paragraph", line)
                for number, line in enumerate(part.split("\n"))
            ),
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
    middle = len(parts) // 2
    half = " ".join(parts[:middle])

    assert verdict("HR-GRV-06", "en", [half, *parts[middle:]]) == "partly"


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


@pytest.mark.parametrize(
    ("duty", "other", "between"),
    [
        (
            ("HR-CUS-01", "no offer without it, in a form"),
            ("HR-LEV-01", "no influence over sovereign users"),
            "The warehouse is open on weekdays.",
        ),
        (
            ("HR-WBL-01", "Small firm in plain Dutch"),
            ("HR-GRV-03", "translation only with enough revenue"),
            "Het magazijn is op werkdagen open.",
        ),
    ],
    ids=["en", "nl"],
)
def test_a_weakness_far_off_in_the_same_section_is_about_something_else(
    duty: tuple[str, str], other: tuple[str, str], between: str
) -> None:
    """Seven paragraphs away, and nothing of the duty stands there."""
    example = stating(*duty)
    lines = [example.text, *[between] * 7, stating(*other).text]

    assert verdict(example.rule, example.language, ["\n".join(lines), "Rain."]) == "found"


def test_the_order_of_the_sections_does_not_matter() -> None:
    """Nor which of several halves comes first: they state as much, and not the same."""
    example = stating("HR-GRV-06", "not liability or reputation analysis")
    parts = [example.text[start:end] for start, end in sentences(example.text)]
    middle = len(parts) // 2
    halves = [" ".join(parts[:middle]), " ".join(parts[middle:]), "Rain."]

    told = [finding_of("HR-GRV-06", "en", list(order)) for order in permutations(halves)]

    assert len({(one.verdict, one.state, tuple(sorted(one.elements.items()))) for one in told}) == 1
    assert len({tuple(each.quote for each in one.evidence) for one in told}) == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_sections_that_are_passed_over_would_have_told_less(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same is found when every section is read, however few of its words are those of the duty."""
    examples = [one for one in PACK.examples if one.language == language][::40]
    text = [
        SectionText(f"section-{n}", f"Part {n}", language, (TextBlock(f"b{n}", "paragraph", one.text),))
        for n, one in enumerate(examples)
    ]
    found = run([PACK], text, {}).findings

    engine._made.cache_clear()  # what was judged before is remembered
    monkeypatch.setattr(own_sections, "how_many_may_be_said", lambda rule, _part: len(rule.essential))

    assert run([PACK], text, {}).findings == found
