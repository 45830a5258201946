"""The same work on many files: on all cores, with a bar on a terminal, results in the order of the files."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import typer

FEW = 4
"""Up to so many files one process is faster than starting others."""

Made = TypeVar("Made")


def each(work: Callable[[Path], Made], files: Sequence[Path]) -> Iterator[Made]:
    """What `work` makes of each file. It and what it makes travel between processes: plain values only."""
    if len(files) <= FEW:
        yield from map(work, files)
        return
    # Here and not above: the server holds every command, and none of its work needs processes of this kind.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, len(files))) as pool:
        made = pool.map(work, files)
        with typer.progressbar(made, length=len(files), file=sys.stderr, label="icp check") as shown:
            yield from shown
