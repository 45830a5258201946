"""Measured reliability belongs to the rules and words it was measured with, and tells its lower end."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from checks import YamlProblem, load_pack
from checks.loader import BUILT_IN, judging_digest
from checks.reliability import Share, reading

MEASURED = """
version: 1.0.0
measured_on: 2026-11-26
clauses: 300
judged_by: {digest}
shares:
  en: {{found: 57 of 60, partly: 20 of 30, otherwise: 19 of 20, not_found: 31 of 40}}
  nl: {{found: 50 of 50, partly: 0 of 0, otherwise: 9 of 10, not_found: 80 of 90}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the structure pack with a measurement of its own rules and words."""
    shutil.copytree(BUILT_IN / "structure", tmp_path / "structure")
    copy = tmp_path / "structure"
    (copy / "reliability.yaml").write_text(MEASURED.format(digest=judging_digest(copy)), "utf-8")
    return copy


def test_a_measurement_holds_for_the_words_it_was_made_with(folder: Path) -> None:
    """It is there while rules and words stay, examples may come; one changed word makes it *not measured*."""
    measured = load_pack(folder).reliability
    assert measured is not None
    assert (measured.version, measured.measured_on, measured.clauses) == ("1.0.0", date(2026, 11, 26), 300)
    assert Share("nl", "not_found", 80, 90) in measured.shares
    lexicon = next(folder.glob("lexicons/*.yaml"))
    lexicon.write_text(lexicon.read_text("utf-8") + "\nNEW_WORD: {both: zymurgy}\n", "utf-8")
    assert load_pack(folder).reliability is None


def test_a_measurement_does_not_outlive_usual_words(folder: Path) -> None:
    """They decide as the lines do."""
    assert load_pack(folder).reliability is not None
    (folder / "rules/STR-2.3-DEPUTY.usual.yaml").write_text("E1:\n  en: deputy 3\n", "utf-8")
    assert load_pack(folder).reliability is None


def test_a_share_that_cannot_be_read_is_refused(folder: Path) -> None:
    """With file and line, like every fault of a pack."""
    file = folder / "reliability.yaml"
    file.write_text(file.read_text("utf-8").replace("57 of 60", "95 %"), "utf-8")
    with pytest.raises(YamlProblem, match="41 of 43"):
        load_pack(folder)


def test_a_contrary_sentence_says_more_than_silence() -> None:
    """*Not found* falls into two bands."""
    assert reading("not_found", "missing") == "not_found"
    assert reading("not_found", "contradicted") == "otherwise"
    assert reading("partly", "conflict") == "partly"
