"""Empty forms and records as Word files, in one of the two languages."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from app.documents.docx_forms import export_form
from app.documents.form_document import Answer, AnswerTable, FormDocument, Part, RowTable, Statement
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.records import YES_NO, Record, Values
from app.i18n import _, in_language
from app.local_time import local_day
from app.storage import people
from app.usecases.doors import read_programme
from app.usecases.exported import Exported, checked_language, finished
from app.usecases.records.record_keeping import form_of, read_record
from app.usecases.records.record_words import day_words, value_text
from app.usecases.workbench import Workbench
from checks.languages import Language
from icp_templates import Form, FormField

BOX, TICKED = "\u2610", "\u2612"
EMPTY_ROWS = 9
"""Rows to write in on an empty register."""
_ROOM: Mapping[str, int] = {"long_text": 6, "signature": 3}
EDITION_OF_FORMS = date(2026, 1, 1)
"""An empty form carries the day of no case: the same form gives the same bytes."""


def blank_form(bench: Workbench, actor: Actor, programme_id: str, form_id: str, language: str) -> Exported:
    """An empty form to fill in by hand. Raises NotFound, Invalid."""
    chosen = checked_language(language)
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        form = form_of(bench, desk, form_id)
        organisation = people.organisation_by_id(desk.session, desk.organisation_id)
        assert organisation is not None
    with in_language(chosen):
        document = _document(form, organisation.name, chosen, form.reference, EDITION_OF_FORMS, (), None)
    return finished(f"{form.id}-{chosen}.docx", export_form(document))


def record_paper(
    bench: Workbench, actor: Actor, programme_id: str, record_id: str, language: str
) -> Exported:
    """A record as it stands. Raises NotFound, Invalid."""
    chosen = checked_language(language)
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        organisation = people.organisation_by_id(desk.session, desk.organisation_id)
        assert organisation is not None
    view = read_record(bench, actor, programme_id, record_id)
    record, form = view.record, view.form
    with in_language(chosen):
        details = (
            (_("Version"), str(record.version)),
            (_("Status"), _("Closed") if record.closed else _("Open")),
            (_("Saved"), f"{day_words(local_day(record.saved_at), chosen)}, {view.names[record.saved_by]}"),
        )
        document = _document(
            form, organisation.name, chosen, f"record:{record.id}/{record.version}",
            local_day(record.saved_at), details, record,
        )  # fmt: skip
    return finished(f"{form.id}-{local_day(record.created_at)}-{chosen}.docx", export_form(document))


def _document(
    form: Form,
    organisation: str,
    language: Language,
    identifier: str,
    day: date,
    details: tuple[tuple[str, str], ...],
    record: Record | None,
) -> FormDocument:
    as_rows = form.layout == "register" and record is None
    return FormDocument(
        identifier=identifier,
        title=_("Annex %(form)s – %(title)s", form=form.id, title=form.title[language]),
        organisation=organisation,
        language=language,
        reference=_("%(form)s, form version %(version)s", form=form.id, version=form.version),
        date=day,
        purpose=form.purpose[language],
        details=details,
        parts=tuple(_parts(form, language, None if record is None else record.values, as_rows=as_rows)),
        wide=as_rows,
    )


def _parts(form: Form, language: str, values: Values | None, *, as_rows: bool) -> Iterator[Part]:
    for block in form.blocks[language]:
        yield Statement(block.text, is_item=block.kind == "bullet")
    if as_rows:
        header = tuple(_column(one, language) for one in form.fields)
        yield RowTable(form.title[language], header, (("",) * len(header),) * EMPTY_ROWS)
        return
    title = form.title[language]
    for is_heading, group in groupby(form.fields, key=lambda one: one.kind == "heading"):
        fields = tuple(group)
        if is_heading:
            title = fields[-1].label[language]
        else:
            answers = tuple(Answer(one.label[language], _lines(one, values, language)) for one in fields)
            yield AnswerTable(title, answers)


def _lines(one: FormField, values: Values | None, language: str) -> tuple[str, ...]:
    """The answer's lines; on paper every choice has a box, and long texts and signatures have room."""
    chosen = (values or {}).get(one.id, "")
    if one.kind == "choice":
        return tuple(_box(words[language], key == chosen) for key, words in one.choices.items())
    if one.kind == "yes_no":
        words = dict(zip(YES_NO, (_("Yes"), _("No")), strict=True))
        return (" ".join(_box(words[key], key == chosen) for key in YES_NO),)
    text = value_text(one, values or {}, language)
    return tuple(text.split("\n")) if text or values is not None else ("",) * _ROOM.get(one.kind, 1)


def _box(words: str, ticked: bool) -> str:
    return f"{TICKED if ticked else BOX} {words}"


def _column(one: FormField, language: str) -> str:
    words = [text[language] for text in one.choices.values()]
    return f"{one.label[language]} ({' / '.join(words)})" if words else one.label[language]
