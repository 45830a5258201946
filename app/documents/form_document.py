"""Everything the Word file of a form, a record or a register is made from: plain frozen values."""

from dataclasses import dataclass
from datetime import date

from checks.languages import Language


@dataclass(frozen=True)
class Statement:
    """Fixed text; an item of a list, or a paragraph."""

    text: str
    is_item: bool = False


@dataclass(frozen=True)
class Answer:
    """One field: its label, and the lines of its answer. Empty lines are room to write on paper."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AnswerTable:
    """Fields under one heading, two columns: label and answer."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class RowTable:
    """A table with one row per entry; rows are as long as the header. Empty rows are room to write."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Statement | AnswerTable | RowTable


@dataclass(frozen=True)
class FormDocument:
    """A form, a record or a register, ready to print.

    `reference` stands in the header of each page: "A11, form version 1". `details` are facts about the paper
    itself, each on a line. A `wide` one lies on its side.
    """

    identifier: str
    title: str
    organisation: str
    language: Language
    reference: str
    date: date
    purpose: str
    details: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    wide: bool = False
