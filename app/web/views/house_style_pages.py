"""What the pages about house styles show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.house_styles import HouseStyleState, StoredHouseStyle
from app.domain.people import Actor
from app.i18n import N_, _, long_date, ngettext
from app.usecases.printing.exporting import Printed
from app.usecases.printing.house_styling import CheckedHouseStyle, HouseStyles
from app.web.views.administration_pages import Tab, tabs
from app.web.views.export_page import PagesView, pages_view

STATES: dict[HouseStyleState, str] = {
    HouseStyleState.NEW: N_("New: not tried on the example yet"),
    HouseStyleState.TRIED: N_("Tried on the example: not in use yet"),
    HouseStyleState.RELEASED: N_("In use: writers can choose it"),
}
STYLE_ADDED = "style_added"
REMARKS: dict[str, str] = {
    "numbering_added": N_("The headings have no numbers. Ours are added."),
    "font_not_on_server": N_(
        "The font “%(about)s” is not on this server. Page numbers and the pages on the screen may differ "
        "from those in Word."
    ),
    "page_not_a4": N_("The pages are not A4."),
    "own_text_left_out": N_(
        "The text in the file is left out. Write {{body}} in a paragraph of its own where the programme has "
        "to come, and the text around it stays."
    ),
    "attached_template_removed": N_("The link to a template on a computer or server is left out."),
    "custom_properties_removed": N_("Properties of your own are left out."),
}

PLACEHOLDERS = N_(
    "Title, organisation, version, date and classification are filled in where the file says {{title}}, "
    "{{organisation}}, {{version}}, {{date}} and {{classification}}. A paragraph {{body}} says where the "
    "programme comes."
)


@dataclass(frozen=True)
class ShownStyle:
    """One house style in the list."""

    name: str
    href: str
    state: str
    added: str


@dataclass(frozen=True)
class HouseStylesPage:
    """The list, and the form to add one."""

    organisation: str
    tabs: tuple[Tab, ...]
    action: str
    placeholders: str
    styles: tuple[ShownStyle, ...]


@dataclass(frozen=True)
class HouseStylePage:
    """One house style: what there is to know about it, and what comes next."""

    organisation: str
    tabs: tuple[Tab, ...]
    back: str
    path: str
    name: str
    state: str
    is_new: bool
    is_released: bool
    remarks: tuple[str, ...]
    has_converter: bool
    printed: PagesView | None


def house_styles_page(actor: Actor, found: HouseStyles) -> HouseStylesPage:
    """The list for one administrator."""
    action = f"/admin/{found.organisation.id}/house-styles"
    return HouseStylesPage(
        organisation=found.organisation.name,
        tabs=tabs(actor, found.organisation, "house-styles"),
        action=action,
        placeholders=_(PLACEHOLDERS),
        styles=tuple(_shown(style, action) for style in found.styles),
    )


def house_style_page(actor: Actor, found: CheckedHouseStyle, shown: Printed | None = None) -> HouseStylePage:
    """One house style for one administrator."""
    back = f"/admin/{found.organisation.id}/house-styles"
    state = found.style.state
    return HouseStylePage(
        organisation=found.organisation.name,
        tabs=tabs(actor, found.organisation, "house-styles"),
        back=back,
        path=f"{back}/{found.style.id}",
        name=found.style.name,
        state=_(STATES[state]),
        is_new=state is HouseStyleState.NEW,
        is_released=state is HouseStyleState.RELEASED,
        has_converter=found.has_converter,
        printed=pages_of_example(found.organisation.id, found.style.id, shown) if shown else None,
        remarks=tuple(_remarks(found)),
    )


def _remarks(found: CheckedHouseStyle) -> Iterator[str]:
    """What the check found; the styles that were added are one remark, for there may be twenty."""
    added = [remark.about for remark in found.remarks if remark.code == STYLE_ADDED]
    if added:
        yield ngettext(
            "%(num)s style is missing. Ours is added: %(names)s.",
            "%(num)s styles are missing. Ours are added: %(names)s.",
            len(added),
        ) % {"num": len(added), "names": ", ".join(added)}
    for remark in found.remarks:
        if remark.code != STYLE_ADDED:
            yield _(REMARKS[remark.code]) % {"about": remark.about}


def pages_of_example(organisation_id: str, style_id: str, shown: Printed) -> PagesView:
    """The pages of the example in one house style."""
    base = f"/admin/{organisation_id}/house-styles/{style_id}"
    images = f"{base}/pages/{shown.key}"
    return pages_view(shown, images, images, f"{base}?pages=yes#pages")


def _shown(style: StoredHouseStyle, action: str) -> ShownStyle:
    return ShownStyle(style.name, f"{action}/{style.id}", _(STATES[style.state]), long_date(style.added_at))
