"""The scoping interview as a browser without scripts walks through it."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import Actor, Role
from app.usecases.workbench import Workbench
from app.usecases.writing.blanks import fill_blanks
from app.usecases.writing.drafting import read_section, save_section_text
from app.usecases.writing.interviewing import read_interview
from icp_templates.interview import load_interview
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

NOTHING_SPECIAL = {
    "Q01": ["exporter"], "Q02": ["company"], "Q03": ["10-49"], "Q04": ["trade"], "Q05": ["goods"],
    "Q06": ["no"], "Q07": ["no"], "Q08": ["none"], "Q09": ["none"], "Q10": ["none"], "Q11": ["none"],
    "Q12": ["3"], "Q13": ["no"], "Q14": ["none"], "Q15": ["none"], "Q16": ["none"], "Q17": ["direct"],
    "Q18": ["DE", "CH"], "Q19": ["other_business"], "Q20": ["none"], "Q21": ["netherlands"],
    "Q22": ["none"], "Q23": ["no"], "Q24": ["individual"], "Q25": ["none"], "Q26": ["iso_9001"],
    "Q27": ["none"], "Q28": ["none"], "Q29": ["nl"], "Q30": ["cdiu"],
}  # fmt: skip


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def actor(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def anna(app: FastAPI, company: Company, actor: Actor) -> Writer:
    return a_writer(app, actor, company.programme(actor))


def version_in(html: str, name: str = "base_version") -> str:
    """The version that a form carries."""
    return str(re.findall(rf'name="{name}" value="(\d+)"', html)[0])


class Interviewed:
    """One person answering page by page."""

    def __init__(self, writer: Writer, answers: dict[str, list[str]]) -> None:
        self.writer = writer
        self.answers = dict(answers)
        self.base = f"/programmes/{writer.programme}/scope"

    @property
    def client(self) -> TestClient:
        return self.writer.client

    def get(self, page: str = "") -> str:
        answer = self.client.get(f"{self.base}{'/' + page if page else ''}")
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def post(
        self,
        page: str,
        *,
        confirmed: bool = False,
        version: str | None = None,
        facts_version: str | None = None,
    ) -> Any:
        """Send a page as the form would, with the versions that the page shows."""
        html = self.get(page)
        pairs = [
            ("csrf_token", self.writer.csrf),
            ("base_version", version or version_in(html)),
            ("facts_version", facts_version or version_in(html, "facts_version")),
        ]
        chosen = load_interview("eu-nl").page(page)
        assert chosen is not None
        for question in chosen.questions:
            pairs += [(f"answer.{question.id}", value) for value in self.answers.get(question.id, [])]
        pairs += [(f"fact.{key}", f"A {key.replace('_', ' ')}") for key in chosen.blanks]
        if confirmed:
            pairs.append(("confirmed", "true"))
        body = urlencode(pairs)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1:8000"}
        return self.client.post(f"{self.base}/{page}", content=body, headers=headers)

    def walk(self) -> None:
        """Answer every page in order."""
        for page in load_interview("eu-nl").pages:
            assert self.post(page.id).status_code == 303, page.id


def test_a_new_programme_starts_with_the_first_question_page(anna: Writer) -> None:
    """Without answers the scope leads to page one of eight."""
    answer = anna.client.get(f"/programmes/{anna.programme}/scope")
    assert answer.headers["location"].endswith("/scope/company")
    assert "Page 1 of 8" in Interviewed(anna, {}).get("company")


def test_walking_through_ends_at_all_answers(anna: Writer) -> None:
    """Eight pages, then every answer on its own line with a way to change it, and what it switches on."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q26": ["iso_9001", "code_of_conduct"]})
    walk.walk()
    shown = walk.get()
    assert "Check your answers" in shown
    assert "ISO 9001<br>Code of conduct" in shown
    assert shown.count(">Change<") == len(load_interview("eu-nl").pages)
    assert "Germany, Switzerland" in shown
    assert "Go to the programme" in shown


def test_an_unanswered_question_is_asked_again_and_the_rest_is_kept(anna: Writer) -> None:
    """422 with a focused summary, "Error:" in the title, and the other answers still ticked."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q03": []})
    answer = walk.post("company")
    assert answer.status_code == 422
    text = answer.text
    assert "<title>Error: " in text
    assert 'href="#Q03"' in text
    assert re.search(r'id="Q02-company"[^>]*checked', text)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Choose an answer, or “I do not know yet”."),
        ("nl", "Kies een antwoord, of ‘Dat weet ik nog niet’."),
    ],
)
def test_every_unanswered_question_is_marked_and_named_in_the_summary(
    anna: Writer, language: str, sentence: str
) -> None:
    """Each missing answer has its own message, and a line of the summary that begins with the question."""
    anna.client.cookies.set("icp_language", language)
    missing = ("Q01", "Q03")
    anna.client.get(f"/programmes/{anna.programme}/scope/company", params={"lang": language})
    answer = Interviewed(anna, NOTHING_SPECIAL | {one: [] for one in missing}).post("company")
    assert answer.status_code == 422
    asked = {one.id: one.text[language] for one in load_interview("eu-nl").questions}
    links = re.findall(r'<li><a href="#(Q\d+)">([^<]+)</a>', answer.text)
    assert links == [(one, f"{asked[one]} {sentence}") for one in missing]
    assert re.findall(r'id="(Q\d+)-error"', answer.text) == list(missing)


def test_i_do_not_know_yet_is_an_answer_and_an_open_point(anna: Writer) -> None:
    """An unknown answer keeps the sections that depend on it, and is listed."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q11": ["unknown"]})
    walk.walk()
    shown = walk.get()
    assert "Open points" in shown
    assert 'data-in-force="' in shown
    known = Interviewed(anna, NOTHING_SPECIAL)
    before = int(re.findall(r'data-in-force="(\d+)"', shown)[0])
    known.post("not_listed", confirmed=True)
    assert int(re.findall(r'data-in-force="(\d+)"', known.get())[0]) < before


def test_the_interview_resumes_where_it_was_left(anna: Writer) -> None:
    """After three pages the way on leads to the fourth."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    for page in load_interview("eu-nl").pages[:3]:
        walk.post(page.id)
    assert "/scope/not_listed" in walk.get()
    assert "Continue the interview" in walk.get()


def test_a_change_that_switches_sections_is_shown_before_it_is_applied(
    anna: Writer, actor: Actor, bench: Workbench
) -> None:
    """The consequence first; nothing is saved until it is confirmed, and no text is lost."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    walk.walk()
    walk.answers["Q11"] = ["face_recognition"]
    answer = walk.post("not_listed")
    text = answer.text
    assert answer.status_code == 200
    assert 'data-switched="on"' in text
    assert "4.7 Human-rights due diligence" in text
    assert read_interview(bench, actor, anna.programme).answers["Q11"] == ["none"]

    assert walk.post("not_listed", confirmed=True).status_code == 303
    assert read_interview(bench, actor, anna.programme).answers["Q11"] == ["face_recognition"]


def test_a_section_that_does_not_apply_says_so(anna: Writer) -> None:
    """Why, and where the answers stand; no invitation to begin writing."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q11": ["face_recognition"]})
    walk.walk()
    address = f"/programmes/{anna.programme}/sections/icp.4.7"
    assert "data-not-applicable" not in anna.client.get(address).text
    walk.answers["Q11"] = ["none"]
    walk.post("not_listed", confirmed=True)
    shown = anna.client.get(address).text
    notice = shown.partition("data-not-applicable")[2].partition("</p>")[0]
    assert "Does not apply because of your answers under" in notice
    assert f"/programmes/{anna.programme}/scope" in notice
    assert "Begin with the model text" not in shown
    assert "Not started" not in shown.partition("icp-bar__status")[2].partition("</p>")[0]


def test_text_in_a_section_that_no_longer_applies_stays(anna: Writer, actor: Actor, bench: Workbench) -> None:
    """Switching a section off hides it from the list and keeps its words."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q11": ["face_recognition"]})
    walk.walk()
    save_section_text(bench, actor, anna.programme, "icp.4.7", "Our own words.", 0)
    walk.answers["Q11"] = ["none"]
    walk.post("not_listed", confirmed=True)
    assert read_section(bench, actor, anna.programme, "icp.4.7").text == "Our own words."


def test_what_the_law_blocks_is_said_on_the_page_where_it_is_made(anna: Writer) -> None:
    """EU008 with a police user stays on the page of licences, with the reason."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q10": ["5A002.a.2"], "Q19": ["police"], "Q24": ["EU008"]})
    for page in ("company", "activities", "listed", "not_listed", "markets"):
        walk.post(page)
    answer = walk.post("licences")
    assert answer.headers["location"].endswith("/scope/licences")
    shown = walk.get("licences")
    assert "data-blocked" in shown
    assert "EU008 excludes use by these end-users: Police." in shown


def test_two_people_answering_lose_nothing(anna: Writer) -> None:
    """A page sent on an older version answers 409, keeps what was ticked and says what is saved now."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    walk.post("company")
    walk.answers["Q02"] = ["research"]
    answer = walk.post("company", version="0")
    assert answer.status_code == 409
    assert re.search(r'id="Q02-research"[^>]*checked', answer.text)
    assert 'role="alert"' in answer.text
    saved = re.search(r'id="Q02-hint">([^<]*)<', answer.text)
    assert saved is not None
    assert "Saved now: Company" in saved[1]
    assert answer.text.count("Saved now:") == 1


def test_facts_asked_here_are_filled_in_for_the_whole_programme(
    anna: Writer, actor: Actor, bench: Workbench
) -> None:
    """The name of the company is asked once."""
    Interviewed(anna, NOTHING_SPECIAL).post("company")
    assert read_interview(bench, actor, anna.programme).blanks.values["company_name"] == "A company name"


def test_a_fact_that_a_colleague_corrected_is_not_overwritten_unseen(
    anna: Writer, actor: Actor, bench: Workbench
) -> None:
    """409 with both values on the page; sent again from there it is a choice."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    seen = version_in(walk.get("company"), "facts_version")
    fill_blanks(bench, actor, anna.programme, {"company_name": "New name B.V."}, 0)
    answer = walk.post("company", facts_version=seen)
    assert answer.status_code == 409
    assert 'value="A company name"' in answer.text
    assert "Saved now: New name B.V." in answer.text
    assert read_interview(bench, actor, anna.programme).blanks.values["company_name"] == "New name B.V."
    assert walk.post("company", facts_version=version_in(answer.text, "facts_version")).status_code == 303
    assert read_interview(bench, actor, anna.programme).blanks.values["company_name"] == "A company name"


def test_a_page_is_saved_whole_or_not_at_all(anna: Writer, actor: Actor, bench: Workbench) -> None:
    """Answers that come too late take the facts of the page with them."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    walk.post("company")
    fill_blanks(bench, actor, anna.programme, {"company_name": "New name B.V."}, 1)
    assert walk.post("company", version="0").status_code == 409
    assert read_interview(bench, actor, anna.programme).blanks.values["company_name"] == "New name B.V."


def test_a_refused_page_and_a_confirmed_one_stay_on_the_versions_they_were_read_at(
    anna: Writer, actor: Actor, bench: Workbench
) -> None:
    """Neither a missing answer nor the page between gives out newer versions than the person has seen."""
    walk = Interviewed(anna, NOTHING_SPECIAL)
    walk.walk()
    before = read_interview(bench, actor, anna.programme).versions
    fill_blanks(bench, actor, anna.programme, {"company_name": "New name B.V."}, before.facts)
    seen = {"version": str(before.answers), "facts_version": str(before.facts)}
    walk.answers["Q11"] = ["face_recognition"]
    confirm = walk.post("not_listed", **seen)
    walk.answers["Q11"] = []
    refused = walk.post("not_listed", **seen)
    for answer in (confirm, refused):
        assert version_in(answer.text) == seen["version"]
        assert version_in(answer.text, "facts_version") == seen["facts_version"]


@pytest.mark.parametrize("value", ["5A001.i", "<script>", "ZZ", "none&admin=1"])
def test_an_answer_that_is_not_offered_is_refused(anna: Writer, value: str) -> None:
    """Only the answers of the page are taken."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q08": [value]})
    assert walk.post("listed").status_code == 422


def test_a_country_that_does_not_exist_is_refused(anna: Writer) -> None:
    """Destinations are countries that the library knows."""
    walk = Interviewed(anna, NOTHING_SPECIAL | {"Q18": ["NL", "Atlantis"]})
    assert walk.post("markets").status_code == 422
