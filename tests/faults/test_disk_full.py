"""The disk fills up: saving is refused, reading goes on, and room given back is used at once (R10)."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from tests.faults.place import Place, furnish
from tests.faults.server import serving

pytestmark = pytest.mark.usefixtures("mounting")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_place(small_disk: Path) -> Place:
    return furnish(small_disk)


def test_a_full_disk_and_room_again(small_place: Place) -> None:
    """Saves are acknowledged or answered 503; nothing acknowledged is lost; no restart is needed."""
    with serving(small_place) as server, server.client() as client:
        text = "\n\n".join(token_hex(1500) for _ in range(20))
        refused = None
        for version in range(200):
            answer = client.save("icp.2.3", f"{version}\n\n{text}", version)
            if answer.status_code != 200:
                refused = answer
                break
        assert refused is not None, "the disk did not fill up"
        assert (refused.status_code, refused.json()["code"]) == (503, "disk_full")
        assert int(refused.headers["Retry-After"]) > 0
        saved = len(client.acknowledged)
        assert client.section("icp.2.3")["version"] == saved
        assert client.http.get("/healthz").status_code == 200
        assert client.http.get("/readyz").json() == {"status": "not_ready", "code": "disk_full"}
        folder = small_place.settings.data_dir
        subprocess.run(["mount", "-o", "remount,size=32m", str(folder)], check=True)
        assert client.save("icp.2.3", f"room again\n\n{text}", saved).status_code == 200
        assert client.http.get("/readyz").status_code == 200
        assert client.lost(client.acknowledged) == []
        server.terminate()
    assert small_place.verified().faults == ()
