"""A programme held against a newer version of its template: what changed on which side, and taking it over.

No earlier template is needed. What a clause said when it was inserted stands in the section's own history.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.blocks import Block, BlockKind, ParsedBlock
from app.domain.editing import Blocks, Place, checked, inserted
from app.domain.matching import keep_ids
from app.domain.programme import Cause, Section
from icp_templates import ModelClause, SectionTemplate, Template

BROUGHT_IN_BY = frozenset({Cause.CLAUSE, Cause.EXAMPLE, Cause.UPGRADE})
"""Causes whose versions hold a clause as the template had it."""


class Difference(StrEnum):
    """What became of one piece of the template."""

    NEW_SECTION = "new_section"
    NEW_CLAUSE = "new_clause"
    UNTOUCHED = "untouched"
    EDITED = "edited"
    REMOVED = "removed"


@dataclass(frozen=True)
class Insertion:
    """Blocks that came from a model clause, as version `number` of the section first held them.

    `is_original`: they came from the template itself, so this is what the clause said.
    """

    number: int
    clause: str
    blocks: Blocks
    is_original: bool


@dataclass(frozen=True)
class Item:
    """One thing to take over or to leave. `base` is what the clause said, `yours` what stands there now.

    A clause is missing for a new section, and for what the template no longer has.
    """

    difference: Difference
    key: str
    clause: ModelClause | None = None
    base: Blocks = ()
    new: tuple[ParsedBlock, ...] = ()
    yours: Blocks = ()
    inserted_in: int = 0

    @property
    def id(self) -> str:
        """Names the item within one comparison."""
        return f"{self.key}#{self.clause.id if self.clause else ''}#{self.inserted_in}"

    @property
    def can_be_taken(self) -> bool:
        """What the template no longer has stays as the company's own text."""
        return self.difference is not Difference.REMOVED


def is_newer(version: str, than: str) -> bool:
    """Whether a template version such as "1.10" comes after another one."""
    return _numbers(version) > _numbers(than)


def insertions(history: Iterable[tuple[int, Cause, Blocks]]) -> tuple[Insertion, ...]:
    """Every arrival of a model clause in a section, from its versions, oldest first."""
    known: set[tuple[str, str]] = set()
    found: list[Insertion] = []
    for number, cause, blocks in history:
        arrived: dict[str, list[Block]] = {}
        for block in blocks:
            if block.clause and (block.id, block.clause) not in known:
                known.add((block.id, block.clause))
                arrived.setdefault(block.clause, []).append(block)
        found += [
            Insertion(number, clause, tuple(born), cause in BROUGHT_IN_BY) for clause, born in arrived.items()
        ]
    return tuple(found)


def holds_other_clauses(template: Template, section: Section) -> bool:
    """Whether a block remembers a clause that the template has in another version, or no longer."""
    references = {block.clause for block in section.blocks if block.clause}
    clauses = {reference: _clause_now(template, reference) for reference in references}
    return any(clause is None or clause.reference != reference for reference, clause in clauses.items())


def section_items(
    template: Template, section: Section, arrivals: Sequence[Insertion], language: str, version: str
) -> tuple[Item, ...]:
    """What `template` says differently in one section that follows `version` of it."""
    items = [item for arrival in arrivals if (item := _changed(template, section, arrival, language))]
    outline = _outline(template, section.key)
    present = {block.clause.partition("@")[0] for block in section.blocks if block.clause}
    if outline is not None and section.blocks:
        items += [
            Item(Difference.NEW_CLAUSE, section.key, clause, new=_parsed(clause, language))
            for clause in outline.clauses
            if is_newer(clause.since, version) and clause.id not in present
        ]
    return tuple(items)


def outline_items(template: Template, sections: Sequence[Section]) -> tuple[Item, ...]:
    """Sections that the template has and the programme has not, and the other way round."""
    keys = {section.key for section in sections}
    new = [
        Item(Difference.NEW_SECTION, outline.key)
        for outline in template.sections
        if not keys & {outline.key, *outline.was}
    ]
    removed = [
        Item(Difference.REMOVED, section.key, yours=section.blocks)
        for section in sections
        if section.key in template.retired and _outline(template, section.key) is None
    ]
    return (*new, *removed)


def taken(blocks: Blocks, item: Item, template: Template, make_id: Callable[[], str]) -> Blocks:
    """The blocks of a section with the clause of `item` as the template has it now.

    Blocks that go on keep their ids, so that comments stay with them.
    """
    assert item.clause is not None
    fresh = tuple(
        replace(block, clause=item.clause.reference) for block in keep_ids(item.yours, item.new, make_id)
    )
    if not item.yours:
        return inserted(blocks, fresh, _after(blocks, item.clause, template.section(item.key)))
    old = {block.id for block in item.yours}
    first = next(index for index, block in enumerate(blocks) if block.id in old)
    rest = tuple(block for block in blocks if block.id not in old)
    return (*rest[:first], *fresh, *rest[first:])


def _changed(template: Template, section: Section, arrival: Insertion, language: str) -> Item | None:
    born = {block.id for block in arrival.blocks}
    yours = tuple(b for b in section.blocks if b.clause == arrival.clause and b.id in born)
    clause = _clause_now(template, arrival.clause)
    if not yours or (clause is not None and clause.reference == arrival.clause):
        return None
    if clause is None:
        return Item(Difference.REMOVED, section.key, base=arrival.blocks, yours=yours)
    new = _parsed(clause, language)
    if _content(new) in (_content(yours), _content(arrival.blocks)):
        return None
    untouched = arrival.is_original and set(_content(yours)) == set(_content(arrival.blocks))
    difference = Difference.UNTOUCHED if untouched and len(yours) == len(born) else Difference.EDITED
    return Item(difference, section.key, clause, arrival.blocks, new, yours, arrival.number)


def _clause_now(template: Template, reference: str) -> ModelClause | None:
    """The clause a block remembers, as the template has it now, also when its section got another number."""
    key, _, rest = reference.partition("/")
    outline = _outline(template, key)
    name = rest.partition("@")[0]
    clauses = outline.clauses if outline else ()
    return next((clause for clause in clauses if clause.id.partition("/")[2] == name), None)


def _outline(template: Template, key: str) -> SectionTemplate | None:
    return next((each for each in template.sections if key in (each.key, *each.was)), None)


def _parsed(clause: ModelClause, language: str) -> tuple[ParsedBlock, ...]:
    return tuple(
        ParsedBlock(BlockKind(block.kind), checked(BlockKind(block.kind), block.text))
        for block in clause.blocks[language]
    )


def _content(blocks: Sequence[Block | ParsedBlock]) -> tuple[tuple[BlockKind, str], ...]:
    return tuple((block.kind, block.text) for block in blocks)


def _after(blocks: Blocks, clause: ModelClause, outline: SectionTemplate) -> str | Place:
    """Behind the last block of the nearest clause that comes before it in the template."""
    names = [each.id for each in outline.clauses]
    earlier = names[: names.index(clause.id)]
    for name in reversed(earlier):
        for block in reversed(blocks):
            if block.clause and block.clause.partition("@")[0] == name:
                return block.id
    return Place.END


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]+", version)]
