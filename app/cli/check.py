"""`icp check`: what the rules see in documents, without a database."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

if TYPE_CHECKING:
    from app.usecases.judging_files import FileReport
    from checks import Pack, PassageJudgement


class Format(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"


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
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TEXT,
    passages: Annotated[
        Path | None, typer.Option(help="Judge one passage a line instead.", metavar="IN.jsonl")
    ] = None,
) -> None:
    """Show what the rules find in documents, with the words they rest on.

    Without --scope every rule applies. Exit status 1 when something is left to do, 2 when a file cannot be
    read. With --passages: one JSON object a line, {"id","requirement","text","lang"?} in, a judgement out.

    Example: icp check programme.md --scope answers.json --format json
    """
    packs = _packs(pack)
    if passages is not None:
        _judge_passages(packs, passages)
        return
    if not files:
        _refuse("nothing_to_check", "name a document or --passages")
    reports = [_report(packs, file, scope, lang) for file in files]
    for report in reports:
        _print(report, format_, "nl" if lang is Language.NL else "en")
    raise typer.Exit(1 if any(report.open for report in reports) else 0)


def _packs(name: str | None) -> "tuple[Pack, ...]":
    from checks import read_packs

    found = tuple(one for one in read_packs() if name in (None, one.id))
    return found or _refuse("no_pack", "there is no pack of that name")


def _report(packs: "Sequence[Pack]", file: Path, scope: Path | None, lang: Language) -> "FileReport":
    from app.domain.errors import DomainError
    from app.usecases.judging_files import judge_file

    answers = _object(scope) if scope else None
    language = None if lang is Language.AUTO else ("nl" if lang is Language.NL else "en")
    try:
        return judge_file(packs, file.name, _bytes(file), answers, language)  # type: ignore[arg-type]
    except DomainError as error:
        _refuse(error.code, f"{file.name} cannot be read")


def _print(report: "FileReport", format_: Format, language: Literal["en", "nl"]) -> None:
    if format_ is Format.JSON:
        typer.echo(json.dumps(report.as_dict(language), ensure_ascii=False, separators=(",", ":")))
        return
    typer.echo(f"{report.file}  sha256 {report.sha256}")
    if report.answers is None:
        typer.echo("No scoping answers: every rule applies. What follows from answers is not checked.")
    for code, count in report.not_read:
        typer.echo(f"Not read: {count} × {code}")
    for finding in report.result.findings:
        typer.echo(
            f"{finding.verdict:10} {finding.severity:10} {finding.requirement}  {finding.title[language]}"
        )
        for evidence in finding.evidence[:3]:
            typer.echo(f"           “{evidence.quote}”")
        if finding.verdict != "found":
            typer.echo(f"           {finding.fix[language]}")
    for one in report.not_checked(language):
        typer.echo(f"not checked           {one.rule}  {one.title}")
        typer.echo(f"           {one.reason}")


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
