"""How often a pack was right, measured on clauses that nobody had seen who wrote its words.

The figures lie in `reliability.yaml` beside `pack.yaml` and belong to the rules and words they were measured
with: after any change of those the pack counts as not measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from checks.languages import LANGUAGES, Language
from checks.schema import Reader, open_file
from checks.states import State

Reading = Literal["found", "partly", "otherwise", "not_found"]
"""What the tool says: the text says so, says a part, says otherwise, or nothing of it was found."""

READINGS: tuple[Reading, ...] = get_args(Reading)
SILENT: frozenset[str] = frozenset({"missing", "incomplete"})
_SHARE = re.compile(r"(\d+) of (\d+)\Z")


@dataclass(frozen=True)
class Share:
    """So many of so many clauses in which the tool read this were labelled so by their author."""

    language: Language
    reading: Reading
    right: int
    of: int


@dataclass(frozen=True)
class Reliability:
    """One measurement: the version of the pack, the day, how many clauses, and the shares."""

    version: str
    measured_on: date
    clauses: int
    shares: tuple[Share, ...]


def reading(verdict: str, state: str | State) -> Reading:
    """The band of a judgement: *not found* by a contrary or weak sentence says more than silence."""
    if verdict == "found":
        return "found"
    if verdict == "partly":
        return "partly"
    return "not_found" if state in SILENT else "otherwise"


def read_reliability(path: Path, judged_by: str) -> Reliability | None:
    """The measurement in the file; None without one, or when it was made with other rules or words."""
    if not path.exists():
        return None
    file = open_file(path, ["version", "measured_on", "clauses", "judged_by", "shares"])
    shares = file.reader("shares", LANGUAGES)
    found = tuple(
        _share(shares.reader(language, READINGS), language, kind)
        for language in LANGUAGES
        for kind in READINGS
    )
    try:
        measured_on, clauses = date.fromisoformat(file.text("measured_on")), int(file.text("clauses"))
    except ValueError:
        file.refuse("measured_on", "a day such as 2026-11-26 and a whole number of clauses are needed")
    if file.text("judged_by") != judged_by:
        return None
    return Reliability(file.text("version"), measured_on, clauses, found)


def _share(file: Reader, language: Language, kind: Reading) -> Share:
    written = _SHARE.match(file.text(kind))
    if written is None:
        file.refuse(kind, "a share is written as '41 of 43'")
    return Share(language, kind, int(written.group(1)), int(written.group(2)))
