"""Measure the human-rights pack on clauses of a blind round and keep the figures beside it.

    python tools/reliability.py tests/evaluation/round-17.jsonl tests/evaluation/round-19.jsonl ...

Only for rounds whose author has not seen the words, before anybody has read what went wrong. The figures
hold until a rule or a word changes; then the report says "not measured".
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from checks import judge_passage, load_pack
from checks.languages import LANGUAGES
from checks.loader import BUILT_IN, judging_digest
from checks.reliability import READINGS, reading

PACK = BUILT_IN / "hr-due-diligence"


def main(paths: Sequence[Path]) -> None:
    """Writes `reliability.yaml` beside the pack."""
    pack = load_pack(PACK)
    right: Counter[tuple[str, str]] = Counter()
    made: Counter[tuple[str, str]] = Counter()
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines() if line]
    clauses = [json.loads(line) for line in lines]
    for clause in clauses:
        judged = judge_passage(pack, clause["requirement"], clause["text"], clause["lang"])
        band = (clause["lang"], reading(judged.verdict, judged.state))
        made[band] += 1
        right[band] += judged.verdict == clause["verdict"]
    told = [
        f"version: {pack.version}",
        f"measured_on: {datetime.now(UTC).date()}",
        f"clauses: {len(clauses)}",
        f"judged_by: {judging_digest(PACK)}",
        "shares:",
    ]
    for language in LANGUAGES:
        shares = (f"{kind}: {right[language, kind]} of {made[language, kind]}" for kind in READINGS)
        told.append(f"  {language}: {{{', '.join(shares)}}}")
    (PACK / "reliability.yaml").write_text("\n".join(told) + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
