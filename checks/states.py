"""How words can be meant, from the strongest reading to the weakest."""

from typing import Literal

State = Literal[
    "present", "weak", "negated", "other_actor", "aspiration", "past", "future", "template", "question",
    "norm", "fragment", "half", "unusual", "missing",
]  # fmt: skip

# Used to choose among several occurrences, of which "half" and "unusual" are never one: a passage as a
# whole says half of an element (`checks.half_said`) or reads unlike it (`checks.read_again`).
ORDER: tuple[State, ...] = (
    "present", "weak", "aspiration", "future", "past", "norm", "other_actor", "question", "fragment",
    "template", "negated", "half", "unusual", "missing",
)  # fmt: skip

SAID: frozenset[State] = frozenset({"present", "half"})
"""Of an element with such a state the text says something: all of it, or half (`checks.half_said`)."""
