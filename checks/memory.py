"""Memory that nobody uses goes back to the system, where the C library keeps it."""

import ctypes
import gc
import sys


def give_back() -> None:
    """Collect what is unused and hand it back; does nothing but collect where the library cannot do that.

    The C library of Linux keeps freed memory for later. A document of sixty pages leaves ten megabytes.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
