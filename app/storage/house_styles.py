"""House styles of organisations."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.domain.house_styles import StoredHouseStyle
from app.storage.attachments import keep_content
from app.storage.tables import HouseStyleRow


def add_house_style(
    session: Session, organisation_id: str, style: StoredHouseStyle, added_by: str, content: bytes
) -> None:
    """Store a house style with its bytes."""
    keep_content(session, organisation_id, style.sha256, content)
    session.add(
        HouseStyleRow(
            id=style.id,
            organisation_id=organisation_id,
            name=style.name,
            sha256=style.sha256,
            size=style.size,
            added_by=added_by,
            added_at=style.added_at,
        )
    )
    session.flush()


def house_styles_of(session: Session, organisation_id: str) -> tuple[StoredHouseStyle, ...]:
    """The house styles of an organisation, oldest first; removed ones left out."""
    rows = session.exec(
        select(HouseStyleRow)
        .where(col(HouseStyleRow.organisation_id) == organisation_id, col(HouseStyleRow.removed_at).is_(None))
        .order_by(col(HouseStyleRow.added_at), col(HouseStyleRow.id))
    )
    return tuple(_style(row) for row in rows)


def find_house_style(session: Session, organisation_id: str, style_id: str) -> StoredHouseStyle | None:
    """A house style of this organisation that was not removed, or None."""
    return next((one for one in house_styles_of(session, organisation_id) if one.id == style_id), None)


def set_tried(session: Session, style_id: str, at: datetime) -> None:
    """Note that somebody took the example in this look."""
    _change(session, style_id, tried_at=at)


def set_released(session: Session, style_id: str, at: datetime) -> None:
    """Let exports use it."""
    _change(session, style_id, released_at=at)


def set_removed(session: Session, style_id: str, at: datetime) -> None:
    """Take it out of the lists; its bytes stay, so that the trail's hash can be proved."""
    _change(session, style_id, removed_at=at)


def _change(session: Session, style_id: str, **values: datetime) -> None:
    session.execute(
        update(HouseStyleRow)
        .where(col(HouseStyleRow.id) == style_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _style(row: HouseStyleRow) -> StoredHouseStyle:
    return StoredHouseStyle(
        row.id, row.name, row.sha256, row.size, row.added_at, row.tried_at, row.released_at
    )
