"""Which sections a document of somebody else has."""

from app.documents.docx_outline import bookmark_name
from app.documents.docx_read import ReadBlock, ReadDocument
from app.documents.read_file import read_file
from app.domain.blocks import BlockKind
from app.usecases.findings.judging_files import WORDS_OF_A_SECTION, sections_of

PARAGRAPH = "The officer signs. " * WORDS_OF_A_SECTION


def titles(text: str) -> list[str]:
    """The titles of the sections of a Markdown text."""
    return [section.title for section in sections_of("own.md", read_file(text.encode()), None)]


def test_every_heading_opens_a_section() -> None:
    """However deep it is, if some text follows."""
    chapters = [
        f"## {name}\n\n{PARAGRAPH}\n\n### {name} in short\n\n{PARAGRAPH}" for name in ("Checks", "Tests")
    ]

    assert titles("\n\n".join(chapters)) == ["Checks", "Checks in short", "Tests", "Tests in short"]


def test_a_heading_for_every_paragraph_opens_none() -> None:
    """The text of a duty stays together; the headings are read with it."""
    points = "\n\n".join(f"### Point {number}\n\nThe officer signs." for number in range(40))
    document = read_file(f"## Checks\n\n{points}\n\n## Tests\n\n{points}".encode())

    sections = sections_of("own.md", document, None)

    assert [section.title for section in sections] == ["Checks", "Tests"]
    assert [block.kind for block in sections[0].blocks[:2]] == ["heading", "paragraph"]


def test_a_short_document_has_the_sections_of_its_highest_headings() -> None:
    """Few words under each is no reason to take it for one section."""
    short = "Checks\n\nThe officer signs.\n\n{0} Tests\n\nThe clerk tests."

    assert titles(f"# {short.format('#')}") == ["Checks", "Tests"]
    assert titles(f"# Our programme\n\n## {short.format('##')}") == ["Checks", "Tests"]


def test_a_subheading_of_a_section_of_ours_belongs_to_it() -> None:
    """What stands below it is found at home."""
    blocks = (
        ReadBlock(BlockKind.HEADING, "4.7 Assessment", 2, bookmark_name("icp.4.7")),
        ReadBlock(BlockKind.PARAGRAPH, PARAGRAPH),
        ReadBlock(BlockKind.HEADING, "By whom", 3),
        ReadBlock(BlockKind.PARAGRAPH, PARAGRAPH),
        ReadBlock(BlockKind.HEADING, "Something of our own", 2),
        ReadBlock(BlockKind.PARAGRAPH, PARAGRAPH),
    )

    sections = sections_of("ours.docx", ReadDocument("", "", "", blocks, ()), None)

    assert [section.key for section in sections] == ["icp.4.7", "section-2"]
    assert [block.kind for block in sections[0].blocks] == ["paragraph", "heading", "paragraph"]
