"""Memory that is not used any more goes back to the system."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from checks.memory import HEAPS, give_back, uncollected

MEGABYTE = 2**20


def resident() -> int:
    """Bytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux keeps it")
def test_what_was_freed_goes_back() -> None:
    """Many small pieces under one that stays: without help they would be kept for later."""
    pieces = [bytes(10_000) for _ in range(5_000)]
    last = bytes(10_000)
    full = resident()
    pieces.clear()
    give_back()
    assert resident() < full - 30 * MEGABYTE
    assert len(last) == 10_000


def test_what_a_check_made_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """No collection during a check, nor of all that it made right after it; then the collector is on."""
    looked: list[str] = []

    def look(phase: str, _: object) -> None:
        looked.append(phase)

    monkeypatch.setattr("checks.memory._kept", False)
    gc.collect()
    gc.callbacks.append(look)
    try:
        with uncollected():
            made = [[number] for number in range(100_000)]
        after = [[number] for number in range(10)]
    finally:
        gc.callbacks.remove(look)
    assert (len(made), len(after), looked) == (100_000, 10, [])
    assert gc.isenabled()


def test_where_the_library_cannot_it_only_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    """On other systems no C library is asked, and what refers to itself is collected all the same."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("ctypes.CDLL", None)
    unreferenced = weakref.ref(_Owner([]))
    give_back()
    assert unreferenced() is None


class _Owner:
    """Refers to itself through what it owns, so that only a collection finds it."""

    def __init__(self, ring: list[object]) -> None:
        self.ring = ring
        ring.append(self)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other heaps")
def test_threads_share_two_heaps() -> None:
    """Of eight threads that hold memory at once, in a process of its own: `malloc_info` lists the heaps."""
    code = (
        "import ctypes, sys, threading\n"
        "from checks.memory import few_heaps\n"
        "assert few_heaps()\n"
        "library = ctypes.CDLL(None)\n"
        "library.malloc.restype = ctypes.c_void_p\n"
        "meet = threading.Barrier(8)\n"
        "def hold():\n"
        "    meet.wait(); library.malloc(5000); meet.wait()\n"
        "threads = [threading.Thread(target=hold) for _ in range(8)]\n"
        "[each.start() for each in threads]; [each.join() for each in threads]\n"
        "library.fdopen.restype = ctypes.c_void_p\n"
        "stream = ctypes.c_void_p(library.fdopen(1, b'w'))\n"
        "library.malloc_info(0, stream); library.fflush(stream)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert 1 <= told.count("<heap nr=") <= HEAPS


def test_what_is_kept_is_not_looked_through() -> None:
    """A process that keeps what it began with is not made to look through that by a check."""
    code = (
        "import gc\n"
        "from checks.memory import keep, uncollected\n"
        "keep()\n"
        "before = gc.get_freeze_count()\n"
        "with uncollected(): pass\n"
        "print(before > 1000, gc.get_freeze_count() == before)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True", "True"]
