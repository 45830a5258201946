"""What the page about a new version of the template shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.blocks import Block, ParsedBlock
from app.domain.difference import words_changed
from app.domain.upgrading import Difference, Item
from app.domain.visible import visible
from app.i18n import current_language, long_date
from app.usecases.programmes.outline import number_of, template_section
from app.usecases.programmes.upgrading import Upgrade
from app.web.views.history_page import KINDS

TICKED_BEFORE = frozenset({Difference.NEW_SECTION, Difference.UNTOUCHED})

Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ItemView:
    """One thing to take over or to keep.

    `base` is what the clause said; `new` and `yours` are compared with it, or whole when there is none.
    """

    id: str
    difference: str
    title: str
    hint: str
    is_ticked: bool
    can_be_taken: bool
    base: str
    new: Parts
    yours: Parts


@dataclass(frozen=True)
class SectionView:
    """What is to be decided in one section; a new one has no page yet."""

    title: str
    href: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class UpgradePage:
    """A programme beside the newer template. `last_taken` is the day of an upgrade that can be taken back."""

    id: str
    title: str
    language: str
    is_newer: bool
    before: str
    now: str
    edition_before: str
    edition_now: str
    sections: tuple[SectionView, ...]
    seen: str
    may_write: bool
    last_taken: str


def upgrade_page(found: Upgrade) -> UpgradePage:
    """The page in the language in force; texts are in the language of the document."""
    by_section: dict[str, list[Item]] = {}
    for item in found.items:
        if not (found.is_newer or item.can_be_taken):
            continue
        by_section.setdefault(item.key, []).append(item)
    order = {section.key: section.order for section in found.template.sections}
    keys = sorted(by_section, key=lambda key: (order.get(key, 1_000_000), key))
    return UpgradePage(
        id=found.programme.id,
        title=found.programme.title,
        language=found.programme.language,
        is_newer=found.is_newer,
        before=found.programme.template_version,
        now=found.template.version,
        edition_before=found.edition,
        edition_now=found.template.list_edition,
        sections=tuple(_section(found, key, by_section[key]) for key in keys),
        seen=found.seen,
        may_write=found.may_write,
        last_taken=long_date(found.last.at) if found.last else "",
    )


def _section(found: Upgrade, key: str, items: list[Item]) -> SectionView:
    is_new = any(item.difference is Difference.NEW_SECTION for item in items)
    return SectionView(
        title=_title(found, key),
        href="" if is_new else f"/programmes/{found.programme.id}/sections/{key}",
        items=tuple(_item(found, item) for item in items),
    )


def _title(found: Upgrade, key: str) -> str:
    section = template_section(found.template, key)
    titles = section.title if section else found.template.retired.get(key)
    own = next((head.title for head in found.state.heads if head.key == key), None)
    title = own or (titles[current_language()] if titles else key)
    return f"{number_of(found.template, key)} {title}".strip()


def _item(found: Upgrade, item: Item) -> ItemView:
    base, new, yours = (_text(found, blocks) for blocks in (item.base, item.new, item.yours))
    return ItemView(
        id=item.id,
        difference=item.difference.value,
        title=item.clause.title[current_language()] if item.clause else "",
        hint=_hint(found, item),
        is_ticked=found.is_newer and item.difference in TICKED_BEFORE,
        can_be_taken=item.can_be_taken,
        base=base,
        new=_parts(base or new, new),
        yours=_parts(base or yours, yours),
    )


def _hint(found: Upgrade, item: Item) -> str:
    """What a new section is for, and when a clause fits."""
    language = current_language()
    if item.difference is Difference.NEW_SECTION:
        return found.template.section(item.key).purpose[language]
    return item.clause.when[language] if item.clause else ""


def _text(found: Upgrade, blocks: Sequence[Block | ParsedBlock]) -> str:
    """Blocks in finished text: blanks with today's values, no marks."""
    state = found.state
    return "\n\n".join(visible(b.text, state.values, state.labels, b.kind).text for b in blocks)


def _parts(old: str, new: str) -> Parts:
    return tuple((KINDS[change.kind], change.text) for change in words_changed(old, new))
