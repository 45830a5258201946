"""A programme as checks, overview and export see it at one moment, read once at an open desk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.overview import Applicability, SectionHead
from app.domain.plain_text import sha256
from app.domain.programme import Programme, Section
from app.domain.visible import visible
from app.storage import blanks, programmes, sections
from app.storage.tenancy import FencedSession
from app.usecases.outline import applies, labels_of, template_of, title_of
from app.usecases.workbench import Workbench
from checks import SectionText, TextBlock
from checks.scope import Answers
from icp_templates import Template

EMPTY_TEXT = sha256("")


@dataclass(frozen=True)
class ProgrammeState:
    """Heads, answers and values of one moment; texts are read from the same transaction when asked for."""

    session: FencedSession
    programme: Programme
    template: Template
    heads: tuple[SectionHead, ...]
    answers: Answers
    values: Mapping[str, str]

    @cached_property
    def applicability(self) -> Mapping[str, Applicability]:
        """Whether each section applies, by key."""
        return {head.key: applies(self.template, head, self.answers) for head in self.heads}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Names of blanks and sections in the language of the document."""
        return labels_of(self.template, self.heads, self.programme.language)

    def in_force(self) -> tuple[Section, ...]:
        """The sections that apply, with their texts, in order."""
        found = sections.sections_of(self.session, self.programme.id)
        return tuple(section for section in found if self.applicability[section.key].applies)

    def to_check(self) -> tuple[SectionText, ...]:
        """The sections that apply as a reader sees them: blanks filled in, marks gone."""
        titles = {head.key: title_of(self.template, head, self.programme.language) for head in self.heads}
        return tuple(
            SectionText(
                section.key,
                titles[section.key],
                "nl" if self.programme.language == "nl" else "en",
                tuple(
                    TextBlock(
                        block.id,
                        block.kind.value,
                        visible(block.text, self.values, self.labels, block.kind).text,
                    )
                    for block in section.blocks
                ),
            )
            for section in self.in_force()
        )

    def fingerprint(self, pack_digests: tuple[str, ...]) -> str:
        """Changes with everything a check result depends on: texts, blanks, answers, titles and packs."""
        programme = self.programme
        facts = [
            [programme.id, programme.language, programme.template, self.template.version],
            [programme.scope_version, programme.blanks_version, *pack_digests],
            [[head.key, head.title, head.sha256] for head in self.heads],
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def state_of(bench: Workbench, session: FencedSession, programme: Programme) -> ProgrammeState:
    """Read a programme's state at an open desk."""
    return ProgrammeState(
        session=session,
        programme=programme,
        template=template_of(bench, programme),
        heads=programmes.heads_of(session, programme.id),
        answers=programmes.scope_answers(session, programme),
        values=blanks.blank_values(session, programme),
    )
