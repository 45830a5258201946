"""A place to serve from: database, key, a company with a writer, a programme, an access token."""

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.bootstrap import build, migrate_database
from app.domain.clock import system_clock
from app.domain.people import Organisation, OrganisationKind, Role
from app.settings import Settings
from app.storage import people
from app.storage.engine import Database
from app.storage.tenancy import EVERY_ORGANISATION
from app.storage.verify import Report, verify
from app.usecases.access.access_tokens import make_access_token
from app.usecases.access.hashing import Argon2Hasher
from tests.stories.companies import Company, a_company

SECTIONS = ("icp.2.1", "icp.2.3", "icp.4.7")


@dataclass
class Place:
    """What a server needs to start, and what a client needs to write."""

    settings: Settings
    username: str
    organisation: str
    person: str
    consultant: str
    token: str
    programme: str
    key: bytes = field(repr=False)

    def moved_to(self, folder: Path) -> "Place":
        """The same people and programme, served from a restored SQLite database in another folder."""
        shutil.copy(self.settings.key_file, folder / "secret.key")
        return replace(self, settings=Settings(data_dir=folder, test_mode=True))

    def verified(self) -> Report:
        """What `icp verify` says about the database as it lies there now."""
        database = Database(self.settings.database)
        try:
            return verify(database, self.key, now=system_clock())
        finally:
            database.close()


def furnish(folder: Path, database_url: str = "") -> Place:
    """Set up a place in a folder, on SQLite there unless a database is named."""
    settings = Settings(data_dir=folder, database_url=database_url, test_mode=True)
    migrate_database(settings)
    bench = build(settings, hasher=Argon2Hasher(memory_kib=8))
    company = a_company(bench)
    writer = company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)
    programme = company.programme(writer)
    token = make_access_token(bench, writer, "faults", 365).token
    consultancy = Organisation(bench.new_id(), "Raad & Daad", OrganisationKind.CONSULTANCY)
    with bench.work.write(EVERY_ORGANISATION, None) as act:
        people.add_organisation(act.session, consultancy, act.now)
        act.record("add_organisation", consultancy.id)
    consultant = Company(bench, consultancy).person("Bas de Boer", Role.CONSULTANT).person.id
    bench.work.database.close()
    ids = company.organisation.id, writer.person.id, consultant
    return Place(settings, writer.person.email, *ids, token, programme, bench.secret)
