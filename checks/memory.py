"""When unused memory is looked for, and that it goes back to the system where the C library keeps it."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def give_back() -> None:
    """Collect what is unused and hand it back; does nothing but collect where the library cannot do that.

    The C library of Linux keeps freed memory for later. A document of sixty pages leaves ten megabytes.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
