"""What is denied, wished, put off or tied to a way out is not said, however a firm puts it."""

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
            "A channel has not been spelled out.",
            "Who runs the channel is left open.",
            "Who runs the channel and how often is settled case by case.",
            "Our records say nothing about a channel.",
            "Printers and a channel are left aside.",
            "A channel falls outside the assessment.",
            "A channel stays out of consideration.",
            "A safe channel doesn't exist yet.",
            "How to close a channel we've never agreed.",
            "On letters, visits and a channel our policy is silent.",
            "What we do not offer: letters, visits and a channel.",
            "Letters and a channel are outside the exercise.",
            "A channel, which we do not provide, would be of use.",
            "Whether a channel opens is for the customer to decide.",
            "A channel is a lovely notion.",
            "No letters, visits or channel are provided for.",
            "We decline to answer through a channel.",
            "We dispense with a channel.",
            "The procedure leaves open who runs the channel.",
            "The channel has been given up.",
            "The post of channel keeper is vacant.",
            "The channel was traded away in negotiations.",
            "Rumours about the channel are ignored.",
            "Neighbours and the channel remain unexamined.",
            "About a channel the contract has nothing as yet.",
            "Nothing has been done yet against misuse of the channel.",
            "Who runs the channel, and when it opens, are open points.",
            "A channel is a matter for the next edition.",
            "We have made no arrangement for a channel.",
            "A second channel and a register are to follow.",
            "Letters are not put through the channel.",
            "There is as yet no fund, desk or channel.",
            "The letter has not been brought under the channel so far.",
            "For a channel, which many ask for, there is no room yet.",
            "A right to use the channel has been discussed but not granted.",
            "To the channel no attention is paid.",
            "What happens in the channel we do not study.",
            "How a channel has worked so far I have no way of checking.",
            "Whether the channel is used is not noted.",
            "It is about letters, and not about visits or the channel.",
            "Still to be filled in: who pays; who writes, and who runs the channel.",
            "Visitors and the channel are left outside.",
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
            "Een meldpunt blijft buiten beschouwing.",
            "Het meldpunt valt buiten de methode.",
            "Het meldpunt houden wij erbuiten.",
            "Een meldpunt staat nog niet op papier.",
            "Een meldpunt zit er nog niet in.",
            "Wanneer en waarom het meldpunt dicht was, schrijven we niet op.",
            "Een meldpunt gaat ons te ver.",
            "Een meldpunt zou te duur zijn.",
            "Een meldpunt is van tafel.",
            "Een meldpunt is nergens te vinden.",
            "Een meldpunt maakt geen deel uit van dit programma.",
            "Een meldpunt laat op zich wachten.",
            "Wij zien geen heil in een meldpunt.",
            "Een meldpunt laten wij achterwege.",
            "Over een meldpunt bepalen wij niets.",
            "Wie het meldpunt beheert en hoe vaak, is niet uitgeschreven.",
            "Wie het meldpunt beheert, laten wij rusten.",
            "Wat het meldpunt oplevert, meten wij niet.",
            "Van het meldpunt bewaart hij niets.",
            "Hoe het meldpunt werkt en wie het leidt, wordt nog beschreven.",
            "Een omschrijving van het meldpunt volgt in de volgende versie.",
            "Voor vreemden is een meldpunt evenmin geregeld.",
            "Wie het meldpunt leidt, is een open punt.",
            "Er is geen fonds, loket of meldpunt.",
            "Op papier staat het meldpunt nergens.",
            "Over een meldpunt bepaalt dit programma niets.",
            "Brieven zijn tot nu toe niet via het meldpunt binnengekomen.",
            "Over een meldpunt, over brieven van buiten, en over bezoek staat nog niets in de regeling.",
            "Aan een meldpunt is geen aandacht besteed.",
            "Wat wij niet bieden: brieven, bezoek en een meldpunt.",
            "Brieven hebben wij niet, en een meldpunt evenmin.",
            "Voor bezoek en een meldpunt is geen voorziening getroffen.",
            "Brieven en een meldpunt vallen er nog buiten.",
            "Een meldpunt voor buren is van de regeling uitgezonderd.",
            "Het meldpunt is uit het model verwijderd.",
            "Van een meldpunt is afgezien.",
            "Voor een meldpunt is geen ruimte.",
            "Een meldpunt laten wij aan de klant.",
            "De post van meldpunt blijft onvervuld.",
            "Met een meldpunt wordt geen rekening gehouden.",
            "Aan een meldpunt gaan wij voorbij.",
            "Het recht op een meldpunt is niet toegekend.",
            "Wie het meldpunt leidt en of er een mens tussen zit, weten we niet.",
            "Wat het meldpunt met mensen doet, gaat ons niet aan.",
            "Hoe het meldpunt werkt, ligt buiten onze invloed en wordt niet gevolgd.",
            "Brieven en het meldpunt blijven buiten de analyse.",
            "De regeling gaat niet over brieven, bezoek en het meldpunt.",
            "Een meldpunt is niet vastgesteld: elk geval wordt bekeken, zonder vaste regel.",
        ],
    ),
}
WEAK: dict[Language, tuple[str, list[str]]] = {
    "en": (
        "channel",
        [
            "We are thinking of a way to offer a channel.",
            "We are considering a channel.",
            "We do our best to offer a channel.",
            "We are working on a plan to offer a channel.",
            "It would be good to offer a channel.",
            "If time allows, we offer a channel.",
            "Once funds allow, we offer a channel.",
            "Where the margin permits it, we offer a channel.",
            "We offer a channel, if that suits the customer.",
            "We offer a channel where this does not harm business.",
            "We offer a channel as far as reasonable.",
            "Now and then we offer a channel.",
            "A channel is being studied.",
            "In a later stage there is a channel.",
            "The idea is floated to offer a channel.",
            "It will be looked at whether there can be a channel.",
            "Competitors offer a channel.",
            "The OECD Guidelines ask companies to offer a channel.",
        ],
    ),
    "nl": (
        "meldpunt",
        [
            "Wij denken na over een meldpunt.",
            "Wij overwegen een meldpunt op te zetten.",
            "Wij doen ons best voor een meldpunt.",
            "Er wordt gewerkt aan een plan voor een meldpunt.",
            "Een meldpunt zou mooi zijn.",
            "Als de tijd het toelaat, bieden wij een meldpunt.",
            "Zodra er geld voor is, bieden wij een meldpunt, als de marge dat toelaat.",
            "Wij bieden een meldpunt, als dat de klant uitkomt.",
            "Wij bieden een meldpunt voor zover dat de handel niet schaadt.",
            "Wij bieden een meldpunt waar dat kan en waar haalbaar.",
            "Van tijd tot tijd bieden wij een meldpunt.",
            "Op den duur komt er een meldpunt.",
            "In een volgende fase komt er een meldpunt.",
            "Er leeft de gedachte om een meldpunt te openen.",
            "Er zal gekeken worden of een meldpunt kan.",
            "Later willen wij een eigen meldpunt bouwen.",
            "Concurrenten bieden een meldpunt.",
            "De richtlijnen vragen bedrijven om een meldpunt.",
        ],
    ),
}
MEANT: dict[Language, tuple[str, list[str]]] = {
    "en": (
        "officer",
        [
            "To avoid harm the officer stops the order.",
            "Keys are withheld from the customer by the officer.",
            "Nothing is decided without the officer.",
            "When the answer is no, when work rests, or when a deal ends, the officer signs.",
            "Nothing is agreed until the officer signs.",
            "The officer decides, even where it costs too much.",
            "For small orders the officer decides; a form for the rest is not yet drawn up.",
        ],
    ),
    "nl": (
        "functionaris",
        [
            "Gegevens worden door de functionaris uit het systeem verwijderd.",
            "De functionaris weegt of waarschuwingen worden genegeerd.",
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


@pytest.mark.parametrize(("language", "word", "text"), _said(WEAK))
def test_what_is_wished_or_tied_to_a_way_out_is_not_said(language: Language, word: str, text: str) -> None:
    assert _state(language, word, text) != "present"


@pytest.mark.parametrize(("language", "word", "text"), _said(MEANT))
def test_what_makes_it_stronger_is_said(language: Language, word: str, text: str) -> None:
    assert _state(language, word, text) == "present"
