"""The annex that lists the forms of a programme: A1 to A20, as far as their sections apply."""

from app.documents.programme_document import Matrix
from app.i18n import _
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import ProgrammeState


def list_of_forms(state: ProgrammeState, language: str) -> Matrix:
    """One row per form: number, title, what it is for, the section it belongs to, and its version."""
    heads = {head.key: head for head in state.heads if state.applicability[head.key].applies}
    rows = {
        form.id: (
            form.id,
            form.title[language],
            form.purpose[language],
            f"{number_of(state.template, key)} {title_of(state.template, heads[key], language)}".strip(),
            form.version,
        )
        for section in state.template.sections
        if (key := section.key) in heads
        for form in section.forms
    }
    return Matrix(
        title=_("Forms that belong to this programme (annexes A)"),
        header=(_("Annex"), _("Title"), _("What it is for"), _("Section"), _("Version of the form")),
        rows=tuple(rows[form.id] for form in state.template.forms if form.id in rows),
    )
