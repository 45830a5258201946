"""The audit report of a whole programme: a page, a Word file and a spreadsheet that say the same."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from fastapi import FastAPI
from openpyxl import load_workbook

from app.domain.people import Role
from app.usecases.printing import exporting
from app.usecases.workbench import Workbench
from tests.stories.companies import a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

STOPS = (
    "The export control officer, Anna de Wit, stops every order that she doubts. Nobody else may release it."
)


@pytest.fixture
def anna(app: FastAPI, bench: Workbench) -> Writer:
    company = a_company(bench)
    actor = company.person("Anna de Wit", Role.DRAFTER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write(STOPS, 0)
    return writer


def report(anna: Writer, query: str = "") -> str:
    answer = anna.client.get(f"/programmes/{anna.programme}/report{query}")
    assert answer.status_code == 200
    return str(answer.text)


def test_the_numbers_beside_the_bar_are_those_of_the_table(anna: Writer) -> None:
    """The bar has a name and a description; the table under it has the same counts."""
    shown = report(anna)
    described = re.findall(r"(Found|Partly found|Not found): (\d+)\.", shown)
    rows = re.findall(r'data-outcome="\w+"><th[^>]*>.*?</th><td>(\d+)</td>', shown, re.DOTALL)
    assert [count for _name, count in described] == rows
    assert len(re.findall(r'data-rule="', shown)) == sum(map(int, rows))


def test_a_programme_without_text_is_not_praised(app: FastAPI, bench: Workbench) -> None:
    """Nothing was checked, and the report says so, rather than that nothing has to be fixed."""
    company = a_company(bench, "Blank Instruments")
    actor = company.person("Bea Blank", Role.DRAFTER)
    blank = a_writer(app, actor, company.programme(actor))
    shown = report(blank)
    assert "No rule was checked" in shown
    assert "Nothing has to be fixed first." not in shown
    assert "Nothing noticed" not in shown
    assert 'id="matrix"' not in shown
    empty = shown.partition('id="not-written"')[2].partition("</ul>")[0]
    numbers = [tuple(map(int, found)) for found in re.findall(r"<li>(\d+)\.(\d+) ", empty)]
    assert numbers == sorted(numbers)
    assert "Er is geen regel gecontroleerd" in report(blank, "?lang=nl")


def test_the_table_of_rules_can_be_read_aloud(anna: Writer) -> None:
    """A caption, scoped headers, and a name at each place with rule, section and outcome."""
    shown = report(anna)
    assert 'scope="col"' in shown
    assert 'scope="row"' in shown
    assert re.search(r"STR-2\.3-DEPUTY in 2\.3 [^:]+: (Partly|Not) found, \d+ places?<", shown)
    assert not re.search(r"\b1 places\b", shown)
    assert not re.search(r"\b1 plaatsen\b", report(anna, "?lang=nl"))


def test_a_rule_shows_only_its_own_sections(anna: Writer) -> None:
    """No column per section, of which most stay empty and few are in view: each row names its sections."""
    row = report(anna).partition('data-rule="STR-2.3-DEPUTY"')[2].partition("</tr>")[0]
    assert re.findall(r'href="/programmes/[^"]+/sections/([^"]+)"', row) == ["icp.2.3"]
    assert re.search(r"[◐○] 2\.3</span>", row)
    assert row.count("<td") == 2


def test_human_rights_come_first(anna: Writer) -> None:
    """The rules stand in chapters, those on human rights first; how often they are right is told."""
    shown = report(anna)
    chapters = re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', shown)
    assert chapters[0] == "Human-rights due diligence"
    assert len(chapters) > 1
    assert "How often the human-rights rules are right" in shown


def test_sections_without_text_are_not_judged(anna: Writer) -> None:
    """What nobody has written yet is said to be unwritten, not bad."""
    shown = report(anna)
    assert "Sections without text" in shown
    assert "2.1 Statement of commitment" in shown.partition("Sections without text")[2]


def test_the_report_never_scores(anna: Writer) -> None:
    """No percentage, no word of compliance, in neither language."""
    for language in ("en", "nl"):
        text = re.sub(r"<[^>]+>", " ", report(anna, f"?lang={language}"))
        assert not re.search(r"\d+ ?%", text)
        assert not re.search(r"\b(compliant|voldoet)\b", text, re.IGNORECASE)


def test_word_and_spreadsheet_hold_every_rule(anna: Writer) -> None:
    """The same rules as on the page; codes are text cells."""
    base = f"/programmes/{anna.programme}/report/file"
    word = Document(BytesIO(anna.client.get(f"{base}?format=docx").content))
    assert word.core_properties.title
    sheet = load_workbook(BytesIO(anna.client.get(f"{base}?format=xlsx").content)).active
    rules = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert "STR-2.3-DEPUTY" in rules
    assert all(cell.data_type == "s" for row in sheet.iter_rows(min_row=2) for cell in row if cell.value)


def test_another_form_is_refused(anna: Writer) -> None:
    """Only the forms that exist."""
    assert anna.client.get(f"/programmes/{anna.programme}/report/file?format=pdf").status_code == 422


def test_everything_to_fix_first_is_listed_and_the_rest_by_section(anna: Writer) -> None:
    """Nobody has to open the sections one by one to see what is left to do."""
    written = {"icp.2.1", "icp.2.6", "icp.4.3", "icp.4.7", "icp.4.8", "icp.8.1", "icp.10.1", "icp.10.3"}
    for key in written:
        replace(anna, key=key).write("We do our best as soon as possible.", 0)
    shown = report(anna, "?lang=nl")
    first = shown.partition('id="fix-first"')[2].partition("</section>")[0]
    found = anna.client.get(f"/api/v1/programmes/{anna.programme}/findings").json()["findings"]
    urgent = [
        one["id"]
        for one in found
        if one["severity"] == "fix_first"
        and one["verdict"] != "found"
        and one["section"] in written | {anna.key}
    ]
    assert first.count("<li>") == len(urgent) > 10
    rest = shown.partition('id="other-open"')[2].partition("</section>")[0]
    assert "Te verbeteren, per onderdeel" in rest
    assert "/sections/icp.10.3" in rest
    assert "De tekst noemt geen moment" in rest


def test_the_packs_are_named_as_people_know_them(anna: Writer) -> None:
    """The title of a pack, in the reader's language, and not its folder."""
    assert "Gepaste zorgvuldigheid voor mensenrechten 1.0.0" in report(anna, "?lang=nl")
    assert "hr-due-diligence" not in report(anna, "?lang=nl")


def test_the_word_file_comes_without_page_numbers_where_nothing_lays_it_out(
    anna: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the contents say how to fill them in; with LibreOffice the numbers are there."""
    address = f"/programmes/{anna.programme}/report/file?format=docx"
    hint = "press Ctrl+A, then F9"
    if exporting.has_converter():
        assert hint not in contents(anna.client.get(address).content)
    monkeypatch.setattr(exporting, "has_converter", lambda: False)
    assert hint in contents(anna.client.get(address).content)


def contents(word: bytes) -> str:
    document = Document(BytesIO(word))
    return "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
