"""What the pages of one annex form show: filling it in, reading it, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from app.domain.records import YES_NO, Record, RecordVersion, Values, day_of
from app.i18n import _, current_language, long_date
from app.usecases.records.record_keeping import RecordView
from app.usecases.records.record_words import value_text
from icp_templates import Form, FormField


@dataclass(frozen=True)
class FieldView:
    """One field to fill in. `theirs` is what a colleague saved meanwhile."""

    id: str
    kind: str
    label: str
    hint: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    theirs: str = ""


@dataclass(frozen=True)
class AnswerView:
    """One field to read: a heading, or a label with its words."""

    label: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class StatementPart:
    """Fixed text above the fields: a paragraph, or the items of a list."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionLine:
    """One saved state in the history."""

    title: str
    person: str
    moment: datetime
    text: str
    href: str


@dataclass(frozen=True)
class FillPage:
    """A form to fill in, in the words of the template. `action` is where it is sent."""

    programme_path: str
    programme_title: str
    title: str
    purpose: str
    action: str
    back: str
    version: int
    statement: tuple[StatementPart, ...]
    fields: tuple[FieldView, ...]
    correcting: bool = False
    reason: str = ""
    refused: str = ""
    blank_file: str = ""
    may_write: bool = True


@dataclass(frozen=True)
class RecordPage:
    """A record to read. `old` names the version shown when it is not the newest."""

    programme_path: str
    programme_title: str
    path: str
    title: str
    subject: str
    status: str
    statement: tuple[StatementPart, ...]
    answers: tuple[AnswerView, ...]
    history: tuple[VersionLine, ...]
    file: str
    may_correct: bool
    again: str = ""
    next_review: str = ""
    old: str = ""


@dataclass(frozen=True)
class Typed:
    """What a refused form held: values, why it came back, and what stands meanwhile."""

    values: Values
    refused: str = ""
    reason: str = ""
    theirs: Values = field(default_factory=dict)


def fill_page(
    programme: tuple[str, str],
    form: Form,
    values: Values,
    *,
    record: Record | None = None,
    typed: Typed | None = None,
    may_write: bool = True,
) -> FillPage:
    """A new form, or with `record` one that exists; `programme` is id and title."""
    base = f"/programmes/{programme[0]}"
    address = f"{base}/records/{record.id}" if record else f"{base}/forms/{form.id}"
    correcting = record is not None and record.closed
    shown = typed or Typed(values)
    return FillPage(
        programme_path=base,
        programme_title=programme[1],
        title=form_title(form),
        purpose=form.purpose[current_language()],
        action=f"{address}/correct" if correcting else address,
        back=address if correcting else f"{base}/register",
        version=record.version if record else 0,
        statement=statement_of(form),
        fields=tuple(_field(form, one, shown.values, shown.theirs) for one in form.fields),
        correcting=correcting,
        reason=shown.reason,
        refused=shown.refused,
        may_write=may_write,
        blank_file="" if record else f"/api/v1/programmes/{programme[0]}/forms/{form.id}/export",
    )


def record_page(view: RecordView, today: date, *, may_write: bool, number: int | None = None) -> RecordPage:
    """A record as it stands, or as it was at version `number`."""
    record, form = view.record, view.form
    base = f"/programmes/{view.programme.id}"
    path = f"{base}/records/{record.id}"
    shown = next((one for one in view.versions if one.number == number), None)
    values = shown.values if shown else record.values
    return RecordPage(
        programme_path=base,
        programme_title=view.programme.title,
        path=path,
        title=form_title(form),
        subject=subject_of(form, values),
        status=status_words(record),
        statement=statement_of(form),
        answers=tuple(
            AnswerView(one.label[current_language()], value_words(one, values), one.kind == "heading")
            for one in form.fields
        ),
        history=_history(view, path),
        file=f"/api/v1/programmes/{view.programme.id}/records/{record.id}/export",
        may_correct=may_write and record.closed and shown is None,
        again=f"{base}/forms/{form.id}?again={record.id}" if may_write and form.review else "",
        next_review=_next_review(form, record, today) if shown is None else "",
        old=_("Version %(number)s, which is not the newest", number=shown.number) if shown else "",
    )


def form_title(form: Form) -> str:
    """Number and title: "A11 Human-rights assessment and decision minutes"."""
    return f"{form.id} {form.title[current_language()]}"


def statement_of(form: Form) -> tuple[StatementPart, ...]:
    """The fixed text above the fields."""
    parts: list[StatementPart] = []
    for is_list, blocks in groupby(form.blocks[current_language()], key=lambda one: one.kind == "bullet"):
        texts = tuple(block.text for block in blocks)
        parts += [StatementPart("", texts)] if is_list else [StatementPart(text) for text in texts]
    return tuple(parts)


def subject_of(form: Form, values: Values) -> str:
    """What a record is about, in words."""
    return value_words(form.field(form.subject), values)


def value_words(one: FormField, values: Values) -> str:
    """A value as people read it in the language of the page."""
    return value_text(one, values, current_language())


def status_words(record: Record) -> str:
    """Open or closed."""
    return _("Closed") if record.closed else _("Open")


def _field(form: Form, one: FormField, values: Values, theirs: Values) -> FieldView:
    language = current_language()
    choices: tuple[tuple[str, str], ...] = ()
    if one.kind == "choice":
        choices = tuple((key, words[language]) for key, words in one.choices.items())
    elif one.kind == "yes_no":
        choices = tuple(zip(YES_NO, (_("Yes"), _("No")), strict=True))
    hints = [
        _("Sign on paper. Type here who signed.") if one.kind == "signature" else "",
        _("Needed before you close the record.") if one.id in form.required else "",
    ]
    other = theirs.get(one.id, "")
    differs = bool(theirs) and other != values.get(one.id, "")
    return FieldView(
        id=one.id,
        kind=one.kind,
        label=one.label[language],
        hint=" ".join(hint for hint in hints if hint),
        value=values.get(one.id, ""),
        choices=choices,
        theirs=(value_words(one, theirs) or _("(empty)")) if differs else "",
    )


def _history(view: RecordView, path: str) -> tuple[VersionLine, ...]:
    before: dict[int, RecordVersion] = {one.number: one for one in view.versions}
    return tuple(
        VersionLine(
            title=_version_words(one),
            person=view.names.get(one.saved_by, ""),
            moment=one.saved_at,
            text=" · ".join(part for part in (one.reason, _changed(view.form, one, before)) if part),
            href=path if one.number == view.record.version else f"{path}/versions/{one.number}",
        )
        for one in view.versions
    )


def _version_words(one: RecordVersion) -> str:
    if one.corrects is not None:
        return _("Version %(number)s: corrects version %(old)s", number=one.number, old=one.corrects)
    if one.closed:
        return _("Version %(number)s: closed", number=one.number)
    return _("Version %(number)s", number=one.number)


def _changed(form: Form, one: RecordVersion, versions: Mapping[int, RecordVersion]) -> str:
    earlier = versions.get(one.number - 1)
    if earlier is None:
        return ""
    labels = [
        each.label[current_language()]
        for each in form.fields
        if one.values.get(each.id) != earlier.values.get(each.id)
    ]
    return _("Changed: %(fields)s.", fields="; ".join(labels)) if labels else ""


def _next_review(form: Form, record: Record, today: date) -> str:
    next_on = day_of(record.values, form.review.next_on) if form.review and record.closed else None
    return weigh_again_words(next_on, today) if next_on else ""


def weigh_again_words(next_on: date, today: date) -> str:
    """ "Weigh again before 3 March 2027", and that the day has passed when it has."""
    if next_on < today:
        return _("Should have been weighed again before %(date)s", date=long_date(next_on))
    return _("Weigh again before %(date)s", date=long_date(next_on))
