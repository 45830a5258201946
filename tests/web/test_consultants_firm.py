"""Wherever a company lists people, its consultants stand with their firm."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI

from app.domain.people import EngagementScope, Role
from app.usecases.people.engaging import end_engagement, give_engagement
from app.usecases.workbench import Workbench
from tests.stories.accounts import a_consultant
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Writer:
    actor = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    return a_writer(app, actor, company.programme(actor))


def let_in(
    bench: Workbench, company: Company, scope: EngagementScope = EngagementScope.WRITE, programme: str = ""
) -> tuple[str, str]:
    """Kees of Export Advice gets access; the ids of the consultant and of what was given."""
    person = a_consultant(bench).person
    until = (bench.clock() + timedelta(days=30)).date()
    by, place = company.people["Anna de Wit"], company.organisation.id
    given = give_engagement(bench, by, place, person.email, scope, until, programme or None)
    return person.id, given.id


def owners(writer: Writer) -> list[str]:
    shown = writer.client.get(f"{writer.page}/status").text.partition('name="person"')[2]
    return re.findall(r"<option[^>]*>([^<]*)</option>", shown)


def test_a_section_can_be_given_to_a_consultant_who_stands_there_with_the_firm(
    bench: Workbench, company: Company, anna: Writer
) -> None:
    """And who stays the owner when somebody else opens the page."""
    kees, given = let_in(bench, company)
    assert owners(anna) == ["Nobody yet", "Anna de Wit (you)", "Kees Consultant, Export Advice"]
    assert anna.post("/owner", person=kees).status_code == 303
    assert f'value="{kees}" selected' in anna.client.get(f"{anna.page}/status").text

    end_engagement(bench, company.people["Anna de Wit"], company.organisation.id, given)
    assert owners(anna) == ["Nobody yet", "Anna de Wit (you)"]
    assert anna.post("/owner", person=kees).status_code == 422


@pytest.mark.parametrize("narrow", ["read", "elsewhere"])
def test_who_may_not_write_here_is_no_owner(
    bench: Workbench, company: Company, anna: Writer, narrow: str
) -> None:
    """Access to read only, or to another programme, is not enough."""
    if narrow == "read":
        let_in(bench, company, EngagementScope.READ)
    else:
        let_in(bench, company, programme=company.programme(company.people["Anna de Wit"]))
    assert owners(anna) == ["Nobody yet", "Anna de Wit (you)"]


def test_the_pages_about_people_show_the_firm(bench: Workbench, company: Company, anna: Writer) -> None:
    """The list of people has those who have access now; the page of access everybody who ever had."""
    people, access = (f"/admin/{company.organisation.id}/{name}" for name in ("people", "engagements"))
    assert "data-consultants" not in anna.client.get(people).text
    given = let_in(bench, company)[1]

    listed = anna.client.get(people).text.partition("data-consultants")[2].partition("</table>")[0]
    assert re.findall(r"Kees Consultant|Export Advice|Read and write", listed) == [
        "Kees Consultant",
        "Export Advice",
        "Read and write",
    ]
    assert "Export Advice" in anna.client.get(access).text

    end_engagement(bench, company.people["Anna de Wit"], company.organisation.id, given)
    assert "data-consultants" not in anna.client.get(people).text
    assert "Export Advice" in anna.client.get(access).text


def test_another_company_sees_neither_consultant_nor_firm(
    app: FastAPI, bench: Workbench, company: Company, anna: Writer
) -> None:
    """Whom one company lets in is nobody else's business."""
    let_in(bench, company)
    other = a_company(bench, "Other B.V.")
    otto = other.person("Otto Ander", Role.APPROVER)
    writer = a_writer(app, otto, other.programme(otto))
    shown = writer.client.get(f"/admin/{other.organisation.id}/people").text
    assert "Export Advice" not in shown
    assert owners(writer) == ["Nobody yet", "Otto Ander (you)"]
