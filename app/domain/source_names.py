"""The instruments that rules rest on, and the Dutch words for places in them.

Packs name an instrument by a short key and a place in English. Sections name the same instruments: a name
that stands in `instruments.yaml` too reads the same here.
"""

from checks.languages import Language

NAMES: dict[str, dict[Language, str]] = {
    "R18": {
        "en": "Recommendation (EU) 2019/1318 (internal compliance programmes)",
        "nl": "Aanbeveling (EU) 2019/1318 (interne nalevingsprogramma's)",
    },
    "R17": {
        "en": "Recommendation (EU) 2021/1700 (research)",
        "nl": "Aanbeveling (EU) 2021/1700 (onderzoek)",
    },
    "DUR": {
        "en": "Regulation (EU) 2021/821 (dual-use)",
        "nl": "Verordening (EU) 2021/821 (producten voor tweeërlei gebruik)",
    },
    "R26": {
        "en": "Recommendation (EU) 2024/2659 (cyber-surveillance items)",
        "nl": "Aanbeveling (EU) 2024/2659 (cybersurveillance-items)",
    },
    "UNGP": {
        "en": "UN Guiding Principles on Business and Human Rights (2011)",
        "nl": "VN-richtlijnen voor bedrijfsleven en mensenrechten (UNGP's, 2011)",
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
        "nl": "VN-mensenrechtenbureau, uitleg bij de verantwoordelijkheid van bedrijven (2012)",
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
        "nl": "Speciaal rapporteur van de VN, Surveillance en mensenrechten, A/HRC/41/35 (2019)",
    },
    "USSTATE": {
        "en": "US Department of State guidance on products with surveillance capabilities (2020)",
        "nl": (
            "Handreiking van het Amerikaanse ministerie van Buitenlandse Zaken over producten met "
            "surveillancemogelijkheden (2020)"
        ),
    },
    "EUREC": {
        "en": "Recommendation (EU) 2024/2659 (cyber-surveillance items)",
        "nl": "Aanbeveling (EU) 2024/2659 (cybersurveillance-items)",
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
    "GNI": {
        "en": "Global Network Initiative",
        "nl": "Global Network Initiative",
    },
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
    "BW2": {
        "en": "Dutch Civil Code, Book 2",
        "nl": "Burgerlijk Wetboek Boek 2",
    },
    "NLICP": {
        "en": "Dutch guidelines for compiling an ICP (Ministry of Foreign Affairs and CDIU)",
        "nl": (
            "Nederlandse richtlijnen voor het opstellen van een ICP "
            "(Ministerie van Buitenlandse Zaken en CDIU)"
        ),
    },
    "LET": {
        "en": "Letter of the Dutch Minister to Parliament of 16 July 2020, Kamerstuk 32 735 nr. 309",
        "nl": "Brief van de minister aan de Tweede Kamer van 16 juli 2020, Kamerstuk 32 735 nr. 309",
    },
    "RUS": {
        "en": "Regulation (EU) No 833/2014 (Russia sanctions)",
        "nl": "Verordening (EU) nr. 833/2014 (sancties Rusland)",
    },
    "ATR": {
        "en": "Regulation (EU) 2019/125 (torture goods)",
        "nl": "Verordening (EU) 2019/125 (foltergoederen)",
    },
    "MTG": {
        "en": "SOMO, Mind the Gap",
        "nl": "SOMO, Mind the Gap",
    },
}

DUTCH_PLACES = {
    "Article 2(2) and (3)": "artikel 2, punten 2 en 3",
    "Article 2(3) and 2(7) to (10)": "artikel 2, punt 3 en punten 7 tot en met 10",
    "Article 27(1) and (2)": "artikel 27, leden 1 en 2",
    "Article 27(3) and (4)": "artikel 27, leden 3 en 4",
    "Articles 12(4), 13 and 27(1)": "artikelen 12, lid 4, 13 en 27, lid 1",
    "Articles 2(20) and 5": "artikel 2, punt 20, en artikel 5",
    "Articles 2(4) and 7": "artikel 2, lid 4, en artikel 7",
    "Articles 4 and 15(1)": "artikelen 4 en 15, lid 1",
    "Articles 4 and 5(2)": "artikelen 4 en 5, lid 2",
    "Articles 6 to 8, 13 and 27(2)": "artikelen 6 tot en met 8 en 13 en artikel 27, lid 2",
    "Annex II, Section G": "bijlage II, afdeling G",
    "Annex II, Section H": "bijlage II, afdeling H",
    "Foreword (2023 key updates: technology)": "voorwoord (wat in 2023 nieuw is: technologie)",
    "Q12-13 (p. 19), p. 7, Q87 (p. 82)": "vragen 12 en 13 (p. 19), p. 7, vraag 87 (p. 82)",
    "Telenor Myanmar final statement 11 Dec 2025": "eindverklaring van 11 december 2025",
    "considerations for remaining and exiting (Aug 2023)": (
        "overwegingen bij blijven of vertrekken (augustus 2023)"
    ),
}
"""Places that do not read word for word."""

DUTCH_PHRASES = {
    "after-sale": "na verkoop",
    "assess stakeholders in the transaction": "beoordeel wie bij de transactie betrokken zijn",
    "audits, reporting and improvement": "audits, rapportage en verbetering",
    "biometric identification, data analytics in scope": "ook biometrische herkenning en gegevensanalyse",
    "company recommendations": "aanbevelingen aan bedrijven",
    "complicity": "medeplichtigheid",
    "consideration: review product capability": "overweging: ga na wat het product kan",
    "contract assurances alone are not due diligence": "toezeggingen in een contract zijn alleen niet genoeg",
    "contractual and procedural safeguards": "waarborgen in contract en werkwijze",
    "definitions of cause, contribute (substantial; facilitating or incentivising), linked": (
        "wat veroorzaken, bijdragen (wezenlijk; mogelijk maken of aanzetten) en verbonden zijn betekenen"
    ),
    "depth follows size, severity and context": "de diepgang volgt omvang, ernst en omgeving",
    "difference between whistleblowing and complaint channels": (
        "verschil tussen een klokkenluidersregeling en een klachtenkanaal"
    ),
    "due-diligence part: review potential for misuse": "deel over gepaste zorgvuldigheid: ga misbruik na",
    "encourages private-sector due diligence under the UNGPs": (
        "moedigt bedrijven aan tot gepaste zorgvuldigheid volgens de VN-richtlijnen"
    ),
    "end-use": "eindgebruik",
    "end-use papers: third-party misuse can still be contribution": (
        "stukken over eindgebruik: ook misbruik door een derde kan bijdragen zijn"
    ),
    "end-users and consignees": "eindgebruikers en ontvangers",
    "ending, crucial, severity, continuing connection": "beëindigen, onmisbaar, ernst, voortdurende band",
    "face-recognition example": "voorbeeld over gezichtsherkenning",
    "grievance mechanism as safeguard": "klachtenmechanisme als waarborg",
    "grievance versus whistleblowing": "klachten tegenover klokkenluiden",
    "harm of mechanisms that block courts": "schade door regelingen die de weg naar de rechter afsluiten",
    "identifying end-use risks: design, development, promotion, sale": (
        "risico’s van eindgebruik vinden: ontwerp, ontwikkeling, aanprijzing, verkoop"
    ),
    "mergers": "fusies",
    "methodology": "werkwijze",
    "mitigation before sale": "beperken vóór verkoop",
    "non-listed cyber-surveillance items": "niet-gelijste cybersurveillance-items",
    "not precluding other routes; unions": "andere wegen blijven open; vakbonden",
    "plans to prevent and mitigate potential future impacts": (
        "plannen om gevolgen te voorkomen en te beperken"
    ),
    "prioritise": "prioriteiten stellen",
    "private end-users close to government": "particuliere eindgebruikers dicht bij de overheid",
    "product launch": "introductie van een product",
    "public reporting on sales practices": "openbare verslagen over de verkoop",
    "red flags": "rode vlaggen",
    "redress": "herstel",
    "review laws, regulations and practices": "ga wetten, regels en praktijk na",
    "review stakeholder entities": "ga de betrokken partijen na",
    "safeguards in design": "waarborgen in het ontwerp",
    "science, technology and innovation": "wetenschap, technologie en innovatie",
    "risk-based due diligence incl. foreseeable misuse": (
        "gepaste zorgvuldigheid naar risico, voorzienbaar misbruik inbegrepen"
    ),
    "scope: intended or unintended surveillance capability": (
        "reikwijdte: mogelijkheden voor surveillance, bedoeld of niet"
    ),
    "services, licences": "diensten, licenties",
    "servicing and after-sales support within the problem described": (
        "onderhoud en ondersteuning na verkoop horen bij het beschreven probleem"
    ),
    "shipment control": "controle op zendingen",
    "structuring contracts": "opzet van contracten",
    "summary: journalists, activists, opposition figures, critics": (
        "samenvatting: journalisten, activisten, oppositieleden, critici"
    ),
    "suspension as a leverage step, regular review": "opschorten als drukmiddel, geregelde herziening",
    "tailor product, alert on misuse, strip capabilities, limit use once sold": (
        "product aanpassen, waarschuwen bij misbruik, mogelijkheden weghalen, gebruik na verkoop beperken"
    ),
    "tailoring": "aanpassen van het product",
    "training": "opleiding",
    "trends and patterns": "trends en patronen",
    "types of misuse targets": "wie doelwit van misbruik zijn",
    "Annex": "bijlage",
    "Annexes": "bijlagen",
    "Article": "artikel",
    "Articles": "artikelen",
    "Category": "categorie",
    "Chapter": "hoofdstuk",
    "Part": "deel",
    "Principle": "beginsel",
    "and": "en",
    "commentary": "toelichting",
    "core element": "kernelement",
    "element": "element",
    "elements": "elementen",
    "paragraph": "paragraaf",
    "section": "deel",
    "step": "stap",
    "to": "tot en met",
}
"""Words and descriptions of which the other places are made."""
