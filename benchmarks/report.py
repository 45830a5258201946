"""What a benchmark reports, and the table it is printed in."""

import json
import random
import time
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True)
class Calibration:
    """Milliseconds for two fixed pieces of plain Python: how fast this machine was in this run.

    The loop needs the processor only, the lookups wait for memory, which neighbours of a machine take too.
    """

    loop: float
    lookups: float


def calibrate() -> Calibration:
    """Two million rounds of a loop; a hundred thousand words looked up in no order, the quickest of three."""
    started = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number % 7
    loop = time.perf_counter() - started
    words = [str(number) for number in range(400_000)]
    random.Random(1).shuffle(words)
    places = {word: [word] for word in words}
    lookups = []
    for seed in range(2, 5):
        random.Random(seed).shuffle(words)
        started = time.perf_counter()
        for word in words[:100_000]:
            total += len(places[word])
        lookups.append(time.perf_counter() - started)
    return Calibration(loop * 1000, min(lookups) * 1000)


def print_table(rows: Iterable[Row], machine: Mapping[str, Calibration]) -> None:
    """Prints the rows and keeps the raw figures in `benchmarks/results`."""
    rows = list(rows)
    header = Row("what", "ours", "peer", None, "aim", "note")
    widths = [
        max(len(getattr(row, name)) for row in [header, *rows]) for name in ("what", "ours", "peer", "aim")
    ]
    for when, took in machine.items():
        print(f"calibration {when}: loop {took.loop:.0f} ms, lookups {took.lookups:.0f} ms")
    for row in [header, *rows]:
        ratio = "ratio" if row is header else "-" if row.ratio is None else f"{row.ratio:.2f}"
        cells = [
            text.ljust(width) for text, width in zip((row.what, row.ours, row.peer), widths, strict=False)
        ]
        print("  ".join([*cells, ratio.rjust(6), row.aim.ljust(widths[3]), row.note]).rstrip())
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    calibrations = {when: asdict(took) for when, took in machine.items()}
    record = {"calibrations_ms": calibrations, "rows": [asdict(row) for row in rows]}
    (RESULTS / f"{stamp}.json").write_text(json.dumps(record, indent=1))
