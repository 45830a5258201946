"""Search in the text of one programme, as a reader sees it."""

from dataclasses import dataclass

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.domain.searching import Excerpt, excerpts
from app.domain.visible import visible
from app.storage import sections
from app.usecases.doors import read_programme
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import state_of
from app.usecases.workbench import Workbench

WORDS_LIMIT = 200
HITS_LIMIT = 100
HITS_PER_BLOCK = 5


@dataclass(frozen=True)
class Hit:
    """A place in the text; `section` is numbered and in the reader's language, `number` that of the block."""

    key: str
    section: str
    block: str
    number: str
    excerpt: Excerpt


@dataclass(frozen=True)
class SearchResult:
    """Hits in the order of the document; `is_cut` says that there are more than are shown."""

    programme: Programme
    wanted: str
    hits: tuple[Hit, ...]
    is_cut: bool


def search_programme(
    bench: Workbench, actor: Actor, programme_id: str, wanted: str, language: str
) -> SearchResult:
    """Every place where the words stand, filled-in facts included. Raises Invalid when they are too many."""
    if len(wanted) > WORDS_LIMIT:
        raise Invalid("too_long", field="q", limit=WORDS_LIMIT)
    wanted = " ".join(wanted.split())
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        heads = {head.key: head for head in state.heads}
        hits: list[Hit] = []
        for section in sections.sections_of(desk.session, programme_id) if wanted else ():
            number = number_of(state.template, section.key)
            title = f"{number} {title_of(state.template, heads[section.key], language)}".strip()
            for place, block in enumerate(section.blocks, 1):
                text = visible(block.text, state.values, state.labels, block.kind).text
                name = f"{number}.{place}" if number else str(place)
                found = excerpts(text, wanted, HITS_PER_BLOCK)
                hits += [Hit(section.key, title, block.id, name, excerpt) for excerpt in found]
    return SearchResult(desk.programme, wanted, tuple(hits[:HITS_LIMIT]), len(hits) > HITS_LIMIT)
