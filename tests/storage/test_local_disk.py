"""SQLite on a network disk is refused."""

from pathlib import Path

import pytest

from app.storage.local_disk import file_system_of, require_local_disk
from app.storage.refusals import Refused

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/share rw,relatime shared:5 - nfs4 server:/export rw
31 22 0:41 / /mnt/share/local\\040disk rw - xfs /dev/vdb rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/icp/icp.db", "ext4"),
        ("/mnt/share/icp.db", "nfs4"),
        ("/mnt/share/local disk/icp.db", "xfs"),
        ("/mnt/shareware/icp.db", "ext4"),
    ],
)
def test_the_longest_mount_point_decides(path: str, kind: str) -> None:
    """The file system is that of the deepest mount above the file, spaces in names included."""
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_network_disk_is_refused(tmp_path: Path) -> None:
    """The refusal names the kind of disk."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    with pytest.raises(Refused, match="nfs4"):
        require_local_disk(Path("/mnt/share/icp.db"), mounts)
    require_local_disk(Path("/srv/icp.db"), mounts)
