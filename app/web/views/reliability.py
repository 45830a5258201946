"""How often the human-rights rules were right, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import _, long_date
from checks.languages import LANGUAGES
from checks.reliability import READINGS, Reading, Reliability, Share


@dataclass(frozen=True)
class ReliabilityShown:
    """The measurement in a sentence, the languages, and a row for each thing the tool can say."""

    measured: str
    languages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def reliability_shown(measured: Reliability | None) -> ReliabilityShown | None:
    """None when the rules in use were not measured."""
    if measured is None:
        return None
    shares = {(share.language, share.reading): share for share in measured.shares}
    return ReliabilityShown(
        _(
            "Measured on %(clauses)s clauses by other authors on %(day)s, with version %(version)s.",
            clauses=measured.clauses,
            day=long_date(measured.measured_on),
            version=measured.version,
        ),
        tuple({"en": _("English"), "nl": _("Dutch")}[language] for language in LANGUAGES),
        tuple(
            (_name(reading), tuple(_words(shares[language, reading]) for language in LANGUAGES))
            for reading in READINGS
        ),
    )


def _name(reading: Reading) -> str:
    words: dict[Reading, str] = {
        "found": _("Where the tool says: found"),
        "partly": _("Where it says: partly found"),
        "otherwise": _("Where it says: not found, the text says otherwise"),
        "not_found": _("Where it says: not found, nothing was seen"),
    }
    return words[reading]


def _words(share: Share) -> str:
    if not share.of:
        return "–"
    return _("right in %(right)s of %(of)s", right=share.right, of=share.of)
