"""Judging documents that are in no programme: Word, PDF, Markdown or plain text, without a database."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import checks
from app.documents.docx_outline import bookmark_name
from app.documents.docx_read import ReadBlock, ReadDocument
from app.documents.read_file import read_file
from app.domain.blocks import BlockKind
from app.domain.visible import CELL_BORDER, visible
from app.usecases.findings.finding_shape import finding_shape, not_checked_shape
from app.usecases.findings.not_checked import Unchecked, unchecked
from checks import CheckResult, Pack, ProgrammeFacts, SectionText, TextBlock, detect_language
from checks.answers import Answers
from checks.languages import Language
from icp_templates import load_library

INTERVIEW = "eu-nl"
"""The template in whose questions somebody answers for a document that is in no programme."""
WORDS_OF_A_SECTION = 80
"""On average: with fewer, a document has a heading for every other paragraph."""
_FORM = re.compile(r"[A-Z]\d{1,2}")


@dataclass(frozen=True)
class FileReport:
    """What the rules see in one document. `answers` is None when no scoping answers were given.

    `not_read` lists what the file holds besides its text: a code, and how many.
    """

    file: str
    sha256: str
    answers: Answers | None
    sections: tuple[SectionText, ...]
    not_read: tuple[tuple[str, int], ...]
    result: CheckResult
    packs: tuple[Pack, ...]

    @property
    def language(self) -> Language:
        """That of most sections; English for none."""
        counts = Counter(section.language for section in self.sections)
        return max(counts, key=lambda one: counts[one], default="en")

    @property
    def open(self) -> int:
        """How many findings are not fully found."""
        return sum(finding.verdict != "found" for finding in self.result.findings)

    def not_checked(self, language: Language) -> tuple[Unchecked, ...]:
        """The rules for which an answer or a text is missing, with the reason in one language."""
        titles = {section.key: section.title for section in self.sections}
        return unchecked(self.packs, self.result.not_checked, titles, language, INTERVIEW)

    def as_dict(self, language: Language) -> dict[str, Any]:
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
            "clear": list(self.result.clear),
            "not_checked": [not_checked_shape(one) for one in self.not_checked(language)],
            "not_read": [{"code": code, "count": count} for code, count in self.not_read],
        }


def judge_file(
    packs: Sequence[Pack], name: str, content: bytes, answers: Answers | None, language: Language | None
) -> FileReport:
    """Judge a document by every rule that applies; without answers every rule does.

    Raises Invalid or TooLarge with the stable codes of `app.documents.read_file`.
    """
    document = read_file(content)
    sections = sections_of(name, document, language)
    return FileReport(
        name,
        hashlib.sha256(content).hexdigest(),
        answers,
        sections,
        tuple((one.code, one.count) for one in document.not_read),
        checks.run(packs, sections, answers or {}, facts=_facts(sections)),
        tuple(packs),
    )


def _facts(sections: Sequence[SectionText]) -> ProgrammeFacts:
    """What a document tells of itself. Whose it is remains unknown; its list of forms names its annexes."""
    rows = [
        line.partition(CELL_BORDER)[0]
        for section in sections
        for block in section.blocks
        if block.kind == "table"
        for line in block.text.split("\n")
    ]
    listed = [cell for cell in rows if _FORM.fullmatch(cell)]
    return checks.facts_of({section.key: section.title for section in sections}, annexes=listed)


def sections_of(name: str, document: ReadDocument, language: Language | None) -> tuple[SectionText, ...]:
    """One section per heading; what stands before the first is named after the document.

    Sections of our own exports keep their keys, so that rules find what they look for at home. In a document
    that has a heading for every other paragraph those stay within the section of the heading above.
    """
    deepest = _deepest(document.blocks)
    ours = {bookmark_name(s.key): s.key for t in load_library().templates for s in t.sections}
    keys, titles, grouped = [""], [document.title or name], [list[ReadBlock]()]
    for block in document.blocks:
        key = ours.get(block.bookmark, "")
        if block.kind is BlockKind.HEADING and (key or block.level <= deepest):
            # A subheading of a section of ours belongs to it, whatever is usual in the document.
            deepest = block.level if key else deepest
            keys.append(key)
            titles.append(visible(block.text, {}, {}).text)
            grouped.append([])
        else:
            grouped[-1].append(block)
    return tuple(
        _section(key or f"section-{number}", title, blocks, language)
        for number, (key, title, blocks) in enumerate(zip(keys, titles, grouped, strict=True))
        if blocks
    )


def _deepest(blocks: Sequence[ReadBlock]) -> int:
    """The deepest level of headings under which a section has some length.

    At least the highest level that has another heading beside it or above it: a title alone cuts nothing.
    """
    levels = Counter(block.level for block in blocks if block.kind is BlockKind.HEADING)
    words = sum(len(block.text.split()) for block in blocks if block.kind is not BlockKind.HEADING)
    counts = {level: sum(levels[above] for above in levels if above <= level) for level in sorted(levels)}
    cutting = [level for level, count in counts.items() if count > 1]
    long_enough = [level for level in cutting if words >= WORDS_OF_A_SECTION * counts[level]]
    return max(long_enough, default=min(cutting, default=1))


def _section(key: str, title: str, blocks: Sequence[ReadBlock], language: Language | None) -> SectionText:
    shown = [visible(block.text, {}, {}, block.kind).text for block in blocks]
    return SectionText(
        key,
        title,
        language or detect_language("\n".join(shown)),
        tuple(
            TextBlock(f"{key}.{place}", block.kind.value, text)
            for place, (block, text) in enumerate(zip(blocks, shown, strict=True), 1)
        ),
    )
