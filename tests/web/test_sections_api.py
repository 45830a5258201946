"""Sections and blocks over HTTP, as the contract says: versions, conflicts, retries, refusals."""

import hashlib
import uuid
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.people import Role
from app.usecases.workbench import Workbench
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Writer:
    actor = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    return a_writer(app, actor, company.programme(actor))


@pytest.fixture
def sanne(app: FastAPI, company: Company, anna: Writer) -> Writer:
    return a_writer(app, company.person("Sanne Vos"), anna.programme)


def test_a_save_answers_with_what_is_stored(anna: Writer) -> None:
    """The answer of a save and the section read afterwards are one and the same."""
    before = anna.read()
    assert (before["version"], before["blocks"], before["text"]) == (0, [], "")

    answer = anna.write("One.\r\n\r\n- a\r\n- b", 0)

    assert answer.status_code == 200
    saved = answer.json()
    assert saved == anna.read()
    assert saved["text"] == "One.\n\n- a\n- b"
    assert saved["sha256"] == hashlib.sha256(saved["text"].encode()).hexdigest()
    assert [(b["kind"], b["version"]) for b in saved["blocks"]] == [
        ("paragraph", 1),
        ("bullet", 1),
        ("bullet", 1),
    ]


def test_a_conflict_carries_both_texts(anna: Writer, sanne: Writer) -> None:
    """Whoever comes second gets the text as it is and the one both began with; nothing is overwritten."""
    anna.write("Base.", 0)
    anna.write("Anna's.", 1)

    answer = sanne.write("Sanne's.", 1)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "conflict"
    assert (body["current"]["text"], body["current"]["version"]) == ("Anna's.", 2)
    assert (body["base"]["text"], body["base"]["version"]) == ("Base.", 1)
    assert body["author"] == "Anna de Wit"
    assert "Sanne's." not in answer.text
    assert anna.read()["text"] == "Anna's."


@pytest.mark.parametrize(
    ("version", "status"),
    [
        (None, 428),
        (-1, 422),
        (1, 409),
        (2**31, 422),
        (2**63, 422),
        ("0", 422),
        ("٣", 422),
        (" 0", 422),
        (0.0, 422),
        (1e3, 422),
        (True, 422),
        ([0], 422),
    ],
)
def test_a_version_is_never_taken_loosely(anna: Writer, version: Any, status: int) -> None:
    """Missing, negative, huge or oddly written versions are refused, and nothing is saved."""
    body = {"text": "Mine."} | ({} if version is None else {"base_version": version})
    assert anna.ask("PUT", body=body).status_code == status
    assert anna.read()["version"] == 0


def test_two_versions_in_one_body_are_refused(anna: Writer) -> None:
    """A key that stands twice is no version at all."""
    raw = '{"text":"Mine.","base_version":0,"base_version":0}'
    answer = anna.client.put(
        anna.section, content=raw, headers={"X-CSRF-Token": anna.csrf, "Content-Type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert anna.read()["version"] == 0


def test_two_people_in_two_blocks_do_not_meet(anna: Writer, sanne: Writer) -> None:
    """A block whose own version matches is saved, whatever happened beside it."""
    first, second = anna.write("One.\n\nTwo.", 0).json()["blocks"]
    one = anna.ask("PUT", f"/blocks/{first['id']}", {"text": "One, Anna.", "base_version": 1})
    two = sanne.ask("PUT", f"/blocks/{second['id']}", {"text": "Two, Sanne.", "base_version": 1})

    assert (one.status_code, two.status_code) == (200, 200)
    assert (two.json()["version"], two.json()["section"]["version"]) == (2, 3)
    assert anna.read()["text"] == "One, Anna.\n\nTwo, Sanne."


def test_two_people_in_one_block_meet(anna: Writer, sanne: Writer) -> None:
    """The second one gets the block as it is and as it was."""
    block = anna.write("One.", 0).json()["blocks"][0]
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "Anna's.", "base_version": 1})
    answer = sanne.ask("PUT", f"/blocks/{block['id']}", {"text": "Sanne's.", "base_version": 1})

    assert answer.status_code == 409
    body = answer.json()
    assert (body["code"], body["current"]["text"], body["base"]["text"]) == ("conflict", "Anna's.", "One.")


def test_blocks_are_added_moved_deleted_and_brought_back(anna: Writer) -> None:
    """The life of a block over HTTP."""
    one = anna.ask("POST", "/blocks", {"kind": "paragraph", "text": "One."})
    assert one.status_code == 201
    first = one.json()
    heading = anna.ask("POST", "/blocks", {"kind": "heading", "text": "Title", "after": None}).json()
    last = anna.ask("POST", "/blocks", {"kind": "bullet", "text": "Item", "after": first["id"]}).json()
    assert [b["id"] for b in anna.read()["blocks"]] == [heading["id"], first["id"], last["id"]]

    moved = anna.ask("POST", f"/blocks/{last['id']}/move", {"base_version": 1, "after": None})
    assert moved.status_code == 200
    assert anna.read()["text"] == "- Item\n\n### Title\n\nOne."
    gone = anna.ask("DELETE", f"/blocks/{first['id']}?base_version=1")
    assert gone.status_code == 200
    assert anna.read()["text"] == "- Item\n\n### Title"
    back = anna.ask("POST", "/undo", {"version": gone.json()["section"]["version"]})
    assert back.status_code == 200
    assert anna.read()["text"] == "- Item\n\n### Title\n\nOne."
    assert anna.ask("DELETE", f"/blocks/{first['id']}").status_code == 428
    assert anna.ask("DELETE", f"/blocks/{first['id']}", {"base_version": 7}).status_code == 409


def test_blocks_are_divided_and_joined(anna: Writer) -> None:
    """What Enter and Backspace do, over HTTP; a retry divides once."""
    block = anna.write("One. Two.", 0).json()["blocks"][0]
    body = {"texts": ["One.", "Two."], "base_version": 1}
    key = uuid.uuid4().hex
    answers = [anna.ask("POST", f"/blocks/{block['id']}/divide", body, key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    first, second = answers[0].json()["blocks"]
    assert (first["id"], anna.read()["text"]) == (block["id"], "One.\n\nTwo.")

    whole = {"text": "One.Two.", "base_version": 2, "following": second["id"], "following_version": 1}
    joined = anna.ask("POST", f"/blocks/{block['id']}/join", whole)
    assert (joined.status_code, joined.json()["version"], anna.read()["text"]) == (200, 3, "One.Two.")
    gone = anna.ask("POST", f"/blocks/{block['id']}/join", whole | {"base_version": 3})
    assert (gone.status_code, gone.json()["code"]) == (409, "conflict")
    alone = anna.ask("POST", f"/blocks/{block['id']}/divide", {"texts": ["One."], "base_version": 3})
    assert alone.status_code == 422


def test_a_retry_gets_the_first_answer_and_has_one_effect(anna: Writer) -> None:
    """The same key and body: the very same bytes. The same key and another body: refused."""
    key = uuid.uuid4().hex
    body = {"kind": "paragraph", "text": "Once."}
    first = anna.ask("POST", "/blocks", body, key=key)
    again = anna.ask("POST", "/blocks", body, key=key)

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert len(anna.read()["blocks"]) == 1
    other = anna.ask("POST", "/blocks", body | {"text": "Else."}, key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_retried_save_is_not_mistaken_for_a_conflict(anna: Writer) -> None:
    """A save whose answer got lost is answered again, though the version has moved on by that very save."""
    block = anna.write("One.", 0).json()["blocks"][0]
    key = uuid.uuid4().hex
    body = {"text": "Two.", "base_version": 1}
    first = anna.ask("PUT", f"/blocks/{block['id']}", body, key=key)
    again = anna.ask("PUT", f"/blocks/{block['id']}", body, key=key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert anna.read()["version"] == 2


@pytest.mark.parametrize("text", ["a\x00b", "\x0b", "\ufffe"])
def test_characters_no_document_can_keep_are_refused(anna: Writer, text: str) -> None:
    """422 with the place; the text is not altered silently and not repeated."""
    answer = anna.write(text, 0)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_character"
    assert anna.read()["version"] == 0


def test_a_lone_surrogate_is_refused(anna: Writer) -> None:
    """JSON can write half a character; nothing can keep it."""
    answer = anna.client.put(
        anna.section,
        content=b'{"text":"\\ud800","base_version":0}',
        headers={"X-CSRF-Token": anna.csrf, "Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_character")


def test_too_long_a_text_is_refused_whole(anna: Writer) -> None:
    """The limit is documented in characters, and the answer does not repeat the text."""
    answer = anna.write("a" * 200_001, 0)
    assert answer.status_code == 413
    assert len(answer.content) < 2_000
    assert anna.write("a" * 200_000, 0).status_code == 200


def test_marks_and_markup_are_text(anna: Writer) -> None:
    """Hostile text comes back as the characters it is, in JSON and on the page."""
    hostile = '<script>alert(1)</script> "><svg onload=x> javascript:1 {{7*7}} ${7*7} hx-get=/x </textarea>'
    anna.write(hostile, 0)
    assert anna.read()["text"] == hostile
    page = anna.client.get(anna.page)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<svg onload" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_history_over_http(anna: Writer) -> None:
    """Who, when and why, each version's text, and restoring one."""
    anna.write("One.", 0)
    anna.write("Two.", 1)
    lines = anna.ask("GET", "/versions").json()["versions"]
    assert [(line["version"], line["author"]) for line in lines] == [(2, "Anna de Wit"), (1, "Anna de Wit")]
    assert anna.ask("GET", "/versions/1").json()["text"] == "One."
    assert anna.ask("GET", "/versions/9").status_code == 404
    restored = anna.ask("POST", "/versions/1/restore", {"base_version": 2})
    assert (restored.status_code, restored.json()["version"], restored.json()["text"]) == (200, 3, "One.")


def test_a_resolved_conflict_keeps_every_text(anna: Writer, sanne: Writer) -> None:
    """What does not go on stands in the history of the version that ended the conflict."""
    block = anna.write("One two three.", 0).json()["blocks"][0]
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "One two THREE.", "base_version": 1})

    body = {"choice": "combined", "mine": "ONE two three.", "text": "ONE two THREE.", "version": 2}
    answer = sanne.ask("POST", f"/blocks/{block['id']}/resolve", body)

    assert answer.status_code == 200
    version = answer.json()["section"]["version"]
    kept = anna.ask("GET", f"/versions/{version}").json()
    assert kept["text"] == "ONE two THREE."
    assert kept["replaced"] == ["ONE two three.", "One two THREE."]
    assert kept["cause"] == "merge"


def test_mine_becomes_a_paragraph_of_its_own(anna: Writer, sanne: Writer) -> None:
    """Keep mine adds a paragraph below; keep theirs keeps mine in the history."""
    block = anna.write("One.", 0).json()["blocks"][0]
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "Anna's.", "base_version": 1})

    sanne.ask(
        "POST", f"/blocks/{block['id']}/resolve", {"choice": "keep_mine", "mine": "Mine.", "version": 2}
    )
    assert anna.read()["text"] == "Anna's.\n\nMine."
    answer = sanne.ask(
        "POST", f"/blocks/{block['id']}/resolve", {"choice": "keep_theirs", "mine": "Lost?", "version": 2}
    )
    version = answer.json()["section"]["version"]
    assert anna.ask("GET", f"/versions/{version}").json()["replaced"] == ["Lost?"]


def test_a_conflict_that_moved_on_is_a_new_conflict(anna: Writer, sanne: Writer) -> None:
    """Nobody resolves against a text they have not seen."""
    block = anna.write("One.", 0).json()["blocks"][0]
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "Two.", "base_version": 1})
    anna.ask("PUT", f"/blocks/{block['id']}", {"text": "Three.", "base_version": 2})
    body = {"choice": "combined", "mine": "M.", "text": "C.", "version": 2}
    assert sanne.ask("POST", f"/blocks/{block['id']}/resolve", body).status_code == 409
    assert anna.read()["text"] == "Three."


def test_a_paste_comes_as_blocks_and_goes_as_one(anna: Writer) -> None:
    """Word's clipboard becomes blocks; one undo takes them all back."""
    anna.write("First.", 0)
    html = "<p>One <b>bold</b></p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>"
    answer = anna.ask("POST", "/paste", {"html": html, "after": anna.read()["blocks"][0]["id"]})

    assert answer.status_code == 201
    assert [b["kind"] for b in answer.json()["blocks"]] == ["paragraph", "bullet", "bullet", "table"]
    assert anna.read()["text"].startswith("First.\n\nOne **bold**\n\n- a\n- b\n\n| x | y |")
    anna.ask("POST", "/undo", {"version": answer.json()["section"]["version"]})
    assert anna.read()["text"] == "First."
    empty = anna.ask("POST", "/paste", {"text": " \n "})
    assert (empty.status_code, empty.json()["code"]) == (422, "nothing_to_paste")


def test_a_paste_says_how_many_pictures_stayed_behind(anna: Writer) -> None:
    """A picture cannot come along on the clipboard; whoever pasted hears of it, at a repeated request too."""
    html = '<p>Chart: <img src="data:x" alt="deputies"></p><p>End.<img src="y"></p>'
    for _ in range(2):
        answer = anna.ask("POST", "/paste", {"html": html}, key="the-same")
        assert answer.json()["pictures_left_out"] == 2
    assert anna.ask("POST", "/paste", {"text": "None."}).json()["pictures_left_out"] == 0


def test_plain_lines_are_paragraphs(anna: Writer) -> None:
    """Word's plain text has one line end between paragraphs."""
    answer = anna.ask("POST", "/paste", {"text": "One.\r\nTwo.\r\nThree."})
    assert [b["text"] for b in answer.json()["blocks"]] == ["One.", "Two.", "Three."]


def test_a_model_clause_remembers_where_it_came_from(anna: Writer) -> None:
    """Its blocks carry clause and version, and stand in the language of the document."""
    answer = anna.ask("POST", "/clauses", {"clause": "icp.2.3/deputy"})
    assert answer.status_code == 201
    assert {b["clause"] for b in answer.json()["blocks"]} == {"icp.2.3/deputy@1"}
    assert "{{deputy_export_control_officer}}" in anna.read()["text"]
    assert anna.ask("POST", "/clauses", {"clause": "icp.2.3/nothing"}).status_code == 404


def test_presence_is_seen_by_others_and_runs_out(anna: Writer, sanne: Writer, clock: Any) -> None:
    """A hint of two minutes; oneself is not shown."""
    block = anna.write("One.", 0).json()["blocks"][0]["id"]
    sanne.ask("PUT", "/presence", {"block": block})
    assert anna.ask("GET", "/presence").json() == {
        "version": 1,
        "others": [{"name": "Sanne Vos", "block": block}],
    }
    assert sanne.ask("GET", "/presence").json()["others"] == []
    clock.forward(minutes=3)
    assert anna.ask("GET", "/presence").json()["others"] == []
    sanne.ask("PUT", "/presence", {"block": block})
    sanne.ask("PUT", "/presence", {"block": None})
    assert anna.ask("GET", "/presence").json()["others"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PUT", "", {"text": "x", "base_version": 0}),
        ("POST", "/blocks", {"kind": "paragraph", "text": "x"}),
        ("PUT", "/blocks/b", {"text": "x", "base_version": 1}),
        ("DELETE", "/blocks/b?base_version=1", None),
        ("POST", "/undo", {"version": 1}),
        ("POST", "/paste", {"text": "x"}),
        ("GET", "/versions", None),
        ("GET", "/presence", None),
        ("PUT", "/presence", {"block": "b"}),
    ],
)
def test_another_company_finds_nothing(
    app: FastAPI, bench: Workbench, anna: Writer, method: str, path: str, body: Any
) -> None:
    """Foreign programmes answer 404 to every method, the same as unknown ones."""
    stranger = a_writer(app, a_company(bench, "Other B.V.").person("Otto Bos"), anna.programme)
    assert stranger.ask(method, path, body).status_code == 404
    stranger.programme = "no-such-programme"
    assert stranger.ask(method, path, body).status_code == 404


def test_without_a_session_nothing_is_saved_and_the_answer_says_so(anna: Writer) -> None:
    """401 for the script of the page, which keeps the text and asks for the password."""
    anna.client.cookies.clear()
    answer = anna.write("Mine.", 0)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
