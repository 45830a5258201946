"""EU007 and EU008 against the scoping answers: items, destinations, ownership, control and users.

Source: Regulation (EU) 2021/821, Annex II, Sections G (EU007) and H (EU008). Only listed facts decide
(`checks.reference`); an answer "I do not know yet" decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel import Locale

from checks.answers import Answers, chosen, complete
from checks.hard.limits import limit
from checks.hard.named import NamedCase, countries_named, partly_owned_named
from checks.hard.seen import PRESENT, Case, Outcome, Seen, Settings, Undecided
from checks.languages import Words
from checks.reference import destinations


class Obstacle(StrEnum):
    """Why a general authorisation cannot be used."""

    ITEM = "item"
    DESTINATION = "destination"
    OWNERSHIP = "ownership"
    CONTROL = "control"
    USER = "user"


@dataclass(frozen=True)
class Blocked:
    """A combination that the law excludes. `values` are the answers of `question` that collide with it."""

    rule: str
    licence: str
    obstacle: Obstacle
    question: str
    values: tuple[str, ...]


EU007_EXCLUDED_ITEMS = ("4A005", "4D004", "4E001.c", "5A001.f", "5A001.j")
EU008_ITEMS = ("5A002.a.2", "5A002.a.3", "5A002.b", "5D002.a.1", "5D002.b", "5D002.c.1", "5E002.b")
SECURITY_USERS = ("police", "intelligence", "army", "border", "prison")
NOT_AN_ITEM = frozenset({"cryptanalysis", "dpi", "exclusion_claimed"})
QUESTIONS = {
    Obstacle.ITEM: ("Q08", "Q09", "Q10"),
    Obstacle.DESTINATION: ("Q18",),
    Obstacle.OWNERSHIP: ("Q22",),
    Obstacle.CONTROL: ("Q03",),
    Obstacle.USER: ("Q19",),
}
_SAYS: dict[Obstacle, Words] = {
    Obstacle.ITEM: {
        "en": "{licence} cannot be used for {values}",
        "nl": "{licence} kan niet worden gebruikt voor {values}",
    },
    Obstacle.DESTINATION: {
        "en": "{licence} cannot be used for {values}",
        "nl": "{licence} kan niet worden gebruikt voor {values}",
    },
    Obstacle.OWNERSHIP: {
        "en": "a company to which you transfer is partly owned; {licence} asks that it is wholly owned",
        "nl": "een bedrijf waaraan u overdraagt is deels eigendom; {licence} vraagt volledig eigendom",
    },
    Obstacle.CONTROL: {
        "en": "the group is controlled from elsewhere; {licence} asks for the EU or a country of EU001",
        "nl": "de zeggenschap ligt ergens anders; {licence} vraagt de EU of een land van EU001",
    },
    Obstacle.USER: {
        "en": "{licence} excludes police, intelligence, military and security use; you named such users",
        "nl": "{licence} sluit gebruik door politie, inlichtingendienst, leger en andere veiligheidsdiensten "
        "uit, en u noemde zulke gebruikers",
    },
}


def against_eu007(answers: Answers) -> Iterator[Blocked]:
    """H2 and H3: what collides with EU007, whether or not the company wants it."""
    for question in QUESTIONS[Obstacle.ITEM]:
        items = tuple(code for code in chosen(answers, question) if _is_any(code, EU007_EXCLUDED_ITEMS))
        yield from _found("H2", "EU007", Obstacle.ITEM, question, items)
    allowed = destinations().group("eu007").countries | destinations().group("eu").countries
    outside = tuple(code for code in chosen(answers, "Q18") if code not in allowed)
    yield from _found("H3", "EU007", Obstacle.DESTINATION, "Q18", outside)
    yield from _found("H3", "EU007", Obstacle.OWNERSHIP, "Q22", _among(answers, "Q22", ("partly_owned",)))
    yield from _found("H3", "EU007", Obstacle.CONTROL, "Q03", _among(answers, "Q03", ("group_outside_eu",)))
    yield from _found("H3", "EU007", Obstacle.USER, "Q19", _among(answers, "Q19", SECURITY_USERS))


def against_eu008(answers: Answers) -> Iterator[Blocked]:
    """H5: what collides with EU008."""
    for question in QUESTIONS[Obstacle.ITEM]:
        items = tuple(
            code
            for code in chosen(answers, question)
            if code not in NOT_AN_ITEM and not _is_any(code, EU008_ITEMS)
        )
        yield from _found("H5", "EU008", Obstacle.ITEM, question, items)
    excluded = destinations().group("eu008_excluded").countries
    barred = tuple(code for code in chosen(answers, "Q18") if code in excluded)
    yield from _found("H5", "EU008", Obstacle.DESTINATION, "Q18", barred)
    yield from _found("H5", "EU008", Obstacle.USER, "Q19", _among(answers, "Q19", SECURITY_USERS))


def authorisation(case: Case, settings: Settings) -> Outcome:
    """Detector: no answer collides with `licence` on the point `obstacle`, or the text limits it.

    One colliding answer is enough to say so; that nothing collides needs every answer. Where everything that
    was answered collides, no text can help: nothing is left for which the authorisation could be used.
    """
    licence, obstacle = settings["licence"], Obstacle(settings["obstacle"])
    look = against_eu007 if licence == "EU007" else against_eu008
    used_for = _against_the_text(case, licence, obstacle)
    values = [value for found in look(case.answers) if found.obstacle is obstacle for value in found.values]
    if used_for:
        said = [*dict.fromkeys([*(named.value for named in used_for), *values])]
        evidence = tuple(dict.fromkeys(named.evidence for named in used_for))
        return Seen("negated", evidence, _words(licence, obstacle, said), bars=True)
    if values:
        limited = limit(case, licence, obstacle) if _leaves_something(case, obstacle, values) else None
        if limited is not None:
            return Seen("present", (limited,))
        return Seen("negated", says=_words(licence, obstacle, values), bars=True)
    unanswered = tuple(
        question for question in QUESTIONS[obstacle] if complete(case.answers, question) is None
    )
    return Undecided(unanswered) if unanswered else PRESENT


def _against_the_text(case: Case, licence: str, obstacle: Obstacle) -> list[NamedCase]:
    """What the text itself uses the authorisation for, and the authorisation excludes."""
    if obstacle is Obstacle.OWNERSHIP and licence == "EU007":
        return list(partly_owned_named(case, licence))
    if obstacle is not Obstacle.DESTINATION:
        return []
    groups = destinations()
    union, eu007 = groups.group("eu").countries, groups.group("eu007").countries
    barred = groups.group("eu008_excluded").countries
    return [
        named
        for named in countries_named(case, licence)
        if (named.value not in union | eu007 if licence == "EU007" else named.value in barred)
    ]


def _leaves_something(case: Case, obstacle: Obstacle, colliding: list[str]) -> bool:
    """Whether other answers on the same point do not collide. Inside the Union no export licence is used."""
    if obstacle is Obstacle.CONTROL:
        return False
    others = {value for question in QUESTIONS[obstacle] for value in chosen(case.answers, question)}
    union = destinations().group("eu").countries if obstacle is Obstacle.DESTINATION else frozenset()
    return bool(others - set(colliding) - union - NOT_AN_ITEM)


def questions_of(settings: Settings) -> tuple[str, ...]:
    """The questions whose answers the detector `authorisation` reads."""
    return QUESTIONS[Obstacle(settings["obstacle"])]


def _words(licence: str, obstacle: Obstacle, values: list[str]) -> Words:
    countries = obstacle is Obstacle.DESTINATION
    return {
        language: text.format(
            licence=licence,
            values=", ".join(_country(value, language) if countries else value for value in values),
        )
        for language, text in _SAYS[obstacle].items()
    }


@cache
def _country(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code, code))


def _found(
    rule: str, licence: str, obstacle: Obstacle, question: str, values: tuple[str, ...]
) -> Iterator[Blocked]:
    if values:
        yield Blocked(rule, licence, obstacle, question, values)


def _among(answers: Answers, question: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in chosen(answers, question) if value in values)


def _is_any(code: str, headings: tuple[str, ...]) -> bool:
    return any(code == heading or code.startswith(f"{heading}.") for heading in headings)
