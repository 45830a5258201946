"""Which sections a company gets: thirty companies against the list that a practitioner would give them.

The expected sections were written from the outline of the programme ("When"), not from the conditions.
"""

from collections.abc import Iterator, Mapping

import pytest

from checks.scope import NAMED_CODES, Asks, Expression, Not, Several, parse
from icp_templates import Template
from icp_templates.interview import load_interview

EVERYBODY = frozenset(
    {
        "0", "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4",
        "3.1", "3.5", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1",
        "5.5", "7.1", "8.1", "8.2", "10.1", "10.2", "10.3", "10.4", "10.5",
    }
)  # fmt: skip
GOODS = "6.1 9.1"
SOFTWARE = "6.2 9.2 9.3"
SENSITIVE = "2.6 4.7 4.8 6.4"
LICENCE = "5.2 5.3"

NOTHING: Mapping[str, list[str]] = {
    "Q02": ["company"],
    "Q03": ["10-49"],
    "Q05": ["goods"],
    "Q06": ["no"],
    "Q08": ["none"],
    "Q09": ["none"],
    "Q10": ["none"],
    "Q11": ["none"],
    "Q14": ["none"],
    "Q16": ["none"],
    "Q17": ["direct"],
    "Q19": ["consumer"],
    "Q24": ["none"],
    "Q28": ["none"],
}

COMPANIES = [
    ("valve maker, no licences", {}, GOODS),
    ("valve maker with an individual licence", {"Q24": ["individual"]}, f"{GOODS} {LICENCE}"),
    ("valve maker selling through a reseller", {"Q17": ["reseller"]}, f"{GOODS} 4.8"),
    ("machine tools, high priority", {"Q16": ["common_high_priority"]}, f"{GOODS} 4.8"),
    ("forwarder does the shipping", {"Q28": ["forwarder"]}, f"{GOODS} 2.5"),
    ("part of a group", {"Q03": ["50-249", "group"]}, f"{GOODS} 2.5"),
    ("controlled from outside the EU", {"Q03": ["group_outside_eu"]}, f"{GOODS} 2.5"),
    ("trading house with EU007", {"Q05": ["technology"], "Q24": ["EU007"]}, f"{SOFTWARE} 5.4"),
    ("chip designer, general licences only", {"Q24": ["nl_general"]}, f"{GOODS} 5.4"),
    ("global and general licences together", {"Q24": ["global", "EU001"]}, f"{GOODS} {LICENCE} 5.4"),
    ("software only", {"Q05": ["software"]}, SOFTWARE),
    ("cloud service", {"Q05": ["access"]}, SOFTWARE),
    ("goods and software", {"Q05": ["goods", "software"]}, f"{GOODS} {SOFTWARE}"),
    ("advice only", {"Q05": ["services"], "Q06": ["technical_assistance"]}, "6.3"),
    ("broker between third countries", {"Q05": ["none"], "Q06": ["brokering"]}, "6.3"),
    ("interception maker", {"Q08": ["5A001.f.1"]}, f"{GOODS} {SENSITIVE} 3.3"),
    ("jammer maker", {"Q08": ["5A001.f.3"], "Q24": ["individual"]}, f"{GOODS} {SENSITIVE} 3.3 {LICENCE}"),
    ("intrusion software", {"Q05": ["software"], "Q09": ["4D004"]}, f"{SOFTWARE} {SENSITIVE} 3.3"),
    ("monitoring centre", {"Q05": ["software"], "Q09": ["5D001.e"]}, f"{SOFTWARE} {SENSITIVE} 3.3"),
    ("mobile forensics for police", {"Q09": ["5A004.b"], "Q19": ["police"]}, f"{GOODS} {SENSITIVE} 3.3"),
    ("encryption for banks", {"Q10": ["5A002.a.1"], "Q19": ["bank"]}, f"{GOODS} 3.2"),
    ("encryption for an army", {"Q10": ["5A002.a.1"], "Q19": ["army"]}, f"{GOODS} 3.2 {SENSITIVE}"),
    ("cryptanalysis", {"Q10": ["5A004.a"]}, f"{GOODS} 3.2 {SENSITIVE}"),
    ("face recognition", {"Q05": ["software"], "Q11": ["face_recognition"]}, f"{SOFTWARE} {SENSITIVE} 3.4"),
    ("trackers through agents", {"Q11": ["location_tracking"], "Q17": ["agent"]}, f"{GOODS} {SENSITIVE} 3.4"),
    ("both groups", {"Q08": ["5A001.f.2"], "Q11": ["face_recognition"]}, f"{GOODS} {SENSITIVE} 3.3 3.4"),
    ("radios for a border guard", {"Q19": ["border"]}, f"{GOODS} 4.8"),
    ("university laboratory", {"Q02": ["research"], "Q05": ["technology"]}, f"{SOFTWARE} M1"),
    ("police equipment, torture annex III", {"Q14": ["annex_3"], "Q19": ["police"]}, f"{GOODS} M2 4.8"),
    ("large telecom project", {"Q19": ["telecom"], "Q24": ["large_project"]}, f"{GOODS} 4.8 {LICENCE}"),
    ("sole trader", {"Q02": ["sole_trader"], "Q03": ["1"]}, GOODS),
]  # fmt: skip


def switched_on(template: Template, answers: Mapping[str, list[str]]) -> set[str]:
    return {
        section.number
        for section in template.sections
        if parse(section.condition).evaluate(answers).value == "yes"
    }


@pytest.mark.parametrize(
    ("answers", "expected"), [row[1:] for row in COMPANIES], ids=[row[0] for row in COMPANIES]
)
def test_each_company_gets_its_sections(
    eu_nl: Template, answers: dict[str, list[str]], expected: str
) -> None:
    """A company gets the sections that everybody gets and those that its own answers call for."""
    questions = {
        question.id: question for page in load_interview("eu-nl").pages for question in page.questions
    }
    assert all(questions[id_].accepts(value) for id_, values in answers.items() for value in values)
    assert switched_on(eu_nl, {**NOTHING, **answers}) - EVERYBODY == set(expected.split())
    assert switched_on(eu_nl, {**NOTHING, **answers}) >= EVERYBODY


def test_no_answer_hides_no_section(eu_nl: Template) -> None:
    """Before the interview nothing is off: an unanswered question must not hide a duty."""
    values = {section.number: parse(section.condition).evaluate({}).value for section in eu_nl.sections}
    assert "no" not in values.values()
    assert {number for number, value in values.items() if value == "yes"} == EVERYBODY


def test_every_condition_can_be_answered(eu_nl: Template) -> None:
    """A condition never waits for an answer that the interview does not offer."""
    questions = {
        question.id: question for page in load_interview("eu-nl").pages for question in page.questions
    }
    for expression in (*(section.condition for section in eu_nl.sections), *NAMED_CODES):
        for asked in asked_in(parse(expression)):
            offered = [option.value for option in questions[asked.question].options]
            for value in asked.values:
                hits = [option for option in offered if option == value or option.startswith(f"{value}.")]
                assert hits, f"{asked.question} offers no '{value}', which '{expression}' waits for"


def asked_in(expression: Expression) -> Iterator[Asks]:
    """The single tests inside an expression."""
    if isinstance(expression, Asks):
        yield expression
    elif isinstance(expression, Not):
        yield from asked_in(expression.part)
    elif isinstance(expression, Several):
        for part in expression.parts:
            yield from asked_in(part)
