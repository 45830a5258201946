"""Leaving: a whole programme as a machine-readable package, and a package into another installation.

A package is a zip: `manifest.json` names every other member with its SHA-256; `data/` holds one JSON list per
table; `people.json` the names of those who wrote; `files/` pictures and evidence by their SHA-256.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from app import __version__
from app.documents.pictures import accept_picture
from app.domain.attachments import AttachmentKind
from app.domain.errors import Invalid, TooLarge
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.storage import portable
from app.storage.attachments import hashes_kept, keep_content
from app.storage.people import names_of
from app.usecases.doors import WritingOrganisationDesk, read_organisation, read_programme, write_organisation
from app.usecases.exported import Exported, finished
from app.usecases.running.readiness import require_quota, require_room
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

FORMAT = "toetssteen-programme"
FORMAT_VERSION = 1
PACKAGE = "application/zip"
MEMBER_LIMIT = 5_000
UNPACKED_LIMIT = 200_000_000
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    NotImplementedError,
)

Members = dict[str, bytes]


def export_package(bench: Workbench, actor: Actor, programme_id: str) -> Exported:
    """Everything of the programme: texts, history, answers, facts, comments, records and files."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        rows = portable.rows_of(desk.session, programme_id)
        hashes = {row["sha256"] for row in rows["attachment"]}
        members = {f"data/{table}.json": _json(found) for table, found in rows.items()}
        members["people.json"] = _json(names_of(desk.session, portable.people_in(rows)))
        files = portable.file_contents(desk.session, desk.organisation_id, hashes)
        members |= {f"files/{sha256}": content for sha256, content in files.items()}
    members["manifest.json"] = _json(_manifest(programme_id, members))
    content = _zip(members)
    return finished(f"{desk.programme.title}.zip", content)


def import_package(
    bench: Workbench, actor: Actor, organisation_id: str, content: bytes, retry: Retry | None = None
) -> Programme:
    """Put a package into an organisation, whole or not at all.

    People who are members here keep their work; others come along by name. Raises Invalid `not_a_package`,
    `damaged_package`, `bad_package`, `unknown_template`; TooLarge, also `quota_reached`; Conflict
    `already_here`.
    """
    # Rights first: nobody else makes us read what they send.
    with read_organisation(bench, actor, organisation_id, Act.START_PROGRAMME):
        require_room(bench)
        members = _unzip(content)
    programme_id = _checked_manifest(members)
    rows = {table: _loaded(members, f"data/{table}.json") for table in _tables()}
    names = _loaded(members, "people.json")
    with write_organisation(bench, actor, organisation_id, Act.START_PROGRAMME, retry) as desk:
        _require_own_rows(bench, rows, programme_id)
        people = _people(bench, desk, rows, names)
        programme = portable.put_rows(desk.session, rows, organisation_id, people)
        for sha256, file in _new_files(bench, desk, dict(_files(rows, members))).items():
            keep_content(desk.session, organisation_id, sha256, file)
        desk.record("import_programme", programme_id, hashlib.sha256(content).hexdigest())
        # One entry for each version, as when it was written: `icp verify` holds texts against the trail.
        for version in rows["section_version"]:
            desk.record("import_section", f"{programme_id}/{version['key']}", version["sha256"])
        return desk.answer(programme)


def _tables() -> tuple[str, ...]:
    return tuple(str(kind.__tablename__) for kind in portable.CARRIED)


def _manifest(programme_id: str, members: Members) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_by": __version__,
        "programme": programme_id,
        "members": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in sorted(members.items())
        },
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _zip(members: Members) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _unzip(content: bytes) -> Members:
    """Every member, read within limits. Names are keys and never paths."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MEMBER_LIMIT or sum(member.file_size for member in listed) > UNPACKED_LIMIT:
                raise TooLarge("package_too_large", field="file", limit=UNPACKED_LIMIT)
            if len({member.filename for member in listed}) < len(listed):
                raise Invalid("damaged_package", field="file")
            return {member.filename: _read(archive, member) for member in listed}
    except _UNREADABLE:
        raise Invalid("not_a_package", field="file") from None


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise Invalid("damaged_package", field="file")
    return data


def _checked_manifest(members: Members) -> str:
    """The id of the programme, when every member is exactly what the manifest says."""
    manifest = _loaded(members, "manifest.json")
    try:
        if manifest["format"] != FORMAT or manifest["format_version"] != FORMAT_VERSION:
            raise Invalid("not_a_package", field="file")
        promised = {name: entry["sha256"] for name, entry in manifest["members"].items()}
        programme_id = manifest["programme"]
    except (KeyError, TypeError, AttributeError):
        raise Invalid("not_a_package", field="file") from None
    present = {
        name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != "manifest.json"
    }
    if promised != present or not isinstance(programme_id, str):
        raise Invalid("damaged_package", field="file")
    return programme_id


def _loaded(members: Members, name: str) -> Any:
    try:
        return json.loads(members[name])
    except (KeyError, ValueError, RecursionError):
        raise Invalid("not_a_package", field="file") from None


def _require_own_rows(bench: Workbench, rows: Mapping[str, Any], programme_id: str) -> None:
    """Every row is this programme's, and its template is known here."""
    try:
        (programme,) = rows["programme"]
        owners = {
            row["programme_id"] for table, found in rows.items() if table != "programme" for row in found
        }
        bench.library.template(programme["template"])
        if programme["id"] != programme_id or owners - {programme_id}:
            raise Invalid("bad_package", field="file")
    except KeyError:
        raise Invalid("unknown_template", field="file") from None
    except (TypeError, ValueError):
        raise Invalid("bad_package", field="file") from None


def _people(
    bench: Workbench, desk: WritingOrganisationDesk, rows: portable.Rows, names: Any
) -> dict[str, str]:
    """Ids of the package to ids here: members keep theirs, others become names without an account."""
    try:
        wanted = portable.people_in(rows)
        called = {person: str(names[person])[:200] for person in wanted}
    except (KeyError, TypeError, AttributeError):
        raise Invalid("bad_package", field="file") from None
    here = portable.members_of(desk.session, desk.organisation_id)
    ids = {person: person if person in here else bench.new_id() for person in wanted}
    for person, new in ids.items():
        if new != person:
            portable.add_name_only(desk.session, new, called[person], desk.now)
    return ids


def _new_files(
    bench: Workbench, desk: WritingOrganisationDesk, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Those the organisation does not keep yet. Raises TooLarge when there is no room for them."""
    kept = hashes_kept(desk.session, desk.organisation_id, files)
    new = {sha256: file for sha256, file in files.items() if sha256 not in kept}
    require_quota(bench, desk.session, desk.organisation_id, sum(map(len, new.values())))
    return new


def _files(rows: portable.Rows, members: Members) -> Iterator[tuple[str, bytes]]:
    """Every file a row names, its bytes checked; a picture must still be a picture."""
    for row in rows["attachment"]:
        content = members.get(f"files/{row['sha256']}")
        if content is None or hashlib.sha256(content).hexdigest() != row["sha256"]:
            raise Invalid("damaged_package", field="file")
        if (
            row["kind"] == AttachmentKind.PICTURE
            and accept_picture(content).content_type != row["media_type"]
        ):
            raise Invalid("bad_package", field="file")
        yield row["sha256"], content
