"""The example company is complete, bilingual and has exactly one planted gap."""

from pathlib import Path

import pytest

from checks.strict_yaml import YamlProblem
from icp_templates import Template, keys_in, load_example

LANGUAGES = ("en", "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_of_the_example_is_filled(language: str) -> None:
    """The finished programme shows no open blank in either language."""
    example = load_example("meridian", language)
    used = {key for part in example.sections.values() for block in part.blocks for key in keys_in(block.text)}
    assert used - {key for key, value in example.blanks.items() if value} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_missing_deputy_is_the_gap(eu_nl: Template, language: str) -> None:
    """Section 2.3 lacks the deputy clause, and inserting it leaves no open blank."""
    example = load_example("meridian", language)
    clauses = {block.clause for block in example.sections["icp.2.3"].blocks}
    deputy = eu_nl.clause("icp.2.3/deputy")
    assert deputy.reference not in clauses
    text = " ".join(block.text for part in example.sections.values() for block in part.blocks)
    assert "{{deputy_export_control_officer}}" not in text
    assert all(example.blanks.get(key) for block in deputy.blocks[language] for key in keys_in(block.text))


def test_both_languages_tell_the_same_story() -> None:
    """Sections, statuses, people and the shape of the text do not differ by language."""
    english, dutch = (load_example("meridian", language) for language in LANGUAGES)
    assert english.title != dutch.title
    assert english.answers == dutch.answers
    assert [person.name for person in english.people] == [person.name for person in dutch.people]
    for key, section in english.sections.items():
        assert section.status == dutch.sections[key].status
        assert [block.kind for block in section.blocks] == [
            block.kind for block in dutch.sections[key].blocks
        ]


def test_an_unknown_clause_is_refused_with_its_line(tmp_path: Path) -> None:
    """An example cannot refer to a clause that the template does not have."""
    folder = tmp_path / "wrong"
    (folder / "sections").mkdir(parents=True)
    (folder / "programme.yaml").write_text(
        "template: eu-nl\norganisation: X\ntitle: {en: X, nl: Y}\npeople: []\nanswers: {}\nblanks: {}\n",
        "utf-8",
    )
    path = folder / "sections" / "2.3.yaml"
    path.write_text("status: ready\nblocks:\n  - clause: icp.2.3/nothing\n", "utf-8")
    with pytest.raises(YamlProblem) as caught:
        load_example("wrong", root=tmp_path)
    assert (caught.value.path, caught.value.line) == (path, 3)
