"""The judge beside a plain keyword baseline, on every blind round, by language.

Rounds whose texts were read afterwards tell what is kept; what a round said at first contact stands in
`docs/evaluation.md`.
"""

from collections.abc import Iterable

from benchmarks.report import Row
from tests.evaluation.scoring import ROUNDS, by_keywords, by_rules, read, score


def measure() -> Iterable[Row]:
    """Macro-F1 over found, partly and not found; the share of bad clauses called found beside it."""
    for path in ROUNDS:
        for language in ("en", "nl"):
            clauses = [clause for clause in read(path) if clause.language == language]
            ours, plain = score(clauses, by_rules), score(clauses, by_keywords)
            passes = f"false passes {ours.false_pass:.3f}, keywords {plain.false_pass:.3f}"
            yield Row(
                f"judge, {path.stem}, {language}, macro-F1",
                f"{ours.macro_f1:.3f}",
                f"keywords {plain.macro_f1:.3f}",
                ours.macro_f1 / plain.macro_f1 if plain.macro_f1 else None,
                f"at least {'0.80' if language == 'en' else '0.75'}",
                f"{ours.clauses} clauses; {passes}",
            )
