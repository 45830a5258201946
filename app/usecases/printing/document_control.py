"""What cover, header and document control say of the version: one number, one date, who wrote and approved.

Number, date, change and approver are facts that the company fills in; the rest is read from what happened to
the sections. Until the programme can be frozen there is one line to tell: that of the version in hand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.documents.programme_document import ApprovalLine, RevisionLine
from app.documents.wordings import wording
from app.domain.programme import Cause, Section, SectionStatus
from app.i18n import _
from app.local_time import local_day
from app.storage import people, trail_of_organisation, versions
from app.usecases.printing.told_dates import day_told
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import ProgrammeState
from app.usecases.programmes.upgrading import last_upgrade
from checks.languages import Language

FIRST = "1"

_VERSION_WORD = re.compile(r"(version|versie|revision|revisie)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\w.-]*")
_LONGEST_NUMBER = 20
_DRAFT = re.compile(r"\b(draft|concept|ontwerp)", re.IGNORECASE)


@dataclass(frozen=True)
class Approved:
    """The approvals in force: who gave them, when the last was given, and for how many sections."""

    names: tuple[str, ...]
    last: datetime | None
    sections: int


def revision_of(values: Mapping[str, str]) -> str:
    """The number that the company gave the document; 1 until it does. "version 4" is 4."""
    told = _VERSION_WORD.sub("", values.get("document_version", "").strip())
    if len(told) <= _LONGEST_NUMBER:
        return told or FIRST
    number = _NUMBER.search(told)
    return (number.group() if number else told)[:_LONGEST_NUMBER]


def dated_of(values: Mapping[str, str], changed: date) -> date | str:
    """The date that the company gave the document, else the day of its last change.

    What is no day of a calendar ("spring 2026") stays in the company's words.
    """
    told = values.get("document_date", "").strip()
    return (day_told(told) or told) if told else changed


def approvals_of(values: Mapping[str, str], author: str, language: Language) -> tuple[ApprovalLine, ...]:
    """Who prepares and who approves, as far as the facts say; date and signature are for the pen."""
    words = wording(language)
    approver = values.get("document_approver", ""), values.get("document_approver_function", "")
    return ApprovalLine(words.prepared_by, author), ApprovalLine(words.approved_by, *approver)


def says_final(values: Mapping[str, str]) -> bool:
    """Whether the company calls the document something else than a draft."""
    told = values.get("document_status", "").strip()
    return bool(told) and not _DRAFT.search(told)


def change_of(values: Mapping[str, str]) -> str:
    """What the company says is new; of a first version that it is the first."""
    told = values.get("document_changes", "").strip()
    if told:
        return told[0].upper() + told[1:]
    return _("First version") if revision_of(values) == FIRST else ""


def authors_of(state: ProgrammeState, found: Iterable[Section]) -> tuple[str, ...]:
    """Whose text stands in the programme; who wrote most sections first."""
    saved = Counter(section.saved_by for section in _in_force(state, found) if section.saved_by)
    names = people.names_of(state.session, frozenset(saved))
    return tuple(names[one] for one in sorted(saved, key=lambda one: (-saved[one], names[one])))


def version_line(
    state: ProgrammeState, found: Iterable[Section], dated: date | str, language: Language
) -> RevisionLine:
    """The line of the version in hand, in the language of the reader (see `app.i18n.in_language`)."""
    kept = _in_force(state, found)
    told = [change_of(state.values), _changed_since(state, kept, language), _renewed(state, language)]
    return RevisionLine(
        revision_of(state.values),
        dated,
        ", ".join(authors_of(state, kept)),
        ". ".join(one for one in told if one),
        _approver(approved(state, kept), len(kept), language),
    )


def approved(state: ProgrammeState, found: Iterable[Section]) -> Approved:
    """The approvals that still hold, read from the trail."""
    places = {
        f"{state.programme.id}/{section.key}/{SectionStatus.APPROVED.value}"
        for section in found
        if section.status is SectionStatus.APPROVED
    }
    entries = trail_of_organisation.of_act(state.session, "set_status", f"{state.programme.id}/")
    last = {entry.object: entry for entry in entries if entry.object in places}
    people_in_order = dict.fromkeys(entry.actor_id for entry in last.values() if entry.actor_id)
    names = people.names_of(state.session, frozenset(people_in_order))
    moments = [entry.at for entry in last.values()]
    return Approved(
        tuple(sorted(names[one] for one in people_in_order)), max(moments, default=None), len(places)
    )


def _in_force(state: ProgrammeState, found: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in found if state.applicability[section.key].applies)


def _approver(given: Approved, sections: int, language: Language) -> str:
    """Name and day once everything is approved. Until then nobody has approved the document."""
    if not given.last or given.sections != sections:
        return ""
    return ", ".join((*given.names, wording(language).day(local_day(given.last))))


def _changed_since(state: ProgrammeState, found: Iterable[Section], language: Language) -> str:
    changed = ", ".join(
        _place(state, section.key, language)
        for section in found
        if section.status is SectionStatus.CHANGED_AFTER_APPROVAL
    )
    return _("Changed after approval: %(sections)s", sections=changed) if changed else ""


def _place(state: ProgrammeState, key: str, language: Language) -> str:
    head = next(head for head in state.heads if head.key == key)
    return number_of(state.template, key) or title_of(state.template, head, language)


def _renewed(state: ProgrammeState, language: Language) -> str:
    """Which sections took over model text with the upgrade of the template that is in force."""
    last = last_upgrade(state.session, state.programme)
    made = versions.made_at(state.session, state.programme.id, Cause.UPGRADE, last.at) if last else ()
    if not last or not made:
        return ""
    return _(
        "Model text renewed on %(day)s: %(sections)s",
        day=wording(language).day(local_day(last.at)),
        sections=", ".join(_place(state, key, language) for key, number in made),
    )
