"""Two programmes with every kind of block, in English and Dutch, as the Word tests print them."""

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from app.documents.programme_document import (
    ApprovalLine,
    ChapterText,
    PictureFile,
    ProgrammeDocument,
    RevisionLine,
    SectionText,
)
from app.domain.blocks import Block, BlockKind


def blocks(prefix: str, *parts: tuple[str, str]) -> tuple[Block, ...]:
    """Blocks with ids made of the section and their place."""
    return tuple(Block(f"{prefix}-{n}", BlockKind(kind), text) for n, (kind, text) in enumerate(parts))


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
    """A small exporter's programme in English."""
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
            RevisionLine(
                "3",
                date(2026, 11, 12),
                "A. de Wit",
                "Human-rights due diligence and stop authority rewritten",
            ),
        ),
        approvals=(
            ApprovalLine("Prepared by", "Anna de Wit", "Export control officer", date(2026, 11, 10)),
            ApprovalLine("Approved by", "Pieter van Loon", "Managing director"),
        ),
        chapters=(
            ChapterText("0", "Front matter", (SectionText("icp.0", "0", "Document control", _front_en()),)),
            ChapterText(
                "1",
                "Company, scope and risk",
                (
                    SectionText("icp.1.1", "1.1", "Company and scope of this programme", _scope_en()),
                    SectionText("icp.1.2", "1.2", "Products and services", _products_en()),
                    SectionText(
                        "icp.1.3",
                        "1.3",
                        "Destinations, customers and routes",
                        not_applicable="Meridian sells to one customer in the Netherlands only, see [[icp.1.1]].",
                    ),
                ),
            ),
            ChapterText(
                "2",
                "Commitment and organisation",
                (
                    SectionText("icp.2.1", "2.1", "Statement of commitment", _commitment_en(), own_page=True),
                    SectionText("icp.2.2", "2.2", "Roles and responsibilities", _roles_en()),
                    SectionText("icp.2.3", "2.3", "Authority to stop, and deputies", _stop_en()),
                    SectionText("icp.2.4", "2.4", "Resources and expertise"),
                ),
            ),
            ChapterText(
                "M",
                "Modules",
                (
                    SectionText(
                        "icp.M1",
                        "M1",
                        "Research organisation",
                        blocks("m1", ("paragraph", "One contact point.")),
                    ),
                ),
            ),
        ),
        annexes=(
            SectionText("icp.A1", "A1", "Release checklist", _checklist_en()),
            SectionText(
                "icp.A2",
                "A2",
                "Forms",
                blocks("a2", ("heading", "Hit clearing"), ("paragraph", "See [[icp.A1]].")),
            ),
        ),
    )


def _front_en() -> tuple[Block, ...]:
    return blocks(
        "front",
        ("paragraph", "This programme is written against the law as it stood on 1 October 2026. The {{export_control_officer}} "
         "keeps the record of later changes."),
        ("heading", "Distribution"),
        ("bullet", "managing director, export control officer, heads of sales, logistics and development"),
        ("bullet", "Central Import and Export Office (CDIU), on request"),
    )  # fmt: skip


def _scope_en() -> tuple[Block, ...]:
    return blocks(
        "scope",
        ("paragraph", "Meridian Sensors B.V. (\"Meridian\") develops and sells thermal sensors and the software that reads "
         "them. This programme binds every employee, temporary worker and agent of Meridian in the Netherlands.[^The list of "
         "legal entities is kept in the company register.]"),
        ("paragraph", "It covers export, transfer within the Union, brokering, technical assistance and the transmission of "
         "software and technology. Anyone who is in doubt asks the export control officer **before** acting; see [[icp.2.3]]. "
         "The rules are published by the [Central Import and Export Office](https://www.belastingdienst.nl/cdiu)."),
        ("quotation", "No order is worth a breach of the law or harm to people.\nPieter van Loon, managing director"),
        ("heading", "Who is not covered"),
        ("paragraph", "Meridian Trading Ltd in the United Kingdom has a programme of its own."),
    )  # fmt: skip


def _products_en() -> tuple[Block, ...]:
    rows = [
        ("MS-100 camera core", "6A003.b.4", "Hardware", "Reviewed by the export control officer and by the head of development, with the data sheet of the detector at hand"),
        ("MS-View software", "not listed", "Software", "Reviewed"),
        ("MS-Track analytics", "**5D001.e** candidate", "Software", "Second opinion asked from an outside adviser"),
    ]  # fmt: skip
    many = [
        (f"Accessory MA-{n:02}", "not listed", "Hardware", "Reviewed with the yearly list")
        for n in range(1, 45)
    ]
    table = "\n".join(
        "| " + " | ".join(row) + " |"
        for row in [("Family", "Code", "Kind", "State of the classification"), *rows, *many]
    )
    return blocks(
        "products",
        ("paragraph", "The families below are all that Meridian makes or sells. A new family is added before the first offer."),
        ("table", table),
        ("paragraph", "The register with parameters per type is kept by {{export_control_officer}} for {{retention_period}}."),
    )  # fmt: skip


def _commitment_en() -> tuple[Block, ...]:
    return blocks(
        "commit",
        ("paragraph", "Meridian keeps export control law, also where that costs an order. We do not supply goods, software, "
         "technology or services when we know or have reason to fear that they will be used for internal repression or for "
         "serious violations of human rights or of international humanitarian law."),
        ("paragraph", "Everyone who works for us may stop an order and will never be held against it. The export control "
         "officer has the time, the means and the direct line to me that this asks for. I review this statement every year."),
        ("paragraph", "{{managing_director}}, managing director\nEindhoven, 12 November 2026"),
    )  # fmt: skip


def _roles_en() -> tuple[Block, ...]:
    return blocks(
        "roles",
        ("picture", "![Organisation chart: the export control officer reports to the managing director](file:chart1)"),
        ("table", "| Role | Holder | May do |\n| --- | --- | --- |\n| Export control officer | {{export_control_officer}} | classify, "
         "approve, stop, sign applications |\n| Deputy | {{deputy}} | the same, when the officer is away<br>and only then |\n"
         "| Managing director | {{managing_director}} | release after a stop, with reasons in writing |"),
        ("paragraph", "Sales may not release an order that the officer has stopped."),
    )  # fmt: skip


def _stop_en() -> tuple[Block, ...]:
    return blocks(
        "stop",
        ("paragraph", "The export control officer may stop any quotation, order, shipment, transmission or service, at any "
         "moment, without asking anyone. The stop is entered in the system at once and locks the order."),
        ("heading", "How a stop works"),
        ("numbered", "Whoever sees a red flag tells the officer the same working day."),
        ("numbered", "The officer stops the order in the system and says why."),
        ("numbered", "Within **five working days** the officer decides: release, release with conditions, or end."),
        ("heading", "How a stop ends"),
        ("numbered", "Only the officer, or {{deputy}} when the officer is away, lifts a stop."),
        ("numbered", "The reasons are kept with the order."),
        ("bullet", "A stop by the deputy is reported to the officer on the first day back."),
        ("bullet", "Nobody else may lift a stop; *the managing director neither*."),
    )  # fmt: skip


def _checklist_en() -> tuple[Block, ...]:
    return blocks(
        "check",
        ("paragraph", "Used for each release; see section [[icp.2.3]]."),
        ("table", "| Question | Yes | No |\n| --- | --- | --- |\n| Is the end user screened today? | | |\n| Is the licence valid for this "
         "quantity? | | |"),
    )  # fmt: skip
