"""How words can be meant, from the strongest reading to the weakest."""

from typing import Literal

State = Literal[
    "present", "weak", "negated", "other_actor", "aspiration", "past", "future", "template", "question",
    "norm", "fragment", "missing",
]  # fmt: skip

# Used to choose among several occurrences.
ORDER: tuple[State, ...] = (
    "present", "weak", "aspiration", "future", "past", "norm", "other_actor", "question", "fragment",
    "template", "negated", "missing",
)  # fmt: skip
