"""Terms as texts are searched for them."""

import pytest

from checks.analysis import Analyst
from checks.languages import Language
from checks.lexicon import Concept, TermIndex
from checks.plain_text import blocks_of
from checks.sections import SectionText


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("en", "residents' group*", "We talk with the residents' groups of the quarter."),
        ("en", "customer's word", "The customer’s word is no source."),
        ("nl", "collega's", "Onze collega's melden het."),
        ("nl", "risico's", "De risico’s staan op de lijst."),
    ],
)
def test_a_term_with_an_apostrophe_is_read_as_texts_are(language: Language, term: str, text: str) -> None:
    """A text has neither the apostrophe nor the s behind it; a term that kept them would never occur."""
    index = TermIndex([Concept("NAMED", {language: (term,)})], language)
    blocks = tuple(block for _, block in blocks_of(text))
    (sentence,) = Analyst(index, language).passage(SectionText("", "", language, blocks)).sentences
    assert "NAMED" in sentence.analysis.hits
