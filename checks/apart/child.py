"""The process that judges: `python -m checks.apart.child`. Ends when its standard input does.

Nothing is ever printed: a message of an error could hold a text that nobody else may read.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from typing import BinaryIO

from checks.apart.wire import Wire
from checks.judge import Judge
from checks.loader import read_packs
from checks.memory import give_back, keep

NICENESS = 5
"""A third of the share of others. With the lowest, 19, a machine that is always busy would never check."""
SECONDS_BETWEEN_COLLECTIONS = 10.0


def main() -> None:
    """Say which packs were read, then answer one question after the other."""
    outgoing = _own_output()
    # Ctrl-C in a terminal reaches every process of the group; the server says when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # give_back() looks for what is unused, between answers
    packs = read_packs(examples=False)
    # Only now, so that a start does not take long on a busy machine.
    _yield_to_others()
    judge, wire = Judge(packs), Wire(sys.stdin.buffer, outgoing, packs)
    keep()
    try:
        wire.send(tuple(pack.digest for pack in packs))
        collected = -SECONDS_BETWEEN_COLLECTIONS
        while True:
            verb, details = wire.receive()
            wire.send(_answer(judge, verb, details))
            if time.monotonic() - collected > SECONDS_BETWEEN_COLLECTIONS:
                give_back()
                collected = time.monotonic()
    except EOFError:
        return


def _answer(judge: Judge, verb: str, details: tuple[object, ...]) -> tuple[bool, object]:
    """True and the answer, or False and the kind of error; never its message."""
    try:
        return True, getattr(judge, verb)(*details)
    except Exception as error:
        return False, type(error).__name__


def _own_output() -> BinaryIO:
    """The stream to the asker, out of reach of anything that prints."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _yield_to_others() -> None:
    """Whoever saves or reads comes first. Windows is told so when the process is made."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


if __name__ == "__main__":
    main()
