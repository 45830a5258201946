"""A section that was added to the template, as `docs/extending.md` says, is a section of the product."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from app.domain.people import Actor, Role
from app.usecases.printing import exporting
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, inserting
from icp_templates import load_library
from icp_templates.loader import LIBRARY
from tests.icp_templates.test_extending import ADDED, LOAN_REGISTER
from tests.stories.companies import a_company

KEY = "icp.2.7"


@pytest.fixture
def extended(bench: Workbench, tmp_path: Path) -> Workbench:
    """The product over a template with one section more."""
    shutil.copytree(LIBRARY / "eu-nl", tmp_path / "eu-nl")
    shutil.copytree(ADDED / "2.7", tmp_path / "eu-nl" / "sections" / "2.7")
    with (tmp_path / "eu-nl" / "blanks.yaml").open("a", encoding="utf-8") as file:
        file.write(LOAN_REGISTER)
    return replace(bench, library=load_library(tmp_path))


def test_it_is_written_filled_in_and_exported_like_any_other(extended: Workbench) -> None:
    """Its clause goes in, its blank is filled, and the Word file has both, in either language."""
    company = a_company(extended)
    anna: Actor = company.person("Anna de Wit", Role.DRAFTER)
    for language, title, sentence in (
        ("en", "Loans and exhibitions", "records seal and state in the blue book"),
        ("nl", "Uitleen en beurzen", "legt zegel en staat vast in the blue book"),
    ):
        programme = company.programme(anna, language)
        inserting.insert_clause(extended, anna, programme, KEY, f"{KEY}/loans")
        blanks.fill_blanks(extended, anna, programme, {"loan_register": "the blue book"}, 0)
        exported = exporting.export_programme(extended, anna, programme, ExportOptions(language))
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(exported.content)).paragraphs)
        assert title in text
        assert sentence in text
