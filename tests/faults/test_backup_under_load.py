"""`icp backup` while people save, `icp restore` into an empty place, and the same words come back (R15)."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.place import SECTIONS, Place
from tests.faults.server import serving
from tests.faults.test_kill import save_on

PAUSE = 0.05
ICP = (sys.executable, "-c", "from app.cli.main import main; main()")


def icp(place: Place, *arguments: str, data_dir: Path | None = None, database_url: str | None = None) -> str:
    """Run a command on the place, or on another folder or database; what it printed."""
    url = place.settings.database_url if database_url is None else database_url
    environment = {
        **os.environ,
        "ICP_DATA_DIR": str(data_dir or place.settings.data_dir),
        "ICP_DATABASE_URL": url,
        "ICP_SECRET_KEY_FILE": str(place.settings.key_file),
    }
    done = subprocess.run([*ICP, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_was_saved_before_a_backup_is_in_it(
    place: Place, tmp_path: Path, depth: Callable[[int, int], int]
) -> None:
    """Every save acknowledged before the backup began can be read from the restored copy; it verifies."""
    stop = threading.Event()
    with serving(place) as server:
        clients = [server.client() for _ in SECTIONS]
        writers = [
            threading.Thread(target=save_on, args=(client, key, stop, PAUSE))
            for client, key in zip(clients, SECTIONS, strict=True)
        ]
        for writer in writers:
            writer.start()
        known = {}
        for number in range(depth(1, 20)):
            while not all(client.acknowledged for client in clients):
                time.sleep(0.05)
            known[number] = [save for client in clients for save in list(client.acknowledged)]
            icp(place, "backup", str(tmp_path / f"{number}.zip"))
        stop.set()
        for writer in writers:
            writer.join()
        for client in clients:
            client.http.close()
    for number, saves in known.items():
        folder = tmp_path / f"restored-{number}"
        folder.mkdir()
        icp(place, "restore", str(tmp_path / f"{number}.zip"), data_dir=folder, database_url="")
        icp(place, "verify", data_dir=folder, database_url="")
        with serving(place.moved_to(folder)) as server, server.client() as reader:
            assert saves
            assert reader.lost(saves) == []
