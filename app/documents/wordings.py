"""The words a Word file needs beyond the company's own text, in English and Dutch."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from checks.languages import Language


@dataclass(frozen=True)
class Wording:
    """One language's words. `word_language` is the tag Word uses for spelling and reading aloud."""

    word_language: str
    locale: str
    decimal_symbol: str
    list_separator: str
    draft: str
    organisation: str
    revision: str
    dated: str
    status: str
    classification: str
    document_control: str
    revisions: str
    revision_columns: tuple[str, str, str, str, str]
    approval: str
    approval_columns: tuple[str, str, str, str, str]
    prepared_by: str
    approved_by: str
    contents: str
    contents_hint: str
    page_of: tuple[str, str]
    table: str
    figure: str
    annex: str
    section: str
    section_words: frozenset[str]
    chapter: str
    not_applicable: str
    not_written: str
    picture_missing: str
    end: str
    columns: str
    coverage: str
    coverage_columns: tuple[str, str, str]
    not_covered: str
    out_of_scope: str
    form_columns: tuple[str, str]

    def day(self, value: date | str) -> str:
        """A date as it is written out in running text; what is no day of a calendar stays as it was said."""
        return value if isinstance(value, str) else format_date(value, "d MMMM y", locale=self.locale)


ENGLISH = Wording(
    word_language="en-GB",
    locale="en_GB",
    decimal_symbol=".",
    list_separator=",",
    draft="DRAFT",
    organisation="Organisation",
    revision="Version",
    dated="Date",
    status="Status",
    classification="Classification",
    document_control="Document control",
    revisions="Versions",
    revision_columns=("Version", "Date", "Prepared by", "What changed", "Approved by"),
    approval="Approval",
    approval_columns=("Role", "Name", "Function", "Date", "Signature"),
    prepared_by="Prepared by",
    approved_by="Approved by",
    contents="Contents",
    contents_hint=(
        "Select a line to go to that section. For page numbers in Word: press Ctrl+A, then F9. "
        "This note then disappears."
    ),
    page_of=("Page ", " of "),
    table="Table",
    figure="Figure",
    annex="Annex",
    section="section",
    section_words=frozenset({"section", "sections", "chapter", "annex", "and", "or", "to", "paragraph"}),
    chapter="chapter",
    not_applicable="Not applicable.",
    not_written="This section has not been written yet",
    picture_missing="Picture not available",
    end="End of the document",
    columns="Columns",
    coverage="Where each expected element is covered",
    coverage_columns=("Element", "What it is about", "Where in this programme"),
    not_covered="not covered",
    out_of_scope="not applicable",
    form_columns=("Field", "Answer"),
)

DUTCH = Wording(
    word_language="nl-NL",
    locale="nl_NL",
    decimal_symbol=",",
    list_separator=";",
    draft="CONCEPT",
    organisation="Organisatie",
    revision="Versie",
    dated="Datum",
    status="Status",
    classification="Rubricering",
    document_control="Documentbeheer",
    revisions="Versies",
    revision_columns=("Versie", "Datum", "Opgesteld door", "Wat is gewijzigd", "Goedgekeurd door"),
    approval="Goedkeuring",
    approval_columns=("Rol", "Naam", "Functie", "Datum", "Handtekening"),
    prepared_by="Opgesteld door",
    approved_by="Goedgekeurd door",
    contents="Inhoud",
    contents_hint=(
        "Klik op een regel om naar dat onderdeel te gaan. Paginanummers nodig? Druk in Word op Ctrl+A "
        "en daarna op F9. Deze opmerking verdwijnt dan."
    ),
    page_of=("Pagina ", " van "),
    table="Tabel",
    figure="Figuur",
    annex="Bijlage",
    section="onderdeel",
    section_words=frozenset(
        "paragraaf paragrafen onderdeel onderdelen hoofdstuk bijlage sectie en of tot".split()
    ),
    chapter="hoofdstuk",
    not_applicable="Niet van toepassing.",
    not_written="Dit onderdeel is nog niet geschreven",
    picture_missing="Afbeelding niet beschikbaar",
    end="Einde van het document",
    columns="Kolommen",
    coverage="Waar elk verwacht onderdeel staat",
    coverage_columns=("Onderdeel", "Waarover het gaat", "Plaats in dit programma"),
    not_covered="niet behandeld",
    out_of_scope="niet van toepassing",
    form_columns=("Gevraagd", "Antwoord"),
)

_WORDINGS: dict[Language, Wording] = {"en": ENGLISH, "nl": DUTCH}


def wording(language: Language) -> Wording:
    """The words of a language."""
    return _WORDINGS[language]
