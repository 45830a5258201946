"""Two programmes with every kind of block, in English and Dutch, as the Word tests print them.

Their text lies in `programmes/`: `==== number title` opens a chapter, `== key number title` a section.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from app.documents.programme_document import (
    ApprovalLine,
    BlockComment,
    ChapterText,
    Coverage,
    CoverageLine,
    Matrix,
    PictureFile,
    ProgrammeDocument,
    RevisionLine,
    SectionText,
)
from app.domain.blocks import Block
from app.domain.plain_text import from_text

PROGRAMMES = Path(__file__).parent / "programmes"
COMMITMENT = "icp.2.1"


def chart() -> PictureFile:
    """A plain organisation chart as PNG."""
    image = Image.new("RGB", (640, 220), "white")
    draw = ImageDraw.Draw(image)
    for left, top, name in ((240, 10, "Managing director"), (60, 130, "Export control"), (420, 130, "Sales")):
        draw.rectangle((left, top, left + 160, top + 70), outline="#17496b", width=3)
        draw.text((left + 24, top + 28), name, fill="black")
    draw.line((320, 80, 140, 130), fill="#17496b", width=2)
    draw.line((320, 80, 500, 130), fill="#17496b", width=2)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return PictureFile(buffer.getvalue(), 640, 220)


def english() -> ProgrammeDocument:
    """A small exporter's programme, approved, with front matter, a module and two annexes."""
    chapters, annexes = read("english")
    return ProgrammeDocument(
        identifier="icp:0191-meridian/rev/3",
        title="Internal Compliance Programme for export control",
        organisation="Meridian Sensors B.V.",
        language="en",
        revision_label="3",
        date=date(2026, 11, 12),
        classification="Confidential: for the company and the licensing authority",
        blanks={"export_control_officer": "Anna de Wit", "managing_director": "Pieter van Loon"},
        labels={
            "export_control_officer": "export control officer",
            "deputy": "deputy of the export control officer",
            "managing_director": "managing director",
            "retention_period": "retention period",
        },
        pictures={"chart1": chart()},
        revisions=(
            RevisionLine("1", date(2024, 3, 1), "A. de Wit", "First programme"),
            RevisionLine("2", date(2025, 6, 30), "A. de Wit", "Screening of end users extended to resellers"),
            RevisionLine("3", date(2026, 11, 12), "A. de Wit", "Due diligence and stop authority rewritten"),
        ),
        approvals=(
            ApprovalLine("Prepared by", "Anna de Wit", "Export control officer"),
            ApprovalLine("Approved by", "Pieter van Loon", "Managing director"),
        ),
        chapters=chapters,
        annexes=annexes,
        comments=(
            BlockComment(
                "icp.2.3",
                "icp.2.3-0",
                "Sanne Jansen",
                datetime(2026, 11, 11, 9, 30, tzinfo=UTC),
                "Also by telephone?\nAsk Anna.",
                answers=(
                    BlockComment(
                        "icp.2.3",
                        "icp.2.3-0",
                        "Anna de Wit",
                        datetime(2026, 11, 11, 14, 5, tzinfo=UTC),
                        "Yes, and she notes it.",
                    ),
                ),
            ),
            BlockComment(
                "icp.2.2",
                "a block that is gone",
                "Anna de Wit",
                datetime(2026, 11, 12, 8, 0, tzinfo=UTC),
                "Who stands in on Fridays?",
            ),
        ),
        coverage=(
            Coverage(
                "Recommendation (EU) 2019/1318",
                (
                    CoverageLine("E1", "Commitment by the top", ("icp.2.1",)),
                    CoverageLine(
                        "E2",
                        "Organisation, responsibilities and resources",
                        ("icp.2.2", "icp.2.3", "icp.2.4"),
                    ),
                    CoverageLine("E7", "Physical and information security", ()),
                ),
            ),
        ),
        matrices=(
            Matrix(
                "Who does what",
                ("Step", *(f"Department {n}" for n in range(1, 10))),
                tuple(
                    (f"Step {n}", *("informed" if n % 2 else "decides" for _ in range(9)))
                    for n in range(1, 6)
                ),
            ),
        ),
        versions={"template": "eu-nl/1", "pack": "human-rights/1"},
    )


def dutch() -> ProgrammeDocument:
    """The same company's programme in Dutch, a draft without front matter."""
    chapters, annexes = read("dutch")
    return ProgrammeDocument(
        identifier="icp:0191-meridian-nl/rev/4",
        title="Intern nalevingsprogramma exportcontrole",
        organisation="Meridian Sensors B.V.",
        language="nl",
        revision_label="4",
        date=date(2026, 11, 20),
        classification="Vertrouwelijk",
        draft=True,
        blanks={"export_control_officer": "Anna de Wit"},
        labels={
            "export_control_officer": "exportcontrolefunctionaris",
            "deputy": "plaatsvervanger van de exportcontrolefunctionaris",
            "retention_period": "bewaartermijn",
        },
        pictures={"chart1": chart()},
        chapters=chapters,
        annexes=annexes,
    )


def read(name: str) -> tuple[tuple[ChapterText, ...], tuple[SectionText, ...]]:
    """The chapters and annexes of a text in `programmes/`."""
    *chapters, annexes = [
        _chapter(part) for part in (PROGRAMMES / f"{name}.txt").read_text().split("==== ")[1:]
    ]
    return tuple(chapters), annexes.sections


def _chapter(text: str) -> ChapterText:
    heading, *sections = text.split("\n== ")
    number, _, title = heading.strip().partition(" ")
    return ChapterText(number, title, tuple(_section(section) for section in sections))


def _section(text: str) -> SectionText:
    heading, _, body = text.partition("\n")
    key, number, title = heading.split(" ", 2)
    made = SectionText(key, number, title, own_page=key == COMMITMENT)
    if body.strip().startswith("n/a: "):
        return replace(made, not_applicable=body.strip().removeprefix("n/a: "))
    blocks = (Block(f"{key}-{n}", one.kind, one.text) for n, one in enumerate(from_text(body)))
    return replace(made, blocks=tuple(blocks))
