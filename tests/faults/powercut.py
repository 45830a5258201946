"""Replays what a server wrote, and cuts the power at every acknowledged save.

From a trace of its system calls: each file keeps the bytes written (`now`) and those that were there
at its last fsync (`safe`). A power cut in the worst case leaves `safe`. Files are taken to exist from the
start; the database runs in WAL mode without memory-mapped writes to the database file itself.
"""

import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "pwrite64,ftruncate,fdatasync,fsync,sendto,write,sendmsg,writev"
_PATH = re.compile(r"<((?:\\x[0-9a-f]{2})+)>")
_FILE = re.compile(r"(pwrite64|ftruncate|fdatasync|fsync)\(\d+<([^>]*)>(?:, )?(.*)\)\s+= (-?\d+)")
_WRITTEN = re.compile(r'"([^"]*)", (\d+), (\d+)')
_SOCKET = re.compile(r"(?:sendto|write|sendmsg|writev)\(\d+<(?:TCP|socket):\[[^\]]*\]>, (.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})+)"')
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")


@dataclass
class Contents:
    """A file as it is, and as it would be after a power cut."""

    now: bytearray
    safe: bytes


@dataclass
class Outcome:
    """Saves acknowledged; those missing after a cut at that very moment; databases found damaged."""

    acknowledged: int = 0
    lost: list[int] = field(default_factory=list)
    damaged: int = 0


def image(database: Path) -> dict[str, Contents]:
    """The files of a quiet database, before the trace begins: what is there is safe."""
    return {
        str(path): Contents(bytearray(path.read_bytes()), path.read_bytes())
        for path in (database, Path(f"{database}-wal"))
        if path.exists()
    }


def replay(trace: Path, files: dict[str, Contents], database: Path, version: re.Pattern[bytes]) -> Outcome:
    """Cut the power at every answer on a socket in which `version` finds a version number."""
    outcome = Outcome()
    pending: dict[str, str] = {}
    for line in trace.read_text(errors="replace").splitlines():
        pid, _, rest = _PATH.sub(lambda hit: f"<{_bytes(hit[1]).decode('latin1')}>", line).partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            # A send is under way from this moment on: the answer may be on the wire already.
            pending[pid] = rest.removesuffix("<unfinished ...>")
            _acknowledge(pending[pid], files, database, version, outcome)
        elif resumed := _RESUMED.match(rest):
            _file_call(pending.pop(pid, "") + resumed[1], files, str(database))
        elif not _file_call(rest, files, str(database)):
            _acknowledge(rest, files, database, version, outcome)
    return outcome


def _file_call(call: str, files: dict[str, Contents], database: str) -> bool:
    found = _FILE.match(call)
    if found is None:
        return False
    name, path, arguments, result = found.groups()
    if not path.startswith(database) or path.endswith("-shm") or int(result) < 0:
        return True
    file = files.setdefault(path, Contents(bytearray(), b""))
    if name == "pwrite64":
        written = _WRITTEN.match(arguments)
        assert written is not None, arguments[:200]
        data, offset = _bytes(written[1]), int(written[3])
        assert len(data) == int(written[2]), "strace must not shorten what was written: raise -s"
        file.now.extend(b"\0" * max(0, offset + len(data) - len(file.now)))
        file.now[offset : offset + len(data)] = data
    elif name == "ftruncate":
        del file.now[int(arguments.rpartition(",")[2]) :]
    else:
        file.safe = bytes(file.now)
    return True


def _acknowledge(
    call: str, files: dict[str, Contents], database: Path, version: re.Pattern[bytes], outcome: Outcome
) -> None:
    sent = _SOCKET.match(call)
    body = b"".join(_bytes(text) for text in _TEXT.findall(sent[1])) if sent else b""
    found = version.search(body)
    if found is None:
        return
    outcome.acknowledged += 1
    newest = _newest_after_cut(files, database)
    if newest is None:
        outcome.damaged += 1
    elif newest < int(found[1]):
        outcome.lost.append(int(found[1]))


def _newest_after_cut(files: dict[str, Contents], database: Path) -> int | None:
    """Open what a power cut leaves; the newest version of any section in it, None when it is damaged."""
    left = database.with_name("after-the-cut.db")
    for ending in ("", "-wal", "-shm"):
        Path(f"{left}{ending}").unlink(missing_ok=True)
    for path, contents in files.items():
        Path(f"{left}{path.removeprefix(str(database))}").write_bytes(contents.safe)
    connection = sqlite3.connect(left)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        return int(connection.execute("SELECT max(version) FROM section").fetchone()[0])
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
