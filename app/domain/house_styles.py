"""The house styles of an organisation: Word files whose look its exports take."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

HOUSE_STYLES_LIMIT = 20
"""House styles of one organisation."""


class HouseStyleState(StrEnum):
    """How far a house style is: nobody uses what nobody has looked at."""

    NEW = "new"
    TRIED = "tried"
    RELEASED = "released"


@dataclass(frozen=True)
class StoredHouseStyle:
    """What is known about a house style; its bytes are found by `sha256`, `size` is in bytes."""

    id: str
    name: str
    sha256: str
    size: int
    added_at: datetime
    tried_at: datetime | None = None
    released_at: datetime | None = None

    @property
    def state(self) -> HouseStyleState:
        """Released, else tried on the example, else new."""
        if self.released_at is not None:
            return HouseStyleState.RELEASED
        return HouseStyleState.NEW if self.tried_at is None else HouseStyleState.TRIED
