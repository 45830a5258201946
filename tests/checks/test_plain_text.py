"""Plain text of a passage cut into blocks: the rows of a table stay together, however it is drawn."""

import pytest

from checks.plain_text import blocks_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("| Step | Time |\n| --- | --- |\n| Intake | 3 days |", ["table"]),
        ("Step | Time\nIntake | 3 days\nEach year we publish.", ["table", "paragraph"]),
        ("We publish.\nStep | Time\nIntake | 3 days", ["paragraph", "table"]),
        ("A row | alone", ["paragraph"]),
        ("Step | Time\n\nIntake | 3 days", ["paragraph", "paragraph"]),
        ("- Intake: 3 days\n- Outcome: 5 days", ["bullet", "bullet"]),
    ],
)
def test_rows_that_follow_each_other_are_one_table(text: str, kinds: list[str]) -> None:
    """With pipes at the ends or only between the cells; one line alone is a sentence with a stroke in it."""
    blocks = blocks_of(text)
    assert [block.kind for _, block in blocks] == kinds
    assert all(text[start : start + len(block.text)] == block.text for start, block in blocks)
