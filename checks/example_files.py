"""Example files, read strictly: the cases that lie beside a rule."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from checks.answers import Answer
from checks.example import Example, Expectation
from checks.languages import LANGUAGES, Language
from checks.model import Rule, Verdict
from checks.schema import Reader, read_file
from checks.sections import ProgrammeFacts
from checks.strict_yaml import LinedDict, LinedList, YamlProblem

EXAMPLE_FIELDS = [
    "name",
    "lang",
    "text",
    "texts",
    "answers",
    "facts",
    "expect",
    "missing",
    "because",
    "evidence",
    "control",
    "near_miss",
]
QUALITY = ("noticed", "nothing", "not_checked")


def read_examples(path: Path, rule: Rule) -> tuple[Example, ...]:
    """The cases beside a rule."""
    tree = read_file(path)
    if not isinstance(tree, LinedList):
        raise YamlProblem(path, 1, "pack_schema", "an examples file is a list of cases")
    return tuple(_example(path, item, tree.line_of(place), rule) for place, item in enumerate(tree))


def _expectations(rule: Rule) -> tuple[str, ...]:
    if rule.notices:
        return QUALITY
    verdicts: tuple[str, ...] = get_args(Verdict)
    return (*verdicts, "not_checked") if rule.strict else verdicts


def _example(path: Path, item: object, line: int, rule: Rule) -> Example:
    if not isinstance(item, LinedDict):
        raise YamlProblem(path, line, "pack_schema", "a case is a list of named fields")
    file = Reader(path, item, EXAMPLE_FIELDS)
    expect = cast(Expectation, file.one_of("expect", _expectations(rule)))
    text, texts = file.text("text", ""), _texts(file)
    if bool(text) == bool(texts):
        file.refuse("text", "a case needs either 'text' or 'texts'")
    missing, evidence = file.texts("missing"), file.texts("evidence")
    known = {element.id for element in rule.elements}
    for name in missing:
        if name not in known:
            file.refuse("missing", f"{rule.id} has no element '{name}'")
    for quotation in evidence:
        if not any(quotation in each for each in (text, *texts.values())):
            file.refuse("evidence", "the evidence must be quoted from the text")
    if expect == "partly" and not missing:
        file.refuse("expect", "a partly case names the elements it misses")
    return Example(
        rule.id,
        file.text("name"),
        cast(Language, file.one_of("lang", LANGUAGES)),
        text,
        expect,
        missing,
        file.text("because", ""),
        evidence,
        file.one_of("control", ("yes", "no"), "no") == "yes",
        path.name,
        line,
        _answers(file),
        texts,
        _facts(file),
        near_miss=file.one_of("near_miss", ("yes", "no"), "no") == "yes",
    )


def _answers(file: Reader) -> dict[str, Answer]:
    tree = file.mapping("answers")
    inner = Reader(file.path, tree, tree.keys())
    return {question: list(inner.texts(question)) for question in tree}


def _texts(file: Reader) -> dict[str, str]:
    tree = file.mapping("texts")
    inner = Reader(file.path, tree, tree.keys())
    return {key: inner.text(key) for key in tree}


def _facts(file: Reader) -> ProgrammeFacts:
    if "facts" not in file.tree:
        return ProgrammeFacts()
    inner = file.reader("facts", ("names", "annexes", "numbers"))
    annexes, numbers = (
        frozenset(inner.texts(key)) if key in inner.tree else None for key in ("annexes", "numbers")
    )
    return ProgrammeFacts(inner.texts("names"), annexes, numbers)
