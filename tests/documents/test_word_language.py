"""A Dutch file is Dutch and an English one English: in the text, and in every word the tool adds."""

import re
from dataclasses import fields

import pytest

from app.documents.docx_write import export_programme
from app.documents.programme_document import ProgrammeDocument
from app.documents.wordings import DUTCH, ENGLISH, Wording
from app.usecases.printing.example_document import example_document
from tests.documents import samples
from tests.documents.word_file import W, WordFile, text_of

# Words that the other language does not have.
FREQUENT = {
    "nl": frozenset({"de", "het", "een", "van", "voor", "dat", "die", "bij", "wordt", "zijn", "niet", "met"}),
    "en": frozenset({"the", "and", "to", "that", "for", "by", "with", "its", "not", "are", "from"}),
}
OTHER = {"nl": "en", "en": "nl"}
WORDS: dict[str, Wording] = {"nl": DUTCH, "en": ENGLISH}
PROGRAMMES = [
    pytest.param(samples.english(), id="english sample"),
    pytest.param(samples.dutch(), id="dutch sample"),
    pytest.param(example_document("en"), id="whole programme in English"),
    pytest.param(example_document("nl"), id="whole programme in Dutch"),
]


def share(text: str, words: frozenset[str]) -> float:
    """How much of a text these words are."""
    found = re.findall(r"[a-zà-ÿ]+", text.lower())
    return sum(word in words for word in found) / len(found)


def everything(word: WordFile) -> str:
    """What a reader sees or hears: body, notes, headers, footers, descriptions of tables and pictures."""
    shown = [
        text_of(paragraph)
        for name in word.names
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name)
        for paragraph in word.xml(name).iter(W + "p")
    ]
    heard = [
        one.get(W + "val")
        for kind in ("tblCaption", "tblDescription")
        for one in word.document.iter(W + kind)
    ]
    return "\n".join([*shown, *heard])


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_frequent_words_are_those_of_the_language(programme: ProgrammeDocument) -> None:
    """Many of its own, next to none of the other."""
    text = everything(WordFile(export_programme(programme)))
    assert share(text, FREQUENT[programme.language]) > 0.1
    assert share(text, FREQUENT[OTHER[programme.language]]) < 0.01


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_no_word_of_ours_comes_in_the_other_language(programme: ProgrammeDocument) -> None:
    """Headings, columns, captions and notes that the tool adds are in the language of the document."""
    text = everything(WordFile(export_programme(programme)))
    own, foreign = WORDS[programme.language], WORDS[OTHER[programme.language]]
    added = {
        field.name: value
        for field in fields(Wording)
        if isinstance(value := getattr(foreign, field.name), str)
        and field.name not in ("word_language", "locale", "decimal_symbol", "list_separator", "section")
        and value not in str(getattr(own, field.name))
    }
    assert len(added) > 10
    leaks = {name for name, value in added.items() if re.search(rf"\b{re.escape(value)}\b", text)}
    assert leaks == set()
