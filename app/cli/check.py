"""`icp check`: what the rules see in documents, without a database."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from app.cli.many import each

if TYPE_CHECKING:
    from app.usecases.findings.judging_files import FileReport
    from checks import Pack, PassageJudgement


class Format(StrEnum):
    """How the report is printed, or written."""

    TEXT = "text"
    JSON = "json"
    WORD = "docx"


class Language(StrEnum):
    """The language of the documents."""

    EN = "en"
    NL = "nl"
    AUTO = "auto"


def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Documents: .docx, .md, .txt or .pdf.")] = None,
    pack: Annotated[str | None, typer.Option(help="Only the rules of this pack.")] = None,
    scope: Annotated[
        Path | None, typer.Option(help="Scoping answers as a JSON object.", metavar="FILE.json")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the documents.")] = Language.AUTO,
    format_: Annotated[
        Format, typer.Option("--format", help="How to print; docx writes NAME.audit.docx for each document.")
    ] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option(help="Folder for Word reports; else beside the document.", metavar="FOLDER")
    ] = None,
    passages: Annotated[
        Path | None, typer.Option(help="Judge one passage a line instead.", metavar="IN.jsonl")
    ] = None,
) -> None:
    """Show what the rules find in documents, with the words they rest on.

    Without --scope every rule applies. Many files are read on all cores. Exit status 1 when something is
    left to do, 2 when a file cannot be read or a report not written. With --passages: one JSON object a line,
    {"id","requirement","text","lang"?} in, a judgement out.

    Example: icp check programme.md --scope answers.json --format json
    """
    _refuse_what_cannot_be_meant(files or [], passages, format_, out)
    if passages is not None:
        _judge_passages(_packs(pack), passages)
        return
    _packs(pack)
    if not files:
        _refuse("nothing_to_check", "name a document or --passages")
    judge = partial(_judged, pack, _object(scope) if scope else None, lang, format_, out)
    left, refused = False, False
    for judged in each(judge, files):
        typer.echo(judged.text, err=judged.refused)
        left, refused = left or judged.left, refused or judged.refused
    raise typer.Exit(2 if refused else 1 if left else 0)


def _refuse_what_cannot_be_meant(
    files: Sequence[Path], passages: Path | None, format_: Format, out: Path | None
) -> None:
    """Before hours of work; also that the folder is there and no report takes the place of another."""
    if passages is not None and format_ is Format.WORD:
        _refuse("passages_without_report", "--passages are answered in JSON only")
    if out is None:
        return
    if format_ is not Format.WORD:
        _refuse("out_without_docx", "--out is for --format docx")
    if not out.is_dir():
        _refuse("no_folder", f"{out} is not a folder")
    twice = [name for name, count in Counter(file.name for file in files).items() if count > 1]
    if twice:
        _refuse("same_name", f"more than one document is called {twice[0]}; leave out --out")


@dataclass(frozen=True)
class Judged:
    """What is printed of one file; `left` when something is to be done.

    `refused` when it cannot be read, or its report cannot be written.
    """

    text: str
    left: bool = False
    refused: bool = False


@cache
def _packs(name: str | None) -> "tuple[Pack, ...]":
    from checks import read_packs

    found = tuple(one for one in read_packs(examples=False) if name in (None, one.id))
    return found or _refuse("no_pack", "there is no pack of that name")


def _judged(
    pack: str | None,
    answers: dict[str, Any] | None,
    lang: Language,
    format_: Format,
    out: Path | None,
    file: Path,
) -> Judged:
    from app.domain.errors import DomainError
    from app.usecases.findings.judging_files import judge_file

    language: Literal["en", "nl"] | None = (
        "en" if lang is Language.EN else "nl" if lang is Language.NL else None
    )
    try:
        report = judge_file(_packs(pack), file.name, file.read_bytes(), answers, language)
    except DomainError as error:
        return Judged(f"icp: {error.code}: {file.name} cannot be read", refused=True)
    except OSError as error:
        return Judged(f"icp: unreadable_file: {file.name}: {error.strerror}", refused=True)
    for_readers = language or report.language
    if format_ is Format.WORD:
        return _written(report, for_readers, out or file.parent)
    if format_ is Format.JSON:
        text = json.dumps(report.as_dict(language or "en"), ensure_ascii=False, separators=(",", ":"))
    else:
        text = "\n".join(_lines_of(report, for_readers))
    return Judged(text, report.open > 0)


def _written(report: "FileReport", language: Literal["en", "nl"], folder: Path) -> Judged:
    from app.cli.whole_files import write_whole
    from app.local_time import local_day
    from app.usecases.findings.reporting_files import word_report

    made = word_report(report, language, local_day(datetime.now(UTC)))
    target = folder / made.name
    try:
        write_whole(target, made.content)
    except OSError as error:
        return Judged(f"icp: unwritable_file: {target}: {error.strerror}", refused=True)
    return Judged(f"{made.sha256}  {target}", report.open > 0)


def _lines_of(report: "FileReport", language: Literal["en", "nl"]) -> Iterator[str]:
    from app.documents.audit_wordings import OF_A_PDF, audit_wording
    from app.domain.sources import cited

    words = audit_wording(language)
    yield f"{report.file}  sha256 {report.sha256}"
    if report.answers is None:
        yield words.no_answers
    if OF_A_PDF in dict(report.not_read):
        yield words.of_a_pdf
    for part in words.unread(report.not_read):
        yield f"{words.not_read}: {part}"
    for finding in report.result.findings:
        outcome, severity = words.verdicts[finding.outcome], words.severities[finding.severity]
        yield f"{outcome:20} {severity:14} {finding.requirement}  {finding.title[language]}"
        for evidence in finding.evidence[:3]:
            yield f"           “{evidence.quote}”"
        for missing in finding.missing:
            yield f"           {words.missing}: {missing.text[language]}"
        for defect in finding.defects:
            yield f"           {words.defects}: {defect.text[language]} “{defect.evidence.quote}”"
        if finding.verdict != "found":
            yield f"           {finding.fix[language]}"
            yield from (f"           [{source}]" for source in cited(finding.sources, language))
    for one in report.not_checked(language):
        yield f"{words.unchecked:35} {one.rule}  {one.title}"
        yield f"           {one.reason}"


def _judge_passages(packs: "Sequence[Pack]", path: Path) -> None:
    from checks import judge_passage

    for number, line in enumerate(_lines(path), 1):
        asked = _parsed(line, f"{path.name}, line {number}")
        requirement, text = asked.get("requirement"), asked.get("text")
        if not isinstance(requirement, str) or not isinstance(text, str):
            _refuse("bad_passage", f"{path.name}, line {number}: requirement and text are needed")
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            _refuse("invalid_character", f"{path.name}, line {number}")
        for one in packs:
            try:
                judged = judge_passage(one, requirement, text, asked.get("lang"))
            except KeyError:
                continue
            typer.echo(
                json.dumps(_judgement(asked.get("id"), judged), ensure_ascii=False, separators=(",", ":"))
            )
            break
        else:
            _refuse("unknown_requirement", f"{path.name}, line {number}")


def _judgement(id_: Any, judged: "PassageJudgement") -> dict[str, Any]:
    return {
        "id": id_,
        "requirement": judged.requirement,
        "verdict": judged.verdict,
        "elements": dict(judged.elements),
        "defects": list(judged.defects),
        "evidence": [
            {"element": e.element, "quote": e.quote, "start": e.start, "end": e.end} for e in judged.evidence
        ],
        "state": judged.state,
    }


def _lines(path: Path) -> Iterator[str]:
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("not_utf8", f"{path.name} cannot be read")
    yield from (line for line in text.split("\n") if line.strip())


def _object(path: Path) -> dict[str, Any]:
    from app.domain.errors import DomainError
    from app.domain.scoping import answers_after

    try:
        return dict(answers_after({}, _parsed(_bytes(path).decode("utf-8-sig", "replace"), path.name)))
    except DomainError as error:
        _refuse(error.code, path.name)


def _parsed(text: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _refuse("bad_json", place)
    return found if isinstance(found, dict) else _refuse("bad_json", place)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse("unreadable_file", f"{path.name}: {error.strerror}")


def _refuse(code: str, message: str) -> NoReturn:
    typer.echo(f"icp: {code}: {message}", err=True)
    raise typer.Exit(2)
