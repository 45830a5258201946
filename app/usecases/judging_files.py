"""Judging documents that are in no programme: plain text or Markdown, without a database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import checks
from app.domain.blocks import BlockKind, ParsedBlock, normalise
from app.domain.errors import Invalid, TooLarge
from app.domain.plain_text import from_text
from app.domain.visible import visible
from app.usecases.finding_shape import finding_shape
from checks import CheckResult, Pack, SectionText, TextBlock, detect_language
from checks.scope import Answers

BYTES_LIMIT = 20 * 1024 * 1024

Language = Literal["en", "nl"]


@dataclass(frozen=True)
class FileReport:
    """What the rules see in one document. `answers` is None when no scoping answers were given."""

    file: str
    sha256: str
    answers: Answers | None
    sections: tuple[SectionText, ...]
    result: CheckResult

    @property
    def open(self) -> int:
        """How many findings are not fully found."""
        return sum(finding.verdict != "found" for finding in self.result.findings)

    def as_dict(self, language: str) -> dict[str, Any]:
        """The shape of the contract, sentences in one language."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "pack_versions": dict(self.result.pack_versions),
            "scope": dict(self.answers) if self.answers is not None else None,
            "sections": [
                {"key": section.key, "title": section.title, "language": section.language}
                for section in self.sections
            ],
            "findings": [finding_shape(finding, language) for finding in self.result.findings],
            "not_read": [],
        }


def judge_file(
    packs: Sequence[Pack], name: str, content: bytes, answers: Answers | None, language: Language | None
) -> FileReport:
    """Judge a text by every rule that applies; without answers every rule does. Raises Invalid, TooLarge."""
    if len(content) > BYTES_LIMIT:
        raise TooLarge("file_too_large", limit=BYTES_LIMIT)
    try:
        text = normalise(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid("not_utf8") from None
    sections = sections_of(name, text, language)
    result = checks.run(packs, sections, answers or {})
    return FileReport(name, hashlib.sha256(content).hexdigest(), answers, sections, result)


def sections_of(name: str, text: str, language: Language | None) -> tuple[SectionText, ...]:
    """One section per heading; what stands before the first is named after the file."""
    titles, grouped = [name], [list[ParsedBlock]()]
    for block in from_text(text):
        if block.kind is BlockKind.HEADING:
            titles.append(block.text)
            grouped.append([])
        else:
            grouped[-1].append(block)
    return tuple(
        _section(number, title, blocks, language)
        for number, (title, blocks) in enumerate(zip(titles, grouped, strict=True))
        if blocks
    )


def _section(
    number: int, title: str, blocks: Sequence[ParsedBlock], language: Language | None
) -> SectionText:
    shown = [visible(block.text, {}, {}, block.kind).text for block in blocks]
    return SectionText(
        f"section-{number}",
        title,
        language or detect_language("\n".join(shown)),
        tuple(
            TextBlock(f"section-{number}.{place}", block.kind.value, text)
            for place, (block, text) in enumerate(zip(blocks, shown, strict=True), 1)
        ),
    )
