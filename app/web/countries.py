"""Countries by ISO 3166 code, named in the language in force, in the groups the law makes of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from babel import Locale

from app.i18n import LOCALES, N_, _, current_language
from checks.reference import NOT_COUNTRIES, destinations

GROUP_TITLES = {
    "eu": N_("European Union"),
    "eu001": N_("Countries of EU001"),
    "others": N_("Other countries"),
}


@dataclass(frozen=True)
class CountryGroup:
    """Countries shown together, as (code, name) in the order of their names."""

    id: str
    title: str
    countries: tuple[tuple[str, str], ...]


def country_name(code: str) -> str:
    """The name in the language in force, or the code when the library does not know it."""
    return _names(current_language()).get(code, code)


def is_country(code: str) -> bool:
    """Whether the library knows this code as a country."""
    return code in _names("en")


def country_groups() -> tuple[CountryGroup, ...]:
    """Every country once: the Union, the destinations of EU001, the others."""
    names = _names(current_language())
    union, partners = destinations().group("eu").countries, destinations().group("eu001").countries
    members = {"eu": union, "eu001": partners, "others": names.keys() - union - partners}
    return tuple(
        CountryGroup(group, _(title), tuple(sorted(_pairs(names, members[group]), key=lambda pair: pair[1])))
        for group, title in GROUP_TITLES.items()
    )


def _pairs(names: dict[str, str], codes: Collection[str]) -> list[tuple[str, str]]:
    return [(code, names[code]) for code in codes if code in names]


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(LOCALES[language]).territories
    return {code: name for code, name in territories.items() if code.isalpha() and code not in NOT_COUNTRIES}
