"""`make bench`: every benchmark module, or the ones named on the command line, in one run and one table."""

import importlib
import pkgutil
import sys

import benchmarks
from benchmarks.report import Row, calibrate, print_table

NOT_BENCHMARKS = {"__main__", "report"}


def main(names: list[str]) -> None:
    """Runs `measure() -> Iterable[Row]` of each module."""
    known = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    chosen = names or [name for name in known if name not in NOT_BENCHMARKS and not name.startswith("_")]
    before = calibrate()
    rows: list[Row] = []
    for name in chosen:
        rows.extend(importlib.import_module(f"benchmarks.{name}").measure())
    print_table(rows, {"before": before, "after": calibrate()})


if __name__ == "__main__":
    main(sys.argv[1:])
