"""The blanks of a programme: facts filled in once and shown wherever a text names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.blocks import normalise
from app.domain.errors import Conflict, Invalid
from app.domain.inline import blank_keys
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Section, SectionStatus
from app.storage import blanks, programmes, sections
from app.usecases.doors import Desk, WritingDesk, read_programme, would_open, write_programme
from app.usecases.programmes.outline import OWN_CHAPTER, chapter_of, template_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from icp_templates import Chapter, Template, Text

VALUE_LIMIT = 500
BLANKS_LIMIT = 500

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


@dataclass(frozen=True)
class BlankLine:
    """One blank: its words in every language of the template, its value, and the sections that name it.

    `offered_in` are the sections whose model text names it, `chapter` is the first that has to do with it.
    A blank that the template does not know, but a text does, has its key for a label.
    """

    key: str
    label: Text
    help: Text
    kind: str
    value: str
    used_in: tuple[str, ...]
    offered_in: tuple[str, ...]
    chapter: str


@dataclass(frozen=True)
class Blanks:
    """Every blank of a programme: those of the template in its order, then those only a text names.

    `title` is the programme's, `chapters` are those of its template. `may_fill`: whether the reader may.
    """

    version: int
    title: str
    chapters: tuple[Chapter, ...]
    lines: tuple[BlankLine, ...]
    may_fill: bool

    @property
    def values(self) -> dict[str, str]:
        """The filled ones."""
        return {line.key: line.value for line in self.lines if line.value}

    @property
    def unfilled(self) -> tuple[BlankLine, ...]:
        """Those that a text names and nobody has filled in."""
        return tuple(line for line in self.lines if line.used_in and not line.value)


@dataclass(frozen=True)
class BlanksFilled:
    """The values now in force, and the approved sections that show another text because of it."""

    version: int
    values: Mapping[str, str]
    changed_after_approval: tuple[str, ...]


def read_blanks(bench: Workbench, actor: Actor, programme_id: str) -> Blanks:
    """Every blank with its value and where it is used."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return blanks_at(bench, desk)


def blanks_at(bench: Workbench, desk: Desk) -> Blanks:
    """The same, at a desk that is open already."""
    values = blanks.blank_values(desk.session, desk.programme)
    uses = _uses(sections.sections_of(desk.session, desk.programme.id))
    template = template_of(bench, desk.programme)
    offers = _offers(template)
    words = {blank.key: (blank.label, blank.help, blank.kind) for blank in template.blanks}
    nothing = dict.fromkeys(template.languages, "")
    for key in sorted((uses.keys() | values.keys()) - words.keys()):
        words[key] = (dict.fromkeys(template.languages, key.replace("_", " ")), nothing, "text")

    def line(key: str) -> BlankLine:
        used, offered = uses.get(key, ()), offers.get(key, ())
        place = (*offered, *used)
        chapter = chapter_of(template, place[0]) if place else OWN_CHAPTER
        return BlankLine(key, *words[key], values.get(key, ""), used, offered, chapter)

    lines = tuple(line(key) for key in words)
    may_fill = would_open(desk, Act.FILL_BLANKS)
    return Blanks(desk.programme.blanks_version, desk.programme.title, template.chapters, lines, may_fill)


def fill_blanks(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    given: Mapping[str, str],
    base_version: int,
    retry: Retry | None = None,
) -> BlanksFilled:
    """Fill in the given blanks (an empty value clears one; the others stay).

    Approved sections that use a changed blank become *changed after approval*. Raises Invalid, Conflict.
    """
    with write_programme(bench, actor, programme_id, Act.FILL_BLANKS, retry) as desk:
        filled = desk.answer(fill_at(desk, given, base_version))
    bench.checker.programme_changed(programme_id)
    return filled


def fill_at(desk: WritingDesk, given: Mapping[str, str], base_version: int) -> BlanksFilled:
    """The same, at a desk that is open already; the checker is told by whoever closes it."""
    accepted = {key: _value(key, value) for key, value in given.items()}
    programme_id = desk.programme.id
    before = blanks.blank_values(desk.session, desk.programme)
    if base_version != desk.programme.blanks_version:
        raise Conflict(current={"version": desk.programme.blanks_version, "values": before})
    after = {key: value for key, value in (before | accepted).items() if value}
    if len(after) > BLANKS_LIMIT:
        raise Invalid("too_many_blanks", field="values", limit=BLANKS_LIMIT)
    version = blanks.add_blanks_version(
        desk.session, desk.programme, after, at=desk.now, by=desk.actor.person.id
    )
    if version is None:
        raise Conflict()
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    reopened = _approved_using(changed, sections.sections_of(desk.session, programme_id))
    programmes.set_statuses(desk.session, programme_id, reopened, SectionStatus.CHANGED_AFTER_APPROVAL)
    desk.record("fill_blanks", f"{programme_id}/blanks/{version}")
    return BlanksFilled(version, after, reopened)


def _value(key: str, value: str) -> str:
    if not _KEY.match(key):
        raise Invalid("unknown_blank", field="values")
    kept = " ".join(normalise(value).split())
    if len(kept) > VALUE_LIMIT:
        raise Invalid("too_long", field=f"values.{key}", limit=VALUE_LIMIT)
    return kept


def _offers(template: Template) -> dict[str, tuple[str, ...]]:
    """The sections whose model text names a blank, in the order of the template."""
    offers: dict[str, tuple[str, ...]] = {}
    for section in sorted(template.sections, key=lambda section: section.order):
        for key in section.blanks:
            offers[key] = (*offers.get(key, ()), section.key)
    return offers


def _uses(found: tuple[Section, ...]) -> dict[str, tuple[str, ...]]:
    uses: dict[str, dict[str, None]] = {}
    for section in found:
        for block in section.blocks:
            for key in blank_keys(block.text):
                uses.setdefault(key, {})[section.key] = None
    return {key: tuple(keys) for key, keys in uses.items()}


def _approved_using(changed: set[str], found: tuple[Section, ...]) -> tuple[str, ...]:
    approved = tuple(section for section in found if section.status == SectionStatus.APPROVED)
    uses = _uses(approved)
    affected = {key for blank in changed for key in uses.get(blank, ())}
    return tuple(section.key for section in approved if section.key in affected)
