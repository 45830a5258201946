"""What stands in the way of a passage that a person points to, as one sentence per language."""

from __future__ import annotations

from collections.abc import Mapping

from checks.languages import Words
from checks.states import State

NOT_THERE: Words = {
    "en": "This sentence does not stand in the text any more.",
    "nl": "Deze zin staat niet meer in de tekst.",
}
HEADING: Words = {
    "en": "A heading alone says nothing. Point to the sentence below it.",
    "nl": "Alleen een kop zegt niets. Wijs de zin eronder aan.",
}
NO_TEXT: Words = {
    "en": "A picture cannot be read. Point to a sentence.",
    "nl": "Een afbeelding kan niet gelezen worden. Wijs een zin aan.",
}

_WITH_CUE: Mapping[State, Words] = {
    "weak": {
        "en": "“{cue}” leaves it open.",
        "nl": "‘{cue}’ laat het open.",
    },
    "negated": {
        "en": "“{cue}” denies it.",
        "nl": "‘{cue}’ ontkent het.",
    },
    "other_actor": {
        "en": "Here “{cue}” does it, not your company.",
        "nl": "Hier doet ‘{cue}’ het, niet uw bedrijf.",
    },
    "aspiration": {
        "en": "“{cue}” makes this a wish, not something that is done.",
        "nl": "‘{cue}’ maakt hiervan een wens, niet iets dat gebeurt.",
    },
    "past": {
        "en": "“{cue}” says that it was so once, not that it is so now.",
        "nl": "‘{cue}’ zegt dat het ooit zo was, niet dat het nu zo is.",
    },
    "future": {
        "en": "“{cue}” announces it; it is not done yet.",
        "nl": "‘{cue}’ kondigt het aan; het gebeurt nog niet.",
    },
    "template": {
        "en": "“{cue}” still has to be filled in.",
        "nl": "‘{cue}’ moet nog worden ingevuld.",
    },
    "norm": {
        "en": "“{cue}” repeats what others say that companies should do; it does not say that you do it.",
        "nl": "‘{cue}’ herhaalt wat bedrijven volgens anderen moeten doen; er staat niet dat u het doet.",
    },
}

_WITHOUT_CUE: Mapping[State, Words] = {
    "weak": {"en": "The sentence leaves it open.", "nl": "De zin laat het open."},
    "negated": {"en": "The sentence denies it.", "nl": "De zin ontkent het."},
    "other_actor": {
        "en": "In this sentence somebody else does it, not your company.",
        "nl": "In deze zin doet iemand anders het, niet uw bedrijf.",
    },
    "aspiration": {
        "en": "The sentence names a wish, not something that is done.",
        "nl": "De zin noemt een wens, niet iets dat gebeurt.",
    },
    "past": {"en": "The sentence tells how it once was.", "nl": "De zin vertelt hoe het ooit was."},
    "future": {"en": "The sentence announces it.", "nl": "De zin kondigt het aan."},
    "template": {
        "en": "A fact in the sentence is not filled in yet.",
        "nl": "In de zin is een gegeven nog niet ingevuld.",
    },
    "norm": {
        "en": "The sentence says what companies should do, not that you do it.",
        "nl": "De zin zegt wat bedrijven moeten doen, niet dat u het doet.",
    },
    "question": {
        "en": "The sentence asks it, and does not answer.",
        "nl": "De zin stelt de vraag, maar geeft geen antwoord.",
    },
    "fragment": {
        "en": "Only loose words stand here. Write a sentence.",
        "nl": "Hier staan alleen losse woorden. Schrijf een zin.",
    },
}


def objection(state: State, cue: str) -> Words:
    """The sentence for a state short of present, with the words that decide where they are known."""
    words = _WITH_CUE[state] if cue and state in _WITH_CUE else _WITHOUT_CUE[state]
    return {language: text.format(cue=cue) for language, text in words.items()}


def objection_of_defect(says: Words, quote: str) -> Words:
    """The words of a defect with the sentence that shows it."""
    shown = {"en": f"“{quote}”", "nl": f"‘{quote}’"}
    return {language: f"{text} {shown[language]}" for language, text in says.items()}
