"""A programme as checks, overview and export see it at one moment, read once at an open desk."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.overview import Applicability, SectionHead
from app.domain.plain_text import sha256
from app.domain.programme import Programme
from app.domain.visible import visible
from app.i18n import language_of
from app.storage import blanks, programmes, sections
from app.storage.tenancy import FencedSession
from app.usecases.machines.kept_texts import KeptTexts
from app.usecases.programmes.outline import MADE_ANNEXES, applies, labels_of, template_of, title_of
from app.usecases.workbench import Workbench
from checks import ProgrammeFacts, SectionText, TextBlock, facts_of
from checks.answers import Answers
from icp_templates import Template

EMPTY_TEXT = sha256("")
OWN_NAME = "company_name"
"""The blank that holds the name of the company itself; what other blanks hold are its people and partners."""


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

    @cached_property
    def facts(self) -> ProgrammeFacts:
        """What is known besides the texts: own name and partners, annexes and sections that belong to it."""
        there = {head.key: head for head in self.heads if self.applicability[head.key].applies}
        own_name = self.values.get(OWN_NAME, "")
        forms = {
            form.id for section in self.template.sections if section.key in there for form in section.forms
        }
        return facts_of(
            {key: title_of(self.template, head, self.programme.language) for key, head in there.items()},
            names=(own_name, *self.values.values()) if own_name else (),
            annexes=forms | MADE_ANNEXES,
        )

    def to_check(self, kept: KeptTexts) -> Sequence[SectionText]:
        """The sections that apply as a reader sees them: blanks filled in, marks gone."""
        words = hashlib.sha256(json.dumps([dict(self.values), dict(self.labels)]).encode()).hexdigest()
        wanted = {
            head.key: (self.programme.id, head.key, str(head.version), words)
            for head in self.heads
            if self.applicability[head.key].applies
        }
        return kept.texts(wanted, self._read)

    def _read(self, keys: Iterable[str]) -> Mapping[str, SectionText]:
        language = self.programme.language
        titles = {head.key: title_of(self.template, head, language) for head in self.heads}
        return {
            section.key: SectionText(
                section.key,
                titles[section.key],
                language_of(language) or "en",
                tuple(
                    TextBlock(b.id, b.kind.value, visible(b.text, self.values, self.labels, b.kind).text)
                    for b in section.blocks
                ),
            )
            for section in sections.sections_named(self.session, self.programme.id, keys)
        }

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
