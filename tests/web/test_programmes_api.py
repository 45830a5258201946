"""Programmes, findings, comments and files over HTTP, in the shapes that others rely on."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import Actor, Role
from app.usecases.workbench import Workbench
from tests.stories.accounts import PASSWORD
from tests.stories.companies import Company, a_company
from tests.web.conftest import ADDRESS

KEY = "icp.2.3"
DEPUTY = "STR-2.3-DEPUTY"
STOP = "The export control officer, {{export_control_officer}}, may stop any order."
REASON = "Our group company in Delft deputises."


@dataclass
class Asker:
    """A signed-in client of the JSON interface."""

    client: TestClient
    csrf: str

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request below /api/v1; `headers` by name with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(
            method, f"/api/v1{path}", json=body, headers={"X-CSRF-Token": self.csrf} | named
        )


def an_asker(app: FastAPI, actor: Actor) -> Asker:
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    answer = client.post("/api/v1/login", json={"username": actor.person.email, "password": PASSWORD})
    return Asker(client, answer.json()["csrf_token"])


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Asker:
    return an_asker(app, company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER))


@pytest.fixture
def programme(anna: Asker, company: Company) -> str:
    """The path of a programme whose section 2.3 has no deputy."""
    wanted = {"title": "ICP", "organisation": company.organisation.id, "template": "eu-nl", "language": "en"}
    started = anna("POST", "/programmes", wanted)
    assert started.status_code == 201
    path = f"/programmes/{started.json()['id']}"
    saved = anna("PUT", f"{path}/sections/{KEY}", {"text": STOP, "base_version": 0})
    assert saved.status_code == 200
    return path


def finding(ask: Asker, programme: str, rule: str = DEPUTY) -> dict[str, Any]:
    found = ask("GET", f"{programme}/findings?section={KEY}").json()["findings"]
    return next(one for one in found if one["requirement"] == rule)


def test_a_programme_lists_its_sections_with_status_scope_and_findings(anna: Asker, programme: str) -> None:
    """One line per section in the order of the template, with what the contract promises."""
    body = anna("GET", programme).json()

    assert {"title", "language", "template_version", "scope_version", "sections"} <= body.keys()
    lines = {line["key"]: line for line in body["sections"]}
    assert {"key", "title", "status", "applies", "reason", "version", "open_findings"} <= lines[KEY].keys()
    assert (lines[KEY]["status"], lines[KEY]["version"]) == ("in_progress", 1)
    open_here = anna("GET", f"{programme}/findings?section={KEY}").json()["findings"]
    assert lines[KEY]["open_findings"] == sum(f["verdict"] != "found" for f in open_here) > 0
    assert lines["icp.2.1"]["open_findings"] == 0


def test_a_programme_is_started_once_however_often_the_request_comes(anna: Asker, company: Company) -> None:
    """The same key and body get the first answer again."""
    wanted = {"title": "ICP", "organisation": company.organisation.id, "template": "eu-nl", "language": "nl"}
    key = uuid.uuid4().hex
    first, again = (anna("POST", "/programmes", wanted, Idempotency_Key=key) for _ in range(2))
    assert (first.status_code, first.text) == (again.status_code, again.text)
    assert len(anna("GET", "/programmes").json()["programmes"]) == 1
    other = anna("POST", "/programmes", wanted | {"title": "Other"}, Idempotency_Key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_templates_name_versions_and_languages(anna: Asker) -> None:
    """What one can start from."""
    (template,) = anna("GET", "/templates").json()["templates"]
    assert (template["id"], template["languages"]) == ("eu-nl", ["en", "nl"])
    assert template["version"]


def test_scope_answers_say_what_they_switch(anna: Asker, programme: str) -> None:
    """On and off, with a reason in words; an old version is a conflict with what stands."""
    assert anna("GET", f"{programme}/scope").json() == {"version": 0, "answers": {}}
    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)}
    saved = anna("PUT", f"{programme}/scope", {"answers": nothing, "base_version": 0}).json()
    assert saved["version"] == 1
    assert saved["switched_on"] == []
    assert all(one["section"] and one["title"] and one["reason"] for one in saved["switched_off"])

    back = anna("PUT", f"{programme}/scope", {"answers": dict.fromkeys(nothing), "base_version": 1}).json()
    assert {one["section"] for one in back["switched_on"]} == {
        one["section"] for one in saved["switched_off"]
    }
    stale = anna("PUT", f"{programme}/scope", {"answers": {}, "base_version": 1})
    assert (stale.status_code, stale.json()["current"]["version"]) == (409, 2)
    assert anna("PUT", f"{programme}/scope", {"answers": {}}).status_code == 428


def test_blanks_are_read_and_filled(anna: Asker, programme: str) -> None:
    """Values with a version; labels in the language of the request; findings see the filled text."""
    before = anna("GET", f"{programme}/blanks").json()
    assert (before["version"], before["values"]) == (0, {})
    (used,) = [blank for blank in before["blanks"] if blank["used_in"]]
    assert (used["key"], used["label"], used["used_in"]) == (
        "export_control_officer",
        "Export control officer",
        [KEY],
    )
    values = {"export_control_officer": "Leila Haddad"}
    saved = anna("PUT", f"{programme}/blanks", {"values": values, "base_version": 0})
    assert saved.json() == {"version": 1, "values": values, "changed_after_approval": []}
    quotes = [e["quote"] for e in finding(anna, programme, "STR-2.3")["evidence"]]
    assert any("Leila Haddad" in quote for quote in quotes)
    stale = anna("PUT", f"{programme}/blanks", {"values": values, "base_version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")


def test_findings_have_the_shape_of_the_contract(anna: Asker, programme: str) -> None:
    """Requirement, verdict, evidence with offsets into a block, what is missing, and what to do."""
    body = anna("GET", f"{programme}/findings").json()
    assert body["pack_versions"]["structure"]
    one = finding(anna, programme)
    assert {
        "id", "requirement", "title", "severity", "verdict", "state", "section", "evidence", "missing",
        "defects", "sources", "fix",
    } <= one.keys()  # fmt: skip
    assert (one["severity"], one["verdict"], one["section"]) == ("fix_first", "not_found", KEY)
    assert one["missing"]
    block = anna("GET", f"{programme}/sections/{KEY}").json()["blocks"][0]["id"]
    evidence = finding(anna, programme, "STR-2.3")["evidence"]
    assert {e["block"] for e in evidence} == {block}
    assert all(e["end"] - e["start"] == len(e["quote"]) for e in evidence)


def test_findings_come_in_the_language_of_the_reader(anna: Asker, programme: str) -> None:
    """Titles and advice in Dutch for a Dutch reader; the quotation stays as written."""
    answer = anna("GET", f"{programme}/findings?section={KEY}&lang=nl").json()["findings"]
    assert "Een plaatsvervanger voor de stopbevoegdheid" in {one["title"] for one in answer}


def test_findings_of_an_unknown_section_are_not_found(anna: Asker, programme: str) -> None:
    """A section that does not exist has no findings to be empty."""
    assert anna("GET", f"{programme}/findings?section=icp.99").status_code == 404


def test_a_finding_is_waived_and_counts_again(anna: Asker, programme: str) -> None:
    """With a reason and an end date; the finding says so, the count follows, and it can be taken back."""
    one = finding(anna, programme)
    assert one["waiver"] is None
    path = f"{programme}/findings/{one['id']}/waiver"
    before = anna("GET", programme).json()["sections"]

    given = anna("PUT", path, {"reason": REASON, "until": "2027-06-30"})

    assert given.status_code == 200
    assert finding(anna, programme)["waiver"] | {"given_at": ""} == {
        "reason": REASON,
        "until": "2027-06-30",
        "given_at": "",
        "text_changed_since": False,
    }
    count = {line["key"]: line["open_findings"] for line in anna("GET", programme).json()["sections"]}
    assert count[KEY] == {line["key"]: line["open_findings"] for line in before}[KEY] - 1
    assert anna("DELETE", path).status_code == 204
    assert anna("DELETE", path).status_code == 404
    assert finding(anna, programme)["waiver"] is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "short"}, "reason_too_short"),
        ({"until": "31-12-2027"}, "bad_date"),
        ({"until": "2027-02-30"}, "bad_date"),
        ({"until": "0000-01-01"}, "bad_date"),
        ({"until": "9999-12-31"}, "date_too_far"),
        ({"until": "2020-01-01"}, "date_in_the_past"),
        ({"until": None}, "invalid_value"),
    ],
)
def test_a_waiver_that_cannot_be_is_refused_by_code(
    anna: Asker, programme: str, change: dict[str, Any], code: str
) -> None:
    """Every refusal names the field and never repeats what was sent."""
    one = finding(anna, programme)
    body = {"reason": REASON, "until": "2027-06-30"} | change
    answer = anna("PUT", f"{programme}/findings/{one['id']}/waiver", body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert REASON not in answer.text
    assert anna("PUT", f"{programme}/findings/nothing/waiver", body | {"reason": REASON}).status_code in (
        404,
        422,
    )


def test_status_is_set_at_the_version_that_was_read(anna: Asker, programme: str) -> None:
    """409 with what stands, 422 for a status only the server sets, 428 without a version."""
    path = f"{programme}/sections/{KEY}/status"
    assert anna("PUT", path, {"status": "approved", "base_version": 1}).json() == {
        "key": KEY,
        "status": "approved",
        "version": 1,
    }
    assert anna("PUT", path, {"status": "ready", "base_version": 0}).status_code == 409
    server_only = anna("PUT", path, {"status": "changed_after_approval", "base_version": 1})
    assert (server_only.status_code, server_only.json()["code"]) == (422, "status_set_by_server")
    assert anna("PUT", path, {"status": "finished", "base_version": 1}).status_code == 422
    assert anna("PUT", path, {"status": "ready"}).status_code == 428


def test_comments_are_threads_on_blocks(anna: Asker, programme: str) -> None:
    """Written, answered, resolved, and outdated when the block moves on."""
    block = anna("GET", f"{programme}/sections/{KEY}").json()["blocks"][0]
    path = f"{programme}/sections/{KEY}/comments"
    first = anna("POST", path, {"block": block["id"], "text": "Who is that?"})
    assert first.status_code == 201
    anna("POST", path, {"thread": first.json()["id"], "text": "Leila."})

    (thread,) = anna("GET", path).json()["threads"]
    assert (thread["text"], thread["outdated"], thread["resolved"]) == ("Who is that?", False, False)
    assert [answer["text"] for answer in thread["answers"]] == ["Leila."]
    resolved = anna("PUT", f"{programme}/comments/{thread['id']}", {"resolved": True})
    assert resolved.json()["resolved"] is True
    anna("PUT", f"{programme}/sections/{KEY}/blocks/{block['id']}", {"text": "Changed.", "base_version": 1})
    assert anna("GET", path).json()["threads"][0]["outdated"] is True


def test_the_word_file_comes_with_its_hash_and_is_not_sent_twice(anna: Asker, programme: str) -> None:
    """ETag and X-Content-SHA256 are those of the bytes; a known ETag is answered 304 without them."""
    answer = anna("GET", f"{programme}/export?format=docx&lang=nl")
    digest = hashlib.sha256(answer.content).hexdigest()
    assert answer.headers["X-Content-SHA256"] == digest
    assert answer.headers["ETag"] == f'"{digest}"'
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="ICP-nl.docx"')
    again = anna("GET", f"{programme}/export?format=docx&lang=nl", If_None_Match=f'"{digest}"')
    assert (again.status_code, again.content) == (304, b"")
    assert anna("GET", f"{programme}/export?format=odt").json()["code"] == "unknown_format"
    assert anna("GET", f"{programme}/export?lang=fr").json()["code"] == "unknown_language"
    for option in ("comments=perhaps", "annexes=0", "watermark=x", "approval="):
        refused = anna("GET", f"{programme}/export?{option}")
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_value")


def test_a_file_of_evidence_is_only_ever_downloaded(anna: Asker, programme: str) -> None:
    """Whatever it claims to be: octets, an attachment, nothing sniffed, nothing run."""
    path = f"/api/v1{programme}/sections/{KEY}/files"
    evil = b"<script>alert(1)</script>"
    sent = anna.client.post(
        path, files={"file": ("<b>.html", evil, "text/html")}, headers={"X-CSRF-Token": anna.csrf}
    )
    assert sent.status_code == 201
    kept = sent.json()
    assert (kept["sha256"], kept["size"]) == (hashlib.sha256(evil).hexdigest(), len(evil))

    answer = anna("GET", f"{programme}/files/{kept['id']}")
    assert answer.content == evil
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert (
        answer.headers["Content-Disposition"]
        == "attachment; filename=\"_b_.html\"; filename*=UTF-8''%3Cb%3E.html"
    )
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert anna("DELETE", f"{programme}/files/{kept['id']}").status_code == 204
    assert anna("GET", f"{programme}/files/{kept['id']}").status_code == 404


def test_a_stranger_finds_nothing_of_it(app: FastAPI, bench: Workbench, anna: Asker, programme: str) -> None:
    """Reading or writing, every address under a foreign programme answers 404."""
    otto = an_asker(app, a_company(bench, "Other B.V.").person("Otto Vreemd"))
    one = finding(anna, programme)
    for method, path, body in [
        ("GET", "", None),
        ("GET", "/scope", None),
        ("PUT", "/scope", {"answers": {}, "base_version": 0}),
        ("GET", "/blanks", None),
        ("PUT", "/blanks", {"values": {}, "base_version": 0}),
        ("GET", "/findings", None),
        ("PUT", f"/findings/{one['id']}/waiver", {"reason": REASON, "until": "2027-06-30"}),
        ("GET", f"/sections/{KEY}/comments", None),
        ("PUT", f"/sections/{KEY}/status", {"status": "ready", "base_version": 1}),
        ("PUT", f"/sections/{KEY}/assignee", {"person": None}),
        ("GET", f"/sections/{KEY}/files", None),
        ("GET", "/search?q=order", None),
        ("GET", "/export", None),
    ]:
        answer = otto(method, f"{programme}{path}", body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), f"{method} {path}"
