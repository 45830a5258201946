"""Everything a use case may reach for, handed to it as one value."""

from dataclasses import dataclass, field

from app.domain.clock import Clock
from app.domain.ids import IdMaker
from app.settings import Settings
from app.usecases.machines.checker import Checker
from app.usecases.machines.press import Press
from app.usecases.ports import Carrier, Hasher, Suggester
from app.usecases.unit_of_work import UnitOfWork
from icp_templates import Library


@dataclass(frozen=True)
class Workbench:
    """Made once, in `app.bootstrap`."""

    settings: Settings
    work: UnitOfWork
    clock: Clock
    new_id: IdMaker
    secret: bytes
    hasher: Hasher
    mailer: Carrier
    library: Library
    checker: Checker
    press: Press = field(default_factory=Press)
    suggester: Suggester | None = None
