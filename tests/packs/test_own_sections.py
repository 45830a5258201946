"""A programme with sections of its own: what says a duty must stand together somewhere."""

import pytest

from checks import SectionText, TextBlock, built_in_packs, run
from checks.text import sentences

(PACK,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
CLAUSES = [
    ("HR-GRV-06", "not liability or reputation analysis"),
    ("HR-PRD-02", "alles staat er"),
]


def verdict(rule: str, language: str, sections: list[str]) -> str:
    """Of the rule in a text with these sections, one paragraph each."""
    text = [
        SectionText(
            f"section-{place}", f"Part {place}", language, (TextBlock(f"b{place}", "paragraph", part),)
        )
        for place, part in enumerate(sections)
    ]
    return next(one.verdict for one in run([PACK], text, {}).findings if one.rule == rule)


@pytest.mark.parametrize(("rule", "name"), CLAUSES, ids=[rule for rule, _ in CLAUSES])
def test_a_duty_is_not_put_together_from_a_word_here_and_a_word_there(rule: str, name: str) -> None:
    """A section that says most of it may leave the rest to another."""
    (example,) = (one for one in PACK.examples if (one.rule, one.name) == (rule, name))
    parts = [example.text[start:end] for start, end in sentences(example.text)]
    most = " ".join(parts[:-1])

    assert verdict(rule, example.language, [example.text, "Rain."]) == "found"
    assert verdict(rule, example.language, [most, parts[-1]]) == "found"
    assert verdict(rule, example.language, parts) == "partly"
