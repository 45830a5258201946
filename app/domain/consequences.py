"""What follows from scoping answers beside the outline: groups, ICP status per licence, what the law blocks.

Only listed facts decide (`checks.reference`); an answer "I do not know yet" decides nothing. Sources:
Kamerstuk 32 735 nr. 309 for the groups and for what is expected with individual licences; Regulation (EU)
2021/821, Article 12(4) for global licences, Annex II Section G for EU007 and Section H for EU008.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.reference import destinations
from checks.scope import Answers, parse


class IcpStatus(StrEnum):
    """How an ICP relates to a licence. `advised` is our advice and no rule."""

    REQUIRED = "required"
    EXPECTED = "expected"
    ADVISED = "advised"


@dataclass(frozen=True)
class LicenceStatus:
    """The status for one licence of Q24, and the questions that decided it."""

    licence: str
    status: IcpStatus
    because: tuple[str, ...]


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
GENERAL_SAYINGS = frozenset({"none", "no", "unknown", "not_sure"})


def given(answers: Answers, question: str) -> tuple[str, ...]:
    """The chosen values of a question, without "none" and "I do not know yet"."""
    answer = answers.get(question)
    if answer is None or isinstance(answer, bool):
        return ()
    values = [answer] if isinstance(answer, str) else answer
    return tuple(value for value in values if value not in GENERAL_SAYINGS)


def groups(answers: Answers) -> tuple[int, ...]:
    """The groups of the letter to parliament that the company falls in: 1 listed, 2 not listed."""
    codes = ((1, "CYB"), (2, "NLT"))
    return tuple(number for number, code in codes if parse(code).evaluate(answers).value == "yes")


def licence_statuses(answers: Answers) -> tuple[LicenceStatus, ...]:
    """Whether an ICP is required, expected or advised, licence by licence."""
    return tuple(_status(licence, answers) for licence in given(answers, "Q24"))


def blocked(answers: Answers) -> tuple[Blocked, ...]:
    """H2, H3 and H5: every wish for a general authorisation that collides with another answer."""
    wanted = given(answers, "Q24")
    return tuple(
        found
        for licence, look in (("EU007", _against_eu007), ("EU008", _against_eu008))
        if licence in wanted
        for found in look(answers)
    )


def _status(licence: str, answers: Answers) -> LicenceStatus:
    if licence in ("global", "EU007"):
        return LicenceStatus(licence, IcpStatus.REQUIRED, ("Q24",))
    if licence == "large_project" and "global" in given(answers, "Q24"):
        return LicenceStatus(licence, IcpStatus.REQUIRED, ("Q24",))
    if licence == "individual" and 1 in groups(answers):
        because = tuple(question for question in ("Q08", "Q09", "Q10") if given(answers, question))
        return LicenceStatus(licence, IcpStatus.EXPECTED, ("Q24", *because))
    return LicenceStatus(licence, IcpStatus.ADVISED, ("Q24",))


def _against_eu007(answers: Answers) -> Iterator[Blocked]:
    for question in ("Q08", "Q09", "Q10"):
        items = tuple(code for code in given(answers, question) if _is_any(code, EU007_EXCLUDED_ITEMS))
        yield from _found("H2", "EU007", Obstacle.ITEM, question, items)
    allowed = destinations().group("eu007").countries
    outside = tuple(code for code in _outside_the_union(answers) if code not in allowed)
    yield from _found("H3", "EU007", Obstacle.DESTINATION, "Q18", outside)
    yield from _found("H3", "EU007", Obstacle.OWNERSHIP, "Q22", _among(answers, "Q22", ("partly_owned",)))
    yield from _found("H3", "EU007", Obstacle.CONTROL, "Q03", _among(answers, "Q03", ("group_outside_eu",)))
    yield from _found("H3", "EU007", Obstacle.USER, "Q19", _among(answers, "Q19", SECURITY_USERS))


def _against_eu008(answers: Answers) -> Iterator[Blocked]:
    for question in ("Q08", "Q09", "Q10"):
        items = tuple(
            code
            for code in given(answers, question)
            if code not in NOT_AN_ITEM and not _is_any(code, EU008_ITEMS)
        )
        yield from _found("H5", "EU008", Obstacle.ITEM, question, items)
    excluded = destinations().group("eu008_excluded").countries
    barred = tuple(code for code in given(answers, "Q18") if code in excluded)
    yield from _found("H5", "EU008", Obstacle.DESTINATION, "Q18", barred)
    yield from _found("H5", "EU008", Obstacle.USER, "Q19", _among(answers, "Q19", SECURITY_USERS))


def _found(
    rule: str, licence: str, obstacle: Obstacle, question: str, values: tuple[str, ...]
) -> Iterator[Blocked]:
    if values:
        yield Blocked(rule, licence, obstacle, question, values)


def _among(answers: Answers, question: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in given(answers, question) if value in values)


def _outside_the_union(answers: Answers) -> tuple[str, ...]:
    union = destinations().group("eu").countries
    return tuple(code for code in given(answers, "Q18") if code not in union)


def _is_any(code: str, headings: tuple[str, ...]) -> bool:
    return any(code == heading or code.startswith(f"{heading}.") for heading in headings)
