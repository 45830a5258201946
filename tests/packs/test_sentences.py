"""What a rule tells its reader is a whole sentence: a line that is lost in a file shows in no other test."""

import re

import pytest

from checks import Rule, built_in_packs
from checks.languages import LANGUAGES, Language

RULES = [rule for pack in built_in_packs() for rule in pack.rules]
SAID_TWICE = re.compile(r"\b(\w+ \w+)\. \1\.")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_rule_ends_with_its_sentence(rule: Rule, language: Language) -> None:
    for words in (rule.finding, rule.in_part, rule.why, rule.fix):
        text = words.get(language, "")
        assert not text or text.endswith((".", "?")), text
        assert SAID_TWICE.search(text) is None, text
