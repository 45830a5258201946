"""A form whose file is refused comes back with everything but the file, and says that it is gone."""

from collections.abc import Mapping
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.people import Role
from app.usecases.workbench import Workbench
from tests.stories.companies import a_company
from tests.web.samples import picture_bytes
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

WORDS = 'Four "dots" <b>in</b> a row'
SHOWN = "Four &#34;dots&#34; &lt;b&gt;in&lt;/b&gt; a row"
AGAIN = "choose the file again"


@pytest.fixture
def anna(app: FastAPI, bench: Workbench) -> Writer:
    company = a_company(bench)
    actor = company.person("Anna de Wit", Role.DRAFTER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write("One.", 0)
    return writer


def send(
    anna: Writer, content: bytes, alternative: str = WORDS, headers: Mapping[str, str] | None = None
) -> Any:
    block = anna.read()["blocks"][0]["id"]
    fields = {"csrf_token": anna.csrf, "alternative": alternative, "after": block}
    files = {"file": ("plan.png", content, "image/png")}
    return anna.client.post(f"{anna.page}/pictures", data=fields, files=files, headers=headers)


@pytest.mark.parametrize(
    ("content", "says"), [(b"PK no picture", "Choose a PNG or JPEG picture."), (b"", "not empty")]
)
def test_the_words_for_a_refused_picture_stay(anna: Writer, content: bytes, says: str) -> None:
    """The error stands beside the file; words and place are as they were sent."""
    answer = send(anna, content)
    assert answer.status_code == 422
    form = answer.text.partition('data-insert="picture"')[2].partition("</form>")[0]
    assert f'value="{SHOWN}"' in form
    assert f'value="{anna.read()["blocks"][0]["id"]}"' in form
    assert says in form.partition('id="picture-file-error"')[2].partition("</p>")[0]
    assert AGAIN in form
    assert '<a href="#picture-file">' in answer.text
    assert "data-picture open" in answer.text


def test_a_picture_without_words_says_that_the_file_is_gone_too(anna: Writer) -> None:
    """The error is of the words; the file has to be chosen again all the same."""
    answer = send(anna, picture_bytes(), " ")
    assert answer.status_code == 422
    assert '<a href="#picture-alternative">' in answer.text
    assert AGAIN in answer.text


def test_a_picture_from_an_old_page_leaves_its_words(anna: Writer) -> None:
    """They can be copied. Sending them again without the file would not help, so there is no button."""
    anna.csrf = "of-yesterday"
    answer = send(anna, picture_bytes())
    assert answer.status_code == 403
    sent = answer.text.partition("data-sent-form")[2].partition("</form>")[0]
    assert SHOWN in sent
    assert "choose it again" in sent
    assert "<button" not in sent
    assert f'href="{anna.page}"' in answer.text


@pytest.mark.parametrize("kind", ["multipart/form-data", "Multipart/Form-Data"])
def test_an_unforeseen_error_leaves_the_words_too(
    anna: Writer, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """However the browser writes the kind of the form."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("app.usecases.writing.attaching.add_picture", fail)
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{anna.csrf}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="alternative"\r\n\r\n{WORDS}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nsecret bytes\r\n--x--\r\n'
    )
    headers = {"Content-Type": f"{kind}; boundary=x", "X-CSRF-Token": anna.csrf}
    answer = anna.client.post(f"{anna.page}/pictures", content=body, headers=headers)
    assert (answer.status_code, SHOWN in answer.text) == (500, True)
    assert "secret bytes" not in answer.text


def test_a_script_still_gets_the_refusal_as_json(anna: Writer) -> None:
    """It holds the form itself, and the file with it."""
    answer = send(anna, b"no picture", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["field"]) == (422, "file")


def test_the_page_before_a_refusal_asks_for_nothing_again(anna: Writer) -> None:
    """Neither in the editor nor on the page of files."""
    assert AGAIN not in anna.client.get(anna.page).text
    assert AGAIN not in anna.client.get(f"{anna.page}/files").text


def test_a_refused_file_of_evidence_has_to_be_chosen_again(anna: Writer) -> None:
    """The form holds nothing else."""
    files = {"file": ("minutes.txt", b"", "text/plain")}
    answer = anna.client.post(f"{anna.page}/files", data={"csrf_token": anna.csrf}, files=files)
    assert (answer.status_code, AGAIN in answer.text) == (422, True)


def test_after_an_unforeseen_error_a_large_file_is_not_kept_for_the_words(
    anna: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would have to be kept twice; the answer comes all the same, without the form."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.usecases.writing.attaching.add_picture", fail)
    answer = send(anna, picture_bytes() + b"." * 3 * 1024 * 1024)
    assert (answer.status_code, SHOWN in answer.text) == (500, False)
