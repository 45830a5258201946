"""Reference data with its source, date and mark: control codes and groups of destinations.

Nothing here decides by itself. A code that the file does not hold is *not
checked*, which is something else than wrong; only a code that the file marks
as not used may be called out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from checks.strict_yaml import LinedDict, YamlProblem, read_yaml

FOLDER = Path(__file__).parent
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"})
"""Territories of the locale data that are no destination of their own: regions, unions, test codes."""
Words = Mapping[str, str]
CodeState = Literal["known", "not_used", "not_checked"]


@dataclass(frozen=True)
class ControlCode:
    """One entry of the control list in our own words; `question` is the scoping question that asks for it."""

    code: str
    state: Literal["known", "not_used"]
    question: str | None
    covers: Words
    limits: Words | None


@dataclass(frozen=True)
class ControlCodes:
    """The codes that were checked. `checked` and `in_force_since` are dates as YYYY-MM-DD.

    `number` is the year and number of the regulation that made this edition.
    """

    edition: str
    number: tuple[int, int]
    in_force_since: str
    url: str
    checked: str
    mark: str
    codes: tuple[ControlCode, ...]

    def find(self, code: str) -> ControlCode | None:
        """The entry with exactly this code."""
        return next((entry for entry in self.codes if entry.code == code), None)

    def state(self, code: str) -> CodeState:
        """What the file says about a code. A heading above known entries, such as 5A001.f, is known too."""
        entry = self.find(code)
        if entry is not None:
            return entry.state
        above = any(other.state == "known" and other.code.startswith(f"{code}.") for other in self.codes)
        return "known" if above else "not_checked"


@dataclass(frozen=True)
class DestinationGroup:
    """Countries that an instrument names together, as ISO 3166-1 alpha-2 codes."""

    id: str
    title: Words
    source: Words
    countries: frozenset[str]


@dataclass(frozen=True)
class Destinations:
    """All groups, with the address and the date (YYYY-MM-DD) of the text they were read from."""

    url: str
    checked: str
    mark: str
    groups: tuple[DestinationGroup, ...]

    def group(self, group_id: str) -> DestinationGroup:
        """The group with this id; raises KeyError."""
        for group in self.groups:
            if group.id == group_id:
                return group
        raise KeyError(group_id)


@cache
def control_codes(path: Path = FOLDER / "control_codes.yaml") -> ControlCodes:
    """The control codes; raises YamlProblem with file and line."""
    data = _mapping(path)
    codes = []
    for entry in _list(data, "codes", path):
        _keys(entry, path, {"code", "covers"}, {"question", "state", "limits"})
        state = entry.get("state", "known")
        if state not in ("known", "not_used"):
            raise YamlProblem(path, entry.line_of("state"), "reference_state", f"'{state}' is no state")
        codes.append(
            ControlCode(entry["code"], state, entry.get("question"), entry["covers"], entry.get("limits"))
        )
    _once([code.code for code in codes], path)
    year, _, number = data["number"].partition("/")
    return ControlCodes(
        data["edition"],
        (int(year), int(number)),
        data["in_force_since"],
        data["url"],
        data["checked"],
        data["mark"],
        tuple(codes),
    )


@dataclass(frozen=True)
class TortureAnnexes:
    """Since when the annexes on goods for torture are wider, and when that was checked (YYYY-MM-DD)."""

    widened: str
    url: str
    checked: str
    mark: str


@cache
def torture_annexes(path: Path = FOLDER / "torture_annexes.yaml") -> TortureAnnexes:
    """What is known of the annexes; raises YamlProblem with file and line."""
    data = _mapping(path)
    _keys(data, path, {"widened", "url", "checked", "mark"}, set())
    return TortureAnnexes(data["widened"], data["url"], data["checked"], data["mark"])


@cache
def destinations(path: Path = FOLDER / "destinations.yaml") -> Destinations:
    """The groups of destinations; raises YamlProblem with file and line."""
    data = _mapping(path)
    groups = []
    for entry in _list(data, "groups", path):
        _keys(entry, path, {"id", "title", "source", "countries"}, set())
        _once(entry["countries"], path)
        groups.append(
            DestinationGroup(entry["id"], entry["title"], entry["source"], frozenset(entry["countries"]))
        )
    return Destinations(data["url"], data["checked"], data["mark"], tuple(groups))


def _mapping(path: Path) -> LinedDict:
    data = read_yaml(path)
    if not isinstance(data, LinedDict):
        raise YamlProblem(path, 1, "reference_shape", "expected a mapping")
    return data


def _list(data: LinedDict, key: str, path: Path) -> list[LinedDict]:
    items: Any = data.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, LinedDict) for item in items):
        raise YamlProblem(path, data.line_of(key), "reference_shape", f"'{key}' needs a list of mappings")
    return items


def _keys(entry: LinedDict, path: Path, needed: set[str], optional: set[str]) -> None:
    for key in needed - set(entry):
        raise YamlProblem(path, entry.line, "reference_key", f"'{key}' is missing")
    for key in set(entry) - needed - optional:
        raise YamlProblem(path, entry.line_of(key), "reference_key", f"'{key}' is not known here")


def _once(values: list[str], path: Path) -> None:
    for value in values:
        if values.count(value) > 1:
            raise YamlProblem(path, 1, "reference_duplicate", f"'{value}' stands there twice")
