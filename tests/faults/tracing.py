"""strace on a running server: recording its calls, or making the k-th of them fail."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

SECONDS_TO_ATTACH = 10
SECONDS_TO_END = 3


@contextlib.contextmanager
def strace(pid: int, log: Path, *options: str) -> Iterator[None]:
    """Trace a process and all its threads while the block runs."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), "-o", str(log), *options], stderr=subprocess.PIPE, text=True
    )
    try:
        _wait_until_attached(tracer, pid)
        yield
    finally:
        if _is_running(pid):
            tracer.send_signal(signal.SIGINT)
        try:
            tracer.communicate(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            # strace can wait for ever for a thread that died under it, and holds the dead process meanwhile.
            tracer.kill()
            tracer.communicate()


def _wait_until_attached(tracer: "subprocess.Popen[str]", pid: int) -> None:
    """Every thread names its tracer in /proc once it is attached."""
    deadline = time.monotonic() + SECONDS_TO_ATTACH
    while time.monotonic() < deadline:
        assert tracer.poll() is None, tracer.communicate()
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        if all(_tracer_of(thread) == tracer.pid for thread in threads):
            return
        time.sleep(0.01)
    raise AssertionError("strace did not attach")


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False


def _tracer_of(thread: Path) -> int:
    try:
        lines = (thread / "status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("TracerPid:"))
