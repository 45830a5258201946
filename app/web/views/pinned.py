"""Passages that people point to, in the words of pane and report."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.findings import Judged
from app.domain.pin import PointedTo
from app.i18n import _, current_language, long_date


@dataclass(frozen=True)
class PinView:
    """One pin: `who` names person and day, `note` tells why it does not count; empty when it does."""

    element: str
    says: str
    quote: str
    who: str
    note: str
    standing: str
    href: str


def pin_views(item: Judged, programme_path: str) -> tuple[PinView, ...]:
    """The pins of a finding, with the address of the block in the programme at `programme_path`."""
    return tuple(_view(one, programme_path) for one in item.pins)


def _view(one: PointedTo, programme_path: str) -> PinView:
    language = current_language()
    return PinView(
        element=one.pin.element,
        says=one.says[language],
        quote=one.pin.quote,
        who=_("Pointed to by %(name)s on %(day)s", name=one.by, day=long_date(one.pin.given_at)),
        note=_note(one),
        standing=one.standing,
        href=f"{programme_path}/sections/{one.pin.place}#block-{one.pin.block}",
    )


def _note(one: PointedTo) -> str:
    if one.standing == "holds":
        return ""
    if one.standing == "not_needed":
        return _("The tool sees this by itself now.")
    return _("This does not count any more. %(why)s", why=one.objection[current_language()])
