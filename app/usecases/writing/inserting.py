"""Several blocks at once: a paste, or a model clause. `drafting.undo` takes them back."""

import re

from app.documents.paste import Paste, blocks_from_html
from app.domain import editing
from app.domain.blocks import BlockKind, ParsedBlock, accept
from app.domain.editing import Place
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.plain_text import from_text
from app.domain.programme import Cause
from app.usecases.programmes.section_desk import change_section, keep
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import Written


def paste_blocks(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    content: str,
    is_html: bool,
    after: str | Place = Place.END,
    retry: Retry | None = None,
) -> Written:
    """Clean what was copied from Word or a page and add it as blocks. Raises Invalid without any text."""
    pasted = blocks_from_html(content) if is_html else Paste(_from_plain(accept(content)))
    if not pasted.blocks:
        raise Invalid("nothing_to_paste", field="content")
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        new = editing.born(pasted.blocks, bench.new_id)
        kept = keep(desk, section, editing.inserted(section.blocks, new, after), Cause.PASTE)
        return desk.answer(Written(kept, new, pasted.pictures_left_out))


def insert_clause(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    clause_id: str,
    after: str | Place = Place.END,
    retry: Retry | None = None,
) -> Written:
    """Add a model clause in the language of the document; its blocks remember where they came from."""
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        try:
            clause = bench.library.template(desk.programme.template).clause(clause_id)
        except KeyError:
            raise NotFound("no_such_clause") from None
        parsed = [ParsedBlock(BlockKind(b.kind), b.text) for b in clause.blocks[desk.programme.language]]
        new = editing.born(parsed, bench.new_id, clause.reference)
        kept = keep(desk, section, editing.inserted(section.blocks, new, after), Cause.CLAUSE)
        return desk.answer(Written(kept, new))


def _from_plain(text: str) -> tuple[ParsedBlock, ...]:
    """Plain text as blocks. Word sets paragraphs apart by one line end: then every line is one."""
    if re.search(r"\n[ \t]*\n", text.strip()) is None:
        text = re.sub(r"\n(?![ \t]*\|)", "\n\n", text)
    return from_text(text)
