"""What follows from scoping answers beside the outline: groups, ICP status per licence, what the law blocks.

Only listed facts decide (`checks.reference`); an answer "I do not know yet" decides nothing. Sources:
Kamerstuk 32 735 nr. 309 for the groups and for what is expected with individual licences; Regulation (EU)
2021/821, Article 12(4) for global licences, Annex II Section G for EU007. What EU007 and EU008 exclude is
decided in `checks.hard.authorisations`, for this page and for the hard checks alike.
"""

from dataclasses import dataclass
from enum import StrEnum

from checks.answers import Answers, chosen
from checks.hard.authorisations import Blocked, against_eu007, against_eu008
from checks.scope import parse


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


def groups(answers: Answers) -> tuple[int, ...]:
    """The groups of the letter to parliament that the company falls in: 1 listed, 2 not listed."""
    codes = ((1, "CYB"), (2, "NLT"))
    return tuple(number for number, code in codes if parse(code).evaluate(answers).value == "yes")


def licence_statuses(answers: Answers) -> tuple[LicenceStatus, ...]:
    """Whether an ICP is required, expected or advised, licence by licence."""
    return tuple(_status(licence, answers) for licence in chosen(answers, "Q24"))


def blocked(answers: Answers) -> tuple[Blocked, ...]:
    """H2, H3 and H5: every wish for a general authorisation that collides with another answer."""
    wanted = chosen(answers, "Q24")
    return tuple(
        found
        for licence, look in (("EU007", against_eu007), ("EU008", against_eu008))
        if licence in wanted
        for found in look(answers)
    )


def _status(licence: str, answers: Answers) -> LicenceStatus:
    if licence in ("global", "EU007"):
        return LicenceStatus(licence, IcpStatus.REQUIRED, ("Q24",))
    if licence == "large_project" and "global" in chosen(answers, "Q24"):
        return LicenceStatus(licence, IcpStatus.REQUIRED, ("Q24",))
    if licence == "individual" and 1 in groups(answers):
        because = tuple(question for question in ("Q08", "Q09", "Q10") if chosen(answers, question))
        return LicenceStatus(licence, IcpStatus.EXPECTED, ("Q24", *because))
    return LicenceStatus(licence, IcpStatus.ADVISED, ("Q24",))
