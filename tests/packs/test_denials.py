"""What is said not to be there is not there, however a firm puts it; what makes a duty stronger stays."""

import pytest

from checks import SectionText, TextBlock, built_in_packs
from checks.cues import state_of
from checks.engine import analysts_for
from checks.languages import Language
from checks.states import State

PACKS = built_in_packs()

DENIED: dict[Language, tuple[str, list[str]]] = {
    "en": (
        "channel",
        [
            "We have no channel.",
            "A channel does not exist.",
            "For neighbours nothing has been arranged by way of a channel.",
            "A channel for neighbours no longer exists.",
            "A channel for neighbours is considered unnecessary.",
            "A channel for neighbours remains to be agreed.",
            "We have yet to arrange a channel.",
            "A channel for neighbours is not something we do.",
            "A channel is beyond a firm of our size.",
            "A channel has never come off the ground.",
            "A channel is nowhere to be found.",
            "One looks in vain for a channel.",
            "A channel falls outside this programme.",
            "We see no need for a channel.",
            "We have decided against a channel.",
            "A channel is too much for a firm like ours.",
            "A channel is still lacking.",
        ],
    ),
    "nl": (
        "meldpunt",
        [
            "Wij hebben geen meldpunt.",
            "Een meldpunt bestaat niet.",
            "Over een meldpunt is niets afgesproken.",
            "Een meldpunt voor omwonenden slaan wij over.",
            "Een meldpunt valt buiten dit programma.",
            "Wij hebben afgezien van een meldpunt.",
            "Van een meldpunt zien wij af.",
            "Een meldpunt is niets voor ons.",
            "Een meldpunt gaat ons te ver.",
            "Een meldpunt zou te duur zijn.",
            "Een meldpunt is van tafel.",
            "Een meldpunt is nergens te vinden.",
            "Een meldpunt maakt geen deel uit van dit programma.",
            "Een meldpunt laat op zich wachten.",
            "Wij zien geen heil in een meldpunt.",
            "Een meldpunt laten wij achterwege.",
        ],
    ),
}
MEANT: dict[Language, tuple[str, list[str]]] = {
    "en": (
        "officer",
        [
            "Nothing is decided without the officer.",
            "Nothing is agreed until the officer signs.",
            "The officer decides, even where it costs too much.",
        ],
    ),
    "nl": (
        "functionaris",
        [
            "Niets wordt besloten zonder de functionaris.",
            "Niets wordt vastgelegd voordat de functionaris tekent.",
            "De functionaris beslist, ook als een order daardoor vervalt.",
        ],
    ),
}


def _said(cases: dict[Language, tuple[str, list[str]]]) -> list[tuple[Language, str, str]]:
    return [(language, word, text) for language, (word, texts) in cases.items() for text in texts]


def _state(language: Language, word: str, text: str) -> State:
    pack = PACKS[0]
    block = TextBlock("1", "paragraph", text)
    passage = analysts_for(PACKS).analyst(pack, language).passage(SectionText("", "", language, (block,)))
    analysis = passage.sentences[0].analysis
    place = next(place for place, token in enumerate(analysis.tokens) if token.form == word)
    return state_of(analysis, place, place, anyone=False)


@pytest.mark.parametrize(("language", "word", "text"), _said(DENIED))
def test_what_is_denied_is_not_said(language: Language, word: str, text: str) -> None:
    assert _state(language, word, text) != "present"


@pytest.mark.parametrize(("language", "word", "text"), _said(MEANT))
def test_what_makes_it_stronger_is_said(language: Language, word: str, text: str) -> None:
    assert _state(language, word, text) == "present"
