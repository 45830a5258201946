"""Files with usual words, read strictly: they lie beside a rule and speak of its essential elements."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from checks.languages import LANGUAGES, Language
from checks.model import Rule
from checks.schema import Reader, open_file
from checks.usual_words import UsualWords

_PAIR = re.compile(r"([^\W\d_]+) -?[0-9]{1,3}")


def with_usual_words(rule: Rule, path: Path) -> Rule:
    """The rule with the words of this file; raises YamlProblem at the first fault."""
    names = [element.id for element in rule.essential]
    file = open_file(path, names)
    usual = {name: _of_element(file.reader(name, LANGUAGES)) for name in file.tree}
    elements = (replace(one, usual=usual.get(one.id, {})) for one in rule.elements)
    return replace(rule, elements=tuple(elements))


def _of_element(file: Reader) -> dict[Language, UsualWords]:
    return {language: _of_language(file, language) for language in LANGUAGES if language in file.tree}


def _of_language(file: Reader, language: Language) -> UsualWords:
    written = file.text(language)
    pairs = [_PAIR.fullmatch(pair.strip()) for pair in written.split(",")]
    words = [pair.group(1) for pair in pairs if pair]
    if not all(pairs) or any(word != word.lower() for word in words):
        file.refuse(language, "words are written small, each with its weight: 'board 24, software -31'")
    if len(set(words)) < len(words):
        file.refuse(language, "a word is listed twice")
    return UsualWords(written)
