"""The database's own soundness, heads against histories, hashes against contents, files against rows."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, func, select, text

from app.domain.plain_text import sha256, to_text
from app.storage import policies, tables
from app.storage.answered import KEPT_FOR
from app.storage.faults import Fault
from app.storage.sections import unpack
from app.storage.streams import stream

SWEEP_TOLERANCE = timedelta(hours=2)
MAIL_TOLERANCE = timedelta(hours=24)

_section = tables.SectionRow.__table__  # type: ignore[attr-defined]
_version = tables.SectionVersionRow.__table__  # type: ignore[attr-defined]
_programme = tables.ProgrammeRow.__table__  # type: ignore[attr-defined]
_scope = tables.ScopeVersionRow.__table__  # type: ignore[attr-defined]
_blanks = tables.BlanksVersionRow.__table__  # type: ignore[attr-defined]
_trail = tables.TrailRow.__table__  # type: ignore[attr-defined]
_content = tables.FileContentRow.__table__  # type: ignore[attr-defined]
_attachment = tables.AttachmentRow.__table__  # type: ignore[attr-defined]
_house_style = tables.HouseStyleRow.__table__  # type: ignore[attr-defined]
_answered = tables.AnsweredRequestRow.__table__  # type: ignore[attr-defined]
_outbox = tables.OutboxRow.__table__  # type: ignore[attr-defined]


def of_database(connection: Connection) -> Iterator[Fault]:
    """What the database engine itself can tell: damaged pages, references to nothing, fences down."""
    yield from (Fault("policy_missing", name) for name in policies.open_tables(connection))
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Fault("database_damaged", str(line))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault("reference_to_nothing", f"{row[0]} {row[1]}")


def of_role(connection: Connection) -> Iterator[Fault]:
    """No fault, and to know: the product works under a role that the database's own fence does not bind."""
    role = policies.role_past_policies(connection)
    if role is not None:
        yield Fault("role_past_policies", role)


def of_sections(connection: Connection) -> Iterator[Fault]:
    """Each head equals its newest version, no version is missing or surplus, every hash fits its text."""
    numbers = func.count(_version.c.number), func.min(_version.c.number), func.max(_version.c.number)
    histories = {
        (row.programme_id, row.key): tuple(row)[2:]
        for row in connection.execute(
            select(_version.c.programme_id, _version.c.key, *numbers).group_by(
                _version.c.programme_id, _version.c.key
            )
        )
    }
    for head in stream(connection, _section):
        yield from _of_head(connection, head, histories.pop((head.programme_id, head.key), (0, None, None)))
    for programme_id, key in histories:
        yield Fault("history_without_section", f"{programme_id} {key}")
    for version in stream(connection, _version):
        if sha256(to_text(unpack(version.blocks))) != version.sha256:
            yield Fault("version_altered", f"{version.programme_id} {version.key} {version.number}")


def _of_head(
    connection: Connection, head: Row[tuple[object, ...]], history: tuple[int, int | None, int | None]
) -> Iterator[Fault]:
    where = f"{head.programme_id} {head.key}"
    if to_text(unpack(head.blocks)) != head.text or sha256(head.text) != head.sha256:
        yield Fault("section_altered", where)
    if history != ((head.version, 1, head.version) if head.version else (0, None, None)):
        yield Fault("history_incomplete", where)
    elif head.version:
        newest = connection.execute(
            select(_version.c.blocks, _version.c.sha256).where(
                _version.c.programme_id == head.programme_id,
                _version.c.key == head.key,
                _version.c.number == head.version,
            )
        ).one()
        if (newest.blocks, newest.sha256) != (head.blocks, head.sha256):
            yield Fault("head_differs_from_history", where)


def of_acts(connection: Connection) -> Iterator[Fault]:
    """Every version was made by an act in the trail: a text changed together with its hash is found here."""
    acts = connection.execute(select(_trail.c.object, _trail.c.content).where(_trail.c.content.is_not(None)))
    made = Counter((row.object, row.content) for row in acts)
    places = _version.c.programme_id, _version.c.key, _version.c.number, _version.c.sha256
    for programme_id, key, number, digest in connection.execute(select(*places).order_by(*places[:3])):
        act = f"{programme_id}/{key}", digest
        made[act] -= 1
        if made[act] < 0:
            yield Fault("version_without_act", f"{programme_id} {key} {number}")


def of_numbered_heads(connection: Connection) -> Iterator[Fault]:
    """Answers and blanks: versions run from 1 to the head's number without a hole."""
    for name, versions in (("scope_version", _scope), ("blanks_version", _blanks)):
        counted = (
            select(
                versions.c.programme_id,
                func.count().label("count"),
                func.max(versions.c.number).label("newest"),
            )
            .group_by(versions.c.programme_id)
            .subquery()
        )
        head = _programme.c[name]
        rows = connection.execute(
            select(_programme.c.id)
            .outerjoin(counted, counted.c.programme_id == _programme.c.id)
            .where((func.coalesce(counted.c.count, 0) != head) | (func.coalesce(counted.c.newest, 0) != head))
        )
        yield from (Fault("history_incomplete", f"{row.id} {name}") for row in rows)


def of_files(connection: Connection) -> Iterator[Fault]:
    """Every stored file has the hash and size it is kept under; every use of a file has its file."""
    for file in stream(connection, _content):
        if hashlib.sha256(file.content).hexdigest() != file.sha256 or len(file.content) != file.size:
            yield Fault("file_altered", file.sha256)
    for user in (_attachment, _house_style):
        rows = connection.execute(
            select(user.c.id)
            .outerjoin(
                _content,
                (_content.c.organisation_id == user.c.organisation_id) & (_content.c.sha256 == user.c.sha256),
            )
            .where(_content.c.sha256.is_(None), user.c.removed_at.is_(None))
        )
        yield from (Fault("file_missing", row.id) for row in rows)


def leftovers(connection: Connection, now: datetime) -> Iterator[Fault]:
    """What should have been cleared or sent by now."""
    old = now - KEPT_FOR - SWEEP_TOLERANCE
    answers = connection.scalar(select(func.count()).select_from(_answered).where(_answered.c.at < old))
    if answers:
        yield Fault("answers_not_swept", str(answers))
    late = _outbox.c.created_at < now - MAIL_TOLERANCE
    mails = connection.scalar(
        select(func.count()).select_from(_outbox).where(_outbox.c.sent_at.is_(None), late)
    )
    if mails:
        yield Fault("mail_not_sent", str(mails))
