"""What the page about a section's status and owner shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.overview import FindingCounts
from app.domain.people import Person
from app.domain.programme import SectionStatus
from app.i18n import _, ngettext
from app.usecases.progress.steps import SectionSteps
from app.web.views.people_words import with_firm

STATUS_ORDER = (
    SectionStatus.NOT_STARTED,
    SectionStatus.IN_PROGRESS,
    SectionStatus.READY,
    SectionStatus.APPROVED,
)


@dataclass(frozen=True)
class StepsPage:
    """Two small forms: the status, and who writes the section.

    Who may only read sees `status` and `owner` in words. `before_approval` is for the approver: what is
    open, and the address where it stands; else empty.
    """

    path: str
    programme_title: str
    programme_href: str
    title: str
    version: int
    status: str
    statuses: tuple[tuple[str, str, str | None], ...]
    assignee: str
    people: tuple[tuple[str, str], ...]
    owner: str
    is_locked: bool
    may_write: bool
    before_approval: str = ""
    findings_href: str = ""


def steps_page(steps: SectionSteps, found: FindingCounts | None) -> StepsPage:
    """The page as of now. `found` is what is open in the section; None while that is not known."""
    programme = f"/programmes/{steps.programme.id}"
    asked = steps.may_approve and not steps.programme.locked
    return StepsPage(
        path=f"{programme}/sections/{steps.key}",
        programme_title=steps.programme.title,
        programme_href=programme,
        title=steps.title,
        version=steps.version,
        status=steps.status.value,
        statuses=tuple(
            (status.value, _status_words(status), _hint(status, steps))
            for status in STATUS_ORDER
            if steps.may_approve or status is not SectionStatus.APPROVED
        ),
        assignee=steps.assignee_id or "",
        people=tuple((person.id, _named(person, steps)) for person in steps.people),
        owner=next((_named(one, steps) for one in steps.people if one.id == steps.assignee_id), ""),
        is_locked=steps.programme.locked,
        may_write=steps.may_write,
        before_approval=_before_approval(found) if asked else "",
        findings_href=f"{programme}/sections/{steps.key}/findings" if found and found.fix_first else "",
    )


def _status_words(status: SectionStatus) -> str:
    return {
        SectionStatus.NOT_STARTED: _("Not started"),
        SectionStatus.IN_PROGRESS: _("In progress"),
        SectionStatus.READY: _("Ready for review"),
        SectionStatus.APPROVED: _("Approved"),
    }[status]


def _hint(status: SectionStatus, steps: SectionSteps) -> str | None:
    if status is SectionStatus.APPROVED:
        return _("You approve version %(number)s of the text. A later change shows.", number=steps.version)
    return None


def _before_approval(found: FindingCounts | None) -> str:
    if found is None:
        return _("The findings cannot be shown just now. Look at them before you approve.")
    if not found.fix_first:
        return ""
    return ngettext(
        "%(num)s finding marked “Fix first” is open in this section. You may approve it all the same.",
        "%(num)s findings marked “Fix first” are open in this section. You may approve it all the same.",
        found.fix_first,
    ) % {"num": found.fix_first}


def _named(person: Person, steps: SectionSteps) -> str:
    name = with_firm(person.name, steps.firms.get(person.id, ""))
    return _("%(name)s (you)", name=name) if person.id == steps.reader_id else name
