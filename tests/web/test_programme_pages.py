"""The pages around the editor, as a browser without JavaScript sees them."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.errors import TryLater
from app.domain.people import EngagementScope, Role
from app.usecases.people.engaging import give_engagement
from app.usecases.programmes.scoping import answer_scope
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from app.web.application import create_app
from tests.stories.accounts import a_consultant
from tests.stories.companies import Company, a_company
from tests.web.conftest import ADDRESS
from tests.web.world import as_principal
from tests.web.writing import Writer, a_writer

KEY = "icp.2.3"
STOP = "The export control officer, {{export_control_officer}}, may stop any order."


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Writer:
    actor = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write(STOP, 0)
    return writer


def page(writer: Writer, path: str, **query: str) -> str:
    answer = writer.client.get(path, params=query or None)
    assert answer.status_code == 200, answer.text[-500:]
    return str(answer.text)


def form(writer: Writer, path: str, **fields: Any) -> Any:
    return writer.client.post(path, data={"csrf_token": writer.csrf, **fields})


def overview(writer: Writer, **query: str) -> str:
    return page(writer, f"/programmes/{writer.programme}", **query)


def programme_of(started: Any) -> str:
    """The address of the programme that a form has started."""
    found = re.match(r"/programmes/[^/?]+", started.headers["location"])
    assert found is not None
    return found[0]


def fact_keys(html: str) -> list[str]:
    return re.findall(r'data-blank="(\w+)"', html)


def keys_of(html: str) -> list[str]:
    return re.findall(r'data-section-key="([^"]+)"', html)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", r"0 of \d+ sections are ready\. \d+ findings? to fix first\."),
     ("nl", r"0 van de \d+ onderdelen zijn klaar\. \d+ bevinding(en)? moet u eerst oplossen\.")],
)  # fmt: skip
def test_the_overview_says_in_one_sentence_where_the_programme_stands(
    anna: Writer, language: str, sentence: str
) -> None:
    """Counts, never a percentage or a score, in the reader's language."""
    html = overview(anna, lang=language)
    assert re.search(sentence, html)
    text = re.sub(r"<[^>]+>", " ", html)
    assert "%" not in text
    assert not re.search(r"\b(compliant|voldoet)\b", text, re.IGNORECASE)


def test_the_overview_leads_to_the_questions_that_sections_wait_for(
    anna: Writer, bench: Workbench, company: Company
) -> None:
    """Counted above the list, as each waiting section says it too; gone once all is answered."""
    html = overview(anna)
    counted = re.search(r"data-undecided>(\d+) sections depend on answers not given yet\.", html)
    assert counted
    assert html.count("depends on answers not given yet") == int(counted[1])

    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)}
    answer_scope(bench, company.people["Anna de Wit"], anna.programme, nothing, 0)
    assert "data-undecided" not in overview(anna)


def test_the_overview_can_be_narrowed(anna: Writer, bench: Workbench, company: Company) -> None:
    """Mine, with findings, changed since approval: each shows its sections and nothing else."""
    base = f"/programmes/{anna.programme}/sections/{KEY}"
    assert keys_of(overview(anna, show="findings")) == [KEY]
    assert keys_of(overview(anna, show="mine")) == []
    assert form(anna, f"{base}/owner", person=company.people["Anna de Wit"].person.id).status_code == 303
    assert keys_of(overview(anna, show="mine")) == [KEY]
    assert keys_of(overview(anna, show="changed")) == []
    assert form(anna, f"{base}/status", status="approved", base_version="1").status_code == 303
    anna.write("Changed.", 1)
    assert keys_of(overview(anna, show="changed")) == [KEY]
    assert anna.client.get(f"/programmes/{anna.programme}", params={"show": "all' OR 1=1"}).status_code == 422


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", r"[1-9]\d* findings? marked “Fix first” (is|are) open in this section"),
     ("nl", r"sta(at|an) nog [1-9]\d* bevinding(en)? ‘Eerst oplossen’ open")],
)  # fmt: skip
def test_who_is_about_to_approve_reads_what_is_to_be_fixed_first(
    anna: Writer, app: FastAPI, company: Company, language: str, sentence: str
) -> None:
    """Between the choice and the button, with a link; it forbids nothing, and a drafter is not asked."""
    html = page(anna, f"{anna.page}/status", lang=language)
    asked = html.partition('value="approved"')[2].partition("<button")[0]
    assert re.search(sentence, asked)
    assert f'href="{anna.page}/findings"' in asked
    drafter = company.person("Bas Bos", Role.DRAFTER)
    assert "before-approval" not in page(a_writer(app, drafter, anna.programme), f"{anna.page}/status")
    assert anna.post("/status", status="approved", base_version="1").status_code == 303


def test_nothing_is_said_before_approval_where_nothing_is_to_be_fixed_first(anna: Writer) -> None:
    """A section without text has no findings."""
    html = page(anna, f"/programmes/{anna.programme}/sections/icp.1.1/status")
    assert 'value="approved"' in html
    assert "before-approval" not in html


def test_who_is_about_to_approve_reads_that_the_rules_cannot_be_run(
    anna: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence would look like *nothing to fix first*."""

    def busy(*_: object) -> None:
        raise TryLater("checks_unavailable", seconds=30)

    monkeypatch.setattr("app.usecases.progress.steps.findings_of", busy)
    assert "The findings cannot be shown just now." in page(anna, f"{anna.page}/status")


def test_a_programme_is_started_by_a_form_that_keeps_what_was_typed(anna: Writer, company: Company) -> None:
    """Without a title the form comes back with its message and the language chosen; then it works."""
    wanted = {"organisation": company.organisation.id, "template": "eu-nl", "language": "nl"}
    refused = form(anna, "/programmes/new", title=" ", **wanted)
    assert refused.status_code == 422
    assert 'href="#title"' in refused.text
    assert re.search(r'value="nl" checked', refused.text)
    made = form(anna, "/programmes/new", title="Ons ICP", **wanted)
    assert made.status_code == 303
    assert "Ons ICP" in page(anna, programme_of(made))


def test_a_finding_is_set_aside_without_javascript(anna: Writer) -> None:
    """The pane is a page of its own; its form leads back to it, and the finding stands under *set aside*."""
    html = page(anna, f"{anna.page}/findings")
    assert 'data-finding="STR-2.3-DEPUTY" data-verdict="not_found"' in html
    action = re.search(r'id="waive-(\w+)"', html.partition('data-finding="STR-2.3-DEPUTY"')[2])
    assert action is not None
    answer = anna.post(f"/findings/{action[1]}/waiver", reason="Delft deputises for us.", until="2027-06-30")
    assert answer.status_code == 303
    after = page(anna, answer.headers["location"])
    assert re.search(r'data-finding="STR-2.3-DEPUTY"[^>]* data-waived', after)
    assert "Delft deputises for us." in after


def test_the_pane_alone_is_the_same_fragment_in_every_answer(anna: Writer) -> None:
    """htmx gets the element that it replaces, and nothing around it."""
    answer = anna.client.get(f"{anna.page}/findings", headers={"HX-Request-Type": "partial"})
    assert answer.text.strip().startswith('<div id="findings"')
    assert "<html" not in answer.text


def test_what_has_just_been_solved_is_shown_as_solved(
    anna: Writer, bench: Workbench, company: Company
) -> None:
    """Only what was open when the pane was drawn last: found now, or no longer noticed."""
    pane = anna.client.get(f"{anna.page}/findings", headers={"HX-Request-Type": "partial"}).text
    shown = re.search(r"shown=([\w,]+)", pane)
    assert shown is not None
    deputy = "Her deputy is Joris Smeets, with the same authority to stop and to release."
    anna.write(f"Anna de Wit may stop any order. {deputy}", 1)
    again = anna.client.get(
        f"{anna.page}/findings", params={"shown": shown[1]}, headers={"HX-Request-Type": "partial"}
    ).text
    assert re.findall(r'data-finding="([^"]+)" data-verdict="found" data-solved', again) == [
        "STR-2.3-DEPUTY",
        "TXT-BLANK",
    ]
    fresh = anna.client.get(f"{anna.page}/findings", headers={"HX-Request-Type": "partial"}).text
    assert "data-solved" not in fresh


def test_comments_are_written_and_resolved_by_forms(anna: Writer) -> None:
    """The paragraph is chosen by its number; an empty comment comes back with its message."""
    block = anna.read()["blocks"][0]["id"]
    assert anna.post("/comments", block=block, text="Who is that?").status_code == 303
    html = page(anna, f"{anna.page}/comments", block=block)
    assert "Who is that?" in html
    assert "Paragraph 2.3.1" in html
    thread = re.search(r'data-thread="([^"]+)"', html)
    assert thread is not None
    assert anna.post(f"/comments/{thread[1]}/resolve", resolved="yes").status_code == 303
    assert "icp-thread--resolved" in page(anna, f"{anna.page}/comments")
    assert anna.post("/comments", block=block, text=" ").status_code == 422


def test_facts_typed_on_an_old_page_are_kept_on_the_page(anna: Writer) -> None:
    """Somebody was faster: 409, their fact stands in the database, yours in the field."""
    path = f"/programmes/{anna.programme}/blanks"
    assert form(anna, path, base_version="0", **{"value.export_control_officer": "First"}).status_code == 303
    late = form(anna, path, base_version="0", **{"value.export_control_officer": "Second"})
    assert late.status_code == 409
    assert 'value="Second"' in late.text
    assert 'name="base_version" value="1"' in late.text
    assert "Saved now: First" in late.text
    assert 'value="First"' in page(anna, path, show="empty") + page(anna, path, subject="2")


def test_facts_stand_by_subject_and_only_the_one_that_is_open_has_fields(anna: Writer) -> None:
    """The contents count what is still empty; each fact says where it is used, or where it would be."""
    path = f"/programmes/{anna.programme}/blanks"
    contents = page(anna, path, lang="nl")
    assert fact_keys(contents) == []
    assert "<title>Gegevens die u één keer invult" in contents
    assert f'href="{path}?subject=2">2 Verantwoordelijkheid en organisatie</a>' in contents
    assert re.search(r"\d+ gegevens, 1 nog leeg", contents)

    opened = page(anna, path, subject="2", lang="nl")
    assert "export_control_officer" in fact_keys(opened)
    assert "<title>2 Verantwoordelijkheid en organisatie – Gegevens" in opened
    assert "list_edition" not in fact_keys(opened)
    assert f'Gebruikt in <a class="govuk-link" href="{anna.page}">2.3</a>' in opened
    assert re.search(r"In de modeltekst van 2\.\d", opened)
    assert f'href="{path}?subject=3">Volgend onderwerp: 3 Classificatie' in opened


def test_every_fact_stands_under_one_subject(anna: Writer) -> None:
    """None is lost between the subjects, none stands in two."""
    path = f"/programmes/{anna.programme}/blanks"
    subjects = re.findall(r"\?subject=(\w+)", page(anna, path))
    found = [key for subject in subjects for key in fact_keys(page(anna, path, subject=subject))]
    known = anna.client.get(f"/api/v1/programmes/{anna.programme}/blanks").json()["blanks"]
    assert sorted(found) == sorted(one["key"] for one in known)


def test_only_what_is_still_empty_is_shown_on_request(anna: Writer) -> None:
    """Saving comes back to what is left; with nothing left the page says so."""
    path = f"/programmes/{anna.programme}/blanks"
    assert fact_keys(page(anna, path, show="empty")) == ["export_control_officer"]
    filled = {"value.export_control_officer": "Anna de Wit", "was.export_control_officer": ""}
    saved = form(anna, path, base_version="0", chosen="empty", **filled)
    assert saved.headers["location"] == f"{path}?show=empty"
    left = page(anna, path, show="empty")
    assert fact_keys(left) == []
    assert "Nothing that the text names is empty." in left


def test_a_fact_left_as_it_was_does_not_undo_what_a_colleague_saved(anna: Writer) -> None:
    """After a conflict the page shows their value of it; only what one typed oneself stays typed."""
    path = f"/programmes/{anna.programme}/blanks"
    first = {"value.export_control_officer": "First", "was.export_control_officer": ""}
    assert form(anna, path, base_version="0", **first).status_code == 303
    mine = {"value.export_control_officer": "", "was.export_control_officer": ""}
    mine |= {"value.responsible_director": "Mine", "was.responsible_director": ""}
    late = form(anna, path, base_version="0", chosen="2", **mine)
    assert late.status_code == 409
    assert 'value="First" maxlength' in late.text
    assert 'value="Mine" maxlength' in late.text
    assert late.text.count("Saved now:") == 1


def test_a_refused_fact_does_not_renew_the_page_it_was_typed_on(anna: Writer) -> None:
    """Too long, while a colleague saved: the corrected form still meets their value."""
    path = f"/programmes/{anna.programme}/blanks"
    assert form(anna, path, base_version="0", **{"value.export_control_officer": "First"}).status_code == 303
    refused = form(anna, path, base_version="0", **{"value.export_control_officer": "x" * 501})
    assert refused.status_code == 422
    assert 'name="base_version" value="0"' in refused.text


def test_the_export_page_names_what_is_open(anna: Writer) -> None:
    """Labels of empty facts, sections without text, and a file in each language."""
    html = page(anna, f"/programmes/{anna.programme}/export", lang="nl")
    assert "Exportcontrolefunctionaris" in html
    assert "2.1 Directieverklaring" in html
    assert re.findall(r'<option value="(\w+)" selected>', html) == ["en", "no", "yes", "no", "yes"]
    assert "Met openstaande opmerkingen (nu geen)" in html


def test_text_of_a_user_is_text_on_every_page(anna: Writer, bench: Workbench, company: Company) -> None:
    """Markup and template signs in title, text, comment, reason, fact and file name are shown, never run."""
    evil = "<img src=x onerror=alert(1)>\"'{{7*7}}${7*7}</textarea><script>alert(1)</script>"
    actor = company.people["Anna de Wit"]
    wanted = {"organisation": company.organisation.id, "template": "eu-nl", "language": "en"}
    start = form(anna, "/programmes/new", title=evil, **wanted)
    base = programme_of(start)
    programme = base.rpartition("/")[2]
    saved = drafting.save_section_text(bench, actor, programme, KEY, f"{evil} may stop any order.", 0)
    section = f"{base}/sections/{KEY}"
    form(anna, f"{section}/comments", block=saved.blocks[0].id, text=evil)
    form(anna, f"{base}/blanks", base_version="0", **{"value.company_name": evil})
    anna.client.post(
        f"{section}/files",
        data={"csrf_token": anna.csrf},
        files={"file": (f"{evil}.txt", b"x", "text/plain")},
    )
    findings = page(anna, f"{section}/findings")
    waive = re.search(r'id="waive-(\w+)"', findings)
    assert waive is not None
    form(anna, f"{section}/findings/{waive[1]}/waiver", reason=evil, until="2027-06-30")

    around = ["/home", "/programmes", base, f"{base}/export", f"{base}/search?q=alert"]
    around += [f"{base}/blanks?subject={subject}" for subject in (0, 1, 2)]
    beside = [section, *(f"{section}/{name}" for name in ("findings", "comments", "files", "status"))]
    for path in around + beside:
        html = page(anna, path)
        assert "<img src=x" not in html, path
        assert "<script>alert" not in html, path
        assert "49" not in re.findall(r"7\*7|\b49\b", html), path


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("demo", "client", "status"), [
    (False, "127.0.0.1", 404), (True, "192.0.2.7", 404), (True, "127.0.0.1", 303), (True, "::1", 303),
])  # fmt: skip
def test_the_doors_of_the_example_open_in_a_demonstration_on_this_computer_only(
    bench: Workbench, demo: bool, client: str, status: int
) -> None:
    """Elsewhere, or without a demonstration, there is no such address."""
    made = replace(bench, settings=bench.settings.model_copy(update={"demo": demo}))
    visitor = TestClient(create_app(made), base_url=ADDRESS, follow_redirects=False, client=(client, 5000))
    visitor.headers["Accept-Language"] = "nl"
    answer = visitor.post("/demo/company")
    assert answer.status_code == status
    assert visitor.post("/demo/nobody").status_code == 404
    if status == 303:
        html = visitor.get(answer.headers["location"]).text
        assert "Voorbeeld. Niets hiervan is echt." in html
        assert "Intern nalevingsprogramma" in html


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("language", "none_yet"), [
    ("en", "Companies cannot send in a programme on these pages yet"),
    ("nl", "Bedrijven kunnen op deze pagina’s nog geen programma indienen"),
])  # fmt: skip
def test_officers_are_promised_what_is_there(bench: Workbench, language: str, none_yet: str) -> None:
    """Card and page name the command, say what is not there yet, and lead to no missing page."""
    made = replace(bench, settings=bench.settings.model_copy(update={"demo": True}))
    visitor = TestClient(create_app(made), base_url=ADDRESS, client=("127.0.0.1", 5000))
    visitor.headers["Accept-Language"] = language
    start = visitor.get("/").text
    home = visitor.post("/demo/officer").text
    for shown in (start, home):
        assert none_yet in shown
        assert f"icp check {'BESTAND' if language == 'nl' else 'FILE'}" in shown
        assert "/cases" not in shown


@pytest.mark.databases("sqlite")
def test_a_consultant_reads_whose_programme_each_is(
    app: FastAPI, bench: Workbench, company: Company, anna: Writer
) -> None:
    """At home and in the list, also with one client only; the company itself needs no such line."""
    kees = a_consultant(bench)
    until = (bench.clock() + timedelta(days=30)).date()
    by, place = company.people["Anna de Wit"], company.organisation
    give_engagement(bench, by, place.id, kees.person.email, EngagementScope.READ, until)
    client = as_principal(app, kees)
    for path in ("/home", "/programmes"):
        main = client.get(path).text.partition("<main")[2]
        assert place.name in main, path
    assert place.name not in anna.client.get("/programmes").text.partition("<main")[2]


def test_a_consultant_without_clients_knows_which_address_to_give(app: FastAPI, bench: Workbench) -> None:
    """A company lets in an address, so the first page names it."""
    kees = a_consultant(bench)
    home = as_principal(app, kees).get("/home").text
    assert f"The company asks for the e-mail address of your account: {kees.person.email}." in home


@pytest.mark.databases("sqlite")
def test_a_fact_of_the_front_matter_is_not_used_in_section_0(
    anna: Writer, bench: Workbench, company: Company
) -> None:
    """The front matter has a name and no number."""
    actor = company.people["Anna de Wit"]
    drafting.save_section_text(bench, actor, anna.programme, "icp.0", "Of {{company_name}}.", 0)
    shown = page(anna, f"/programmes/{anna.programme}/blanks", show="empty")
    assert re.search(r"Used in <a [^>]*>document control</a>", shown)
    assert not re.search(r"Used in <a [^>]*>0\b", shown)


@pytest.mark.databases("sqlite")
def test_what_is_missing_is_said_without_a_promise(bench: Workbench) -> None:
    """The page for a missing address speaks of no overview to somebody who has none."""
    answer = TestClient(create_app(bench), base_url=ADDRESS).get("/nowhere")
    assert "overview" not in answer.text
    assert "Go to the start page" in answer.text


@pytest.mark.databases("sqlite")
def test_the_account_has_the_language_in_force_chosen(anna: Writer) -> None:
    """Saving the colours must not turn Dutch screens into English ones."""
    shown = anna.client.get("/account?lang=nl").text
    chosen = re.findall(r'<input[^>]*name="language"[^>]*>', shown)
    assert [("checked" in one, re.findall('value="(..)"', one)) for one in chosen] == [
        (False, ["en"]), (True, ["nl"]),
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "first"), [("en", "Programmes"), ("nl", "Programma’s")])
def test_every_page_of_a_programme_begins_at_the_list_of_all(anna: Writer, language: str, first: str) -> None:
    """The first crumb is the list, the second the programme; panes that are pages of their own included."""
    base = f"/programmes/{anna.programme}"
    pages = ("blanks", "search", "export", "export/reading", "register", "report", "coverage")
    beside = ("", "/findings", "/comments", "/history", "/files", "/status")
    paths = [
        *(f"{base}/{one}" for one in (*pages, "scope/company")),
        *(f"{anna.page}{one}" for one in beside),
    ]
    pointing = re.search(r'href="(\S+/pins/\w+)"', page(anna, f"{anna.page}/findings"))
    form_to_fill = re.search(rf'href="({base}/forms/[^"]+)"', page(anna, f"{base}/register"))
    assert pointing is not None
    assert form_to_fill is not None
    for path in (*paths, pointing[1], form_to_fill[1]):
        crumbs = re.findall(r'breadcrumbs__link" href="([^"]+)">([^<]+)<', page(anna, path, lang=language))
        assert crumbs[0] == ("/programmes", first), path
        assert crumbs[1][0] == base, path


@pytest.mark.parametrize(("language", "name"), [("en", "Paragraph"), ("nl", "Alinea")])
def test_a_paragraph_to_comment_on_is_known_by_its_first_words(
    anna: Writer, language: str, name: str
) -> None:
    """Number and first words, whole ones, as a reader sees them; a thread still names only the number."""
    anna.write(f"{STOP}\n\nOne <b>&</b> two.\n\n{'Every order is looked at twice. ' * 5}", 1)
    block = anna.read()["blocks"][1]["id"]
    assert anna.post("/comments", block=block, text="Who?").status_code == 303
    html = page(anna, f"{anna.page}/comments", lang=language)
    assert [unescape(one) for one in re.findall(r"<option[^>]*>([^<]+)</option>", html)] == [
        f"{name} 2.3.1: The export control officer, ⟦Export control…",
        f"{name} 2.3.2: One <b>&</b> two.",
        f"{name} 2.3.3: Every order is looked at twice. Every order is…",
    ]
    assert f'data-go-to-block="{block}">{name} 2.3.2</a>' in html
