"""The Word file of a programme, and what a person is told before it is made."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.programme import SectionStatus
from app.local_time import local
from app.usecases import exported
from app.usecases.printing import exporting
from app.usecases.printing.before_export import look_before_export
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.programmes import scoping, starting
from app.usecases.progress import steps
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, blanks, commenting, drafting
from tests.conftest import SetClock
from tests.stories.companies import Company, a_company
from tests.usecases.writing.test_attaching import a_picture

KEY = "icp.2.3"


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, "Ask {{export_control_officer}} in **time**.", 0)
    return made


def texts(exported: exported.Exported) -> list[str]:
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
    exported = exporting.export_programme(bench, anna, programme, ExportOptions(language=language))

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
    first = exporting.export_programme(bench, anna, programme)
    clock.forward(days=3)
    assert exporting.export_programme(bench, anna, programme, ExportOptions("en")) == first
    assert exporting.export_for_operator(bench, programme) == first
    drafting.save_section_text(bench, anna, programme, KEY, "Another text.", 1)
    assert exporting.export_programme(bench, anna, programme, ExportOptions("en")).sha256 != first.sha256


def test_a_picture_of_the_text_is_in_the_file(bench: Workbench, anna: Actor, programme: str) -> None:
    """With the words that stand for it."""
    stored = attaching.add_picture(bench, anna, programme, KEY, "c.png", a_picture(), "Who reports to whom")
    drafting.save_section_text(bench, anna, programme, KEY, stored.block_text, 1)
    document = docx.Document(
        io.BytesIO(exporting.export_programme(bench, anna, programme, ExportOptions("en")).content)
    )
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Who reports to whom"


def test_a_section_that_does_not_apply_is_named_with_its_reason(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """So that the numbers of later sections stay: the answer that decides. Its text stays at home."""
    template = bench.library.template("eu-nl")
    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)} | {"Q06": ["no"]}
    saved = scoping.answer_scope(bench, anna, programme, nothing, 0)
    gone = saved.change.switched_off[0]
    drafting.save_section_text(bench, anna, programme, gone.key, "Secret of the house.", 0)

    found = texts(exporting.export_programme(bench, anna, programme, ExportOptions("nl")))

    assert template.section(gone.key).title["nl"] in found
    reason = "Niet van toepassing. Het bedrijf heeft de vraag ‘"
    assert any(text.startswith(reason) for text in found)
    assert any("Geen van deze (Tussenhandel tussen landen buiten de EU; " in text for text in found)
    assert "Secret of the house." not in found


def test_comments_annexes_watermark_and_approval_are_as_chosen(
    bench: Workbench, company: Company, anna: Actor, programme: str, clock: SetClock
) -> None:
    """Open threads with their answers, by name and moment on the clock; resolved ones stay at home."""
    (block,) = drafting.read_section(bench, anna, programme, KEY).blocks
    question = commenting.write_comment(bench, anna, programme, KEY, block.id, "Who is that?")
    clock.forward(minutes=7)
    commenting.write_comment(bench, anna, programme, KEY, block.id, "Leila.", question.id)
    done = commenting.write_comment(bench, anna, programme, KEY, block.id, "Solved long ago.")
    commenting.resolve_thread(bench, anna, programme, done.id, True)
    wanted = ExportOptions(comments=True, annexes=False, watermark=True, approval=False)

    plain = exporting.export_programme(bench, anna, programme)
    changed = exporting.export_programme(bench, anna, programme, wanted)

    document = docx.Document(io.BytesIO(changed.content))
    asked = local(question.written_at).replace(microsecond=0, tzinfo=None)
    told = [
        (one.author, one.timestamp and one.timestamp.replace(tzinfo=None), one.text)
        for one in document.comments
    ]
    assert told == [
        ("Anna de Wit", asked, "Who is that?"),
        ("Anna de Wit", asked + timedelta(minutes=7), "Leila."),
    ]
    assert not list(docx.Document(io.BytesIO(plain.content)).comments)
    for title in (
        "Where each expected element is covered",
        "Forms that belong to this programme (annexes A)",
        "Approval",
    ):
        assert title in texts(plain)
        assert title not in texts(changed)
    assert "WaterMark" in changed_header(changed)
    assert "WaterMark" not in changed_header(plain)


def changed_header(made: exported.Exported) -> str:
    """The first header, as mark-up."""
    return str(docx.Document(io.BytesIO(made.content)).sections[0].header._element.xml)


def test_cover_footer_and_approval_block_say_what_the_facts_say(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Version, confidentiality and approver come from the facts of the document, once they are filled in."""
    cover = texts(exporting.export_programme(bench, anna, programme))
    assert "Version\t1" in cover
    facts = {
        "document_version": "version 4",
        "document_classification": "Company confidential",
        "document_approver": "Pieter Hofman",
        "document_approver_function": "managing director",
    }
    blanks.fill_blanks(bench, anna, programme, facts, 0)
    made = exporting.export_programme(bench, anna, programme)
    document = docx.Document(io.BytesIO(made.content))
    assert {"Version\t4", "Classification\tCompany confidential"} <= set(texts(made))
    assert document.sections[0].footer.paragraphs[0].text.startswith("Company confidential")
    approval = [[cell.text for cell in row.cells] for row in document.tables[1].rows[1:]]
    assert approval == [
        ["Prepared by", "Anna de Wit", "", "", ""],
        ["Approved by", "Pieter Hofman", "managing director", "", ""],
    ]


def test_the_coverage_annex_names_written_sections_only(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """What no text answers is not covered; what answers leads to the answer. Two frameworks, told apart."""
    document = docx.Document(io.BytesIO(exporting.export_programme(bench, anna, programme).content))
    coverage = [table for table in document.tables if table.rows[0].cells[0].text == "Element"]
    assert len(coverage) == 2
    for table in coverage:
        answers = {row.cells[2].text for row in table.rows[1:]}
        assert answers == {"not covered", "2.3"}


def test_tables_and_pictures_that_will_look_bad_are_named_before_the_export(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Too many columns, no words for a picture, a picture that is not there: each with its place."""
    stored = attaching.add_picture(bench, anna, programme, KEY, "c.png", a_picture(), "Who reports")
    mute = stored.block_text.replace("Who reports", "")
    wide = " | ".join(f"Responsibility{number}" for number in range(12))
    fine = "| Step | Who |\n| --- | --- |\n| 1 | Anna |"
    crowded = f"| {wide} |\n|{' --- |' * 12}\n| {wide} |"
    text = "\n\n".join([crowded, fine, mute, stored.block_text, "![Gone](file:0123)"])
    section = drafting.save_section_text(bench, anna, programme, KEY, text, 1)
    ids = [block.id for block in section.blocks]

    before = look_before_export(bench, anna, programme, "en")

    assert [place.block for place in before.crowded_tables] == [ids[0]]
    assert [place.block for place in before.mute_pictures] == [ids[2]]
    assert [place.block for place in before.lost_pictures] == [ids[4]]
    assert before.crowded_tables[0].section.name == "2.3 Independence, deputies and stop authority"


def test_what_is_open_is_said_before_the_export(bench: Workbench, anna: Actor, programme: str) -> None:
    """Facts nobody filled in, by their labels, and the sections without text, by number and title."""
    before = look_before_export(bench, anna, programme, "nl")
    assert [line.label["nl"] for line in before.unfilled] == ["Exportcontrolefunctionaris"]
    unwritten = [section.name for section in before.unwritten]
    assert "2.1 Directieverklaring" in unwritten
    assert not any(name.startswith("2.3 ") for name in unwritten)
    assert before.written == 1


def test_facts_that_call_a_draft_approved_are_named_before_the_export(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """The file says draft; whoever wrote *approved* in the facts sees which sections are not."""
    for version, (status, is_named) in enumerate(
        {"draft": False, "Concept 3": False, "approved": True}.items()
    ):
        blanks.fill_blanks(bench, anna, programme, {"document_status": status}, version)
        unapproved = look_before_export(bench, anna, programme, "en").unapproved
        assert any(section.key == KEY for section in unapproved) is is_named
    steps.set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    unapproved = look_before_export(bench, anna, programme, "en").unapproved
    assert unapproved
    assert not any(section.key == KEY for section in unapproved)


def test_the_file_says_draft_until_every_section_is_approved(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """One approved section does not make a finished programme."""
    steps.set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    assert any(
        "CONCEPT" in text
        for text in texts(exporting.export_programme(bench, anna, programme, ExportOptions("nl")))
    )


def test_another_language_or_another_company_gets_nothing(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """An unknown language is refused; a stranger finds no programme; an administrator has no right to it."""
    with pytest.raises(Invalid) as refused:
        exporting.export_programme(bench, anna, programme, ExportOptions("fr"))
    assert refused.value.code == "unknown_language"
    with pytest.raises(NotFound):
        exporting.export_programme(
            bench, a_company(bench, "Other B.V.").person("Otto"), programme, ExportOptions("en")
        )
    with pytest.raises(NotAllowed):
        exporting.export_programme(
            bench, company.person("Ada", Role.ADMINISTRATOR), programme, ExportOptions("en")
        )
    with pytest.raises(NotFound):
        exporting.export_for_operator(bench, "nothing")


def test_a_title_that_is_no_file_name_makes_one(bench: Workbench, company: Company, anna: Actor) -> None:
    """Slashes, dots and letters of any script end in a name every file system takes."""
    for title, name in (("../../é tot z?", "e-tot-z-en.docx"), ("中文", "programme-en.docx")):
        made = starting.start_programme(
            bench,
            anna,
            title=title,
            organisation_id=company.organisation.id,
            template="eu-nl",
            language="en",
        )
        exported = exporting.export_programme(bench, anna, made.id)
        assert exported.name == name
        assert Path(exported.name).name == exported.name
