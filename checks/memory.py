"""When unused memory is looked for, and that it goes back to the system where the C library keeps it."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

HEAPS = 2
_kept = False
_MOST_HEAPS = -8
"""What `malloc.h` calls M_ARENA_MAX."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection of cycles meanwhile: a check leaves none, and looking took a quarter of its time.

    Nor right afterwards: what was made meanwhile counts as old at once, and the next look passes it over.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not _kept:
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def keep() -> None:
    """What is there now stays for good, and no collection looks through it again.

    That is remembered here: to be told how much is frozen takes as long as looking through it.
    """
    global _kept
    gc.freeze()
    _kept = True


def give_back() -> None:
    """Collect what is unused and hand it back; does nothing but collect where the library cannot do that.

    The C library of Linux keeps freed memory for later. A document of sixty pages leaves ten megabytes.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def few_heaps() -> bool:
    """Let all threads of this process share two heaps; whether the C library can do that.

    The one of Linux gives up to eight for each core, and keeps in each what was freed there. Python lets one
    thread work at a time, so that they hardly ever wait for each other.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return set_option is not None and bool(set_option(_MOST_HEAPS, HEAPS))
