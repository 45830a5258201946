"""`icp backup` while people save, `icp restore` into an empty place, and the same words come back (R15)."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from app.storage.backup import restore
from tests.depth import depth
from tests.faults.place import SECTIONS, Place
from tests.faults.server import serving
from tests.faults.test_kill import save_on

PAUSE = 0.05
ICP = (sys.executable, "-c", "from app.cli.main import main; main()")


def icp(place: Place, *arguments: str) -> None:
    """Run a command on the place, as an operator would beside the running server."""
    environment = {
        **os.environ,
        "ICP_DATA_DIR": str(place.settings.data_dir),
        "ICP_DATABASE_URL": place.settings.database_url,
    }
    done = subprocess.run([*ICP, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_saved_before_a_backup_is_in_it(place: Place, tmp_path: Path) -> None:
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
        restored = place.moved_to(folder)
        restore(restored.settings.database, place.key, tmp_path / f"{number}.zip")
        assert restored.verified().faults == ()
        with serving(restored) as server, server.client() as reader:
            assert reader.lost(saves) == []
