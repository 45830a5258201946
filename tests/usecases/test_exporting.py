"""The Word file of a programme, and what a person is told before it is made."""

import hashlib
import io
from pathlib import Path

import docx
import pytest

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.programme import SectionStatus
from app.usecases import attaching, blanks, drafting, exporting, programmes
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.companies import Company, a_company
from tests.usecases.test_attaching import a_picture

KEY = "icp.2.3"


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, "Ask {{export_control_officer}} in **time**.", 0)
    return made


def texts(exported: exporting.Exported) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(exported.content)).paragraphs]


@pytest.mark.parametrize(
    ("language", "title", "word"),
    [("en", "Independence, deputies and stop authority", "en-GB"), ("nl", "Onafhankelijkheid", "nl-NL")],
)
def test_the_file_has_titles_and_language_as_chosen_and_the_text_as_written(
    bench: Workbench, anna: Actor, programme: str, language: str, title: str, word: str
) -> None:
    """Facts are filled in, marks are formatting, headings come in the chosen language."""
    blanks.fill_blanks(bench, anna, programme, {"export_control_officer": "Leila Haddad"}, 0)
    exported = exporting.export_programme(bench, anna, programme, language)

    assert exported.sha256 == hashlib.sha256(exported.content).hexdigest()
    assert exported.name == f"Internal-Compliance-Programme-{language}.docx"
    document = docx.Document(io.BytesIO(exported.content))
    assert document.core_properties.language == word
    assert "Ask Leila Haddad in time." in texts(exported)
    assert any(text.startswith(title) for text in texts(exported))


def test_the_same_text_gives_the_same_bytes_and_an_edit_others(
    bench: Workbench, anna: Actor, programme: str, clock: SetClock
) -> None:
    """Neither the hour nor who asks changes a byte."""
    first = exporting.export_programme(bench, anna, programme, None)
    clock.forward(days=3)
    assert exporting.export_programme(bench, anna, programme, "en") == first
    assert exporting.export_for_operator(bench, programme, None) == first
    drafting.save_section_text(bench, anna, programme, KEY, "Another text.", 1)
    assert exporting.export_programme(bench, anna, programme, "en").sha256 != first.sha256


def test_a_picture_of_the_text_is_in_the_file(bench: Workbench, anna: Actor, programme: str) -> None:
    """With the words that stand for it."""
    stored = attaching.add_picture(bench, anna, programme, KEY, "c.png", a_picture(), "Who reports to whom")
    drafting.save_section_text(bench, anna, programme, KEY, stored.block_text, 1)
    document = docx.Document(io.BytesIO(exporting.export_programme(bench, anna, programme, "en").content))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Who reports to whom"


def test_a_section_that_does_not_apply_is_named_with_its_reason(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """So that the numbers of later sections stay; its text stays at home."""
    template = bench.library.template("eu-nl")
    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)}
    saved = programmes.answer_scope(bench, anna, programme, nothing, 0)
    gone = saved.change.switched_off[0]
    drafting.save_section_text(bench, anna, programme, gone.key, "Secret of the house.", 0)

    found = texts(exporting.export_programme(bench, anna, programme, "nl"))

    assert template.section(gone.key).title["nl"] in found
    assert any(text.startswith("Niet van toepassing. Door de antwoorden onder “") for text in found)
    assert "Secret of the house." not in found


def test_what_is_open_is_said_before_the_export(bench: Workbench, anna: Actor, programme: str) -> None:
    """Facts nobody filled in, by their labels, and the sections without text, by number and title."""
    before = exporting.look_before_export(bench, anna, programme, "nl")
    assert [line.label["nl"] for line in before.unfilled] == ["Exportcontrolefunctionaris"]
    assert "2.1 Directieverklaring" in before.unwritten
    assert not any(title.startswith("2.3 ") for title in before.unwritten)
    assert before.written == 1


def test_the_file_says_draft_until_every_section_is_approved(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """One approved section does not make a finished programme."""
    programmes.set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    assert any("CONCEPT" in text for text in texts(exporting.export_programme(bench, anna, programme, "nl")))


def test_another_language_or_another_company_gets_nothing(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """An unknown language is refused; a stranger finds no programme; an administrator has no right to it."""
    with pytest.raises(Invalid) as refused:
        exporting.export_programme(bench, anna, programme, "fr")
    assert refused.value.code == "unknown_language"
    with pytest.raises(NotFound):
        exporting.export_programme(bench, a_company(bench, "Other B.V.").person("Otto"), programme, "en")
    with pytest.raises(NotAllowed):
        exporting.export_programme(bench, company.person("Ada", Role.ADMINISTRATOR), programme, "en")
    with pytest.raises(NotFound):
        exporting.export_for_operator(bench, "nothing", None)


def test_a_title_that_is_no_file_name_makes_one(bench: Workbench, company: Company, anna: Actor) -> None:
    """Slashes, dots and letters of any script end in a name every file system takes."""
    for title, name in (("../../é tot z?", "e-tot-z-en.docx"), ("中文", "programme-en.docx")):
        made = programmes.start_programme(
            bench,
            anna,
            title=title,
            organisation_id=company.organisation.id,
            template="eu-nl",
            language="en",
        )
        exported = exporting.export_programme(bench, anna, made.id, None)
        assert exported.name == name
        assert Path(exported.name).name == exported.name
