"""A database with something of every kind in it, for tests of verify, backup and migration."""

import hashlib

from app.domain.people import Role
from app.storage.tables import AttachmentRow, FileContentRow, HouseStyleRow, OutboxRow
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import save_section_text
from tests.stories.companies import a_company

PICTURE = bytes(range(256)) * 40
SAVES = 6
TEXT = "Wij verklaren dit — €{version}, 5A001.f, NO.\n\n- één\n- twee\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


def write_something_of_everything(bench: Workbench) -> str:
    """Two companies; programmes with history in sections, a file, a mail. Returns one programme's id."""
    programme_id = ""
    for name in ("Meridian Sensors B.V.", "Zonnewijzer B.V."):
        company = a_company(bench, name)
        writer = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
        programme_id = company.programme(writer)
        for version in range(SAVES):
            text = TEXT.format(version=version)
            save_section_text(bench, writer, programme_id, "icp.2.3", text, version)
        save_section_text(bench, writer, programme_id, "icp.2.1", f"Commitment of {name}.", 0)
        _attach(bench, company.organisation.id, programme_id, writer.person.id)
    return programme_id


def _attach(bench: Workbench, organisation_id: str, programme_id: str, person_id: str) -> None:
    digest = hashlib.sha256(PICTURE).hexdigest()
    with bench.work.write(organisation_id, person_id) as act:
        act.session.add(
            FileContentRow(organisation_id=organisation_id, sha256=digest, size=len(PICTURE), content=PICTURE)
        )
        act.session.add(
            AttachmentRow(
                id=bench.new_id(),
                programme_id=programme_id,
                organisation_id=organisation_id,
                key="icp.2.3",
                kind="evidence",
                name="bewijs.png",
                media_type="image/png",
                sha256=digest,
                size=len(PICTURE),
                added_by=person_id,
                added_at=act.now,
            )
        )
        act.session.add(
            HouseStyleRow(
                id=bench.new_id(),
                organisation_id=organisation_id,
                name="huisstijl.docx",
                sha256=digest,
                size=len(PICTURE),
                added_by=person_id,
                added_at=act.now,
            )
        )
        act.session.add(
            OutboxRow(
                id=bench.new_id(),
                message_id=bench.new_id(),
                recipient="anna@example.org",
                subject="Uitnodiging",
                body="Beste Anna,\n",
                created_at=act.now,
            )
        )
        act.record("attach_file", f"{programme_id}/icp.2.3", digest)
