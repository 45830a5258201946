"""The audit report as a Word file: laid out as chapters and blocks, written by the programme's writer."""

from collections.abc import Iterable, Iterator, Sequence

from app.documents.audit_report import AuditedSection, AuditReport
from app.documents.audit_wordings import OF_A_PDF, AuditWording, audit_wording
from app.documents.programme_document import ChapterText, Matrix, ProgrammeDocument, SectionText
from app.documents.wordings import wording
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.findings import Judged
from app.domain.inline import escape
from app.domain.pin import PointedTo
from app.domain.pipe_table import table_text
from app.domain.quoting import without_borders
from app.domain.sources import cited
from app.local_time import local_day
from checks.languages import LANGUAGES
from checks.reliability import Share

FIRST_SHOWN = 10
"""So many findings to fix first stand in front; the others are in their sections."""

_WIDEST_MATRIX = 16


def audit_document(report: AuditReport) -> ProgrammeDocument:
    """The report as chapters: what it says, numbers, fix first, by section, set aside, not applicable."""
    words = audit_wording(report.language)
    layout = _Layout(report, words)
    chapters = [
        (words.about, layout.about()),
        (words.summary, layout.summary()),
        (words.fix_first, layout.fix_first()),
        (words.by_section, ()),
        *layout.leftovers(),
    ]
    return ProgrammeDocument(
        identifier=f"{report.identifier}/audit",
        title=f"{words.title}: {report.subject}",
        organisation=report.organisation,
        language=report.language,
        revision_label="",
        date=report.checked_on,
        chapters=tuple(
            ChapterText(
                str(number),
                title,
                layout.sections() if title == words.by_section else (),
                tuple(blocks),
                own_numbers=True,
            )
            for number, (title, blocks) in enumerate(chapters, start=1)
        ),
        short_title=f"{words.short_title} · {wording(report.language).day(report.checked_on)}",
        classification=words.classification if report.is_programme else "",
        matrices=layout.matrices(),
        is_programme=False,
    )


class _Layout:
    def __init__(self, report: AuditReport, words: AuditWording) -> None:
        self.report = report
        self.words = words
        self.headings = {one.key: (one.number, one.title) for one in report.sections}
        self.whole = words.whole if report.is_programme else words.whole_document
        self.names = {key: " ".join(filter(None, heading)) for key, heading in self.headings.items()}

    def about(self) -> Iterator[ParsedBlock]:
        for text in self.words.about_text:
            yield _paragraph(text)
        state = self.words.state if self.report.is_programme else self.words.fingerprint
        yield _paragraph(state.format(self.report.state))
        if self.report.without_answers:
            yield _paragraph(self.words.no_answers)
        yield from self._not_read()
        versions = sorted(self.report.pack_versions.items())
        if versions:
            yield _paragraph(f"{self.words.rules}:")
            yield from (_block(BlockKind.BULLET, f"{pack} {version}") for pack, version in versions)
        if self.report.on_human_rights:
            yield from self._reliability()

    def _not_read(self) -> Iterator[ParsedBlock]:
        if OF_A_PDF in dict(self.report.not_read):
            yield _paragraph(self.words.of_a_pdf)
        for number, part in enumerate(self.words.unread(self.report.not_read)):
            if number == 0:
                yield _paragraph(f"{self.words.not_read}:")
            yield _block(BlockKind.BULLET, part)

    def _reliability(self) -> Iterator[ParsedBlock]:
        words, measured = self.words, self.report.reliability
        yield _heading(words.reliability)
        if measured is None:
            yield _paragraph(words.not_measured)
            return
        day = wording(self.report.language).day(measured.measured_on)
        yield _paragraph(words.measured.format(measured.clauses, day, measured.version))
        shares = {(share.language, share.reading): share for share in measured.shares}
        rows = [
            (name, *(_share(shares[language, reading], words) for language in LANGUAGES))
            for reading, name in words.readings.items()
        ]
        yield _table([(words.outcome, *words.languages), *rows])

    def summary(self) -> Iterator[ParsedBlock]:
        words = self.words
        header = ("", *words.severities.values())
        rows = [
            (words.verdicts[verdict], *(str(self._count(verdict, one)) for one in words.severities))
            for verdict in words.verdicts
        ]
        yield _table([(words.outcome, *header[1:]), *rows])

    def fix_first(self) -> Iterator[ParsedBlock]:
        found = [one for one in self.report.findings if one.is_open and one.finding.severity == "fix_first"]
        for item in found[:FIRST_SHOWN]:
            text = f"{item.finding.message[self.report.language]} ({self._where(item)})"
            yield _block(BlockKind.NUMBERED, text)
        if not found:
            yield _paragraph(self.words.nothing_to_fix)
        if len(found) > FIRST_SHOWN:
            left = len(found) - FIRST_SHOWN
            yield _paragraph(self.words.more_below[left > 1].format(left))

    def sections(self) -> tuple[SectionText, ...]:
        """One section of the report for each section that has findings, those on the whole text last."""
        keys = [one.key for one in self.report.sections]
        made = []
        for key in [*keys, *sorted({one.finding.section for one in self.report.findings} - set(keys))]:
            found = [one for one in self.report.findings if one.finding.section == key and one.waiver is None]
            if found:
                blocks = tuple(block for one in found for block in self._finding(one))
                number, title = self.headings.get(key, ("", self.whole))
                made.append(SectionText(f"audit.{key}", number, title, blocks))
        return tuple(made)

    def set_aside(self) -> Iterator[ParsedBlock]:
        found = [one for one in self.report.findings if one.waiver is not None]
        if not found:
            yield _paragraph(self.words.no_decisions)
        for item in found:
            waiver = item.waiver
            assert waiver is not None
            yield _heading(f"{item.finding.requirement} {item.finding.title[self.report.language]}")
            until = wording(self.report.language).day(waiver.until)
            yield _paragraph(f"{self._where(item)}. {self.words.decided_text.format(until)}")
            yield _block(BlockKind.QUOTATION, waiver.reason)
            if item.waived_for_other_text:
                yield _paragraph(self.words.changed_text, bold=True)

    def leftovers(self) -> Iterator[tuple[str, list[ParsedBlock]]]:
        """The chapters that only some reports have."""
        report, words = self.report, self.words
        if report.is_programme:
            yield words.decided, list(self.set_aside())
        if report.not_applicable:
            rows = [(f"{one.requirement} {one.title}", one.reason) for one in report.not_applicable]
            yield words.not_applicable, [_table([(words.rule, words.reason), *rows])]
        if report.clear:
            listed = [_block(BlockKind.BULLET, f"{one.requirement} {one.title}") for one in report.clear]
            yield words.clear, [_paragraph(words.clear_text), *listed]
        if report.not_checked:
            rows = [(f"{one.requirement} {one.title}", one.reason) for one in report.not_checked]
            table = _table([(words.rule, words.reason), *rows])
            yield words.not_checked, [_paragraph(words.not_checked_text), table]

    def matrices(self) -> tuple[Matrix, ...]:
        """Rules by sections, in slices that fit a page on its side; each with the rules that meet it."""
        places = {
            (one.finding.requirement, one.finding.section): self._symbol(one) for one in self.report.findings
        }
        used = [one for one in self.report.sections if any(key == one.key for _, key in places)]
        ordered = [one for _, part in self.report.in_chapters(self.report.findings) for one in part]
        rules = list(dict.fromkeys(one.finding.requirement for one in ordered or self.report.findings))
        slices = _slices(used, _WIDEST_MATRIX)
        made = []
        for number, part in enumerate(slices, start=1):
            title = self.words.matrix
            if len(slices) > 1:
                title = self.words.matrix_part.format(title, number, len(slices))
            rows = [(rule, *(places.get((rule, one.key), "") for one in part)) for rule in rules]
            made.append(
                Matrix(
                    title,
                    (self.words.rule, *(one.number or one.title for one in part)),
                    tuple(row for row in rows if any(row[1:])),
                    self.words.matrix_key,
                )
            )
        return tuple(made)

    def _finding(self, item: Judged) -> Iterator[ParsedBlock]:
        finding, words, language = item.finding, self.words, self.report.language
        yield _heading(f"{finding.requirement} {finding.title[language]}")
        severity = "" if item.is_found else f" – {words.severities[finding.severity]}"
        pointed = words.with_pointing if item.pinned else ""
        yield _paragraph(words.verdicts[finding.outcome] + pointed + severity, bold=True)
        if finding.message[language] != finding.title[language]:
            yield _paragraph(finding.message[language])
        quotes = dict.fromkeys(without_borders(one.quote) for one in finding.evidence if not one.pointed)
        yield from self._listed(words.seen, quotes, BlockKind.QUOTATION)
        yield from self._listed(words.pointed, map(self._pointed, item.pinned))
        yield from self._listed(words.missing, (one.text[language] for one in finding.missing))
        yield from self._listed(
            words.defects, (_defect(one.text[language], one.evidence.quote) for one in finding.defects)
        )
        if not item.is_found:
            yield _labelled(words.why, finding.why[language])
            yield _labelled(words.to_do, finding.fix[language])
        if sources := cited(finding.sources, language):
            yield _labelled(words.sources, ". ".join(map(str, sources)))

    def _pointed(self, pin: PointedTo) -> str:
        day = wording(self.report.language).day(local_day(pin.pin.given_at))
        quote = without_borders(pin.pin.quote)
        return self.words.pointed_by.format(pin.says[self.report.language], quote, pin.by, day)

    def _listed(
        self, title: str, texts: Iterable[str], kind: BlockKind = BlockKind.BULLET
    ) -> Iterator[ParsedBlock]:
        for number, text in enumerate(texts):
            if number == 0:
                yield _paragraph(f"{title}:", bold=True)
            yield _block(kind, text)

    def _where(self, item: Judged) -> str:
        return self.names.get(item.finding.section, self.whole)

    def _count(self, outcome: str, severity: str) -> int:
        return sum(
            one.finding.outcome == outcome and one.finding.severity == severity and one.waiver is None
            for one in self.report.findings
        )

    def _symbol(self, item: Judged) -> str:
        return self.words.symbols["waived" if item.waiver is not None else item.finding.outcome]


def _slices(sections: Sequence[AuditedSection], widest: int) -> list[Sequence[AuditedSection]]:
    """As few parts as possible, all about as wide."""
    count = -(-len(sections) // widest)
    each = -(-len(sections) // count) if count else 0
    return [sections[number * each : (number + 1) * each] for number in range(count)]


def _share(share: Share, words: AuditWording) -> str:
    return words.share.format(share.right, share.of) if share.of else "–"


def _block(kind: BlockKind, text: str) -> ParsedBlock:
    return ParsedBlock(kind, escape(text))


def _paragraph(text: str, *, bold: bool = False) -> ParsedBlock:
    return ParsedBlock(BlockKind.PARAGRAPH, f"**{escape(text.strip())}**" if bold else escape(text))


def _labelled(label: str, text: str) -> ParsedBlock:
    return ParsedBlock(BlockKind.PARAGRAPH, f"**{escape(label)}.** {escape(text)}")


def _heading(text: str) -> ParsedBlock:
    return _block(BlockKind.HEADING, text)


def _defect(text: str, quote: str) -> str:
    return f"{text} “{without_borders(quote)}”" if quote else text


def _table(rows: list[tuple[str, ...]]) -> ParsedBlock:
    return ParsedBlock(
        BlockKind.TABLE, table_text(tuple(tuple(escape(cell) for cell in row) for row in rows))
    )
