"""Why a section is in or out: in the words of the interview of its own template."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.overview import Applicability
from app.usecases.programmes.scope_words import printed_reason_of, reason_of
from icp_templates import interview
from icp_templates.interview import load_interview

OUT = Applicability(False, because=("Q01",))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A second template, whose interview asks the same question in other words on another page."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(interview.LIBRARY / "eu-nl" / "template.yaml", folder)
    (folder / "interview.yaml").write_text(
        "pages:\n"
        "- id: start\n"
        "  title: {en: Where you stand, nl: Waar u staat}\n"
        "  questions:\n"
        "  - id: Q01\n"
        "    kind: one\n"
        "    text: {en: What do you do?, nl: Wat doet u?}\n"
        "    why: {en: It decides all., nl: Het bepaalt alles.}\n"
        "    options:\n"
        "    - {value: exporter, en: We carry, nl: Wij dragen}\n",
        "utf-8",
    )
    monkeypatch.setattr(interview, "LIBRARY", tmp_path)
    yield "own"
    load_interview.cache_clear()


def test_a_reason_names_the_page_of_its_own_template(own: str) -> None:
    """Not a page that another template calls something else."""
    assert reason_of(own, OUT) == "Does not apply because of your answers under “Where you stand”."


def test_the_word_file_repeats_the_question_of_its_own_template(own: str) -> None:
    """The company has seen this question, no other."""
    printed = printed_reason_of(own, OUT, {"Q01": ["exporter"]})
    assert printed == "The company has answered the question “What do you do?” with: We carry."
