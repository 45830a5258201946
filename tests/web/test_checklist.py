"""The checklist beside a section's text, ticked by what the rules see."""

import re

import pytest
from fastapi import FastAPI

from app.domain.people import Actor, Role
from app.usecases.findings import checking
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

HOURS = "The export control officer works 0.6 FTE on export control."
GATES = (
    "The export process has five gates: quote, contract, order, delivery and service. "
    "A gate stays closed until a human-rights conclusion is in the file."
)
REPORT = (
    "The human-rights officer reports to the board once a year with the number of cases and refusals, "
    "and the report is minuted. Low risk is decided by the human-rights officer, high risk by the board."
)

RHYTHM = (
    "The human-rights test is redone at least every twelve months while the product is in use, "
    "and after a coup, a war or an election in the country."
)


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER)


@pytest.fixture
def programme(company: Company, anna: Actor) -> str:
    return company.programme(anna)


def checklist(writer: Writer, language: str = "en") -> dict[str, str]:
    """Every fact of the checklist with the words of its mark, or of why it has none."""
    answer = writer.client.get(f"{writer.page}/checklist", params={"lang": language})
    assert answer.status_code == 200, answer.text
    shown = {}
    for item in re.findall(r"<li>(.*?)</li>", answer.text, re.DOTALL):
        mark = re.search(r'hidden">(.*?): </span>', item)
        note = re.search(r'quiet">\((.*?)\)</span>', item)
        fact = re.sub(r"<span class=\"icp-quiet\">.*", "", item, flags=re.DOTALL)
        word = mark or note
        shown[re.sub(r"<.*>", "", fact, flags=re.DOTALL).strip()] = word.group(1) if word else ""
    return shown


@pytest.mark.parametrize(
    ("language", "found", "missing", "unmarked"),
    [
        (
            "en",
            {"The hours of each officer": "Found"},
            {"The screening and licence tools with their suppliers": "Not found"},
            {"What happens when the tool fails": "not checked"},
        ),
        (
            "nl",
            {"De uren van iedere functionaris": "Gevonden"},
            {"De systemen voor screening en vergunningen met hun leverancier": "Niet gevonden"},
            {"Wat er gebeurt als het systeem uitvalt": "wordt niet nagegaan"},
        ),
    ],
)
def test_a_fact_ticks_when_the_structure_rule_finds_its_element(
    app: FastAPI,
    bench: Workbench,
    anna: Actor,
    programme: str,
    language: str,
    found: dict[str, str],
    missing: dict[str, str],
    unmarked: dict[str, str],
) -> None:
    """Written facts are marked found, absent ones not found; one no rule looks for says so."""
    drafting.save_section_text(bench, anna, programme, "icp.2.4", HOURS, 0)
    shown = checklist(a_writer(app, anna, programme, "icp.2.4"), language)
    assert shown.items() >= (found | missing | unmarked).items()


def test_a_section_without_text_has_no_marks(app: FastAPI, anna: Actor, programme: str) -> None:
    """Nothing written is not the same as nothing found."""
    shown = checklist(a_writer(app, anna, programme, "icp.2.4"))
    assert shown
    assert set(shown.values()) == {""}


def test_a_fact_ticks_where_it_belongs_when_the_finding_stands_elsewhere(
    app: FastAPI, bench: Workbench, anna: Actor, programme: str
) -> None:
    """Sections 2.2, 2.4 and 4.1 answer together for HR-GOV-02: one finding, yet each marks its own facts."""
    drafting.save_section_text(bench, anna, programme, "icp.2.2", REPORT, 0)
    drafting.save_section_text(bench, anna, programme, "icp.4.1", GATES, 0)
    homes = {
        key
        for key in ("icp.2.2", "icp.4.1")
        for item in checking.check_section(bench, anna, programme, key).in_order
        if item.finding.rule == "HR-GOV-02"
    }
    assert homes == {"icp.2.2"}

    gates = checklist(a_writer(app, anna, programme, "icp.4.1"))
    assert gates["The gates, and that a gate stays closed without a conclusion"] == "Found"


POLICY = {
    "en": (
        "We respect human rights and follow the OECD Guidelines and the UN Guiding Principles. "
        "The board adopted the policy on 12 January 2026."
    ),
    "nl": (
        "Wij respecteren mensenrechten en houden ons aan de OESO-richtlijnen en de VN-richtlijnen. "
        "De directie heeft het beleid op 12 januari 2026 vastgesteld."
    ),
}


@pytest.mark.parametrize(
    ("language", "fact", "mark", "note"),
    [
        (
            "en",
            "Who approved the policy and on which date, with version and next review",
            "Partly found",
            "not found here: when it is reviewed, its version and the minute of approval",
        ),
        (
            "nl",
            "Wie het beleid wanneer heeft goedgekeurd, met versie en volgende evaluatie",
            "Deels gevonden",
            "hier niet gevonden: wanneer het wordt herzien, de versie en de notulen van het besluit",
        ),
    ],
)
def test_a_fact_of_several_elements_ticks_when_all_are_there_and_names_what_is_not(
    app: FastAPI,
    bench: Workbench,
    company: Company,
    anna: Actor,
    language: str,
    fact: str,
    mark: str,
    note: str,
) -> None:
    """The list says what the finding beside it says: approved with a date, without version and review."""
    programme = company.programme(anna, language)
    drafting.save_section_text(bench, anna, programme, "icp.2.6", POLICY[language], 0)
    writer = a_writer(app, anna, programme, "icp.2.6")
    assert checklist(writer, language)[fact] == mark
    answer = writer.client.get(f"{writer.page}/checklist", params={"lang": language})
    assert f'{fact} <span class="icp-quiet">({note})</span>' in answer.text


def test_what_only_another_section_says_gives_no_tick(
    app: FastAPI, bench: Workbench, anna: Actor, programme: str
) -> None:
    """The report to the board stands in 4.1; the list of 2.2 says so and does not mark it as found in 2.2."""
    fact = "The yearly report to the board with cases and refusals, and where it is minuted"
    drafting.save_section_text(bench, anna, programme, "icp.4.1", REPORT, 0)
    drafting.save_section_text(bench, anna, programme, "icp.2.2", "The board has three members.", 0)
    shown = checklist(a_writer(app, anna, programme, "icp.2.2"))[fact]
    assert re.fullmatch(r"stands in 4\.1 .+", shown)

    section = drafting.read_section(bench, anna, programme, "icp.2.2")
    drafting.save_section_text(bench, anna, programme, "icp.2.2", REPORT, section.version)
    assert checklist(a_writer(app, anna, programme, "icp.2.2"))[fact] == "Found"


def test_a_fact_of_which_half_stands_elsewhere_and_half_nowhere_is_not_found(
    app: FastAPI, bench: Workbench, anna: Actor, programme: str
) -> None:
    """How often the whole risk assessment of 1.4 is made says nothing of the test in 4.7."""
    drafting.save_section_text(bench, anna, programme, "icp.1.4", RHYTHM, 0)
    drafting.save_section_text(bench, anna, programme, "icp.4.7", "The board decides.", 0)
    fact = "The longest time between two tests while the product is in use"
    assert checklist(a_writer(app, anna, programme, "icp.4.7"))[fact] == "Not found"
