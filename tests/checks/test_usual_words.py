"""The words that usually stand where an element is stated: how they weigh, and how their files are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks import load_pack
from checks.languages import LANGUAGES
from checks.loader import BUILT_IN
from checks.strict_yaml import YamlProblem
from checks.usual_words import UsualWords
from tests.checks.test_loader import change
from tests.evaluation.scoring import pack

BOARD = UsualWords("board 30, adopt 10, software -40")
FILE = "rules/STR-2.3-DEPUTY.usual.yaml"
WELL_MADE = "E1:\n  en:\n    deputy 30,\n    printer -12\n"


@pytest.mark.parametrize(
    ("words", "odds"),
    [
        (set(), 0.0),
        ({"rain"}, 0.0),
        ({"board"}, 3.0),
        ({"board", "adopt", "rain", "snow"}, 2.0),
        ({"board", "software", "rain", "snow"}, -0.5),
    ],
)
def test_listed_words_weigh_less_the_more_is_said_besides(words: set[str], odds: float) -> None:
    """In tenths, by the root of the number of words."""
    assert BOARD.odds(words) == pytest.approx(odds)


def test_few_words_count_as_more() -> None:
    """As four here: one word says half of what it says alone."""
    assert BOARD.odds({"board"}, at_least=4) == pytest.approx(1.5)


def test_every_element_has_usual_words_in_both_languages() -> None:
    """Of each requirement on human rights, for and against."""
    for rule in pack().rules:
        for element in rule.essential:
            assert element.usual.keys() == set(LANGUAGES), (rule.id, element.id)
            for words in element.usual.values():
                assert min(words.weights.values()) < 0 < max(words.weights.values()), (rule.id, element.id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The structure pack, of which one rule has usual words."""
    shutil.copytree(BUILT_IN / "structure", tmp_path / "structure")
    (tmp_path / "structure" / FILE).write_text(WELL_MADE, encoding="utf-8")
    return tmp_path / "structure"


def test_a_file_beside_a_rule_is_read(folder: Path) -> None:
    """Over several lines; an element or a language without words has none."""
    element = load_pack(folder).rule("STR-2.3-DEPUTY").essential[0]
    assert element.usual == {"en": UsualWords("deputy 30, printer -12")}


def test_a_pack_for_showing_does_not_keep_them(folder: Path) -> None:
    element = load_pack(folder, words=False).rule("STR-2.3-DEPUTY").essential[0]
    assert element.usual == {}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("E1:", "E9:", 1),
        ("en:", "fr:", 2),
        ("deputy 30,", "deputy thirty,", 2),
        ("deputy 30,", "deputy, 30,", 2),
        ("deputy 30,", "deputy 30;", 2),
        ("deputy 30,", "Deputy 30,", 2),
        ("deputy 30,", "printer 30,", 2),
        ("deputy 30,", "deputy ٣,", 2),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(folder: Path, old: str, new: str, line: int) -> None:
    change(folder.parent, FILE, old, new)
    with pytest.raises(YamlProblem) as caught:
        load_pack(folder)
    assert (caught.value.path.name, caught.value.code) == ("STR-2.3-DEPUTY.usual.yaml", "pack_schema")
    assert caught.value.line == line
