"""Sources of rules as people read them. Packs name an instrument by a short key; here is its full name."""

from __future__ import annotations

import re

from checks import Source
from checks.languages import Language

NAMES: dict[str, dict[Language, str]] = {
    "R18": {
        "en": "Recommendation (EU) 2019/1318 on internal compliance programmes",
        "nl": "Aanbeveling (EU) 2019/1318 over interne nalevingsprogramma’s",
    },
    "R17": {
        "en": "Recommendation (EU) 2021/1700 on compliance programmes for research",
        "nl": "Aanbeveling (EU) 2021/1700 over nalevingsprogramma’s voor onderzoek",
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
    "OHCHRIG": {
        "en": "UN Human Rights Office, Interpretive Guide to the corporate responsibility (2012)",
        "nl": "VN-mensenrechtenbureau, Interpretive Guide bij de verantwoordelijkheid van bedrijven (2012)",
    },
    "OHCHREXIT": {
        "en": "UN Human Rights Office, considerations for remaining and exiting (2023)",
        "nl": "VN-mensenrechtenbureau, overwegingen bij blijven of vertrekken (2023)",
    },
    "BTECH": {
        "en": "UN Human Rights Office, B-Tech foundational papers on end-use (2020)",
        "nl": "VN-mensenrechtenbureau, B-Tech-stukken over eindgebruik (2020)",
    },
    "KAYE": {
        "en": "UN Special Rapporteur, Surveillance and human rights, A/HRC/41/35 (2019)",
        "nl": "Speciaal VN-rapporteur, Surveillance and human rights, A/HRC/41/35 (2019)",
    },
    "USSTATE": {
        "en": "US Department of State, guidance on products with surveillance capabilities (2020)",
        "nl": "Amerikaans ministerie van Buitenlandse Zaken, leidraad surveillanceproducten (2020)",
    },
    "EUREC": {
        "en": "Recommendation (EU) 2024/2659 on cyber-surveillance items",
        "nl": "Aanbeveling (EU) 2024/2659 over cybersurveillance",
    },
    "ECHRI": {
        "en": "Export Controls and Human Rights Initiative, Code of Conduct (2023)",
        "nl": "Export Controls and Human Rights Initiative, gedragscode (2023)",
    },
    "DIHRHRIA": {
        "en": "Danish Institute for Human Rights, impact assessment of digital activities (2020)",
        "nl": "Deens Instituut voor de Mensenrechten, beoordeling van digitale activiteiten (2020)",
    },
    "DIHR26": {
        "en": "Danish Institute for Human Rights, guide on the due diligence directive (2026)",
        "nl": "Deens Instituut voor de Mensenrechten, gids gepaste zorgvuldigheid (2026)",
    },
    "NORNCP": {
        "en": "Norwegian National Contact Point, final statement Telenor Myanmar (2025)",
        "nl": "Noors Nationaal Contactpunt, eindverklaring Telenor Myanmar (2025)",
    },
    "NCPNL": {
        "en": "Dutch National Contact Point, page on due diligence",
        "nl": "Nederlands Nationaal Contactpunt, pagina over gepaste zorgvuldigheid",
    },
    "GNI": {"en": "Global Network Initiative", "nl": "Global Network Initiative"},
    "OECDFAO": {
        "en": "OECD-FAO handbook on due diligence (2023)",
        "nl": "OESO-FAO-handboek over gepaste zorgvuldigheid (2023)",
    },
    "WSD": {
        "en": "Dutch Strategic Services Act (Wet strategische diensten)",
        "nl": "Wet strategische diensten",
    },
    "BSG": {
        "en": "Dutch Strategic Goods Decree (Besluit strategische goederen)",
        "nl": "Besluit strategische goederen",
    },
    "BW2": {"en": "Dutch Civil Code, Book 2", "nl": "Burgerlijk Wetboek, Boek 2"},
    "NLICP": {
        "en": "Dutch guidelines for compiling an ICP (Ministry of Foreign Affairs and CDIU)",
        "nl": "Nederlandse richtlijnen voor het opstellen van een ICP (Buitenlandse Zaken en CDIU)",
    },
    "LET": {
        "en": "Letter of the Dutch Minister to Parliament of 16 July 2020, Kamerstuk 32 735 nr. 309",
        "nl": "Brief van de minister aan de Tweede Kamer van 16 juli 2020, Kamerstuk 32 735 nr. 309",
    },
    "RUS": {
        "en": "Regulation (EU) No 833/2014 on sanctions against Russia",
        "nl": "Verordening (EU) nr. 833/2014 over sancties tegen Rusland",
    },
    "ATR": {
        "en": "Regulation (EU) 2019/125 on goods for torture",
        "nl": "Verordening (EU) 2019/125 over foltergoederen",
    },
    "MTG": {"en": "SOMO, Mind the Gap", "nl": "SOMO, Mind the Gap"},
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
    "ch": "hfst",
    "commentary": "toelichting",
    "element": "element",
    "elements": "elementen",
    "para": "par",
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
    """The place inside an instrument; a place described in other words than these stays as it is."""
    words = [
        word for word in re.findall(r"\b[A-Za-z]{2,}\b", pinpoint) if not re.fullmatch("[IVXivx]+", word)
    ]
    if language == "en" or not DUTCH_WORDS.keys() >= set(words):
        return pinpoint
    return re.sub(r"\b[A-Za-z]{2,}\b", lambda word: DUTCH_WORDS.get(word[0], word[0]), pinpoint)
