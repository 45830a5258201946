"""Sources of rules as people read them. Packs name an instrument by a short key; here is its full name."""

from __future__ import annotations

import re

from app.i18n import Language
from checks import Source

NAMES: dict[str, dict[Language, str]] = {
    "R18": {
        "en": "Recommendation (EU) 2019/1318 on internal compliance programmes",
        "nl": "Aanbeveling (EU) 2019/1318 over interne nalevingsprogramma’s",
    },
    "DUR": {
        "en": "Regulation (EU) 2021/821 on dual-use items",
        "nl": "Verordening (EU) 2021/821 over producten voor tweeërlei gebruik",
    },
    "R26": {
        "en": "Recommendation (EU) 2024/2659 on cyber-surveillance items",
        "nl": "Aanbeveling (EU) 2024/2659 over cybersurveillance",
    },
    "UNGP": {
        "en": "UN Guiding Principles on Business and Human Rights (2011)",
        "nl": "UN Guiding Principles on Business and Human Rights (2011)",
    },
    "MNE": {
        "en": "OECD Guidelines for Multinational Enterprises on Responsible Business Conduct (2023)",
        "nl": "OESO-richtlijnen voor multinationale ondernemingen (2023)",
    },
    "DDG": {
        "en": "OECD Due Diligence Guidance for Responsible Business Conduct (2018)",
        "nl": "OESO Due Diligence Handreiking voor Maatschappelijk Verantwoord Ondernemen (2018)",
    },
}
DUTCH_WORDS = {
    "Annex": "bijlage",
    "Annexes": "bijlagen",
    "Article": "artikel",
    "Articles": "artikelen",
    "Chapter": "hoofdstuk",
    "Principle": "beginsel",
    "Principles": "beginselen",
    "Section": "deel",
    "and": "en",
    "commentary": "toelichting",
    "element": "element",
    "elements": "elementen",
    "paragraph": "paragraaf",
    "step": "stap",
    "to": "tot en met",
}


def instrument_name(key: str, language: Language) -> str:
    """The full name of an instrument; the key itself when it has no longer name."""
    names = NAMES.get(key)
    return names[language] if names else key


def citation(source: Source, language: Language) -> str:
    """Instrument and paragraph, or the instrument alone when nobody has verified the paragraph."""
    name = instrument_name(source.instrument, language)
    return f"{name}, {_paragraph(source.citable, language)}" if source.citable else name


def _paragraph(pinpoint: str, language: Language) -> str:
    if language == "en":
        return pinpoint
    return re.sub(r"[A-Za-z]+", lambda word: DUTCH_WORDS.get(word[0], word[0]), pinpoint)
