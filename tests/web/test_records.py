"""Annex forms on pages that work without JavaScript, and over JSON."""

import re
import uuid
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from app.domain.people import Actor, Role
from app.domain.records import Record
from app.usecases.records.record_keeping import read_record, save_record, start_record
from app.usecases.workbench import Workbench
from icp_templates import load_library
from tests.stories.assessments import FINISHED, an_assessment
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def actor(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def anna(app: FastAPI, company: Company, actor: Actor) -> Writer:
    return a_writer(app, actor, company.programme(actor))


@pytest.fixture
def record(bench: Workbench, actor: Actor, anna: Writer) -> Record:
    return an_assessment(bench, actor, anna.programme, close=False)


def _base(writer: Writer) -> str:
    return f"/programmes/{writer.programme}"


def _post(writer: Writer, path: str, values: dict[str, str], **more: str) -> Any:
    fields = {f"value.{name}": value for name, value in values.items()}
    return writer.client.post(f"{_base(writer)}{path}", data={"csrf_token": writer.csrf, **fields, **more})


@pytest.mark.parametrize("form", load_library().template("eu-nl").forms, ids=lambda form: form.id)
def test_every_form_is_filled_in_with_the_words_of_the_template(anna: Writer, form: Any) -> None:
    """Each label and each choice, word for word, in both languages; the page takes its own form back."""
    for language in ("en", "nl"):
        page = anna.client.get(f"{_base(anna)}/forms/{form.id}?lang={language}")
        assert page.status_code == 200
        text = _plain(page.text)
        assert form.title[language] in text
        for field in form.fields:
            assert field.label[language] in text
            assert all(words[language] in text for words in field.choices.values())
        for block in form.blocks[language]:
            assert block.text in text
    names = re.findall(r'name="value\.(\w+)"', page.text)
    assert set(names) == {field.id for field in form.fields if field.kind != "heading"}
    subject = form.field(form.subject)
    value = next(iter(subject.choices), "Something")
    answer = _post(anna, f"/forms/{form.id}", dict.fromkeys(names, "") | {form.subject: value})
    assert answer.status_code == 303, answer.text


def test_what_is_missing_before_closing_is_named_field_by_field(anna: Writer) -> None:
    """Nothing typed is lost, each flaw stands beside its field and in the summary."""
    values = FINISHED | {"sources": "", "dissent": ""}
    answer = _post(anna, "/forms/A11", values, do="close")
    assert answer.status_code == 422
    assert 'href="#field-sources"' in answer.text
    assert 'href="#field-dissent"' in answer.text
    assert 'id="field-sources-error"' in answer.text
    assert FINISHED["product"] in answer.text
    assert re.search(r'value="go" checked', answer.text)


def test_an_open_record_is_edited_a_closed_one_is_read(
    bench: Workbench, actor: Actor, anna: Writer, record: Record
) -> None:
    """The same address: a form while it is open, text afterwards; the answers are words, not codes."""
    path = f"/records/{record.id}"
    assert "<textarea" in anna.client.get(f"{_base(anna)}{path}").text
    answer = _post(anna, path, {"outcome": "stop"}, base_version="1", do="close")
    assert answer.headers["location"] == f"{_base(anna)}{path}"
    shown = anna.client.get(f"{_base(anna)}{path}?lang=nl").text
    assert "<textarea" not in shown
    assert "Stoppen" in shown
    assert "3 maart 2027" in shown
    again = _post(anna, path, {"outcome": "go"}, base_version="2")
    assert again.status_code == 409
    assert read_record(bench, actor, anna.programme, record.id).record.values["outcome"] == "stop"


def test_two_people_see_each_others_words(
    bench: Workbench, actor: Actor, anna: Writer, record: Record
) -> None:
    """409; what was typed stays, what the colleague saved stands beside it, the next save goes through."""
    save_record(bench, actor, anna.programme, record.id, {"rights": "Their words", "outcome": "stop"}, 1)
    answer = _post(anna, f"/records/{record.id}", {"rights": "My words", "outcome": "go"}, base_version="1")
    assert answer.status_code == 409
    assert 'value="My words"' in answer.text
    assert "Your colleague saved: Their words" in _plain(answer.text)
    assert "Your colleague saved: Stop" in _plain(answer.text)
    assert 'name="base_version" value="2"' in answer.text
    saved = _post(anna, f"/records/{record.id}", {"rights": "My words"}, base_version="2")
    assert saved.status_code == 303


def test_a_correction_names_the_version_it_corrects(bench: Workbench, actor: Actor, anna: Writer) -> None:
    """Without a reason it is not taken; the old version can be read at its own address."""
    record = an_assessment(bench, actor, anna.programme)
    path = f"/records/{record.id}"
    without = _post(anna, f"{path}/correct", {"outcome": "stop"}, base_version="1")
    assert without.status_code == 422
    assert 'href="#reason"' in without.text
    done = _post(anna, f"{path}/correct", {"outcome": "stop"}, base_version="1", reason="Unit was renamed")
    assert done.status_code == 303
    shown = _plain(anna.client.get(f"{_base(anna)}{path}").text)
    assert "Version 2: corrects version 1" in shown
    assert "Unit was renamed · Changed: Outcome." in shown
    assert "Stop" in shown
    old = _plain(anna.client.get(f"{_base(anna)}{path}/versions/1").text)
    assert "Version 1, which is not the newest" in old
    assert "Outcome Go Conditions" in old
    assert anna.client.get(f"{_base(anna)}{path}/versions/3").status_code == 404


def test_the_register_says_whom_to_weigh_again(bench: Workbench, actor: Actor, anna: Writer) -> None:
    """Overdue first, in words; the filter leaves out the rest; weighing again takes the facts."""
    late = an_assessment(bench, actor, anna.programme, end_user="Unit Late", next_test="2026-11-01")
    an_assessment(bench, actor, anna.programme, end_user="Unit Later")
    start_record(bench, actor, anna.programme, "A4", {"item": "DF-9"})
    page = anna.client.get(f"{_base(anna)}/register").text
    assert page.index("Unit Late<") < page.index("Unit Later<")
    assert "Should have been weighed again before 1 November 2026" in page
    assert "Weigh again before 3 March 2027" in page
    assert "A4 " in page
    due = anna.client.get(f"{_base(anna)}/register?show=due").text
    assert "Unit Late<" in due
    assert "Unit Later<" not in due
    kind = anna.client.get(f"{_base(anna)}/register?kind=A4").text
    assert "DF-9" in kind
    assert "Unit Late<" not in kind
    again = anna.client.get(f"{_base(anna)}/forms/A11?again={late.id}").text
    assert 'value="Unit Late"' in again
    assert FINISHED["reasons"] not in again
    home = anna.client.get("/home").text
    assert "1 assessment is due for review" in home
    assert "1 assessment is due for review" in anna.client.get(_base(anna)).text


@pytest.mark.parametrize(
    ("query", "status"), [("kind=<script>", 422), ("show=nonsense", 422), (f"q={'x' * 201}", 413)]
)
def test_a_register_that_cannot_be_narrowed_says_so(anna: Writer, query: str, status: int) -> None:
    """Bad filters are refused, not guessed at."""
    assert anna.client.get(f"{_base(anna)}/register?{query}").status_code == status


def test_the_spreadsheet_reckons_with_nothing(bench: Workbench, actor: Actor, anna: Writer) -> None:
    """What begins with = stays text, a code keeps its form, a day is a day."""
    start_record(
        bench, actor, anna.programme, "A4",
        {"item": '=HYPERLINK("http://x")', "code": "5A001.f", "assessed_on": "2026-03-03"},
    )  # fmt: skip
    an_assessment(bench, actor, anna.programme, end_user="+31 20", next_test="2026-11-01")
    answer = anna.client.get(f"/api/v1/programmes/{anna.programme}/register?format=xlsx&lang=nl")
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.content))
    first = book["Opnieuw afwegen"]
    assert [cell.value for cell in first[2]][:2] == ["+31 20", "Doorgaan"]
    assert first["E2"].value == "Ja"
    sheet = next(page for page in book if page.title.startswith("A4"))
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    item = sheet["A2"]
    assert (item.data_type, item.value) == ("s", '=HYPERLINK("http://x")')
    days = [cell for cell in sheet[2] if cell.is_date]
    assert len(days) == 2
    assert row["Code"].value == "5A001.f"
    with ZipFile(BytesIO(answer.content)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_forms_records_and_register_come_as_word(
    bench: Workbench, actor: Actor, anna: Writer, record: Record, language: str
) -> None:
    """Files to keep and to print, with a fingerprint; an unknown language is refused."""
    base = f"/api/v1/programmes/{anna.programme}"
    for path, word in (
        ("forms/A11/export", {"en": "Go with conditions", "nl": "Doorgaan onder voorwaarden"}[language]),
        (f"records/{record.id}/export", FINISHED["product"]),
        ("register", FINISHED["end_user"]),
    ):
        answer = anna.client.get(f"{base}/{path}?format=docx&lang={language}")
        assert answer.status_code == 200, path
        assert len(answer.headers["x-content-sha256"]) == 64
        with ZipFile(BytesIO(answer.content)) as package:
            assert word in package.read("word/document.xml").decode()
        assert anna.client.get(f"{base}/{path}?format=docx&lang=fr").status_code == 422


def test_records_over_json(anna: Writer) -> None:
    """Made, changed, closed and corrected by requests; a repeated one changes nothing twice."""
    address = f"/api/v1/programmes/{anna.programme}/records"
    key = uuid.uuid4().hex

    def ask(method: str, path: str, body: Any, key: str | None = None) -> Any:
        headers = {"X-CSRF-Token": anna.csrf, "Idempotency-Key": key or uuid.uuid4().hex}
        return anna.client.request(method, f"{address}{path}", json=body, headers=headers)

    body = {"form": "A11", "values": FINISHED}
    made = ask("POST", "", body, key)
    assert (made.status_code, made.json()["form"], made.json()["version"]) == (201, "A11@1", 1)
    assert ask("POST", "", body, key).json() == made.json()
    assert len(anna.client.get(address).json()["records"]) == 1
    one = f"/{made.json()['id']}"
    stale = ask("PUT", one, {"values": {"outcome": "stop"}, "base_version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")
    assert stale.json()["current"]["version"] == 1
    closed = ask("PUT", one, {"values": {}, "base_version": 1, "close": True}).json()
    assert (closed["version"], closed["closed"]) == (2, True)
    refused = ask("PUT", one, {"values": {"outcome": "stop"}, "base_version": 2})
    assert (refused.status_code, refused.json()["code"]) == (409, "record_closed")
    ask("PUT", one, {"values": {"outcome": "stop"}, "base_version": 2, "correction": "Unit was renamed"})
    shown = anna.client.get(f"{address}{one}").json()
    assert [(line["version"], line["corrects"]) for line in shown["versions"]] == [
        (3, 2),
        (2, None),
        (1, None),
    ]
    assert (shown["values"]["outcome"], shown["versions"][1]["values"]["outcome"]) == ("stop", "go")
    flaw = ask("POST", "", {"form": "A11", "values": {"end_user": "x"}, "close": True})
    assert flaw.status_code == 422
    assert "sources" in flaw.json()["fields"]
    assert ask("POST", "", {"form": "A77", "values": {}}).status_code == 404


def _plain(html: str) -> str:
    """The text of a page, entities resolved, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
