"""Where sentences end, and which words are the same."""

import pytest

from checks.text import sentences, tokenize


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The statement (rev. C) holds. It binds.", "The statement (rev. C) holds."),
        ("Wij antwoorden binnen max. 3 dagen. Dat staat vast.", "Wij antwoorden binnen max. 3 dagen."),
        ("Zie afd. Export. Daar ligt het dossier.", "Zie afd. Export."),
        ("See art. 5 para. 2. It says so.", "See art. 5 para. 2."),
        ("1. The officer decides. 2. She signs.", "1. The officer decides."),
        ('"Who decides?" The officer does.', '"Who decides?"'),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, first: str) -> None:
    """A full stop after a shortened word or a number of a clause stands within the sentence."""
    start, end = sentences(text)[0]
    assert text[start:end] == first


def test_the_letter_of_an_annex_ends_a_sentence() -> None:
    """Unlike that of a first name."""
    text = "We look at Annex I. Other goods are left to J. Tans."

    assert [text[start:end] for start, end in sentences(text)] == [
        "We look at Annex I.",
        "Other goods are left to J. Tans.",
    ]


def test_stress_that_is_written_as_an_accent_makes_no_other_word() -> None:
    """On a, i, o and u; an accent on e belongs to a word and stays."""
    assert [token.lemma for token in tokenize("vóórdat níet café één", "nl")] == [
        "voordat",
        "niet",
        "café",
        "één",
    ]


def test_a_word_that_looks_like_a_form_of_another_is_its_own() -> None:
    """ "Gevallen" are cases here and "volgende" is no following; "AI" is no form of "be"."""
    assert [token.lemma for token in tokenize("volgende gevallen en gevaren", "nl")] == [
        "volgende",
        "geval",
        "en",
        "gevaar",
    ]
    assert [token.lemma for token in tokenize("AI is worse", "en")] == ["ai", "be", "bad"]
