"""*Point to it*: a person shows the passage that states what the rules did not find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.errors import Invalid

LONGEST_QUOTE = 5000
MOST_RULES = 3
"""So many rules may rest on one sentence because somebody points to it; a clause of its own serves better."""


@dataclass(frozen=True)
class Pin:
    """A passage for one element of a rule. `key` is the section of the finding, `place` that of the passage.

    `quote` are whole sentences of the block's visible text, `quote_sha256` their hash.
    """

    id: str
    key: str
    rule: str
    element: str
    place: str
    block: str
    quote: str
    quote_sha256: str
    given_by: str
    given_at: datetime


Standing = Literal["holds", "not_needed", "lapsed", "objected"]


@dataclass(frozen=True)
class PointedTo:
    """A pin as it is now. `by` names the person, `says` the element per language.

    It `holds` as long as the sentence stands unchanged in its block and no filter objects. It is `not_needed`
    while the rules see the element by themselves, `lapsed` when the sentence is not there as it was, and
    `objected` when the filters object after all; `objection` then tells per language why.
    """

    pin: Pin
    by: str
    says: Mapping[str, str]
    standing: Standing
    objection: Mapping[str, str]


class Objected(Invalid):
    """The filters object to a passage. `says` tells why per language: for the person who asked, in no log."""

    def __init__(self, state: str, says: Mapping[str, str]) -> None:
        super().__init__("passage_objected", field="quote", state=state)
        self.says = says


def check_quote(quote: str) -> str:
    """The quotation without outer space. Raises Invalid when there is none, or too much."""
    kept = quote.strip()
    if not kept:
        raise Invalid("nothing_pointed_to", field="quote")
    if len(kept) > LONGEST_QUOTE:
        raise Invalid("too_long", field="quote", limit=LONGEST_QUOTE)
    return kept


def check_load(standing: tuple[Pin, ...], wanted: Pin) -> None:
    """Raises Invalid when other rules rest on these very words already, as many as may."""
    others = {
        (pin.key, pin.rule) for pin in standing if _words(pin) == _words(wanted) and pin.rule != wanted.rule
    }
    if len(others) >= MOST_RULES:
        raise Invalid("pointed_to_too_often", field="quote", limit=MOST_RULES)


def _words(pin: Pin) -> tuple[str, str, str]:
    return pin.place, pin.block, pin.quote_sha256
