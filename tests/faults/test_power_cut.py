"""A power cut at every acknowledged save loses none of them (R2), and the test would notice if it did."""

import re
from pathlib import Path

import pytest

from tests.depth import depth
from tests.faults import powercut
from tests.faults.place import Place
from tests.faults.powercut import Outcome
from tests.faults.server import serving
from tests.faults.tracing import strace

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("tracing")]

VERSION = re.compile(rb'"key":"icp\.2\.3","version":(\d+)')


def cut(place: Place, saves: int, trace: Path, **pragmas: tuple[str, str | int]) -> Outcome:
    """Make so many saves one after another under trace, then cut the power at each of them."""
    database = place.settings.data_dir / "icp.db"
    with serving(place, **pragmas) as server, server.client() as client:
        files = powercut.image(database)
        everything = ("-yy", "-xx", "-s", "300000", "-e", f"trace={powercut.CALLS}")
        with strace(server.pid, trace, *everything):
            for version in range(saves):
                answer = client.save("icp.2.3", f"Save number {version}. " + "Text. " * 200, version)
                assert answer.status_code == 200
    return powercut.replay(trace, files, database, VERSION)


def test_no_acknowledged_save_is_lost(place: Place, tmp_path: Path) -> None:
    """With only the bytes that were synced, every acknowledged version is there and the database is whole."""
    saves = depth(60, 300)
    outcome = cut(place, saves, tmp_path / "trace")
    assert outcome == Outcome(acknowledged=saves)


@pytest.mark.parametrize("mode", [("NORMAL", 1), ("OFF", 0)], ids=["normal", "off"])
def test_weaker_settings_would_be_noticed(place: Place, tmp_path: Path, mode: tuple[str, str | int]) -> None:
    """The same cuts with `synchronous` below FULL do lose saves: the test above is not blind."""
    outcome = cut(place, 20, tmp_path / "trace", synchronous=mode)
    assert outcome.acknowledged == 20
    assert len(outcome.lost) > 10
