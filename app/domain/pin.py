"""*Point to it*: a person shows the passage that states what the rules did not find."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True)
class PointedTo:
    """A pin as it is now. `by` names the person; `objection` tells per language why it does not count.

    `lapsed`: the sentence does not stand in its block any more as it was.
    """

    pin: Pin
    by: str
    objection: dict[str, str]
    lapsed: bool = False

    @property
    def holds(self) -> bool:
        """Whether the element counts as present by it."""
        return not self.objection


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
