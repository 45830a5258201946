"""What the register of a programme shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.records import Record
from app.domain.register import Weighing
from app.i18n import _, current_language, long_date
from app.usecases.records.registering import Register, Weighed
from app.web.views.record_pages import (
    form_title,
    status_words,
    subject_of,
    value_words,
    weigh_again_words,
)
from icp_templates import Form


class Show(StrEnum):
    """Which records the register shows."""

    ALL = "all"
    DUE = "due"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class WeighingView:
    """One end-user with the newest outcome. `state` is "overdue", "due" or ""."""

    end_user: str
    href: str
    outcome: str
    decided: str
    next_review: str
    state: str
    again: str
    under_way: tuple[str, ...]


@dataclass(frozen=True)
class WeighedView:
    """The table of one form that comes back."""

    title: str
    lines: tuple[WeighingView, ...]


@dataclass(frozen=True)
class RecordLine:
    """One record in its list."""

    subject: str
    href: str
    status: str
    saved: str


@dataclass(frozen=True)
class KindView:
    """The records of one form."""

    id: str
    title: str
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True)
class FormLine:
    """A form that can be filled in, and the section it belongs to."""

    title: str
    href: str
    purpose: str


@dataclass(frozen=True)
class FilterLink:
    """One way to narrow the register."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class RegisterPage:
    """The register; `kinds` are the records by form, `forms` what can be filled in."""

    id: str
    programme_title: str
    filters: tuple[FilterLink, ...]
    weighed: tuple[WeighedView, ...]
    kinds: tuple[KindView, ...]
    forms: tuple[FormLine, ...]
    kind_choices: tuple[tuple[str, str], ...]
    kind: str
    show: str
    query: str
    shown: int
    may_write: bool
    is_empty: bool


def register_page(register: Register, show: Show, kind: str, query: str) -> RegisterPage:
    """The register for one reader, narrowed to what was asked for."""
    base = f"/programmes/{register.programme.id}"
    due = {record.id for one in register.due if (record := one.decided)}
    kinds = tuple(
        KindView(form.id, form_title(form), lines)
        for form in register.template.forms
        if (lines := _lines(register, form, show, due, query)) and kind in ("", form.id)
    )
    return RegisterPage(
        id=register.programme.id,
        programme_title=register.programme.title,
        filters=_filters(base, show, kind, query),
        weighed=tuple(
            _weighed(register, one, show, query) for one in register.weighed if kind in ("", one.form.id)
        )
        if show in (Show.ALL, Show.DUE)
        else (),
        kinds=kinds,
        forms=tuple(
            FormLine(form_title(form), f"{base}/forms/{form.id}", form.purpose[current_language()])
            for form in register.template.forms
        ),
        kind_choices=tuple((form.id, form_title(form)) for form in register.template.forms),
        kind=kind,
        show=show.value,
        query=query,
        shown=sum(len(one.lines) for one in kinds),
        may_write=register.may_write,
        is_empty=not register.records,
    )


def outcome_words(form: Form, one: Weighing) -> str:
    """The newest outcome, or that there is none yet."""
    if one.decided is None or form.review is None:
        return _("Not decided yet")
    return value_words(form.field(form.review.outcome), one.decided.values)


def _weighed(register: Register, part: Weighed, show: Show, query: str) -> WeighedView:
    lines = (
        _weighing(register, part.form, one)
        for one in part.lines
        if (show is not Show.DUE or one.is_due(register.today)) and _fits(query, one.end_user)
    )
    return WeighedView(form_title(part.form), tuple(lines))


def _weighing(register: Register, form: Form, one: Weighing) -> WeighingView:
    base = f"/programmes/{register.programme.id}"
    newest = one.decided or one.under_way[0]
    state = "overdue" if one.is_overdue(register.today) else "due" if one.is_due(register.today) else ""
    may_weigh = register.may_write and one.decided is not None and not one.under_way
    return WeighingView(
        end_user=one.end_user,
        href=f"{base}/records/{newest.id}",
        outcome=outcome_words(form, one),
        decided=long_date(one.decided_on) if one.decided_on else "",
        next_review=weigh_again_words(one.next_on, register.today) if one.next_on else "",
        state=state,
        again=f"{base}/forms/{form.id}?again={newest.id}" if may_weigh else "",
        under_way=tuple(f"{base}/records/{record.id}" for record in one.under_way) if one.decided else (),
    )


def _lines(register: Register, form: Form, show: Show, due: set[str], query: str) -> tuple[RecordLine, ...]:
    base = f"/programmes/{register.programme.id}/records"
    found = [record for record in register.records if record.form_id == form.id]
    return tuple(
        RecordLine(
            subject=subject_of(form, record.values),
            href=f"{base}/{record.id}",
            status=status_words(record),
            saved=_(
                "%(date)s, %(name)s", date=long_date(record.saved_at), name=register.names[record.saved_by]
            ),
        )
        for record in reversed(found)
        if _shows(show, record, due) and _fits(query, subject_of(form, record.values))
    )


def _shows(show: Show, record: Record, due: set[str]) -> bool:
    match show:
        case Show.DUE:
            return record.id in due
        case Show.OPEN:
            return not record.closed
        case Show.CLOSED:
            return record.closed
        case _:
            return True


def _fits(query: str, text: str) -> bool:
    return query.casefold() in text.casefold()


def _filters(base: str, show: Show, kind: str, query: str) -> tuple[FilterLink, ...]:
    texts = {
        Show.ALL: _("All records"),
        Show.DUE: _("Due for review"),
        Show.OPEN: _("Open"),
        Show.CLOSED: _("Closed"),
    }
    return tuple(
        FilterLink(text, f"{base}/register?{_query(name, kind)}", name is show)
        for name, text in texts.items()
    )


def _query(show: Show, kind: str) -> str:
    return f"show={show.value}" + (f"&kind={kind}" if kind else "")
