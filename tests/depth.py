"""How far the tests go. `ICP_TEST_DEPTH=deep` is for the night before a release: hours, not minutes.

Deep, there are more kills, more cuts of the power, every disk call of a migration, longer races, and many
more generated texts, requests and damaged files. The tests and what they promise are the same.
"""

import os

IS_DEEP = os.environ.get("ICP_TEST_DEPTH") == "deep"


def depth(shallow: int, deep: int) -> int:
    """How many rounds, examples or seeds: `shallow` at every change, `deep` in the long run."""
    return deep if IS_DEEP else shallow
