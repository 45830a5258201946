"""Who was named once is a person afterwards."""

import pytest

from checks import SectionText, TextBlock, built_in_packs, run
from checks.engine import analysts_for
from checks.languages import Language
from checks.model import Pack
from checks.people import known_people


def _section(key: str, text: str, language: Language) -> SectionText:
    return SectionText(key, "", language, (TextBlock(key, "paragraph", text),))


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "Wiremu Tane, head of firmware, sets it.", {"wiremu", "tane"}),
        ("en", "Mr Okonjo clears hits and R. Tolhoek signs.", {"okonjo", "tolhoek"}),
        ("en", "The Lamplighter is our Head of Conduct.", {"lamplighter"}),
        ("nl", "Eigenaar is exportfunctionaris Wout van den Berghe.", {"wout", "berghe"}),
        ("nl", "| hoofd Inkoop | Teun de Graaf |", {"teun", "graaf"}),
        ("en", "Peter Marsh owns Marsh Instruments.", {"peter"}),
        ("en", "Ruth Hope leads; we hope for the best.", {"ruth"}),
        ("en", "We sell in Kuala Lumpur through Amnesty Partners.", set()),
        ("en", "The Head of Export Compliance decides.", set()),
    ],
)
def test_names_and_house_titles_are_learned(language: Language, text: str, people: set[str]) -> None:
    packs = built_in_packs()
    analyst = analysts_for(packs).analyst(packs[0], language)
    assert known_people([analyst.passage(_section("icp.0", text, language))]) == people


@pytest.mark.parametrize("pack", built_in_packs(), ids=lambda pack: pack.id)
def test_one_pack_alone_knows_the_same_people(pack: Pack) -> None:
    analyst = analysts_for([pack]).analyst(pack, "en")
    text = "Export control officer Wouke Bremstra signs; Wiremu Tane runs the board with her."
    assert known_people([analyst.passage(_section("icp.0", text, "en"))]) == {"wouke", "bremstra"}


@pytest.mark.parametrize(
    ("language", "introduced", "later"),
    [
        (
            "nl",
            "Eigenaar van dit programma: exportfunctionaris Wout Bremer.",
            "Weten wij zelf van misbruik als bedoeld in artikel 4, dan meldt Bremer dat bij de CDIU.",
        ),
        (
            "en",
            "Owner of this programme: Wiremu Tane, export officer.",
            "Where we learn of a use under Article 4, Tane notifies CDIU within two days.",
        ),
    ],
)
def test_a_bare_surname_is_who_notifies_once_it_was_introduced(
    language: Language, introduced: str, later: str
) -> None:
    def notifier(*sections: SectionText) -> str:
        result = run(built_in_packs(), sections, {}, only={"STR-5.5"})
        return next(finding.elements["E3"] for finding in result.findings)

    notice = _section("icp.5.5", later, language)
    assert notifier(notice) != "present"
    assert notifier(_section("icp.0", introduced, language), notice) == "present"
