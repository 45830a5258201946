"""The words of an audit report, in English and Dutch."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.languages import Language
from checks.reliability import Reading

OF_A_PDF = "pdf_layout"
"""The pages of a PDF were read; what they look like was not."""
PARTS_OF_A_FILE = ("building_blocks", "comments", "header_or_footer")
"""Counted as parts of a Word file, whatever number of notes is in them."""


@dataclass(frozen=True)
class AuditWording:
    """One language's words. `{}` in a sentence stands for a number or a date."""

    title: str
    short_title: str
    classification: str
    about: str
    about_text: tuple[str, ...]
    state: str
    fingerprint: str
    no_answers: str
    of_a_pdf: str
    not_read: str
    parts: Mapping[str, str]
    rules: str
    summary: str
    outcome: str
    count: str
    verdicts: Mapping[str, str]
    severities: Mapping[str, str]
    fix_first: str
    nothing_to_fix: str
    more_below: tuple[str, str]
    where: str
    by_section: str
    why: str
    to_do: str
    missing: str
    seen: str
    pointed: str
    pointed_by: str
    with_pointing: str
    defects: str
    sources: str
    decided: str
    decided_text: str
    changed_text: str
    no_decisions: str
    not_applicable: str
    clear: str
    clear_text: str
    not_checked: str
    not_checked_text: str
    unchecked: str
    rule: str
    reason: str
    matrix: str
    matrix_part: str
    matrix_key: str
    symbols: Mapping[str, str]
    whole: str
    whole_document: str
    reliability: str
    measured: str
    not_measured: str
    share: str
    readings: Mapping[Reading, str]
    languages: tuple[str, ...]

    def unread(self, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
        """What of a file was not read, in words; `counts` has the code and the number of each."""
        for code, count in counts:
            if code != OF_A_PDF:
                yield self.parts[code] if code in PARTS_OF_A_FILE else f"{self.parts[code]} ({count})"


_ENGLISH = AuditWording(
    title="Audit report",
    short_title="Audit report",
    classification="For the company's own use",
    about="What this report says",
    about_text=(
        "This report compares the text with published expectations, rule by rule. For each rule it says "
        "found, partly found or not found, shows the words on which that rests, and what to do.",
        "Found means the tool sees text that fits the rule. Whether it is good enough is for a person to "
        "judge. Not found means that the tool saw no such text; it may stand elsewhere or in other words.",
        "The report is no approval and no promise of one.",
    ),
    state="State of the text: {}.",
    fingerprint="Fingerprint of the file (SHA-256): {}.",
    no_answers="No scoping answers: every rule applies. What follows from answers is not checked.",
    of_a_pdf="The layout of a PDF is not known: headings and tables may have been read as text.",
    not_read="Not read, so not judged",
    parts={
        "building_blocks": "building blocks for new text",
        "chart": "charts",
        "comments": "comments",
        "contents_line": "lines of a table of contents",
        "deleted_text": "text that was deleted with track changes",
        "diagram": "diagrams",
        "embedded_document": "embedded documents",
        "embedded_object": "embedded objects",
        "header_or_footer": "headers and footers",
        "ink": "handwriting",
        "page_without_text": "pages without text",
        "picture": "pictures",
        "ruby": "text with small text above it",
    },
    rules="Rules used",
    summary="Outcome in numbers",
    outcome="Outcome",
    count="Rules",
    verdicts={
        "found": "Found",
        "partly": "Partly found",
        "not_found": "Not found",
        "noticed": "Noticed in the text",
    },
    severities={"fix_first": "Fix first", "improve": "Improve", "tip": "Tip"},
    fix_first="Fix first",
    nothing_to_fix="Nothing here needs to be fixed first.",
    more_below=("{} more is in the next chapter.", "{} more are in the next chapter."),
    where="Where",
    by_section="Findings by section",
    why="Why it matters",
    to_do="What to do",
    missing="Missing",
    seen="What the text says",
    pointed="Pointed to by people, not found by the tool",
    pointed_by="{}: “{}” (pointed to by {} on {})",
    with_pointing=", with what people point to",
    defects="What weakens it",
    sources="Sources",
    decided="Set aside as not relevant",
    decided_text="Not relevant until {}, because:",
    changed_text="The section has changed since this was decided.",
    no_decisions="Nothing was set aside.",
    not_applicable="Rules that do not apply",
    clear="Rules that noticed nothing",
    clear_text="These rules look for what should not stand in a text. They ran and noticed nothing.",
    not_checked="Rules that could not be checked",
    not_checked_text="They count as not checked, not as missing.",
    unchecked="Not checked",
    rule="Rule",
    reason="Reason",
    matrix="Rules and sections",
    matrix_part="{} ({} of {})",
    matrix_key="F = found, P = partly found, N = not found, ! = noticed in the text, – = set aside.",
    symbols={"found": "F", "partly": "P", "not_found": "N", "noticed": "!", "waived": "–"},
    whole="The programme as a whole",
    whole_document="The document as a whole",
    reliability="How often the human-rights rules are right",
    measured="Measured on {} clauses by other authors on {}, with version {}.",
    not_measured="Not measured with this version of the rules. Read each finding with the words it rests on.",
    share="right in {} of {}",
    readings={
        "found": "Where the tool says: found",
        "partly": "Where it says: partly found",
        "otherwise": "Where it says: not found, the text says otherwise",
        "not_found": "Where it says: not found, nothing was seen",
    },
    languages=("English", "Dutch"),
)

_DUTCH = AuditWording(
    title="Controleverslag",
    short_title="Controleverslag",
    classification="Voor eigen gebruik van de onderneming",
    about="Wat dit verslag zegt",
    about_text=(
        "Dit verslag legt de tekst naast gepubliceerde verwachtingen, regel voor regel. Bij elke regel "
        "staat of iets is gevonden, deels gevonden of niet gevonden, op welke woorden dat berust en wat u "
        "kunt doen.",
        "Gevonden betekent: de tekst lijkt bij de regel te passen. Of het goed genoeg is, beoordeelt een "
        "mens. Niet gevonden betekent: zulke tekst is niet gezien; misschien staat het elders of in andere "
        "woorden.",
        "Het verslag is geen goedkeuring en belooft die ook niet.",
    ),
    state="Stand van de tekst: {}.",
    fingerprint="Vingerafdruk van het bestand (SHA-256): {}.",
    no_answers="De vragen over het bedrijf zijn niet beantwoord. Daarom is elke regel toegepast; alleen wat "
    "van een antwoord afhangt, is niet gecontroleerd.",
    of_a_pdf="Van een pdf is de opmaak niet bekend: koppen en tabellen zijn misschien als tekst gelezen.",
    not_read="Niet gelezen en dus niet beoordeeld",
    parts={
        "building_blocks": "bouwstenen voor nieuwe tekst",
        "chart": "grafieken",
        "comments": "opmerkingen",
        "contents_line": "regels van een inhoudsopgave",
        "deleted_text": "tekst die is verwijderd met Wijzigingen bijhouden",
        "diagram": "schema's",
        "embedded_document": "ingesloten documenten",
        "embedded_object": "ingesloten objecten",
        "header_or_footer": "kop- en voetteksten",
        "ink": "handgeschreven aantekeningen",
        "page_without_text": "bladzijden zonder tekst",
        "picture": "afbeeldingen",
        "ruby": "tekst met kleine tekst erboven",
    },
    rules="Gebruikte regels",
    summary="Uitkomst in aantallen",
    outcome="Uitkomst",
    count="Regels",
    verdicts={
        "found": "Gevonden",
        "partly": "Deels gevonden",
        "not_found": "Niet gevonden",
        "noticed": "Opgevallen in de tekst",
    },
    severities={"fix_first": "Eerst oplossen", "improve": "Verbeteren", "tip": "Tip"},
    fix_first="Eerst oplossen",
    nothing_to_fix="Er is niets dat u eerst moet oplossen.",
    more_below=("Nog {} staat in het volgende hoofdstuk.", "Nog {} staan in het volgende hoofdstuk."),
    where="Waar",
    by_section="Bevindingen per onderdeel",
    why="Waarom dit telt",
    to_do="Wat u kunt doen",
    missing="Ontbreekt",
    seen="Wat de tekst zegt",
    pointed="Door mensen aangewezen, niet door de controle gevonden",
    pointed_by="{}: ‘{}’ (aangewezen door {} op {})",
    with_pointing=", met wat mensen aanwijzen",
    defects="Wat het verzwakt",
    sources="Bronnen",
    decided="Niet van toepassing verklaard",
    decided_text="Niet van toepassing tot en met {}, omdat:",
    changed_text="Het onderdeel is na dit besluit gewijzigd.",
    no_decisions="Er is niets terzijde gelegd.",
    not_applicable="Regels die niet gelden",
    clear="Regels die niets opmerkten",
    clear_text="Deze regels zoeken naar wat niet in een tekst hoort. Ze zijn toegepast en merkten niets op.",
    not_checked="Regels die niet konden worden gecontroleerd",
    not_checked_text="Zij tellen als niet gecontroleerd, niet als ontbrekend.",
    unchecked="Niet gecontroleerd",
    rule="Regel",
    reason="Reden",
    matrix="Regels en onderdelen",
    matrix_part="{} ({} van {})",
    matrix_key=(
        "G = gevonden, D = deels gevonden, N = niet gevonden, ! = opgevallen in de tekst, "
        "– = terzijde gelegd."
    ),
    symbols={"found": "G", "partly": "D", "not_found": "N", "noticed": "!", "waived": "–"},
    whole="Het programma als geheel",
    whole_document="Het document als geheel",
    reliability="Hoe vaak de mensenrechtenregels gelijk hebben",
    measured="Gemeten met {} bepalingen van andere schrijvers op {}, met versie {}.",
    not_measured="Niet gemeten met deze versie van de regels. Lees bij elke bevinding de woorden waarop "
    "zij rust.",
    share="{} van de {} juist",
    readings={
        "found": "Waar staat: gevonden",
        "partly": "Waar staat: deels gevonden",
        "otherwise": "Waar staat: niet gevonden, de tekst zegt iets anders",
        "not_found": "Waar staat: niet gevonden, er is niets gezien",
    },
    languages=("Engels", "Nederlands"),
)

_WORDINGS: dict[Language, AuditWording] = {"en": _ENGLISH, "nl": _DUTCH}


def audit_wording(language: Language) -> AuditWording:
    """The words of a language."""
    return _WORDINGS[language]
