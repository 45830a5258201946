"""Sets of names of concepts: most lines of rules ask for the same ones, and each is kept once."""

from collections.abc import Iterable
from functools import lru_cache

MOST_KEPT = 50_000


def union(*sets: Iterable[str]) -> frozenset[str]:
    """All of these names; the same value for the same names."""
    return _once(frozenset().union(*sets))


@lru_cache(maxsize=MOST_KEPT)
def _once(names: frozenset[str]) -> frozenset[str]:
    return names
