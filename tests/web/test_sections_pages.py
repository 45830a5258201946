"""The section editor by plain forms, as a browser without JavaScript uses it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import EngagementScope, Role
from app.usecases.people.engaging import give_engagement
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import a_consultant
from tests.stories.companies import Company, a_company
from tests.web.conftest import ADDRESS
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Writer:
    actor = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    return a_writer(app, actor, company.programme(actor))


def page(writer: Writer, query: str = "") -> str:
    answer = writer.client.get(f"{writer.page}{query}")
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def first_block(writer: Writer) -> Any:
    return writer.read()["blocks"][0]


def test_an_empty_section_offers_three_ways_to_begin(anna: Writer) -> None:
    """Model text, own words, or a paste; never an empty sheet."""
    shown = page(anna)
    assert "Nothing is written here yet." in shown
    for way in ("Insert model clause", "Paste from Word", 'value="paragraph"'):
        assert way in shown


def test_the_page_carries_the_marks_of_the_contract(anna: Writer) -> None:
    """Section key, block ids, versions, and one live region with the save state."""
    block = anna.write("One.", 0).json()["blocks"][0]
    shown = page(anna)
    assert 'data-section-key="icp.2.3"' in shown
    assert f'data-block-id="{block["id"]}" data-version="1"' in shown
    assert len(re.findall(r'role="status"[^>]*data-save-state="saved"', shown)) == 1


def test_a_block_opens_and_saves_by_a_form(anna: Writer) -> None:
    """`?edit=` opens it; posting saves it and comes back to its place."""
    anna.write("One.\n\nTwo.", 0)
    block = first_block(anna)
    assert f'name="base_version" value="{block["version"]}"' in page(anna, f"?edit={block['id']}")

    answer = anna.post(f"/blocks/{block['id']}", text="One, changed.\r\nNext line.", base_version="1")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"{anna.page}#block-{block['id']}"
    assert first_block(anna)["text"] == "One, changed.\nNext line."


def test_a_block_can_be_emptied_by_a_form(anna: Writer) -> None:
    """An empty text is a text: clearing a paragraph is saved."""
    anna.write("One.", 0)
    answer = anna.post(f"/blocks/{first_block(anna)['id']}", text="", base_version="1")
    assert answer.status_code == 303
    assert first_block(anna)["text"] == ""


@pytest.mark.parametrize("version", ["", "-1", "1.0", " 1", "1e3", "٣", str(2**63), "0x1"])
def test_a_form_with_an_odd_version_saves_nothing(anna: Writer, version: str) -> None:
    """Versions in forms are plain digits, or refused."""
    anna.write("One.", 0)
    answer = anna.post(f"/blocks/{first_block(anna)['id']}", text="Two.", base_version=version)
    assert answer.status_code in (413, 422, 428)
    assert first_block(anna)["text"] == "One."


def test_a_stale_form_shows_three_columns_and_loses_nothing(anna: Writer) -> None:
    """Mine, theirs and combined on one page, status 409; the choice is a form too."""
    anna.write("One two three.", 0)
    block = first_block(anna)
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "One two THREE.", "base_version": 1})

    clash = anna.post(f"/blocks/{block['id']}", text="ONE two three.", base_version="1")

    assert clash.status_code == 409
    assert "data-conflict" in clash.text
    for text in ("ONE two three.", "One two THREE.", "ONE two THREE."):
        assert text in clash.text
    answer = anna.post(
        f"/blocks/{block['id']}/resolve",
        choice="combined",
        mine="ONE two three.",
        text="ONE two THREE.",
        version="2",
    )
    assert answer.status_code == 303
    assert first_block(anna)["text"] == "ONE two THREE."


def test_the_texts_of_a_conflict_name_their_blanks(anna: Writer) -> None:
    """A person reads what a blank is called in all three texts; what is saved keeps its key."""
    label, stop = "Export control officer", "{{export_control_officer}} may stop any order"
    anna.write(f"{stop}.", 0)
    block = first_block(anna)
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": f"{stop}. Always.", "base_version": 1})

    clash = anna.post(f"/blocks/{block['id']}", text=f"Here {stop}.", base_version="1").text

    shown = clash.partition("data-conflict")[2].partition("</form>")[0]
    read = re.sub(r"<[^>]*>", "", shown)
    assert read.count(f"‹{label}›") == 3
    assert "{{" not in read
    hidden = re.findall(r'name="(blank_key|blank_label)" value="([^"]*)"', shown)
    assert hidden == [("blank_key", "export_control_officer"), ("blank_label", label)]
    answer = anna.post(
        f"/blocks/{block['id']}/resolve",
        choice="combined",
        mine=f"Here {stop}.",
        text=f"Here ‹{label}› may stop any order. Always.",
        version="2",
        **dict(hidden),
    )
    assert answer.status_code == 303
    assert first_block(anna)["text"] == f"Here {stop}. Always."


def test_a_form_for_a_deleted_block_keeps_the_words(anna: Writer) -> None:
    """The block is gone; the text stands on the page and becomes a new paragraph by one button."""
    anna.write("One.\n\nTwo.", 0)
    block = first_block(anna)
    anna.ask("DELETE", f"/blocks/{block['id']}?base_version=1")
    clash = anna.post(f"/blocks/{block['id']}", text="My words.", base_version="1")
    assert clash.status_code == 409
    assert "My words." in clash.text
    anna.post(f"/blocks/{block['id']}/resolve", choice="keep_mine", mine="My words.", version="")
    assert anna.read()["text"] == "Two.\n\nMy words."


def test_adding_moving_deleting_and_taking_back_by_forms(anna: Writer) -> None:
    """Each act is a form, and each comes back to the page."""
    anna.write("One.\n\nTwo.", 0)
    one = first_block(anna)
    added = anna.post("/blocks", kind="heading", after=one["id"])
    assert re.search(r"\?edit=[\w-]+#block-", added.headers["location"])
    assert [b["kind"] for b in anna.read()["blocks"]] == ["paragraph", "heading", "paragraph"]
    anna.post(f"/blocks/{one['id']}/move", step="1", base_version="1")
    assert [b["kind"] for b in anna.read()["blocks"]] == ["heading", "paragraph", "paragraph"]
    gone = anna.post(f"/blocks/{one['id']}/delete", base_version="1")
    version = re.search(r"undo=(\d+)", gone.headers["location"])
    assert version
    assert "Paragraph deleted." in page(anna, f"?undo={version[1]}")
    anna.post("/undo", version=version[1])
    assert one["id"] in {b["id"] for b in anna.read()["blocks"]}


def test_a_table_is_a_grid_of_fields(anna: Writer) -> None:
    """Cells are fields; buttons add and remove rows and columns; bars and line ends in cells survive."""
    added = anna.post("/blocks", kind="table")
    block = first_block(anna)
    assert "?edit=" in added.headers["location"]
    assert page(anna, f"?edit={block['id']}").count('name="cell"') == 4

    cells = ["Role", "Name", "Officer", "Anna | de\nWit"]
    answer = anna.post(f"/blocks/{block['id']}", base_version="1", columns="2", cell=cells, grid="row")

    assert "?edit=" in answer.headers["location"]
    text = first_block(anna)["text"]
    assert text == "| Role | Name |\n| --- | --- |\n| Officer | Anna \\| de<br>Wit |\n|  |  |"
    shown = page(anna, f"?edit={block['id']}")
    assert "Anna | de\nWit</textarea>" in shown
    anna.post(
        f"/blocks/{block['id']}", base_version="2", columns="2", cell=[*cells, "", ""], grid="drop_column"
    )
    assert first_block(anna)["text"] == "| Role |\n| --- |\n| Officer |\n|  |"


def test_cells_name_their_blanks_without_a_script_and_keep_them(anna: Writer) -> None:
    """Nobody reads a key in braces; saved as it came, the table names the same blank."""
    text = "| Role | Name |\n| --- | --- |\n| Officer | {{export_control_officer}} |"
    anna.write(text, 0)
    block = first_block(anna)
    shown = page(anna, f"?edit={block['id']}")
    form = shown[shown.index('name="base_version"') : shown.index("data-close")]
    cells = [unescape(cell) for cell in re.findall(r'name="cell"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)]
    assert cells[:3] == ["Role", "Name", "Officer"]
    assert re.fullmatch(r"‹[^{}‹›]+›", cells[3])

    hidden = {
        name: [unescape(one) for one in re.findall(rf'name="{name}" value="(.*?)"', form)]
        for name in ("blank_key", "blank_label")
    }
    anna.post(
        f"/blocks/{block['id']}", base_version="1", columns="2", cell=[*cells[:2], "Head", cells[3]], **hidden
    )
    assert first_block(anna)["text"] == text.replace("Officer", "Head")


def test_the_whole_section_as_text(anna: Writer) -> None:
    """Saved by a form; when somebody was faster both texts come back on the page."""
    anna.write("One.", 0)
    assert "One.</textarea>" in page(anna, "?as=text")
    assert anna.post("/text", text="Two.\r\n\r\nThree.", base_version="1").status_code == 303
    assert anna.read()["text"] == "Two.\n\nThree."
    clash = anna.post("/text", text="My whole text.", base_version="1")
    assert clash.status_code == 409
    assert "My whole text." in clash.text
    assert "Two.\n\nThree." in clash.text
    assert anna.read()["text"] == "Two.\n\nThree."


def test_a_clause_by_a_form_fills_blanks_for_the_programme(anna: Writer) -> None:
    """What is filled in beside the clause is a fact of the whole programme."""
    anna.post(
        "/clauses",
        clause="icp.2.3/deputy",
        blanks_version="0",
        blank_key=["deputy_export_control_officer", "screening_system"],
        blank_value=["Joris Smeets", ""],
    )
    shown = page(anna)
    assert "Joris Smeets" in shown
    assert "{{" not in re.sub(r'data-source="[^"]*"', "", shown.partition('id="blocks"')[2])
    assert "From the model clause" in shown


def test_a_blank_is_filled_by_a_form(anna: Writer) -> None:
    """The chip is a link to a field with a human label."""
    anna.write("Ask {{export_control_officer}}.", 0)
    shown = page(anna)
    assert "Export control officer: " in re.sub(r"<[^>]+>", "", shown)
    assert 'name="value"' in page(anna, "?blank=export_control_officer")
    anna.post("/blanks", key="export_control_officer", value="Anna de Wit", base_version="0")
    assert "Anna de Wit" in page(anna)


def test_a_paste_by_a_form(anna: Writer) -> None:
    """Lines become paragraphs, with one undo for all."""
    answer = anna.post("/paste", content="One.\r\nTwo.\r\nThree.")
    assert "added=3" in answer.headers["location"]
    assert anna.read()["text"] == "One.\n\nTwo.\n\nThree."
    query = re.search(r"\?[^#]+", answer.headers["location"])
    assert query
    assert "3 paragraphs added." in page(anna, query[0])


def test_history_compares_and_restores(anna: Writer) -> None:
    """Words that came and went are named as such; restoring is a new version."""
    anna.write("One two three.", 0)
    anna.ask("PUT", f"/blocks/{first_block(anna)['id']}", {"text": "One TWO three.", "base_version": 1})
    shown = anna.client.get(f"{anna.page}/history?from=1").text
    assert re.search(r"<del><span class=\"govuk-visually-hidden\">deleted </span>\s*two</del>", shown)
    assert re.search(r"<ins><span class=\"govuk-visually-hidden\">inserted </span>\s*TWO</ins>", shown)
    answer = anna.post("/history/restore", version="1", base_version="2")
    assert answer.headers["location"] == anna.page
    assert (anna.read()["version"], anna.read()["text"]) == (3, "One two three.")
    stale = anna.post("/history/restore", version="2", base_version="2")
    assert stale.headers["location"] == f"{anna.page}/history?from=2"
    assert anna.read()["version"] == 3


def test_equal_versions_are_called_equal(anna: Writer) -> None:
    """Nobody has to search for a difference that is not there."""
    anna.write("One two three.", 0)
    anna.ask("PUT", "", {"text": "One two three.", "base_version": 1})
    anna.ask("PUT", "", {"text": "One two four.", "base_version": 2})
    equal = "There is no difference between these two versions."
    assert equal in anna.client.get(f"{anna.page}/history?from=1&to=2").text
    assert equal not in anna.client.get(f"{anna.page}/history?from=2&to=3").text


def test_a_form_sent_as_it_was_makes_no_version(anna: Writer) -> None:
    """The section as text and a single block alike; a changed kind is a change."""
    block = anna.write("One.\n\n- Two.", 0).json()["blocks"][0]
    same = {"text": "One.", "kind": "paragraph", "base_version": "1"}
    assert anna.post("/text", text="One.\n\n- Two.", base_version="1").status_code == 303
    assert anna.post(f"/blocks/{block['id']}", **same).status_code == 303
    assert anna.read()["version"] == 1
    anna.post(f"/blocks/{block['id']}", **(same | {"kind": "heading"}))
    assert anna.read()["version"] == 2


def test_the_page_speaks_dutch(anna: Writer) -> None:
    """Everything but the document's own words is in the reader's language."""
    anna.write("One.", 0)
    shown = page(anna, "?lang=nl")
    assert '<html lang="nl"' in shown
    for text in ("Bewerken", "Modelbepaling invoegen", "Plakken uit Word", "Opgeslagen om"):
        assert text in shown
    assert "Insert" not in re.sub(r"<[^>]+>", "", shown)


def test_what_was_saved_earlier_says_on_which_day(
    app: FastAPI, company: Company, anna: Writer, clock: SetClock
) -> None:
    """In both languages; no day while it is the same one."""
    anna.write("One.", 0)
    assert ">Saved 10:30<" in page(anna)

    clock.forward(days=1)
    later = a_writer(app, company.people["Anna de Wit"], anna.programme)

    assert ">Saved 25 November, 10:30<" in page(later)
    assert ">Opgeslagen op 25 november om 10:30<" in page(later, "?lang=nl")


def test_a_reader_gets_the_text_and_no_forms(
    app: FastAPI, bench: Workbench, company: Company, anna: Writer
) -> None:
    """A consultant who may read sees the text and who can write; nothing on the page changes anything."""
    anna.write("One.", 0)
    consultant = a_consultant(bench)
    give_engagement(
        bench,
        company.people["Anna de Wit"],
        company.organisation.id,
        consultant.person.email,
        EngagementScope.READ,
        until=(bench.clock() + timedelta(days=30)).date(),
    )
    client = TestClient(app, base_url=ADDRESS)
    body = {"username": consultant.person.email, "password": consultant.password, "code": consultant.code()}
    assert client.post("/api/v1/login", json=body).status_code == 200
    shown = client.get(anna.page)
    assert shown.status_code == 200
    assert "You can read this programme but not change it." in shown.text
    assert "Ask Anna de Wit." in shown.text
    assert "One." in shown.text
    for trace in ('data-act="edit"', "data-source", "insert-panel", "editor.js"):
        assert trace not in shown.text


def test_a_small_firm_is_offered_the_short_form_first(anna: Writer) -> None:
    """The template's order holds for whoever has ten people or more, or has not said how many."""
    anna.key = "icp.7.1"

    def offered() -> list[str]:
        return re.findall(r'data-clause="icp\.7\.1/([^"]+)"', page(anna))

    def say_size(size: str, base_version: int) -> None:
        address = f"/api/v1/programmes/{anna.programme}/scope"
        body = {"answers": {"Q03": [size, "group"]}, "base_version": base_version}
        answer = anna.client.put(address, json=body, headers={"X-CSRF-Token": anna.csrf})
        assert answer.status_code == 200, answer.text

    unasked = offered()
    assert unasked[-1] == "small-firm"
    say_size("2-9", 0)
    assert offered() == ["small-firm", *unasked[:-1]]
    say_size("10-49", 1)
    assert offered() == unasked
