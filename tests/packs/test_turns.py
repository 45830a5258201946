"""A complete clause that takes itself back in one sentence is a conflict; an unfinished one keeps its own."""

from __future__ import annotations

import pytest

from checks import built_in_packs, judge_passage
from checks.languages import Language

ASSESSMENT: dict[Language, tuple[str, ...]] = {
    "en": (
        "Before every launch, new market, new customer and quote, and at every major change, the rights "
        "officer assesses the human-rights risk again.",
        "A coup, a war, a violent election, a new law or a credible report of abuse also reopens the "
        "assessment.",
        "While a system is in use this happens at least once a year.",
        "Ms Amsel watches for these triggers and writes the date and reason of each review in the register.",
    ),
    "nl": (
        "Vóór iedere lancering, nieuwe markt, nieuwe klant en offerte, en bij elke grote wijziging, "
        "beoordeelt de mensenrechtenfunctionaris opnieuw het risico voor mensen.",
        "Ook een staatsgreep, oorlog, verkiezingsgeweld, een nieuwe wet of een geloofwaardig bericht over "
        "misbruik heropent de beoordeling.",
        "Zolang een systeem in gebruik is, gebeurt dit minstens eens per jaar.",
        "Mevrouw Amsel let op deze aanleidingen en schrijft datum en reden van elke herbeoordeling in het "
        "register.",
    ),
}
TURNS: dict[Language, tuple[str, ...]] = {
    "en": (
        "For the others no assessment is made.",
        "How badly people are hit is no factor.",
        "In all other cases nothing is recorded.",
        "With us things are different: the table is empty.",
        "It is for the operator to see to all this, and Ravel Optics takes no part in it.",
        "For strategic accounts the whole of it is waived.",
        "Nobody has been told to do so.",
        "All this is done when the expected margin covers the fee.",
        "What it looks for is bullying and unpaid overtime, wages and rest times among our fitters.",
        "How these people are treated by the buyer is not examined.",
        "Once the screening shows no result, the file is complete.",
        "Her advice may be put aside by the regional manager.",
        "The text was copied from a handbook and exists on paper only.",
        "The reviews are there for members of staff with a contract of employment.",
        "Those at risk are represented by the officials of the ministry that ordered it.",
        "A single condition starts it, namely that the country is under an embargo.",
        "The purpose of the exercise is that our brand stays clean.",
        "The subject was put off to a later year.",
        "We only get round to all this when a newspaper calls.",
        "So far this has remained on paper.",
        "The text above is a suggestion; departments are free to go their own way.",
        "The managing director may waive any of it when a deal is at stake.",
        "Whether we do so depends on what the order is worth.",
        "What is described here ended with the departure of the officer.",
        "On the day an investor asks for it we take this from the drawer.",
    ),
    "nl": (
        "Bij de andere vindt de beoordeling niet plaats.",
        "Een melding houdt de levering niet tegen.",
        "Een beoordeling op verzoek van bewoners is niet toegestaan.",
        "Bij de overige wordt er niets vastgelegd.",
        "Bij ons gaat het anders: de tabel is leeg.",
        "Dit zijn verplichtingen van de afnemer; Ravel Optiek staat er niet voor in.",
        "Voor strategische klanten geldt dit alles niet.",
        "Niemand heeft die taak.",
        "Dit gebeurt wanneer de bezettingsgraad het toelaat.",
        "Gelet wordt op pesten, overwerk en lonen van onze monteurs.",
        "Wat de afnemer met het systeem doet, onderzoeken wij niet.",
        "Geeft de screening niets, dan is het dossier compleet.",
        "Haar advies mag door de regiomanager opzij worden gelegd.",
        "De tekst komt uit een handboek en bestaat alleen op papier.",
        "De beoordeling is er voor wie een arbeidscontract met ons heeft.",
        "De bewoners worden vertegenwoordigd door ambtenaren van het ministerie dat bestelde.",
        "Alleen een embargo brengt dit op gang.",
        "Het doel van de exercitie is dat ons merk schoon blijft.",
        "Het onderwerp is naar een later jaar verschoven.",
        "Voor onze grootste klanten zetten wij dit alles opzij.",
        "De directeur kan van dit alles afzien als er een order op het spel staat.",
        "De tekst hierboven is een suggestie; afdelingen mogen hun eigen weg gaan.",
        "Verkoop mag deze stappen overslaan als de agenda vol is.",
        "Dit alles laten wij over aan de klant, die zijn land het beste kent.",
        "Hieraan beginnen wij pas als een krant belt.",
        "Wordt het ons te druk, dan slaan we het over.",
    ),
}
STRONG: dict[Language, tuple[str, ...]] = {
    "en": (
        "Repeat orders are assessed in the same way.",
        "What the deal earns plays no part.",
        "Neither bad press nor a fine is scored, and the reputation of the company is left out.",
        "We do not wait for a final judgment.",
        "A clean screening never ends the matter.",
        "This applies to every order, large or small.",
        "All of this is recorded in the case file.",
        "The above also holds for resellers.",
        "These steps are taken regardless of the value of the order.",
        "No licence replaces these steps.",
        "Nobody may skip these steps.",
        "This procedure stays in force until the board adopts a new one.",
        "More about this in annex 3.",
        "We have lost orders over this and would do so again.",
    ),
    "nl": (
        "Vervolgorders worden op dezelfde manier bekeken.",
        "Wat de order oplevert speelt geen rol.",
        "Slechte pers en boetes tellen niet mee.",
        "Op een onherroepelijk vonnis wachten wij niet.",
        "Een schone screening is voor ons nooit genoeg.",
        "Dit geldt voor elke order, groot of klein.",
        "Dit alles wordt vastgelegd in het dossier.",
        "Het bovenstaande geldt ook voor wederverkopers.",
        "Niets hiervan vervalt als een termijn dringt.",
        "Een vergunning vervangt deze stappen niet.",
        "Niemand mag deze stappen overslaan.",
        "Deze procedure blijft van kracht totdat de directie een nieuwe vaststelt.",
        "Meer hierover staat in bijlage 3.",
        "Dit kost ons geld en dat aanvaarden wij.",
    ),
}
OPENS_ON_LESS: dict[Language, tuple[str, ...]] = {
    "en": (
        "None of what follows has ever been done at Ravel Optics.",
        "The text below is only there for the auditor.",
        "What follows is from our supplier manual and is about raw materials.",
        "Withdrawn in March: the following procedure.",
    ),
    "nl": (
        "Niets van wat volgt is bij Ravel Optiek ooit gedaan.",
        "Onderstaande tekst is er alleen voor de accountant.",
        "Wat volgt, komt uit het inkoophandboek en gaat over grondstoffen.",
        "Wat hieronder staat, is in maart ingetrokken.",
    ),
}
ANNOUNCES: dict[Language, tuple[str, ...]] = {
    "en": (
        "This section describes how we look after people who may be harmed.",
        "The following steps are taken for every order.",
        "Below is what we do, in plain words.",
        "Read this section together with 4.3.",
    ),
    "nl": (
        "Deze paragraaf beschrijft hoe wij omgaan met mensen die schade kunnen lijden.",
        "De volgende stappen zetten wij bij elke order.",
        "Hieronder staat in gewone woorden wat wij doen.",
        "Lees deze paragraaf samen met 4.3.",
    ),
}
LANGUAGES: tuple[Language, ...] = ("en", "nl")


def _judged(language: Language, *sentences: str) -> tuple[str, str, int]:
    (pack,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    said = judge_passage(pack, "HR-RSK-03", " ".join(sentences), language)
    return said.verdict, said.state, sum(said.elements.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clause_itself_is_found(language: Language) -> None:
    """Without the turn the clause is complete, so that what follows proves something."""
    assert _judged(language, *ASSESSMENT[language])[0] == "found"


@pytest.mark.parametrize(("language", "turn"), [(one, turn) for one in LANGUAGES for turn in TURNS[one]])
def test_one_sentence_takes_it_back(language: Language, turn: str) -> None:
    """Whoever acts, for whom, when and at whose cost: a turn in any of them is never read over."""
    assert _judged(language, *ASSESSMENT[language], turn)[0] != "found"


@pytest.mark.parametrize(("language", "words"), [(one, words) for one in LANGUAGES for words in STRONG[one]])
def test_the_same_words_may_make_it_stronger(language: Language, words: str) -> None:
    """Words of a turn that bar an excuse leave the clause as it is."""
    assert _judged(language, *ASSESSMENT[language], words)[0] == "found"


@pytest.mark.parametrize(
    ("language", "opening"), [(one, opening) for one in LANGUAGES for opening in OPENS_ON_LESS[one]]
)
def test_an_opening_may_take_it_back_in_advance(language: Language, opening: str) -> None:
    """Who narrows or denies what follows before it begins has not said it."""
    assert _judged(language, opening, *ASSESSMENT[language])[0] != "found"


@pytest.mark.parametrize(
    ("language", "opening"), [(one, opening) for one in LANGUAGES for opening in ANNOUNCES[one]]
)
def test_an_opening_may_announce_it(language: Language, opening: str) -> None:
    assert _judged(language, opening, *ASSESSMENT[language])[0] == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unfinished_clause_keeps_what_it_has(language: Language) -> None:
    """Saying openly that a part is missing costs nothing of the rest."""
    unfinished = ASSESSMENT[language][:3]
    openly = {"en": "There is no register of it.", "nl": "Er is geen register van."}[language]
    assert _judged(language, *unfinished, openly) == _judged(language, *unfinished)
