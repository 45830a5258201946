"""One archive with everything, taken from a running database, and proved by restoring it on trial.

An archive is a zip of `manifest.json` and one file of JSON lines per table, read in one transaction. The same
archive restores into SQLite and into PostgreSQL, so it is also the way from one to the other, and no tool of
the database's own version is needed.
"""

import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Table, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from app import __version__
from app.domain.errors import DomainError
from app.storage import dump, migrate, schemas, trail
from app.storage.engine import Database
from app.storage.key_file import sync_folder
from app.storage.manifest import NAME, Manifest, TableEntry, read_manifest
from app.storage.refusals import Refused
from app.storage.tenancy import EVERY_ORGANISATION

# Fixed, so that the same rows make the same archive.
_STAMP = (2020, 1, 1, 0, 0, 0)
# The zip's comment is the SHA-256 of all bytes before it: a zip alone leaves damage in its headers unseen.
_DIGEST_LENGTH = 64


def back_up(database: Database, key: bytes, target: Path) -> Manifest:
    """Write an archive while others go on working. It gets its name only once it was restored on trial."""
    if target.exists():
        raise Refused("archive_exists", f"There is already a file at {target}.")
    if not target.parent.is_dir():
        raise Refused("archive_folder", f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".icp-backup-", dir=target.parent) as scratch:
        draft = Path(scratch) / "archive.zip"
        manifest = _write(database, key, draft)
        restore(f"sqlite:///{Path(scratch) / 'trial.db'}", key, draft)
        os.link(draft, target)
    sync_folder(target.parent)
    return manifest


def restore(url: str, key: bytes, archive: Path) -> Manifest:
    """Put an archive into an empty place and verify it there. On any refusal the place stays as it was."""
    if make_url(url).get_backend_name() != "sqlite":
        database = Database(url)
        try:
            return _fill(database, key, archive)
        finally:
            database.close()
    target = Path(make_url(url).database or "")
    if target.exists():
        raise Refused("place_taken", f"There is already a database at {target}.")
    if not target.parent.is_dir():
        raise Refused("place_missing", f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".icp-restore-", dir=target.parent) as scratch:
        draft = Path(scratch) / "icp.db"
        database = Database(f"sqlite:///{draft}")
        try:
            manifest = _fill(database, key, archive)
        finally:
            database.close()
        draft.chmod(0o600)
        os.link(draft, target)
    sync_folder(target.parent)
    return manifest


def _write(database: Database, key: bytes, draft: Path) -> Manifest:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, database.read(EVERY_ORGANISATION) as session:
        connection = session.connection()
        revision = schemas.revision_of(connection)
        if revision is None:
            raise Refused("database_empty", "There is nothing to back up: the database has no tables.")
        head = trail.head(connection)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            entries = {table.name: _add(archive, connection, table) for table in dump.described(connection)}
            manifest = Manifest(__version__, revision, head.number, head.seal, entries)
            archive.writestr(zipfile.ZipInfo(NAME, _STAMP), manifest.to_bytes(key))
            archive.comment = b"0" * _DIGEST_LENGTH
        file.flush()
        digest = _digest_before_comment(draft)
        file.seek(-_DIGEST_LENGTH, os.SEEK_END)
        file.write(digest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add(archive: zipfile.ZipFile, connection: Connection, table: Table) -> TableEntry:
    digest, rows = sha256(), 0
    info = zipfile.ZipInfo(_member(table.name), _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as member:
        for line in dump.lines(connection, table):
            member.write(line + b"\n")
            digest.update(line + b"\n")
            rows += 1
    return TableEntry(rows, digest.hexdigest())


def _fill(database: Database, key: bytes, source: Path) -> Manifest:
    try:
        with zipfile.ZipFile(source) as archive:
            if NAME in archive.namelist() and archive.comment != _digest_before_comment(source):
                raise Refused("archive_damaged", "This archive is damaged or not whole.")
            manifest = _checked_manifest(archive, key)
            with migrate.on_connection(database) as connection:
                _require_empty(connection)
                migrate.move_on(connection, manifest.revision)
                _load(archive, connection, manifest)
    except FileNotFoundError as error:
        raise Refused("archive_missing", f"There is no archive at {source}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise Refused("archive_damaged", "This archive is damaged or not whole.") from error
    except (KeyError, ValueError, SQLAlchemyError) as error:
        if isinstance(error, DomainError):
            raise
        raise Refused("archive_damaged", "The rows in this archive do not fit its schema.") from error
    migrate.move(database)
    return manifest


def _digest_before_comment(path: Path) -> bytes:
    digest, left = sha256(), path.stat().st_size - _DIGEST_LENGTH
    with path.open("rb") as file:
        while left > 0 and (portion := file.read(min(left, 1 << 20))):
            digest.update(portion)
            left -= len(portion)
    return digest.hexdigest().encode()


def _checked_manifest(archive: zipfile.ZipFile, key: bytes) -> Manifest:
    names = archive.namelist()
    if NAME not in names:
        raise Refused("archive_foreign", "This file is not a backup made by this product.")
    manifest = read_manifest(archive.read(NAME), key)
    if sorted(names) != sorted([NAME, *map(_member, manifest.tables)]):
        raise Refused("archive_foreign", "This archive holds more or less than its manifest says.")
    if manifest.revision not in migrate.known_revisions():
        raise Refused("archive_newer", "This archive was made by a newer program; restore it with that one.")
    return manifest


def _require_empty(connection: Connection) -> None:
    if inspect(connection).get_table_names():
        raise Refused("place_taken", "The database already has tables; restore into an empty one.")


def _load(archive: zipfile.ZipFile, connection: Connection, manifest: Manifest) -> None:
    tables = {table.name: table for table in dump.described(connection)}
    if tables.keys() != manifest.tables.keys():
        raise Refused("archive_foreign", "The tables in this archive are not those of its revision.")
    for name, table in tables.items():
        dump.load(connection, table, _proved(archive, name, manifest.tables[name]))
        back = sha256()
        for line in dump.lines(connection, table):
            back.update(line + b"\n")
        if back.hexdigest() != manifest.tables[name].sha256:
            raise Refused("restore_differs", f"The table {name} came back different.")
    head = trail.head(connection)
    if (head.number, head.seal) != (manifest.trail_number, manifest.trail_seal):
        raise Refused("restore_differs", "The trail came back different.")


def _proved(archive: zipfile.ZipFile, name: str, entry: TableEntry) -> Iterator[bytes]:
    digest, rows = sha256(), 0
    with archive.open(_member(name)) as member:
        for line in member:
            digest.update(line)
            rows += 1
            yield line
    if (rows, digest.hexdigest()) != (entry.rows, entry.sha256):
        raise Refused("archive_damaged", f"The table {name} in this archive is not what the manifest says.")


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def before_migrating(folder: Path, revision: str, now: datetime) -> Path:
    """Where the backup before a migration goes."""
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"before-migrating-from-{revision}-{now:%Y%m%dT%H%M%S}.zip"
