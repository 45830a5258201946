"""The register as a spreadsheet and as a Word file."""

from collections.abc import Iterator
from datetime import date

from app.documents.docx_forms import export_form
from app.documents.form_document import FormDocument, Part, RowTable
from app.documents.register_sheet import CellValue, Sheet, export_sheets
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.records import Record
from app.domain.register import Weighing
from app.i18n import _, in_language
from app.local_time import local_day
from app.usecases.doors import read_programme
from app.usecases.exported import Exported, checked_language, finished
from app.usecases.records.record_words import day_words, value_text
from app.usecases.records.registering import Register, Weighed, read_register
from app.usecases.workbench import Workbench
from checks.languages import Language
from icp_templates import Form, FormField

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_sheets(bench: Workbench, actor: Actor, programme_id: str, language: str) -> Exported:
    """One sheet of end-users to weigh again, and one per form with a row for each record."""
    chosen = checked_language(language)
    register = _register(bench, actor, programme_id)
    with in_language(chosen):
        sheets = (
            *(_weighed_sheet(one, register, chosen) for one in register.weighed),
            *(_sheet(form, found, register, chosen) for form, found in _by_form(register)),
        )
        title = _("Register of %(programme)s", programme=register.programme.title)
        content = export_sheets(title, register.organisation, sheets)
    return finished(f"register-{register.today}-{chosen}.xlsx", content)


def register_paper(bench: Workbench, actor: Actor, programme_id: str, language: str) -> Exported:
    """The same on wide pages: a form that is a register prints whole, of others a line per record."""
    chosen = checked_language(language)
    register = _register(bench, actor, programme_id)
    with in_language(chosen):
        document = FormDocument(
            identifier=f"register:{register.programme.id}",
            title=_("Register of %(programme)s", programme=register.programme.title),
            organisation=register.organisation,
            language=chosen,
            reference=_("Register"),
            date=register.today,
            purpose="",
            details=((_("As of"), day_words(register.today, chosen)),),
            parts=tuple(_parts(register, chosen)),
            wide=True,
        )
    return finished(f"register-{register.today}-{chosen}.docx", export_form(document))


def _register(bench: Workbench, actor: Actor, programme_id: str) -> Register:
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME):
        return read_register(bench, actor, programme_id)


def _by_form(register: Register) -> Iterator[tuple[Form, tuple[Record, ...]]]:
    for form in register.template.forms:
        found = tuple(record for record in register.records if record.form_id == form.id)
        if found:
            yield form, found


def _weighed_header() -> tuple[str, ...]:
    return _("End-user"), _("Outcome"), _("Decided on"), _("Weigh again before"), _("Overdue")


def _weighed_sheet(part: Weighed, register: Register, language: Language) -> Sheet:
    rows = tuple(
        (
            one.end_user,
            _outcome(part.form, one, language),
            one.decided_on or "",
            one.next_on or "",
            _("Yes") if one.is_overdue(register.today) else _("No"),
        )
        for one in part.lines
    )
    return Sheet(_("Weigh again"), _weighed_header(), rows)


def _sheet(form: Form, found: tuple[Record, ...], register: Register, language: Language) -> Sheet:
    fields = _fields(form)
    header = (*(one.label[language] for one in fields), *_record_header())
    rows = tuple(
        (*(_cell(one, record, language) for one in fields), *_about(record, register)) for record in found
    )
    return Sheet(f"{form.id} {form.title[language]}", header, rows)


def _record_header() -> tuple[str, ...]:
    return _("Status"), _("Version"), _("Saved"), _("Saved by"), _("Form"), _("Number of the record")


def _about(record: Record, register: Register) -> tuple[CellValue, ...]:
    return (
        _("Closed") if record.closed else _("Open"),
        record.version,
        local_day(record.saved_at),
        register.names[record.saved_by],
        record.form,
        record.id,
    )


def _cell(one: FormField, record: Record, language: Language) -> CellValue:
    value = record.values.get(one.id, "")
    if one.kind == "date" and value:
        return date.fromisoformat(value)
    return value_text(one, record.values, language)


def _parts(register: Register, language: Language) -> Iterator[Part]:
    for part in register.weighed:
        if part.lines:
            rows = tuple(
                (
                    one.end_user,
                    _outcome(part.form, one, language),
                    day_words(one.decided_on, language) if one.decided_on else "",
                    day_words(one.next_on, language) if one.next_on else "",
                    _("Yes") if one.is_overdue(register.today) else _("No"),
                )
                for one in part.lines
            )
            yield RowTable(_("End-users: newest outcome"), _weighed_header(), rows)
    for form, found in _by_form(register):
        yield _table(form, found, register, language)


def _table(form: Form, found: tuple[Record, ...], register: Register, language: Language) -> RowTable:
    title = f"{form.id} {form.title[language]}"
    if form.layout == "register":
        fields = _fields(form)
        header = tuple(one.label[language] for one in fields)
        whole = tuple(tuple(value_text(one, record.values, language) for one in fields) for record in found)
        return RowTable(title, header, whole)
    subject = form.field(form.subject)
    lines = tuple(
        (
            value_text(subject, record.values, language),
            _("Closed") if record.closed else _("Open"),
            str(record.version),
            f"{day_words(local_day(record.saved_at), language)}, {register.names[record.saved_by]}",
        )
        for record in found
    )
    return RowTable(title, (subject.label[language], _("Status"), _("Version"), _("Saved")), lines)


def _outcome(form: Form, one: Weighing, language: Language) -> str:
    if one.decided is None or form.review is None:
        return _("Not decided yet")
    return value_text(form.field(form.review.outcome), one.decided.values, language)


def _fields(form: Form) -> tuple[FormField, ...]:
    return tuple(one for one in form.fields if one.kind != "heading")
