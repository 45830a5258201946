"""Many companies and the sections each of them gets.

The expected lists were written from the domain description of each section (when it applies), company by
company, and not from the expressions in the template.
"""

import pytest

from app.domain.scoping import applicability
from checks.answers import Answers
from icp_templates import load_library

EVERYONE = (
    "0 1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.5 4.1 4.2 4.3 4.4 4.5 4.6 5.1 5.5 7.1 8.1 8.2 "
    "10.1 10.2 10.3 10.4 10.5"
).split()

# A dealer in ordinary listed goods, without any of the things that switch a section on.
PLAIN: Answers = {
    "Q01": "exporter", "Q02": "company", "Q03": ["10-49"], "Q04": ["trade"], "Q05": ["services"],
    "Q06": ["no"], "Q07": "no", "Q08": ["none"], "Q09": ["none"], "Q10": ["none"], "Q11": ["none"],
    "Q12": ["3"], "Q13": "no", "Q14": ["none"], "Q15": ["none"], "Q16": ["none"], "Q17": ["direct"],
    "Q18": ["CH"], "Q19": ["other_business"], "Q20": ["none"], "Q21": ["netherlands"], "Q22": ["none"],
    "Q23": "no", "Q24": ["none"], "Q25": ["none"], "Q26": ["none"], "Q27": "none", "Q28": ["none"],
    "Q29": ["nl"], "Q30": ["cdiu"],
}  # fmt: skip

PROFILES: dict[str, tuple[Answers, str]] = {
    "dealer in ordinary goods, services only": ({}, ""),
    "dealer who ships goods": ({"Q05": ["goods"]}, "6.1 9.1"),
    "software house": ({"Q05": ["software"]}, "6.2 9.2 9.3"),
    "engineering office with technology": ({"Q05": ["technology"]}, "6.2 9.2 9.3"),
    "host with users abroad": ({"Q05": ["access"]}, "6.2 9.2 9.3"),
    "maker of goods and software": ({"Q05": ["goods", "software"]}, "6.1 6.2 9.1 9.2 9.3"),
    "firm that exports nothing yet": ({"Q05": ["none"]}, ""),
    "member of a group": ({"Q03": ["50-249", "group"]}, "2.5"),
    "member of an American group": ({"Q03": ["250+", "group_outside_eu"]}, "2.5"),
    "firm with a forwarder": ({"Q28": ["forwarder"]}, "2.5"),
    "broker": ({"Q06": ["brokering"]}, "6.3"),
    "service firm with engineers abroad": ({"Q06": ["technical_assistance"]}, "6.3"),
    "logistics firm with transit": ({"Q06": ["transit"]}, "6.3"),
    "holder of an individual licence": ({"Q24": ["individual"]}, "5.2 5.3"),
    "holder of a global licence": ({"Q24": ["global"]}, "5.2 5.3"),
    "user of EU001 alone": ({"Q24": ["EU001"]}, "5.4"),
    "user of EU007": ({"Q24": ["EU007"], "Q03": ["50-249", "group"], "Q22": ["wholly_owned"]}, "2.5 5.4"),
    "user of a Dutch general licence": ({"Q24": ["nl_general"]}, "5.4"),
    "holder of everything": ({"Q24": ["global", "EU001", "EU008"]}, "5.2 5.3 5.4"),
    "maker of encryption for banks": ({"Q10": ["5A002.a.2"], "Q19": ["bank"]}, "3.2"),
    "maker of encryption for the army": (
        {"Q10": ["5A002.a.2"], "Q19": ["army"]},
        "2.6 3.2 4.7 4.8 6.4",
    ),
    "maker of cryptanalysis": ({"Q10": ["5A004.a"]}, "2.6 3.2 4.7 4.8 6.4"),
    "maker of packet inspection": ({"Q10": ["dpi"]}, "2.6 3.2 4.7 4.8 6.4"),
    "firm relying on the cryptography note": ({"Q10": ["exclusion_claimed"]}, "3.2"),
    "interception maker": (
        {"Q05": ["goods", "software"], "Q08": ["5A001.f.1"], "Q19": ["police"], "Q24": ["individual"]},
        "2.6 3.3 4.7 4.8 5.2 5.3 6.1 6.2 6.4 9.1 9.2 9.3",
    ),
    "jammer maker": ({"Q05": ["goods"], "Q08": ["5A001.f.3"]}, "2.6 3.3 4.7 4.8 6.1 6.4 9.1"),
    "maker of intrusion software": (
        {"Q05": ["software"], "Q09": ["4D004"]},
        "2.6 3.3 4.7 4.8 6.2 6.4 9.2 9.3",
    ),
    "maker of monitoring centres": ({"Q09": ["5D001.e"], "Q19": ["intelligence"]}, "2.6 3.3 4.7 4.8 6.4"),
    "maker of phone readers": ({"Q09": ["5A004.b"], "Q17": ["reseller"]}, "2.6 3.3 4.7 4.8 6.4"),
    "face-recognition firm of eight people": (
        {"Q03": ["2-9"], "Q05": ["software"], "Q11": ["face_recognition"], "Q19": ["police"]},
        "2.6 3.4 4.7 4.8 6.2 6.4 9.2 9.3",
    ),
    "maker of number-plate cameras": (
        {"Q05": ["goods"], "Q11": ["number_plates"]},
        "2.6 3.4 4.7 4.8 6.1 6.4 9.1",
    ),
    "social-media analyst": ({"Q11": ["data_fusion"], "Q05": ["access"]}, "2.6 3.4 4.7 4.8 6.2 6.4 9.2 9.3"),
    "listed and not listed together": (
        {"Q08": ["5A001.f.2"], "Q11": ["location_tracking"]},
        "2.6 3.3 3.4 4.7 4.8 6.4",
    ),
    "dealer through agents": ({"Q17": ["agent"]}, "4.8"),
    "dealer in common high priority items": ({"Q16": ["common_high_priority"]}, "4.8"),
    "trading house with EU007": (
        {
            "Q03": ["10-49", "group"], "Q05": ["goods", "technology"], "Q17": ["direct", "reseller"],
            "Q22": ["wholly_owned"], "Q24": ["EU007", "individual"], "Q28": ["customs_agent"],
        },
        "2.5 4.8 5.2 5.3 5.4 6.1 6.2 9.1 9.2 9.3",
    ),
    "university": ({"Q02": "research", "Q05": ["technology"]}, "6.2 9.2 9.3 M1"),
    "maker of restraints": ({"Q05": ["goods"], "Q14": ["annex_3"]}, "6.1 9.1 M2"),
    "sole trader who consults abroad": (
        {"Q02": "sole_trader", "Q03": ["1"], "Q06": ["technical_assistance"]},
        "6.3",
    ),
}  # fmt: skip

TEMPLATE = load_library().template("eu-nl")


def sections_of(answers: Answers) -> list[str]:
    return [s.number for s in TEMPLATE.sections if applicability(s.condition, answers).applies]


@pytest.mark.parametrize("name", PROFILES)
def test_a_company_gets_the_sections_its_business_needs(name: str) -> None:
    """Everybody's sections, plus those that this company's answers switch on, and no other."""
    answers, expected = PROFILES[name]
    assert set(sections_of({**PLAIN, **answers})) == {*EVERYONE, *expected.split()}


def test_there_are_at_least_thirty_companies() -> None:
    """The table is wide enough to touch every condition of the template both ways."""
    assert len(PROFILES) >= 30
    ever = {number for answers, _ in PROFILES.values() for number in sections_of({**PLAIN, **answers})}
    assert ever == {section.number for section in TEMPLATE.sections}


def test_without_answers_every_section_stays_in() -> None:
    """What is not known yet never removes a section."""
    assert len(sections_of({})) == len(TEMPLATE.sections)
