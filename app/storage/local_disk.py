"""SQLite's locks and shared memory do not work across a network: its file must lie on a local disk."""

from pathlib import Path

from app.storage.refusals import Refused

NETWORK_FILE_SYSTEMS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "beegfs"),
        *("gfs2", "ocfs2", "davfs", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"),
    )
)
_MOUNTS = Path("/proc/self/mountinfo")


def require_local_disk(path: Path, mounts: Path = _MOUNTS) -> None:
    """Refuse a database file on a network file system. Systems without a mount table pass."""
    if not mounts.exists():
        return
    kind = file_system_of(path.resolve(), mounts.read_text())
    if kind in NETWORK_FILE_SYSTEMS:
        raise Refused(
            "network_disk",
            f"The database at {path} lies on a network disk ({kind}); SQLite needs a local one.",
        )


def file_system_of(path: Path, mountinfo: str) -> str | None:
    """The kind of file system that holds `path`, by the longest mount point (proc(5), mountinfo)."""
    best: tuple[int, str] | None = None
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        point = Path(left.split()[4].encode().decode("unicode_escape"))
        if path.is_relative_to(point) and (best is None or len(str(point)) >= best[0]):
            best = (len(str(point)), right.split()[0])
    return best[1] if best else None
