"""Lint finds what makes a template unfinished; the shipped one is clean."""

from pathlib import Path

import pytest

from icp_templates import Template
from icp_templates.lint import check
from icp_templates.loader import LIBRARY, load_template
from icp_templates.sentences import reading, sentences
from tests.icp_templates.conftest import change


def codes(folder: Path) -> set[tuple[str, str | None]]:
    """What lint says about section 2.3 of the spoiled copy."""
    return {(problem.code, problem.language) for problem in check(load_template(folder)) if problem.section}


def test_the_shipped_template_has_no_problems(eu_nl: Template) -> None:
    """Both languages complete, every fact and element stated, nothing said twice."""
    assert check(eu_nl) == []


def test_the_small_template_has_no_problems_in_its_section(folder: Path) -> None:
    """The copy is sound before a test spoils it."""
    assert codes(folder) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("en.yaml", "  A check that nobody can act on prevents nothing.", "  TODO", ("unfinished", "en")),
        ("en.yaml", "the moment of taking over", "the half- way moment", ("broken_word", "en")),
        ("nl.yaml", "Zonder dat oordeel", "Zonder [[icp.99]]", ("reference", "nl")),
        (
            "nl.yaml",
            "  - Wie neemt het over bij ziekte of verlof, en vanaf welk moment?\n",
            "",
            ("questions", "nl"),
        ),
        (
            "nl.yaml",
            "title: Onafhankelijkheid, vervanging en stopbevoegdheid",
            "title: Independence, deputies and stop authority",
            ("untranslated", None),
        ),
        ("nl.yaml", "{{escalation_days}} werkdagen. Tot", "vijf werkdagen. Tot", ("blanks_differ", None)),
        ("section.yaml", "  - escalation_days\n", "", ("blank_undeclared", None)),
        (
            "section.yaml",
            "  - escalation_days\n",
            "  - escalation_days\n  - company_name\n",
            ("blank_unused", None),
        ),
        (
            "section.yaml",
            "  - escalation_days\n",
            "  - escalation_days\n  - no_such\n",
            ("blank_unknown", None),
        ),
        ("section.yaml", "    states: [escalation-clock]", "    states: []", ("not_stated", None)),
        (
            "section.yaml",
            "    states: [escalation-clock]",
            "    states: [escalation-clock, x]",
            ("states_unknown", None),
        ),
        (
            "section.yaml",
            "elements: [STR-2.3.E1, HR-GOV-01.E2]",
            "elements: [STR-2.3.E1, HR-TRN-01.E1]",
            ("element", None),
        ),
        (
            "section.yaml",
            "[HR-GOV-01, HR-GOV-03]",
            "[HR-GOV-01, HR-GOV-03, HR-XXX-01]",
            ("requirement", None),
        ),
        (
            "section.yaml",
            "[HR-GOV-01, HR-GOV-03]",
            "[HR-GOV-01, HR-GOV-03, HR-TRN-01]",
            ("requirement", None),
        ),
        ("section.yaml", "[HR-GOV-01, HR-GOV-03]", "[HR-GOV-01]", ("unclaimed", None)),
        ("section.yaml", ", HR-GOV-03.E4]", "]", ("element_missing", None)),
    ],
)
def test_each_fault_is_found(
    folder: Path, file: str, old: str, new: str, expected: tuple[str, str | None]
) -> None:
    """A fault put into a sound section is reported with its code and, where it has one, its language."""
    change(folder / "sections" / "2.3" / file, old, new)
    assert expected in codes(folder)


def test_languages_must_have_the_same_blocks(folder: Path) -> None:
    """A clause has as many blocks in Dutch as in English, of the same kinds."""
    path = folder / "sections" / "2.3" / "nl.yaml"
    change(
        path,
        "      - kind: numbered\n        text: >-\n          Alleen de",
        "      - kind: bullet\n        text: >-\n          Alleen de",
    )
    assert ("shape", None) in codes(folder)


def test_a_sentence_in_two_sections_is_found(folder: Path) -> None:
    """One fact in one place: the second section that says it is named."""
    target = folder / "sections" / "2.1"
    target.mkdir()
    for file in (LIBRARY / "eu-nl" / "sections" / "2.1").iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    change(
        target / "en.yaml",
        "Good works elsewhere do not make\n          up for harm.",
        "A stop\n          does not lapse with time.",
    )
    problems = [problem for problem in check(load_template(folder)) if problem.code == "repeated"]
    assert [(problem.section, problem.language) for problem in problems] == [("icp.2.3", "en")]


def test_a_long_sentence_in_the_guidance_is_found(folder: Path) -> None:
    """Guidance is split before it reaches 29 words; model text may be longer."""
    change(
        folder / "sections" / "2.3" / "en.yaml",
        "nothing.\nquestions:",
        "nothing" + " and so on" * 9 + ".\nquestions:",
    )
    assert ("long_sentence", "en") in codes(folder)


def test_sentences_do_not_end_after_a_title() -> None:
    """A full stop in an abbreviation ends no sentence."""
    assert sentences("Dr. Maas decides. Then it ends.") == ("Dr. Maas decides.", "Then it ends.")


def test_plain_dutch_reads_easier_than_office_dutch() -> None:
    """The measure orders texts as a reader would."""
    plain = reading(("U schrijft op wie een order stopt. Dat is één persoon.",))
    office = reading(
        ("Besluitvormingsbevoegdheden inzake orderopschorting worden organisatorisch vastgelegd.",)
    )
    assert plain.ease > 60 > office.ease


def test_an_annex_that_is_named_has_a_body(folder: Path) -> None:
    """A clause cannot send its reader to a form that nobody wrote."""
    change(
        folder / "sections" / "2.3" / "en.yaml",
        "on the escalation form (annex A19)",
        "on the form (annex A99)",
    )
    assert ("form_missing", "en") in codes(folder)


def test_a_choice_offers_something_to_choose(folder: Path) -> None:
    """A form field of the kind choice has at least two choices."""
    path = folder / "sections" / "2.3" / "section.yaml"
    change(path, "choices: [stays, conditions, full_board]", "choices: [stays]")
    for language in ("en", "nl"):
        words = folder / "sections" / "2.3" / f"{language}.yaml"
        kept = [
            line
            for line in words.read_text("utf-8").splitlines()
            if not line.startswith(("      conditions:", "      full_board:"))
        ]
        words.write_text("\n".join(kept) + "\n", "utf-8")
    assert ("form_choice", None) in codes(folder)


def test_a_form_has_the_same_blocks_in_both_languages(folder: Path) -> None:
    """Fixed text above the fields has the same shape in English and Dutch."""
    path = folder / "sections" / "2.3" / "nl.yaml"
    change(
        path,
        "    blocks:\n      - kind: paragraph\n        text: >-\n          De directie benoemt",
        "    blocks:\n      - kind: bullet\n        text: >-\n          De directie benoemt",
    )
    assert ("shape", None) in codes(folder)
