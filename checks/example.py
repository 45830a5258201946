"""A case that lies beside a rule, as `checks.example_files` reads it and `checks.examples` runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from checks.answers import Answer
from checks.languages import Language
from checks.sections import ProgrammeFacts

Expectation = Literal["found", "partly", "not_found", "not_checked", "noticed", "nothing"]
"""What an example expects: a verdict, or of a quality rule whether something is noticed."""


@dataclass(frozen=True)
class Example:
    """A case that lies beside a rule. `text` stands in its first home section, `texts` in those named.

    `answers` are the scoping answers of the case.
    """

    rule: str
    name: str
    language: Language
    text: str
    expect: Expectation
    missing: tuple[str, ...]
    because: str
    evidence: tuple[str, ...]
    control: bool
    file: str
    line: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    facts: ProgrammeFacts = field(default_factory=ProgrammeFacts)
    near_miss: bool = False
