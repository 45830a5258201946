"""A file that leaves the house, whatever it is made from: a programme, a record, findings, the trail."""

import hashlib
from dataclasses import dataclass

from app.domain.errors import Invalid
from checks.languages import LANGUAGES, Language


@dataclass(frozen=True)
class Exported:
    """A finished file. `sha256` is of `content`; the same programme gives the same Word file."""

    name: str
    content: bytes
    sha256: str


def finished(name: str, content: bytes) -> Exported:
    """A finished file with its hash."""
    return Exported(name, content, hashlib.sha256(content).hexdigest())


def checked_language(language: str) -> Language:
    """Raises Invalid for one that we do not write in."""
    if language not in LANGUAGES:
        raise Invalid("unknown_language", field="lang")
    return language
