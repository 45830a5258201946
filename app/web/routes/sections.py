"""The section editor's page and its forms. Everything here works without JavaScript."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.blocks import BlockKind
from app.domain.errors import Conflict, NotFound, TryLater
from app.domain.permissions import Act
from app.domain.pipe_table import table_text
from app.domain.plain_text import picture, picture_text
from app.domain.programme import Section
from app.i18n import current_language
from app.usecases.findings import checking
from app.usecases.writing import blanks, conflicts, drafting, inserting
from app.usecases.writing.workspace import open_workspace
from app.web.access import Asking, Bench, permits
from app.web.bodies import reads_form, validated
from app.web.flash import redirect
from app.web.rendering import fragment, page
from app.web.routes.section_conflicts import conflict_page
from app.web.section_forms import (
    BlankForm,
    BlockForm,
    ClauseForm,
    NewBlockForm,
    PasteForm,
    StepForm,
    TextForm,
    UndoForm,
    Wanted,
    section_path,
)
from app.web.turns import CHECK_TURN
from app.web.views.checklist import checklist_of
from app.web.views.section_page import asked, section_page

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}", include_in_schema=False)

EDIT = "section/edit.html"


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_section(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The editor."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    work = open_workspace(bench, asking, programme_id, key, current_language())
    shown = asked(section_page(work), work, edit=wanted.edit, insert=wanted.insert, blank=wanted.blank)
    if wanted.form == "text":
        shown = replace(shown, as_text=work.section.text)
    if wanted.undo is not None:
        shown = replace(shown, undoable=wanted.undo, undo_count=wanted.added)
    return page(request, EDIT, shown)


@router.get("/blocks", dependencies=[CHECK_TURN])
@permits(Act.READ_PROGRAMME)
def show_blocks(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The blocks alone, with the marks of their findings: what the page refreshes itself with.

    Without checks there are no marks; the text is shown all the same.
    """
    try:
        found = checking.check_section(bench, asking, programme_id, key)
    except TryLater:
        found = None
    work = open_workspace(bench, asking, programme_id, key, current_language())
    marks = found.marks if found and found.version == work.section.version else {}
    return fragment(request, EDIT, "marker", "blocks", view=section_page(work, marks))


@router.get("/checklist", dependencies=[CHECK_TURN])
@permits(Act.READ_PROGRAMME)
def show_checklist(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """What a complete section says, with what the rules see of it."""
    found = checking.check_section(bench, asking, programme_id, key)
    work = open_workspace(bench, asking, programme_id, key, current_language())
    return fragment(request, "section/checklist.html", "checklist", view=checklist_of(work, found))


@router.post("/blocks")
@permits(Act.WRITE_SECTION)
def add_block(
    programme_id: str,
    key: str,
    form: Annotated[NewBlockForm, Depends(reads_form(NewBlockForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Add an empty block and open it."""
    text = table_text((("", ""), ("", ""))) if form.kind == BlockKind.TABLE else ""
    written = drafting.add_block(bench, asking, programme_id, key, form.kind, text, form.place)
    block_id = written.blocks[0].id
    return redirect(f"{section_path(programme_id, key)}?edit={block_id}#block-{block_id}")


@router.post("/blocks/{block_id}")
@permits(Act.WRITE_SECTION)
def save_block(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    form: Annotated[BlockForm, Depends(reads_form(BlockForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Save one block. When somebody was faster, both texts are shown."""
    section = drafting.read_section(bench, asking, programme_id, key)
    text = _text_of(section, block_id, form)
    again = f"{section_path(programme_id, key)}{'?edit=' + block_id if form.grid else ''}#block-{block_id}"
    if drafting.block_came_back_as_it_was(section, block_id, text, form.kind, form.base_version):
        return redirect(again)
    try:
        drafting.save_block(bench, asking, programme_id, key, block_id, text, form.base_version, form.kind)
    except Conflict as clash:
        if clash.code != "conflict":
            raise
        dispute = conflicts.compare(bench, asking, programme_id, key, block_id, form.base_version, text)
        return conflict_page(request, bench, asking, programme_id, key, dispute)
    return redirect(again)


@router.post("/blocks/{block_id}/move")
@permits(Act.WRITE_SECTION)
def move_block(
    programme_id: str,
    key: str,
    block_id: str,
    form: Annotated[StepForm, Depends(reads_form(StepForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Move a block one place up or down."""
    step = {"-1": -1, "1": 1}.get(form.step, 0)
    drafting.move_block(bench, asking, programme_id, key, block_id, form.base_version, step)
    return redirect(f"{section_path(programme_id, key)}#block-{block_id}")


@router.post("/blocks/{block_id}/delete")
@permits(Act.WRITE_SECTION)
def delete_block(
    programme_id: str,
    key: str,
    block_id: str,
    form: Annotated[StepForm, Depends(reads_form(StepForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Delete a block and offer to take that back."""
    written = drafting.delete_block(bench, asking, programme_id, key, block_id, form.base_version)
    return redirect(f"{section_path(programme_id, key)}?undo={written.section.version}#undo-line")


@router.post("/undo")
@permits(Act.WRITE_SECTION)
def undo(
    programme_id: str,
    key: str,
    form: Annotated[UndoForm, Depends(reads_form(UndoForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Take back a delete, a paste or a clause."""
    written = drafting.undo(bench, asking, programme_id, key, form.version)
    where = f"#block-{written.blocks[0].id}" if written.blocks else ""
    return redirect(f"{section_path(programme_id, key)}{where}")


@router.post("/text")
@permits(Act.WRITE_SECTION)
def save_text(
    request: Request,
    programme_id: str,
    key: str,
    form: Annotated[TextForm, Depends(reads_form(TextForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Save the whole section as text. When somebody was faster, the form comes back with one's own text."""
    section = drafting.read_section(bench, asking, programme_id, key)
    if drafting.came_back_as_it_was(section, form.text, form.base_version):
        return redirect(section_path(programme_id, key))
    try:
        drafting.save_section_text(bench, asking, programme_id, key, form.text, form.base_version)
    except Conflict as clash:
        if clash.code != "conflict":
            raise
        work = open_workspace(bench, asking, programme_id, key, current_language())
        shown = replace(section_page(work), as_text=form.text, newer_text=work.section.text)
        return page(request, EDIT, shown, status=409)
    return redirect(section_path(programme_id, key))


@router.post("/paste")
@permits(Act.WRITE_SECTION)
def paste(
    programme_id: str,
    key: str,
    form: Annotated[PasteForm, Depends(reads_form(PasteForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Add pasted text as paragraphs and offer to take that back."""
    written = inserting.paste_blocks(bench, asking, programme_id, key, form.content, False, form.place)
    query = f"?undo={written.section.version}&added={len(written.blocks)}"
    return redirect(f"{section_path(programme_id, key)}{query}#undo-line")


@router.post("/clauses")
@permits(Act.WRITE_SECTION)
def insert_clause(
    programme_id: str,
    key: str,
    form: Annotated[ClauseForm, Depends(reads_form(ClauseForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Insert a model clause, after filling in the blanks that stood beside it."""
    given = {k: v for k, v in zip(form.blank_key, form.blank_value, strict=False) if v.strip()}
    if given:
        blanks.fill_blanks(bench, asking, programme_id, given, form.blanks_version)
    written = inserting.insert_clause(bench, asking, programme_id, key, form.clause, form.place)
    query = f"?undo={written.section.version}&added={len(written.blocks)}"
    return redirect(f"{section_path(programme_id, key)}{query}#block-{written.blocks[0].id}")


@router.post("/blanks")
@permits(Act.FILL_BLANKS)
def fill_blank(
    programme_id: str,
    key: str,
    form: Annotated[BlankForm, Depends(reads_form(BlankForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Fill in one blank for the whole programme."""
    blanks.fill_blanks(bench, asking, programme_id, {form.key: form.value}, form.base_version)
    return redirect(section_path(programme_id, key), notice="saved")


def _text_of(section: Section, block_id: str, form: BlockForm) -> str:
    """The block's text out of whichever form it has."""
    if form.cell:
        return form.table
    if form.alternative is None:
        return form.text or ""
    stored = next((picture(block.text) for block in section.blocks if block.id == block_id), None)
    if stored is None:
        raise NotFound()
    return picture_text(form.alternative, stored.file)
