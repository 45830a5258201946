"""Which house style an export takes."""

from app.documents.house_style import HouseStyle, check_house_style
from app.domain.errors import Invalid
from app.domain.house_styles import HouseStyleState, StoredHouseStyle
from app.storage import attachments, house_styles
from app.storage.tenancy import FencedSession


def released_styles(session: FencedSession, organisation_id: str) -> tuple[StoredHouseStyle, ...]:
    """What an export may choose from."""
    found = house_styles.house_styles_of(session, organisation_id)
    return tuple(style for style in found if style.state is HouseStyleState.RELEASED)


def chosen_look(session: FencedSession, organisation_id: str, style_id: str | None) -> HouseStyle | None:
    """The chosen house style, or None for our own look. Raises Invalid `unknown_house_style`."""
    if style_id is None:
        return None
    styles = {style.id: style for style in released_styles(session, organisation_id)}
    if style_id not in styles:
        raise Invalid("unknown_house_style", field="house")
    content = attachments.content_of(session, organisation_id, styles[style_id].sha256)
    return check_house_style(content).house
