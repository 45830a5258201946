"""A refused form of a browser without JavaScript comes back with what was written in it."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.errors import TryLater
from app.domain.people import Role
from app.usecases.workbench import Workbench
from tests.stories.accounts import PASSWORD
from tests.stories.companies import a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

WRITTEN = "Ordinary words <b>of</b> Anna.\r\nAnd a second line."
KEPT = "Ordinary words <b>of</b> Anna.\nAnd a second line."


@pytest.fixture
def anna(app: FastAPI, bench: Workbench) -> Writer:
    company = a_company(bench)
    actor = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write("One.", 0)
    return writer


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nobody can save for the moment."""

    def wait(*_: Any, **__: Any) -> None:
        raise TryLater("database_busy", seconds=2)

    for act in ("drafting.save_block", "inserting.paste_blocks"):
        monkeypatch.setattr(f"app.usecases.writing.{act}", wait)
    return monkeypatch


def fields_of(answer: Any) -> list[tuple[str, str]]:
    """What a browser would send for the form on the page, in its order."""
    form = re.search(r"<form[^>]*data-sent-form>(.*?)</form>", answer.text, re.S)
    assert form, answer.text
    found = re.findall(
        r'<input type="hidden" name="([\w.]+)" value="([^"]*)">'
        r'|<textarea[^>]*name="([\w.]+)"[^>]*>\n(.*?)</textarea>',
        form[1],
        re.S,
    )
    return [(name or area, unescape(value or text)) for name, value, area, text in found]


def send_again(writer: Writer, answer: Any) -> Any:
    action = re.search(r'action="([^"]*)" data-sent-form', answer.text)
    assert action
    data: dict[str, list[str]] = {}
    for name, value in fields_of(answer):
        data.setdefault(name, []).append(value)
    return writer.client.post(action[1], data=data)


def first(writer: Writer) -> Any:
    return writer.read()["blocks"][0]


def save(writer: Writer, **fields: Any) -> Any:
    return writer.post(f"/blocks/{first(writer)['id']}", text=WRITTEN, base_version="1", **fields)


def test_after_a_busy_moment_the_text_can_be_sent_again(
    anna: Writer, busy: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page holds it, escaped; one press saves it. No log and no address hold it."""
    answer = save(anna)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "<b>of</b>" not in answer.text
    assert dict(fields_of(answer))["text"] == WRITTEN
    assert f'href="{anna.page}"' in answer.text
    assert "Ordinary" not in capsys.readouterr().out
    busy.undo()

    assert send_again(anna, answer).status_code == 303
    assert first(anna)["text"] == KEPT


def test_an_old_form_comes_back_with_a_fresh_token(anna: Writer) -> None:
    """A token of another session is refused; the text and a valid token stand on the page."""
    answer = save(anna, csrf_token="of-yesterday")
    assert answer.status_code == 403
    assert 'data-error-code="csrf"' in answer.text
    assert send_again(anna, answer).status_code == 303
    assert first(anna)["text"] == KEPT


def test_a_form_of_another_site_is_not_given_back(anna: Writer) -> None:
    """Else a page elsewhere could put its words before somebody with our button beneath them."""
    path = f"{anna.page}/blocks/{first(anna)['id']}"
    form = {"text": WRITTEN, "base_version": "1"}
    answer = anna.client.post(path, data=form, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, 'data-error-code="cross_origin"' in answer.text) == (403, True)
    assert "Ordinary" not in answer.text
    assert "data-sent-form" not in answer.text


def test_a_session_that_ended_loses_no_text(anna: Writer) -> None:
    """Sign in in another tab, send it again, and once more as the person who is signed in by then."""
    block = first(anna)["id"]
    email = anna.client.get("/api/v1/session").json()["user"]["email"]
    anna.client.cookies.clear()
    answer = anna.post(f"/blocks/{block}", text=WRITTEN, base_version="1")
    assert answer.status_code == 401
    assert 'href="/login" target="_blank"' in answer.text
    anna.client.post("/api/v1/login", json={"username": email, "password": PASSWORD})

    refused = send_again(anna, answer)

    assert refused.status_code == 403
    assert send_again(anna, refused).status_code == 303
    assert first(anna)["text"] == KEPT


def test_an_old_form_without_a_text_has_its_way_back(anna: Writer) -> None:
    """There is nothing to hand back, but the page it stood on."""
    answer = anna.post("/undo", csrf_token="of-yesterday", version="1")
    assert "data-sent-form" not in answer.text
    assert f'href="{anna.page}"' in answer.text


def test_the_cells_of_a_table_keep_their_order(anna: Writer) -> None:
    """The empty ones go along unseen, in their places."""
    cells = ["Country", "", "Nobody", "Never"]
    answer = save(anna, csrf_token="", cell=cells, columns="2")
    assert [value for name, value in fields_of(answer) if name == "cell"] == cells
    assert "part 3 of 4" in answer.text


def test_what_cannot_be_taken_at_all_can_be_copied(anna: Writer) -> None:
    """Sending it again would not help; the text is there to read."""
    block = first(anna)["id"]
    answer = anna.client.post(
        f"/programmes/{anna.programme}/sections/icp.0.0/blocks/{block}",
        data={"csrf_token": anna.csrf, "text": WRITTEN, "base_version": "1"},
    )
    assert answer.status_code == 404
    assert dict(fields_of(answer))["text"] == WRITTEN
    assert "readonly" in answer.text
    assert "Send again" not in answer.text


def test_a_text_that_is_too_long_can_be_shortened(anna: Writer) -> None:
    """The page that refuses it is the page to put it right."""
    answer = anna.post("/text", text="word " * 41_000, base_version="1")
    assert answer.status_code == 413
    assert "readonly" not in answer.text
    assert send_again(anna, answer).status_code == 413


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"HX-Request-Type": "partial"}])
def test_scripts_keep_their_text_themselves(
    anna: Writer, busy: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    """Answers that are no page never repeat it."""
    data = {"csrf_token": anna.csrf, "content": WRITTEN}
    answer = anna.client.post(f"{anna.page}/paste", data=data, headers=headers)
    assert answer.status_code == 503
    assert "Ordinary" not in answer.text


@pytest.mark.parametrize("path", ["/account/password", "/login", "/admin/x/people"])
def test_no_page_repeats_a_password(anna: Writer, path: str) -> None:
    """Only forms about a programme come back."""
    secret = "a password of more than sixty characters, as sentences are these days"
    answer = anna.client.post(path, data={"csrf_token": "old", "password": secret, "reason": secret})
    assert secret not in answer.text
    assert "data-sent-form" not in answer.text


def test_the_page_speaks_dutch(anna: Writer) -> None:
    """Heading, sentence and button in the reader's language."""
    anna.client.cookies.set("lang", "nl")
    shown = save(anna, csrf_token="").text
    for text in ("Wat u schreef", "Uw tekst", "Opnieuw versturen", "Open de pagina van dit formulier"):
        assert text in shown


def test_facts_of_an_old_form_come_back_without_those_left_alone(anna: Writer) -> None:
    """Short as they are: only what was typed is shown, and one press saves it."""
    path = f"/programmes/{anna.programme}/blanks"
    form = {
        "csrf_token": "of-yesterday",
        "base_version": "0",
        "was.company_name": "",
        "value.company_name": "Sundial B.V.",
        "was.officer_name": "",
        "value.officer_name": "",
    }
    answer = anna.client.post(path, data=form)
    assert answer.status_code == 403
    assert answer.text.count("<textarea") == 1
    assert send_again(anna, answer).status_code == 303
    assert "Sundial B.V." in anna.client.get(f"{path}?subject=0").text


def test_answers_of_an_old_form_come_back_and_can_be_sent(anna: Writer) -> None:
    """The ticks of a page of the interview go along; the name typed on it is shown."""
    path = f"/programmes/{anna.programme}/scope/company"
    shown = anna.client.get(path)
    answers = dict.fromkeys(re.findall(r'name="(answer\.\w+)"', shown.text), "unknown")
    seen = dict(re.findall(r'name="(\w+_version)" value="(\d+)"', shown.text))
    assert (len(answers), len(seen)) == (3, 2)
    form = {"csrf_token": "of-yesterday", **seen, "fact.company_name": "Sundial B.V.", **answers}
    answer = anna.client.post(path, data=form)
    assert answer.status_code == 403
    assert answer.text.count("<textarea") == 1
    again = send_again(anna, answer)
    assert (again.status_code, again.headers["location"].rpartition("/")[2]) == (303, "activities")


def test_answers_without_a_text_are_called_answers(anna: Writer) -> None:
    """There is nothing to copy, so nobody is told to."""
    path = f"/programmes/{anna.programme}/scope/company"
    form = {"csrf_token": "of-yesterday", "base_version": "0", "answer.Q01": "own"}
    shown = anna.client.post(path, data=form).text
    assert "What you chose" in shown
    assert "Copy it" not in shown
    assert "Your text" not in shown


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Something that nobody foresaw, with the text in its message."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(WRITTEN)

    for act in (
        "writing.drafting.save_block",
        "writing.commenting.write_comment",
        "people.engaging.give_engagement",
    ):
        monkeypatch.setattr(f"app.usecases.{act}", fail)
    return monkeypatch


def test_an_unforeseen_error_gives_the_form_back(
    anna: Writer, broken: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether it was saved is not said, for nobody knows; it can be sent again. No log holds it."""
    answer = save(anna)
    assert (answer.status_code, 'data-error-code="server_error"' in answer.text) == (500, True)
    assert "not certain" in answer.text
    assert "was not saved" not in answer.text
    assert dict(fields_of(answer))["text"] == WRITTEN
    out = capsys.readouterr()
    assert "unforeseen" in out.out + out.err
    assert "Ordinary" not in out.out + out.err
    broken.undo()

    assert send_again(anna, answer).status_code == 303
    assert first(anna)["text"] == KEPT


def test_a_form_of_the_administration_comes_back_too(anna: Writer, broken: pytest.MonkeyPatch) -> None:
    """To be copied only: what was chosen decides what somebody may do, and nobody should send it unseen."""
    company = re.search(r"/organisations/([\w-]+)/imports", anna.client.get("/programmes/new").text)
    assert company
    typed = {"consultant": "kees@example.org", "scope": "write", "programme": "", "until": "2027-01-31"}
    form = {"csrf_token": anna.csrf, **typed}
    answer = anna.client.post(f"/admin/{company[1]}/engagements", data=form)
    assert answer.status_code == 500
    assert typed.items() <= dict(fields_of(answer)).items()
    assert 'name="consultant" rows' in answer.text
    assert "Send again" not in answer.text


def test_a_form_that_cannot_be_read_still_gets_its_answer(anna: Writer, broken: pytest.MonkeyPatch) -> None:
    """The answer to an error nobody foresaw does not fail on the form for which it is made."""

    async def full(*_: Any) -> None:
        raise OSError(WRITTEN)

    broken.setattr("app.web.problems.sent_form", full)
    answer = save(anna)
    assert (answer.status_code, 'data-error-code="server_error"' in answer.text) == (500, True)
    assert "Ordinary" not in answer.text


def test_a_form_that_stays_on_the_page_is_not_repeated(anna: Writer, broken: pytest.MonkeyPatch) -> None:
    """The notice for it says that the words are still there."""
    block = first(anna)["id"]
    answer = anna.client.post(
        f"{anna.page}/comments",
        data={"block": block, "text": WRITTEN},
        headers={"HX-Request-Type": "partial", "X-CSRF-Token": anna.csrf},
    )
    assert (answer.status_code, answer.headers["hx-retarget"]) == (500, "#notices")
    assert "still in the form" in answer.text
    assert "not certain" in answer.text
    assert "Ordinary" not in answer.text


def test_no_password_is_repeated(anna: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms of an account stay out of every answer, whatever breaks."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.usecases.access.passwords.change_password", fail)
    form = {"csrf_token": anna.csrf, "present": PASSWORD, "password": WRITTEN, "name": WRITTEN}
    answer = anna.client.post("/account/password", data=form)
    assert answer.status_code == 500
    assert "Ordinary" not in answer.text
    assert PASSWORD not in answer.text
