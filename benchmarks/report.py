"""What a benchmark reports, and the table it is printed in."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One figure. `ratio` is ours divided by the peer's; `aim` says in words what is asked for."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    aim: str
    note: str = ""


def calibration() -> float:
    """Milliseconds for a fixed piece of plain Python: tells how fast this machine was in this run."""
    started = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number % 7
    return (time.perf_counter() - started) * 1000


def print_table(rows: Iterable[Row], loop_ms: float) -> None:
    """Prints the rows and keeps the raw figures in `benchmarks/results`."""
    rows = list(rows)
    header = Row("what", "ours", "peer", None, "aim", "note")
    widths = [
        max(len(getattr(row, name)) for row in [header, *rows]) for name in ("what", "ours", "peer", "aim")
    ]
    print(f"calibration loop: {loop_ms:.0f} ms")
    for row in [header, *rows]:
        ratio = "ratio" if row is header else "-" if row.ratio is None else f"{row.ratio:.2f}"
        cells = [
            text.ljust(width) for text, width in zip((row.what, row.ours, row.peer), widths, strict=False)
        ]
        print("  ".join([*cells, ratio.rjust(6), row.aim.ljust(widths[3]), row.note]).rstrip())
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    record = {"calibration_ms": loop_ms, "rows": [asdict(row) for row in rows]}
    (RESULTS / f"{stamp}.json").write_text(json.dumps(record, indent=1))
